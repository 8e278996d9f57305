"""Whom a name in a query means: the actors, sources and languages of the index.

A name is looked for, in this order, as an id of the index, as an alias (of the catalogue, or a
way in which the articles write an actor), and as words of an actor's full name. The first step
that finds someone whom articles name decides, else the first that finds someone at all; if it
finds several, all are meant and a note names them.

Invariant: a name that finds nothing is told, with the nearest aliases of actors that articles name,
or else of those known without them, never dropped.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.codec.keys import ALIAS_SEPARATOR, folded
from index.languages import code_of, language_name, languages
from index.snapshot import Snapshot
from search.local.expand import similar
from search.local.lore import names as all_names
from search.local.lore import own_names, owners
from search.tree import PROPERTIES, Is

_SHOWN = 5
#: From so many letters on a name may be two edits away from what was meant.
_LONG = 6


@dataclass(frozen=True, slots=True)
class Meaning:
    """The keys meant in a column, and what the asker should know of the choice."""

    column: str
    keys: tuple[str, ...]
    note: str = ""


def meaning(snapshot: Snapshot, node: Is) -> Meaning:
    """The keys `node` asks for; none, with a note, when the index knows no such name."""
    return snapshot.remember(node, lambda: _meaning(snapshot, node))


def _meaning(snapshot: Snapshot, node: Is) -> Meaning:
    kind = PROPERTIES[node.field]
    if node.field == "story":
        known = snapshot.doc(node.text) is not None
        return Meaning("", (), "" if known else f"No article has the id “{node.text}”.")
    if kind is None:
        find = _language if node.field == "lang" else _source
        return find(snapshot, node.text)
    ids = _actors(snapshot, node.text, kind)
    if not ids:
        return Meaning("actor", (), _unknown(snapshot, node))
    return Meaning("actor", ids, _told(snapshot, node, ids))


def _source(snapshot: Snapshot, text: str) -> Meaning:
    wanted = folded(text)
    keys = snapshot.keyed("source").keys
    exact = tuple(key for key in keys if folded(key) == wanted)
    partial = tuple(key for key in keys if f" {wanted} " in f" {folded(key)} ")
    found = exact or (partial if wanted else ())
    if not found:
        some = ", ".join(keys[:_SHOWN])
        return Meaning("source", (), f"No source is called “{text}”. There is: {some or 'none'}.")
    note = f"“{text}” was taken for {_listed(found)}." if found != exact or len(found) > 1 else ""
    return Meaning("source", found, note)


def _language(snapshot: Snapshot, text: str) -> Meaning:
    """A language by its code or by a name of it; or as an article declares it."""
    present, wanted = snapshot.keyed("language").keys, folded(text)
    code = code_of(text) or next((key for key in present if folded(key) == wanted), "")
    if code in present:
        return Meaning("language", (code,))
    some = ", ".join(map(language_name, present[:_SHOWN])) or "none"
    if code:
        return Meaning("language", (), f"No article is in {language_name(code)}. There is: {some}.")
    names = sorted(each.name for each in languages().values())
    near = similar([folded(name) for name in names], wanted, 1 if len(wanted) < _LONG else 2)
    offered = tuple(name for name in names if folded(name) in near)
    hint = f"Did you mean {_listed(offered, 'or')}?" if offered else f"There is: {some}."
    return Meaning("language", (), f"No language is called “{text}”. {hint}")


def _actors(snapshot: Snapshot, text: str, kind: str) -> tuple[str, ...]:
    present = snapshot.keyed("actor").keys
    if text in present:
        return (text,)
    wanted = folded(text)
    known = owners(snapshot, text) | set(_by_alias(snapshot, wanted))
    named = [key for key in known if _asked(key, kind)]
    if any(_stands(present, key) for key in named):
        return tuple(sorted(named))
    return tuple(sorted(_by_words(present, wanted.split(), kind) or named))


def _stands(ascending: Sequence[str], key: str) -> bool:
    place = bisect_left(ascending, key)
    return place < len(ascending) and ascending[place] == key


def _asked(key: str, kind: str) -> bool:
    """Naming someone outright reaches media too; only a kind that was asked for excludes."""
    return kind == "" or key.startswith(f"{kind}/")


def _by_alias(snapshot: Snapshot, wanted: str) -> Iterable[str]:
    start = wanted + ALIAS_SEPARATOR
    return (key[len(start) :] for key in snapshot.lexicon("alias") if key.startswith(start))


def _by_words(present: Iterable[str], words: list[str], kind: str) -> list[str]:
    if not words:
        return []
    return [
        key
        for key in present
        if _asked(key, kind) and set(words) <= set(key.partition("/")[2].split("-"))
    ]


def _told(snapshot: Snapshot, node: Is, ids: tuple[str, ...]) -> str:
    present = tuple(key for key in ids if _stands(snapshot.keyed("actor").keys, key))
    if not present:
        return f"“{node.text}” is known as {_listed(ids, 'or')}, but no article names it."
    if len(present) == 1:
        return ""
    return f"“{node.text}” may be {_listed(present)}: any of them was searched."


def _unknown(snapshot: Snapshot, node: Is) -> str:
    """Nobody of the kind has the name: who else has it, or who has a similar one."""
    kind, name = PROPERTIES[node.field] or "", folded(node.text)
    others = set(_actors(snapshot, node.text, "")) & set(snapshot.keyed("actor").keys)
    if others:
        hint = f" Of another kind there is {_listed(tuple(sorted(others)))}: ask with actor:."
    else:
        pairs = (key.partition(ALIAS_SEPARATOR) for key in snapshot.lexicon("alias"))
        aliases = {alias for alias, _, key in pairs if _asked(key, kind)}
        aliases |= {alias for alias, key in own_names(snapshot) if _asked(key, kind)}
        hint = _hint(aliases, name)
        if not hint:
            hint = _hint({alias for alias, key in all_names(snapshot) if _asked(key, kind)}, name)
            hint += " No article names it, though." if hint else ""
    return f"No {'actor' if node.field == 'actor' else node.field} is called “{node.text}”.{hint}"


def _hint(aliases: Iterable[str], name: str) -> str:
    near = similar(sorted(aliases), name, 1 if len(name) < _LONG else 2)[:_SHOWN]
    return f" Did you mean {_listed(tuple(near), 'or')}?" if near else ""


def _listed(names: tuple[str, ...], joint: str = "and") -> str:
    shown = [f"“{name}”" for name in names[:_SHOWN]]
    rest = len(names) - len(shown)
    if rest:
        return f"{', '.join(shown)} {joint} {rest} more"
    return f"{', '.join(shown[:-1])} {joint} {shown[-1]}" if len(shown) > 1 else "".join(shown)
