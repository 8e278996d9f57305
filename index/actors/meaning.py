"""What a known name means in one article: which of its owners, told by year, office and company.

A name of several persons, or a person's surname, is read where a title of an office before it,
the full name elsewhere in the article, or the year in which it appeared leaves only one of them;
a name that a country or body shares with another goes to the one that existed in that year or is
named in another way. Where nothing tells, nothing is read.

Invariant: the answer depends on the readings, the words right before the name and the scene.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from index.actors.entries import CITY, SURNAME, TITLED, Entry
from index.actors.known import Reading
from index.actors.matching import Match
from index.actors.tokens import fold
from index.actors.words import words
from index.actors.years import EVER, within

_BEFORE = 48  # characters in which the title of an office stands before a name
_WORD = re.compile(r"[^\W\d_]+")
_BREAK = re.compile(r"[.,;:!?)]\s+(?=\S)")
_HERS = frozenset(("mrs", "ms", "miss", "madam", "lady", "baroness", "dame", "frau"))
_HIS = frozenset(("mr", "sir", "lord", "herr"))
_QUALIFIERS = frozenset(("vice", "deputy", "assistant", "acting", "under", "prime", "foreign"))
Taken = tuple[Entry, Reading]


class Scene(NamedTuple):
    """What is known of an article: its year, and the ids named in it beyond doubt.

    `called` are people of whom nothing but the surname stands in it. Where the year is not known
    it is hardly before `since`, in which the last of those present came into office.
    """

    year: int | None = None
    present: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()
    since: int = 0


def scene_of(
    sure: Mapping[str, Entry], found: Iterable[tuple[str, int, Match]], year: int | None
) -> Scene:
    """Who is named beyond doubt: those of `sure`, and of other matches with text and start."""
    present = dict(sure)
    called: set[str] = set()
    for text, start, match in found:
        if match.doubtful or not _undisputed(match, year):
            continue
        told = meant(text, start, match, Scene(year))
        if told and told[1].rule == SURNAME:
            called.add(told[0].id)
        elif told and told[1].rule != CITY:
            present[told[0].id] = told[0]
    rises = (entry.offices[0].years[0][0] for entry in present.values() if entry.offices)
    since = max(rises, default=0) if year is None else 0
    return Scene(year, frozenset(present), frozenset(called), since)


def sure(match: Match) -> Taken | None:
    """What a match means wherever and whenever it stands; None if that has to be asked."""
    if len(match.readings) != 1:
        return None
    reading = match.readings[0]
    if reading.entry is None or not reading.sole:
        return None
    if match.doubtful and reading.entry.kind != "person":
        return None
    return reading.entry, reading


def meant(text: str, start: int, match: Match, scene: Scene) -> Taken | None:
    """The entry that a match at `start` means; None: no actor, or not to be told."""
    if match.sure:
        return match.sure
    current = [
        r for r in match.readings if within(r.years, scene.year) and r.years[-1][1] >= scene.since
    ]
    owned = [(r.entry, r) for r in current if r.entry]
    if len(owned) < len(current):
        return None
    people = [each for each in owned if each[0].kind == "person"]
    if not people:
        return _body(owned, match, scene)
    before = _words_before(text, start)
    if match.short:
        people = _addressed(people, before)
    return (
        _held(people, before, scene)
        or _again(_one(_present(people, scene)))
        or _body([each for each in owned if each[0].kind != "person"], match, scene)
        or _by_year(people, before, match, scene)
    )


def _again(taken: Taken | None) -> Taken | None:
    """What is taken because the article names it, told as such if it is named in short."""
    if taken is None or not taken[1].short:
        return taken
    return taken[0], taken[1]._replace(rule="short form")


def _undisputed(match: Match, year: int | None) -> bool:
    """Whether no country or body shares the name with another that existed in that year."""
    owned = [(r.entry, r) for r in match.readings if r.entry and within(r.years, year)]
    lived = _lived(owned, year)
    return not any(r.shared for _, r in lived) or len({entry.id for entry, _ in lived}) < 2


def _held(people: Sequence[Taken], before: list[str], scene: Scene) -> Taken | None:
    """Whose office the words before the name tell; of several who held it the one of the year."""
    if not before:
        return None
    held = [
        (each, office)
        for each in people
        for office in each[0].offices
        if _titles(office.title, before)
        and (scene.year is None or office.years[0][0] <= scene.year)
    ]
    then = [each for each, office in held if within(office.years, scene.year)]
    all_held = [each for each, _ in held]
    return _one(_present(all_held, scene)) or _one(then) or _one(all_held)


def _addressed(people: list[Taken], before: list[str]) -> list[Taken]:
    """Those whom a Mrs or a Mr right before a surname may mean, as their given names tell."""
    said = before[-1] if before else ""
    if said in _HERS:
        return [each for each in people if _has_womans_name(each[0].name.split())]
    if said in _HIS:
        return [each for each in people if not _has_womans_name(each[0].name.split()[:1])]
    return people


def _has_womans_name(names: Iterable[str]) -> bool:
    return any(
        part in words().women for name in names for part in fold(name).replace("-", " ").split()
    )


def _titles(title: str, before: list[str]) -> bool:
    """Whether `before` ends in an office: president, (foreign) minister, treasury's."""
    parts = title.split()
    if before[-len(parts) :] == parts:
        return not (len(before) > len(parts) and before[-len(parts) - 1] in _QUALIFIERS)
    if before[-1] == "s":
        return any(parts[:n] == before[-n - 1 : -1] for n in range(1, len(parts)))
    if len(parts) == 1:
        return False
    bare = parts[0] if len(parts) > 2 and parts[1] == "of" else parts[-1]
    if parts[0] in _QUALIFIERS - {"foreign"} or before[-1] != bare:
        return False
    return len(before) == 1 or before[-2] not in _QUALIFIERS


def _by_year(
    people: Sequence[Taken], before: list[str], match: Match, scene: Scene
) -> Taken | None:
    """The only one who goes by the name, or the only one in office in the year."""
    free = [
        each
        for each in people
        if each[1].rule != TITLED
        and not each[1].unsure
        and not (match.short and match.doubtful and each[0].id not in scene.called)
    ]
    if not free or (match.short and before and before[-1] in words().lesser):
        return None
    if one := _one(free):
        return one
    year = scene.year
    return _one([e for e in free if year and any(within(o.years, year) for o in e[0].offices)])


def _body(owned: Sequence[Taken], match: Match, scene: Scene) -> Taken | None:
    """The country or body meant given the year and who else is named."""
    owner: Taken | None = None
    living = _lived(owned, scene.year)
    lived = [each for each in living if each[1].rule != CITY]
    sole = len({entry.id for entry, _ in lived}) == 1
    if len({entry.id for entry, reading in lived if not reading.shared}) > 1:
        return _one(_present(lived, scene)) or _one([e for e in lived if _confirmed(e[0], scene)])
    for entry, reading in lived:
        if reading.shared and not sole and not _named_alone(entry, lived, scene):
            continue
        if (reading.unsure or match.doubtful) and not _confirmed(entry, scene):
            continue
        if owner is None or reading.shared:
            owner = entry, reading
    return owner or _city([each for each in living if each[1].rule == CITY], match, scene)


def _confirmed(entry: Entry, scene: Scene) -> bool:
    """Whether an actor, what it is part of, or one of its hints is named beyond doubt."""
    return bool(scene.present & {entry.id, entry.parent, *entry.hints})


def _city(owned: Sequence[Taken], match: Match, scene: Scene) -> Taken | None:
    there = _one(_present(owned, scene))
    return there or (None if match.doubtful else _one(lasting(owned, scene.year)))


def _lived(owned: Sequence[Taken], year: int | None) -> Sequence[Taken]:
    """Those that existed in the year, if any did."""
    if year is None or len(owned) < 2:
        return owned
    return [each for each in owned if within(each[0].years, year)] or owned


def lasting(owned: Sequence[Taken], year: int | None) -> Sequence[Taken]:
    """Those that existed in the year; where it is not known, those that still exist, if any do."""
    if year is not None or len(owned) < 2:
        return _lived(owned, year)
    return [each for each in owned if each[0].years[-1][1] == EVER[-1][1]] or owned


def _named_alone(entry: Entry, owned: Sequence[Taken], scene: Scene) -> bool:
    owners = {other.id for other, reading in owned if not reading.shared}
    return entry.id in scene.present and scene.present.isdisjoint(owners)


def _present(owned: Sequence[Taken], scene: Scene) -> list[Taken]:
    return [each for each in owned if each[0].id in scene.present]


def _one(owned: Sequence[Taken]) -> Taken | None:
    """The first of `owned` if all are of one entry."""
    return owned[0] if owned and all(each[0] is owned[0][0] for each in owned) else None


def _words_before(text: str, start: int) -> list[str]:
    """The words of the same sentence right before a name, folded to small letters."""
    before = text[max(0, start - _BEFORE) : start].lower().replace("defense", "defence")
    return _WORD.findall(_BREAK.split(before)[-1])
