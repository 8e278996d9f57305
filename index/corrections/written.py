"""An actors.toml of the user's own: what of the actors is other than Dateline has it.

It is made of entries of five kinds, as many of each and in any order:

    [[add]]                                   # an actor that the catalogue lacks
    kind = "person"                           # or id = "person/aryna-tesk"
    name = "Aryna Tesk"
    names = ["A. Tesk"]

    [[add]]                                   # more names of a known one
    to = "organisation/united-nations"
    acronyms = ["UNO"]

    [[rename]]                                # what an actor is called
    id = "country/myanmar"
    name = "Burma"

    [[merge]]                                 # several ids are one actor
    ids = ["person/tesk", "person/tesk-a"]
    into = "person/aryna-tesk"

    [[split]]                                 # a name of one is another's
    alias = "Georgia"
    of = "country/georgia"
    to = "place/georgia-usa"
    name = "Georgia (USA)"                    # if that one is new

    [[forbid]]                                # a name is nobody's (with id: not this one's),
    alias = "Reading"                         # or, with id alone, nobody is this actor

An `[[add]]` may have what a section of the catalogue has (`index.actors.entries` lists it): names,
acronyms, people, capitals, seats, iso, parent, years, careful, unsure, hints, shared; or a `list`
of actors, one a line. Any entry may have `corpora = ["name", …]`: it then holds for these alone.
Ids are those that pages, `read` and the catalogue show, also of actors that no catalogue has.

Invariant: a file is taken as a whole or refused with its name, the line, the entry, the remedy.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from index.actors import KINDS, Entry
from index.actors.entries import TITLED, Claim, Section, entries_of, slug
from index.actors.rules import CORRECTION
from index.corrections.kinds import (
    Add,
    Correction,
    Corrections,
    Forbid,
    Merge,
    Place,
    Rename,
    Split,
    near,
)
from index.errors import BrokenCatalogue, BrokenCorrections

_HEADING = re.compile(r"^[ \t]*\[\[[ \t]*([\w-]+)[ \t]*\]\]", re.MULTILINE)
#: As ids are made: what an address or a query would not take as it stands is in none.
_ID = re.compile(r"[a-z-]+/[⁄.()-]*\w[\w⁄.()-]*")
_ALIASES = ("names", "acronyms", "people", "capitals", "seats", "shared")


def read_corrections(path: Path) -> Corrections:
    """The corrections in a file. Raises BrokenCorrections, or OSError if it cannot be read."""
    return corrections_of(path.read_bytes(), str(path))


def corrections_of(content: bytes, file: str) -> Corrections:
    """The corrections in the bytes of a file. Raises BrokenCorrections."""
    try:
        return corrections_in(content.decode("utf-8-sig"), file)
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        raise BrokenCorrections(
            f"{file}, line {line}: this is no UTF-8: save the file as UTF-8"
        ) from fault


def corrections_in(text: str, file: str) -> Corrections:
    """The corrections that `text` writes. Raises BrokenCorrections."""
    try:
        tables = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        raise BrokenCorrections(
            f"{file}: {fault}: write entries as in the README's example of actors.toml"
        ) from fault
    found: list[Correction] = []
    for kind, entries in tables.items():
        if kind not in _KINDS:
            known = ", ".join(f"[[{each}]]" for each in _KINDS)
            raise BrokenCorrections(
                f"{file}: {kind!r} is no kind of entry{near(kind, _KINDS)}: use {known}"
            )
        if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
            raise BrokenCorrections(f"{file}: {kind} is no entry: write [[{kind}]] above each")
        places = _places(text, file, kind, len(entries))
        found += map(_KINDS[kind], places, entries)
    return Corrections(file, tuple(found))


def _places(text: str, file: str, kind: str, count: int) -> Iterator[Place]:
    """Where the entries of a kind stand; tomllib does not tell, so their headings are counted."""
    found = [match for match in _HEADING.finditer(text) if match[1] == kind]
    line, seen = 1, 0
    for number in range(count):
        if len(found) == count:  # else some stand in a text of several lines, or are no headings
            start = found[number].start()
            line, seen = line + text.count("\n", seen, start), start
        yield Place(file, line if len(found) == count else None, f"[[{kind}]] {number + 1}")


def _add(place: Place, table: Mapping[str, Any]) -> Add:
    corpora, rest = _corpora(place, table), {k: v for k, v in table.items() if k != "corpora"}
    named = [key for key in ("kind", "id", "to") if key in rest]
    given = _text(place, rest, named[0]) if len(named) == 1 else ""
    if not given:
        raise place.fault('needs one of kind = "person", id = "person/…" or to = "person/…"')
    del rest[named[0]]
    _require_aliases(place, rest)
    if named[0] == "to":
        return Add(place, corpora, (_more_names(place, given, rest),), given)
    kind = given if named[0] == "kind" else _id(place, named[0], given).partition("/")[0]
    if kind not in KINDS:
        raise place.fault(f"has the kind {kind!r}{near(kind, [*KINDS])}: use {', '.join(KINDS)}")
    name = rest.get("name")
    heading = given.partition("/")[2] or (slug(name) if isinstance(name, str) else "list")
    if named[0] == "id" and "list" in rest:
        raise place.fault("has an id for a whole list: give it a kind, or a name instead")
    return Add(place, corpora, tuple(_made(place, heading, kind, rest)))


def _made(
    place: Place, heading: str, kind: str, table: Mapping[str, Any]
) -> Iterator[tuple[Entry, tuple[Claim, ...]]]:
    """The actors of a section as the catalogue has them, known to be the user's."""
    try:
        for entry, claimed in entries_of(Section(str(place), heading, table), kind):
            own = [c._replace(rule=CORRECTION) if c.rule == "catalogue" else c for c in claimed]
            if "list" not in table and kind == "person" and " " in entry.name:
                own.append(Claim(entry, entry.name.rpartition(" ")[2], TITLED, unsure=True))
            yield entry, tuple(own)
    except BrokenCatalogue as fault:
        raise BrokenCorrections(str(fault)) from fault


def _more_names(place: Place, to: str, table: Mapping[str, Any]) -> tuple[Entry, tuple[Claim, ...]]:
    kind = _id(place, "to", to).partition("/")[0]
    if odd := sorted(table.keys() - {*_ALIASES, "careful", "unsure", "hints"}):
        raise place.fault(f"has {odd[0]}, but with to it may have {', '.join(_ALIASES)} alone")
    aliases = [alias for key in _ALIASES for alias in table.get(key, ())]
    if not aliases:
        raise place.fault(f'gives {to} no names: write names = ["…"]')
    # A section needs a name; what that claims is not wanted.
    ((entry, claimed),) = _made(place, to.partition("/")[2], kind, {"name": aliases[0], **table})
    return entry, tuple(claim for claim in claimed[1:] if claim.rule != TITLED)


def _require_aliases(place: Place, table: Mapping[str, Any]) -> None:
    """Make sure that what should be names is some."""
    for key in ("name", *_ALIASES):
        value = table.get(key, [])
        for alias in value if isinstance(value, list) else [value]:
            if not isinstance(alias, str) or not _has_letters(alias):
                raise place.fault(
                    f"has {key} = {value!r}: write names that have letters, in quotes"
                )


def _rename(place: Place, table: Mapping[str, Any]) -> Rename:
    _require_keys(place, table, "id", "name")
    return Rename(place, _corpora(place, table), _id(place, "id", table["id"]), _name(place, table))


def _merge(place: Place, table: Mapping[str, Any]) -> Merge:
    _require_keys(place, table, "ids", "into", name=False)
    ids, into = table["ids"], _id(place, "into", table["into"])
    if not isinstance(ids, list) or not ids:
        raise place.fault(f'has ids = {ids!r}: write a list, as in ids = ["person/a", "person/b"]')
    checked = tuple(dict.fromkeys(_id(place, "ids", each) for each in ids))
    if into in checked:
        raise place.fault(f"merges {into} into itself: take it out of ids")
    return Merge(place, _corpora(place, table), checked, into, _name(place, table))


def _split(place: Place, table: Mapping[str, Any]) -> Split:
    _require_keys(place, table, "alias", "of", "to", name=False)
    of, to = (_id(place, key, table[key]) for key in ("of", "to"))
    if of == to:
        raise place.fault(f"gives {of} what it has: write another id into to")
    return Split(place, _corpora(place, table), _alias(place, table), of, to, _name(place, table))


def _forbid(place: Place, table: Mapping[str, Any]) -> Forbid:
    _require_keys(place, table, alias=False, id=False)
    if not {"alias", "id"} & table.keys():
        raise place.fault("forbids nothing: give it an alias, an id, or both")
    given = _id(place, "id", table["id"]) if "id" in table else ""
    alias = _alias(place, table) if "alias" in table else ""
    return Forbid(place, _corpora(place, table), alias, given)


_KINDS: Mapping[str, Callable[[Place, Mapping[str, Any]], Correction]] = {
    "add": _add,
    "rename": _rename,
    "merge": _merge,
    "split": _split,
    "forbid": _forbid,
}


def _require_keys(place: Place, table: Mapping[str, Any], *needed: str, **more: bool) -> None:
    """Make sure that the keys are those needed and nothing but what else there may be."""
    known = (*needed, *more, "corpora")
    for key in table:
        if key not in known:
            raise place.fault(f"has {key}{near(key, known)}: use {', '.join(known)}")
    for key in needed:
        if key not in table:
            raise place.fault(f'lacks {key}: write {key} = "…"')


def _corpora(place: Place, table: Mapping[str, Any]) -> tuple[str, ...]:
    given = table.get("corpora", [])
    if not isinstance(given, list) or not all(isinstance(each, str) and each for each in given):
        raise place.fault(f'has corpora = {given!r}: write a list of names, as in ["seeds"]')
    if "corpora" in table and not given:
        raise place.fault("holds for no corpus: name one, or leave corpora out for all")
    return tuple(given)


def _text(place: Place, table: Mapping[str, Any], key: str) -> str:
    value = table[key]
    if not isinstance(value, str) or not value.strip():
        raise place.fault(f'has {key} = {value!r}: write a text, as in {key} = "…"')
    return value.strip()


def _name(place: Place, table: Mapping[str, Any]) -> str:
    return _named(place, table, "name") if "name" in table else ""


def _alias(place: Place, table: Mapping[str, Any]) -> str:
    return _named(place, table, "alias")


def _named(place: Place, table: Mapping[str, Any], key: str) -> str:
    if not _has_letters(name := _text(place, table, key)):
        raise place.fault(f"has {key} = {name!r}, without a letter: write a name")
    return name


def _has_letters(name: str) -> bool:
    return any(map(str.isalnum, name))


def _id(place: Place, key: str, given: object) -> str:
    if not isinstance(given, str) or not _ID.fullmatch(given):
        raise place.fault(
            f'has {key} = {given!r}: write an id as pages show it, as in "person/jane-doe"'
        )
    kind = given.partition("/")[0]
    if kind not in KINDS:
        raise place.fault(f"has {given!r}, of no kind{near(kind, [*KINDS])}: {', '.join(KINDS)}")
    return given
