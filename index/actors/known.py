"""The catalogue of known actors: every name with all it may mean, found in one step.

The entries are the TOML files beside this module, for people to read and edit: see `entries`.
Names that contain another's but mean nothing of the kind (places.toml) are known too.
Names are kept folded, as words with single spaces. What one means is worked out when it is first
met in a text, so that a large catalogue costs little to load.

Invariant: ids are unique, every id referred to exists, no parent is its own ancestor, and a name
has one first owner, unless years tell its owners apart or ambiguous.toml says that nothing does.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from index.actors.checking import AMBIGUOUS, check_owners, check_references
from index.actors.entries import CITY, SURNAME, TITLED, Claim, Entry, Office, claims, tables
from index.actors.roles import ROLES, roles
from index.actors.romanising import Alike, alike
from index.actors.spellings import is_small, other_spellings
from index.actors.tokens import cut, key_of, keys_of
from index.actors.years import EVER, Years
from index.errors import BrokenCatalogue

#: Kinds of actors with the label of many of them.
KINDS: dict[str, str] = {
    "country": "Countries",
    "person": "People",
    "organisation": "Organisations",
    "armed-group": "Armed groups",
    "media": "Media",
    "place": "Places",
}

#: Kinds that act in the news; media report it, and in places it happens.
PARTIES: tuple[str, ...] = ("country", "person", "organisation", "armed-group")

#: Files by the beginning of their names, and the kind of what is in them.
_FILES = {
    "countries": "country",
    "organisations": "organisation",
    "companies": "organisation",
    "armed-groups": "armed-group",
    "media": "media",
    "people": "person",
    "geography": "place",
}
_PLACES, _CITIES = "places.toml", "cities.toml"
_LONGEST = 16  # words of a name
_ANY, _CAPITAL, _UPPER, _MIXED = range(4)
_MIXED_LETTERS = 4  # of an acronym like LeT, JeM, AfDB: Let is none


class Reading(NamedTuple):
    """One way to take an alias. `entry` is None for a place that is no actor.

    `shape` tells for each word whether it must begin with a capital, consist of them or have one
    behind the first letter.
    """

    entry: Entry | None
    rule: str
    shape: tuple[int, ...]
    years: Years
    careful: bool
    unsure: bool
    shared: bool

    @property
    def short(self) -> bool:
        """Whether it is a person's name in short."""
        return self.rule in (SURNAME, TITLED)

    @property
    def sole(self) -> bool:
        """Whether it holds at any time and beside anyone, if there is no other reading."""
        return self.years is EVER and not (self.unsure or self.shared or self.short)

    def fits(self, words: Sequence[str]) -> bool:
        """Whether the words of a text are written as this alias demands."""
        for need, word in zip(self.shape, words, strict=True):
            if need and not _written(word, need):
                return False
        return True


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """Every known actor, by id and by name.

    `begun` are the words with which names begin, up to whole names; `ambiguous` the names that
    several claim on purpose, and nothing tells whose they are; `small` those that begin without a
    capital, the longest first; `barred` those by which nobody is found who is not known.
    """

    by_id: Mapping[str, Entry]
    begun: frozenset[str]
    offices: Mapping[str, Mapping[str, tuple[tuple[Entry, Office], ...]]]
    ambiguous: frozenset[str]
    small: tuple[tuple[str, Entry, Years], ...]
    claims: Mapping[str, list[Claim]]
    barred: frozenset[str] = frozenset()
    _read: dict[str, tuple[Reading, ...]] = field(default_factory=dict)

    def readings(self, name: str) -> tuple[Reading, ...]:
        """All that a folded name may mean."""
        known = self._read.get(name)
        if known is None:
            found = self.claims.get(name)
            if not found:
                return ()
            known = self._read[name] = tuple(_reading(claim) for claim in found)
        return known

    def find(self, alias: str) -> tuple[Entry, ...]:
        """The entries that `alias` may mean, sorted by id; case, accents, dots do not count."""
        name = key_of(alias)
        found = self._meant(name) or self._meant(name.removeprefix("the "))
        found = found or self._meant(alike_in(self).name(name.split()) or "")
        return tuple(found[key] for key in sorted(found))

    def _meant(self, name: str) -> dict[str, Entry]:
        claimed = self.claims.get(name, ())
        return {c.entry.id: c.entry for c in claimed if c.entry and c.rule != TITLED}


@functools.lru_cache(8)
def alike_in(known: Catalogue) -> Alike:
    """Its people by what does not vary in the spelling of their names."""
    return alike(known.claims)


@functools.cache
def catalogue() -> Catalogue:
    """The catalogue beside this module, read once. Raises BrokenCatalogue."""
    return load(Path(__file__).parent)


def load(folder: Path) -> Catalogue:
    """The catalogue whose files are in `folder`; a file that is not there is empty.

    Raises BrokenCatalogue naming the file, the entries and the remedy.
    """
    entries: dict[str, Entry] = {}
    claimed: list[Claim] = []
    files: dict[str, str] = {}
    for path, kind in _paths(folder):
        for entry, made in claims(path, kind):
            if entry.id in entries:
                raise BrokenCatalogue(
                    f"{path.name}: {entry.id} stands in {files[entry.id]} already: "
                    "unite them, or tell them apart by an initial or a middle name"
                )
            entries[entry.id], files[entry.id] = entry, path.name
            claimed += [c._replace(careful=True) for c in made] if kind == "place" else made
    check_references(entries, files)
    claimed += _cities(folder / _CITIES, entries)
    claimed += _places(folder / _PLACES)
    names = _by_name(claimed, files)
    _add(names, list(roles(folder / ROLES, entries, claimed)))
    _respell(names)
    ambiguous = _ambiguous(folder / AMBIGUOUS)
    check_owners(names, ambiguous, files)
    return assembled(entries, names, ambiguous)


def assembled(
    entries: Mapping[str, Entry],
    names: Mapping[str, list[Claim]],
    ambiguous: frozenset[str],
    barred: frozenset[str] = frozenset(),
) -> Catalogue:
    """The catalogue of these entries with all claims on each folded name."""
    held, small = _offices(entries.values()), _small(chain.from_iterable(names.values()))
    return Catalogue(entries, _begun(names), held, ambiguous, small, names, barred)


def _paths(folder: Path) -> Iterable[tuple[Path, str]]:
    """The files of each kind in a fixed order: countries.toml, people-asia.toml and so on."""
    present = sorted(folder.glob("*.toml"))
    for start, kind in _FILES.items():
        for path in present:
            if path.stem == start or path.stem.startswith(start + "-"):
                yield path, kind


def _cities(path: Path, entries: Mapping[str, Entry]) -> Iterable[Claim]:
    """Cities that say of which country something is told, without standing for its government."""
    for heading, names in tables(path).items():
        entry = entries.get(f"country/{heading}")
        if entry is None or not isinstance(names, str):
            raise BrokenCatalogue(
                f"{path.name}: {heading} = {names!r}: write the heading of a country in "
                "countries.toml = '''cities, divided by commas'''"
            )
        for name in names.replace("\n", " ").split(","):
            if name := name.strip():
                careful = name.endswith("!")
                yield Claim(entry, name.rstrip("!"), CITY, careful=careful)


def _places(path: Path) -> Iterator[Claim]:
    for heading, names in tables(path).items():
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise BrokenCatalogue(f'{path.name}: {heading} = {names!r}: write ["a name", …]')
        yield from (Claim(None, name, "place") for name in names)


def _ambiguous(path: Path) -> frozenset[str]:
    for heading, text in tables(path).items():
        if not isinstance(text, str):
            raise BrokenCatalogue(f"{path.name}: {heading} = {text!r}: write a text, a name a line")
    lines = (line for text in tables(path).values() for line in text.splitlines())
    return frozenset(key_of(line) for line in lines if line.strip())


def _by_name(claimed: Sequence[Claim], files: Mapping[str, str]) -> dict[str, list[Claim]]:
    names: dict[str, list[Claim]] = defaultdict(list)
    for key, claim in zip(keys_of([claim.text for claim in claimed]), claimed, strict=True):
        if not 1 <= key.count(" ") + 1 <= _LONGEST or not key:
            place = _CITIES if claim.rule == CITY else _PLACES
            if claim.entry and claim.rule != CITY:
                place = f"{files[claim.entry.id]}: {claim.entry.id}"
            raise BrokenCatalogue(
                f"{place} has the alias {claim.text!r}: write one to {_LONGEST} words"
            )
        names[key].append(claim)
    return dict(names)


def _respell(names: dict[str, list[Claim]]) -> None:
    """Let each name be spelled in the British and the American way, and without umlauts."""
    made = chain.from_iterable(names.values())
    _add(names, [c._replace(text=text) for c in made for text in other_spellings(c.text)])


def _add(names: dict[str, list[Claim]], claimed: Sequence[Claim]) -> None:
    """Add claims on names that nobody else claims yet."""
    fresh: dict[str, list[Claim]] = defaultdict(list)
    for key, claim in zip(keys_of([claim.text for claim in claimed]), claimed, strict=True):
        fresh[key].append(claim)
    for key, made in fresh.items():
        if all(claim.entry is made[0].entry for claim in names.get(key, ())):
            names[key] = [*names.get(key, ()), *made]


def _small(claimed: Iterable[Claim]) -> tuple[tuple[str, Entry, Years], ...]:
    small = [(c.text, c.entry, c.years) for c in claimed if c.entry and is_small(c.text)]
    return tuple(sorted(small, key=lambda each: -len(each[0])))


def _begun(names: Iterable[str]) -> frozenset[str]:
    begun = set(names)
    for name in list(begun):
        while name := name.rpartition(" ")[0]:
            if name in begun:
                break
            begun.add(name)
    return frozenset(begun)


def _offices(
    entries: Iterable[Entry],
) -> dict[str, dict[str, tuple[tuple[Entry, Office], ...]]]:
    """By country or body and title: who held it and when."""
    held: dict[str, dict[str, list[tuple[Entry, Office]]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        for office in entry.offices:
            held[office.of][office.title].append((entry, office))
    return {of: {title: tuple(all_) for title, all_ in by.items()} for of, by in held.items()}


def _reading(claim: Claim) -> Reading:
    _, text, rule, years, careful, unsure, shared = claim
    words = [token.word for token in cut(text)]
    alone = rule == "acronym" or len(words) == 1
    shape = tuple(_need(word, acronym=alone) for word in words)
    return Reading(claim.entry, rule, shape, years, careful, unsure, shared)


def _written(word: str, need: int) -> bool:
    """Whether a word of a text has the capitals that are needed."""
    if need == _MIXED:
        return not word[1:].islower()
    return word.isupper() if need == _UPPER else word[0].isupper()


def _need(word: str, *, acronym: bool) -> int:
    if not word[0].isupper():
        return _ANY
    if acronym and len(word) <= _MIXED_LETTERS and not (word.isupper() or word[1:].islower()):
        return _MIXED
    spelled = len(word) > 1 and word.isupper()
    return _UPPER if spelled and not (acronym and len(word) > 3) else _CAPITAL
