"""The catalogue of known actors: countries, organisations, armed groups and media.

The entries are the TOML files beside this module, meant to be read and edited by people. A
table is an entry, its heading the slug of its id (`[pakistan]` in countries.toml is
`country/pakistan`), and these are its keys:

    name      the canonical name, also an alias
    names     other names
    acronyms  written in capitals, with or without dots; from four letters on also as a word (Nato)
    people    adjectives and nouns for what belongs to it (Pakistani, Pakistanis)
    capitals  cities that stand for its government; seats: buildings and streets that do
    iso       ISO 3166-1 alpha-2 code, alpha-4 of ISO 3166-3 for states that are no more
    parent    id of the entry it is part of
    careful   aliases that are also words or people's names: never read on a line of capitals,
              nor as a part of a longer unknown name
    unsure    aliases read only where the entry, or one in `hints`, is named in another way
    hints     ids of entries whose presence confirms what is unsure
    shared    aliases that belong to another entry first, and to this one where only this one
              is named in another way

Names that contain a country's but mean none (places.toml) are known too, and are no actors.

Invariant: ids are unique, every alias has one first owner, every id referred to exists.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.actors.tokens import cut
from index.errors import BrokenCatalogue

#: Kinds of actors with the label of many of them.
KINDS: dict[str, str] = {
    "country": "Countries",
    "person": "People",
    "organisation": "Organisations",
    "armed-group": "Armed groups",
    "media": "Media",
}

#: Kinds that act in the news; media report it.
PARTIES: tuple[str, ...] = ("country", "person", "organisation", "armed-group")

_FILES = {
    "countries.toml": "country",
    "organisations.toml": "organisation",
    "armed-groups.toml": "armed-group",
    "media.toml": "media",
}
_PLACES = "places.toml"
_RULES = {
    "names": "catalogue",
    "acronyms": "acronym",
    "people": "demonym",
    "capitals": "capital",
    "seats": "seat",
    "shared": "catalogue",
}
_MARKS = ("careful", "unsure")
_TEXTS = ("name", "iso", "parent")
_LISTS = (*_RULES, *_MARKS, "hints")
_ANY, _CAPITAL, _UPPER = range(3)


@dataclass(frozen=True, slots=True)
class Entry:
    """A known actor; `aliases` begin with its name, `hints` are ids that confirm it."""

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    iso: str | None = None
    parent: str | None = None
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take an alias. `entry` is None for a place that is no actor.

    `shape` tells for each word whether it must begin with a capital or consist of them.
    """

    entry: Entry | None
    rule: str
    shape: tuple[int, ...]
    careful: bool = False
    unsure: bool = False
    shared: bool = False

    def fits(self, words: list[str]) -> bool:
        """Whether the words of a text are written as this alias demands."""
        return all(
            need == _ANY or (word.isupper() if need == _UPPER else word[0].isupper())
            for need, word in zip(self.shape, words, strict=True)
        )


class Node:
    """A step in the tree of aliases: the words that may follow and what may end here."""

    __slots__ = ("following", "readings")

    def __init__(self) -> None:
        self.following: dict[str, Node] = {}
        self.readings: list[Reading] = []


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every known actor, by id and by alias; `root` is the tree that recognition walks."""

    by_id: Mapping[str, Entry]
    root: Node

    def find(self, alias: str) -> tuple[Entry, ...]:
        """The entries that `alias` may mean, sorted by id; case, accents, dots do not count."""
        keys = _keys(alias)
        node = _follow(self.root, keys)
        if node is None and keys[:1] == ("the",):
            node = _follow(self.root, keys[1:])
        if node is None:
            return ()
        found = {reading.entry.id: reading.entry for reading in node.readings if reading.entry}
        return tuple(found[name] for name in sorted(found))


@functools.cache
def catalogue() -> Catalogue:
    """The catalogue beside this module, read once. Raises BrokenCatalogue."""
    return load(Path(__file__).parent)


def load(folder: Path) -> Catalogue:
    """The catalogue whose files are in `folder`; a file that is not there is empty.

    Raises BrokenCatalogue naming the file, the entries and the remedy.
    """
    root = Node()
    entries: dict[str, Entry] = {}
    owners: dict[tuple[str, ...], tuple[str, str]] = {}
    for file, kind in _FILES.items():
        for slug, table in _tables(folder / file).items():
            entry = _entry(file, kind, slug, table)
            entries[entry.id] = entry
            for alias, reading in _readings(file, entry, table):
                _own(owners, alias, reading, file)
                _plant(root, alias, reading)
    _check_references(entries)
    _plant_places(folder / _PLACES, root)
    return Catalogue(entries, root)


def _tables(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        remedy = "each entry needs its own [slug] heading and each key stands once in it"
        raise BrokenCatalogue(f"{path.name}: {error}: {remedy}") from error


def _entry(file: str, kind: str, slug: str, table: Any) -> Entry:
    where = f"{file}: [{slug}]"
    if not isinstance(table, dict) or not isinstance(table.get("name"), str):
        raise BrokenCatalogue(f'{where} has no name: give it name = "…"')
    for key, value in table.items():
        if key in _TEXTS and isinstance(value, str):
            continue
        if key in _LISTS and isinstance(value, list) and all(isinstance(v, str) for v in value):
            continue
        known = f"{', '.join(_TEXTS)} (text), {', '.join(_LISTS)} (lists of texts)"
        raise BrokenCatalogue(f"{where} has {key} = {value!r}: use one of {known}")
    aliases = [table["name"], *(alias for key in _RULES for alias in table.get(key, ()))]
    return Entry(
        id=f"{kind}/{slug}",
        kind=kind,
        name=table["name"],
        aliases=tuple(dict.fromkeys(aliases)),
        iso=table.get("iso"),
        parent=table.get("parent"),
        hints=tuple(table.get("hints", ())),
    )


def _readings(
    file: str, entry: Entry, table: Mapping[str, Any]
) -> Iterator[tuple[tuple[str, ...], Reading]]:
    marked = {mark: set(table.get(mark, ())) for mark in _MARKS}
    for mark, aliases in marked.items():
        if stray := sorted(aliases - set(entry.aliases)):
            raise BrokenCatalogue(
                f"{file}: {entry.id} marks {stray[0]!r} as {mark}, which is none of its aliases: "
                "add it to names, acronyms, people or capitals too"
            )
    written = [("names", table["name"])]
    written += [(key, alias) for key in _RULES for alias in table.get(key, ())]
    for key, alias in written:
        if not (keys := _keys(alias)):
            raise BrokenCatalogue(f"{file}: {entry.id} has the alias {alias!r}: write a word")
        yield (
            keys,
            Reading(
                entry=entry,
                rule=_RULES[key],
                shape=_shape(alias, acronym=key == "acronyms"),
                careful=alias in marked["careful"],
                unsure=alias in marked["unsure"],
                shared=key == "shared",
            ),
        )


def _own(
    owners: dict[tuple[str, ...], tuple[str, str]],
    alias: tuple[str, ...],
    reading: Reading,
    file: str,
) -> None:
    if reading.entry is None or reading.shared:
        return
    first, place = owners.setdefault(alias, (reading.entry.id, file))
    if first != reading.entry.id:
        raise BrokenCatalogue(
            f"{file}: {reading.entry.id} and {first} ({place}) both claim {' '.join(alias)!r}: "
            "list it under shared in the one it means less often"
        )


def _plant(root: Node, alias: tuple[str, ...], reading: Reading) -> None:
    node = root
    for key in alias:
        node = node.following.setdefault(key, Node())
    node.readings.append(reading)


def _plant_places(path: Path, root: Node) -> None:
    for names in _tables(path).values():
        for name in names:
            _plant(root, _keys(name), Reading(None, "place", _shape(name, acronym=False)))


def _check_references(entries: Mapping[str, Entry]) -> None:
    for entry in entries.values():
        for other in (*entry.hints, *([entry.parent] if entry.parent else [])):
            if other not in entries:
                raise BrokenCatalogue(
                    f"{entry.id} refers to {other!r}, which no file holds: add it or correct it"
                )


def _follow(root: Node, keys: tuple[str, ...]) -> Node | None:
    node: Node | None = root
    for key in keys:
        node = node.following.get(key) if node else None
    return node


def _keys(alias: str) -> tuple[str, ...]:
    return tuple(token.key for token in cut(alias))


def _shape(alias: str, *, acronym: bool) -> tuple[int, ...]:
    words = [token.word for token in cut(alias)]
    return tuple(_need(word, acronym=acronym or len(words) == 1) for word in words)


def _need(word: str, *, acronym: bool) -> int:
    if not word[0].isupper():
        return _ANY
    spelled = len(word) > 1 and word.isupper()
    return _UPPER if spelled and not (acronym and len(word) > 3) else _CAPITAL
