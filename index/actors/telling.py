"""Whose is each name of an article: the known, the found, their short forms, and offices alone.

Invariant: of what is told in one run no two mentions overlap.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from index.actors.entries import Entry
from index.actors.known import Catalogue
from index.actors.matching import Match, alone
from index.actors.meaning import Scene, meant
from index.actors.ministries import MINISTRY, ministry_of, nation_beside
from index.actors.offices import held_alone, held_by_present, held_of
from index.actors.people import SILENT, TENTATIVE
from index.actors.reading import Read
from index.actors.resolving import Cast, Who
from index.actors.segments import Name
from index.actors.small import small_names
from index.actors.tokens import Run
from index.actors.words import words
from index.article import Mention

_LONGEST_FORM = 5
_RULES = {TENTATIVE: "reporting verb", SILENT: "full name"}


class Told(NamedTuple):
    """One mention and whose it is."""

    who: Who | Entry
    mention: Mention


class Place(NamedTuple):
    """What is needed to tell names of one article apart."""

    cast: Cast
    known: Catalogue
    scene: Scene


def tell(read: Read, place: Place, *, title: bool) -> Iterator[Told]:
    """Every mention in a run: the known, the found, and the short forms of either."""
    taken: set[int] = set()
    firsts, keys = place.cast.firsts, read.phrase.keys
    for match in read.known:
        if keys[match.first] in firsts and _is_anothers(read, match, place, title):
            continue
        found = meant(read.text, read.start(match), match, place.scene)
        if found is None and match.short:
            continue
        taken.update(range(match.first, match.last))
        if found:
            yield _told(read, match.first, match.last, found[0], found[1].rule)
    nations = nations_in(read, place) if read.names else {}
    for name in read.names:
        taken.update(range(name.first, name.last))
        if who := found_name(read, name, place, nations):
            yield _told(read, name.first, name.last, who, _RULES.get(name.rule, name.rule))
    if place.cast.forms and len(taken) < len(read.phrase.keys):
        yield from _short_forms(read, place.cast, taken, title=title)


def found_name(read: Read, name: Name, place: Place, nations: Mapping[int, Entry]) -> Who | None:
    """Who a name found by evidence is; None where it cannot be told."""
    if name.rule == MINISTRY:
        return _ministry(read, name, place, nations)
    return place.cast.who(read.keys(name), name.kind, read.written(name))


def nations_in(read: Read, place: Place) -> dict[int, Entry]:
    """Countries in a run that names a ministry, by first word and by minus the word after."""
    if all(name.rule != MINISTRY for name in read.names):
        return {}
    countries: dict[int, Entry] = {}
    for match in read.known:
        told = meant(read.text, read.start(match), match, place.scene)
        if told and told[0].kind == "country":
            countries[match.first] = countries[-match.last] = told[0]
    return countries


def offices(text: str, lead: int, told: list[Told], place: Place) -> list[Told]:
    """Those named by an office alone or in small letters, where no other name stands."""
    known, scene = place.known, place.scene
    found = [(*each, "catalogue") for each in small_names(text, lead, known, scene.year)]
    found += [(*each, "office") for each in held_alone(text, lead, known, scene)]
    found += [(*each, "office") for each in held_by_present(text, lead, known, scene)]
    for who, mention in told:
        if who.id in known.offices:
            beside = held_of(text, (mention.start, mention.end, who.id), known, scene)
            found += [(*each, "office") for each in beside]
    if not found:
        return []
    taken = {spot for _, mention in told for spot in range(mention.start, mention.end)}
    named = []
    for start, end, entry, rule in found:
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            named.append(Told(entry, Mention(start, end, text[start:end], rule)))
    return named


def of_entry(entry: Entry) -> Who:
    """A known actor as one of the article."""
    return Who(entry.id, entry.name, entry.kind)


def _ministry(read: Read, name: Name, place: Place, nations: Mapping[int, Entry]) -> Who | None:
    """The ministry of the country beside the name, or of the only one that the article names."""
    nation = nation_beside(name, read.phrase.run, nations)
    if nation is None:
        named = [each for each in place.scene.present if each.startswith("country/")]
        nation = place.known.by_id[named[0]] if len(named) == 1 else None
    return ministry_of(nation, name, read.phrase.run, place.known) if nation else None


def _is_anothers(read: Read, match: Match, place: Place, title: bool) -> bool:
    """Whether a known name is rather one of the article's own, or begins one."""
    return _outdone(read, match, place) or _covered(read, match, place, title)


def _outdone(read: Read, match: Match, place: Place) -> bool:
    """Whether an alias is an acronym of the article, or a careful one a surname named before."""
    pointer = place.cast.forms.get(read.phrase.keys[match.first : match.last])
    if not pointer or match.last - match.first > 1:
        return False
    token, start = read.phrase.run.tokens[match.first], read.start(match)
    if pointer.since > start or token.dotted:
        return False
    if pointer.rule == "acronym" and token.word.isupper():
        return all(r.entry is None or r.entry.id != pointer.who.id for r in match.readings)
    known = any(r.entry and r.entry.id in place.scene.present for r in match.readings if r.short)
    return pointer.since < start and (match.careful or (match.short and not known))


def _covered(read: Read, match: Match, place: Place, title: bool) -> bool:
    """Whether a known name only begins a longer one that the article gives: AMERICAN QUILLON."""
    keys, cast = read.phrase.keys, place.cast
    if match.last == len(keys):
        return False
    for last in range(min(len(keys), match.first + _LONGEST_FORM), match.last, -1):
        pointer = cast.forms.get(keys[match.first : last])
        if pointer and (title or pointer.since <= read.start(match)):
            return True
    return False


def _short_forms(read: Read, cast: Cast, taken: set[int], *, title: bool) -> Iterator[Told]:
    """Names of the article again, whole or in short; of two the longer."""
    run, keys = read.phrase.run, read.phrase.keys
    tokens = run.tokens
    edges = taken | {spot + 1 for spot in taken}
    spot = 0
    while spot < len(tokens):
        if keys[spot] not in cast.firsts or spot in taken:
            spot += 1
            continue
        for last in range(min(len(tokens), spot + _LONGEST_FORM), spot, -1):
            pointer = cast.forms.get(keys[spot:last])
            if pointer is None or not taken.isdisjoint(range(spot, last)):
                continue
            late = title or read.at + tokens[spot].start >= pointer.since
            if late and _stands(run, (spot, last), pointer.rule, edges):
                rule = pointer.rule if pointer.rule == "acronym" else "short form"
                yield _told(read, spot, last, pointer.who, rule)
                spot = last - 1
                break
        spot += 1


def _stands(run: Run, span: tuple[int, int], rule: str, edges: set[int]) -> bool:
    """Whether a form is written in capitals as it should, and is no part of a longer name."""
    tokens = run.tokens[slice(*span)]
    if not (tokens[0].capital and tokens[-1].capital):
        return False
    if rule == "acronym":
        return tokens[0].word.isupper()
    return run.shouted or run.heading or alone(run, *span, words(), edges)


def _told(read: Read, first: int, last: int, who: Who | Entry, rule: str) -> Told:
    tokens = read.phrase.run.tokens
    start, end = read.at + tokens[first].start, read.at + tokens[last - 1].end
    return Told(who, Mention(start, end, read.text[start:end], rule))
