"""Who acts in an article: from its title and text to actors with every place they are named.

The way: cut into runs -> match the catalogue -> find names by evidence -> settle overlaps ->
resolve what is ambiguous -> follow short forms -> gather.

Invariant: a mention's text is `text[start:end]` of the title or the text, no two mentions
overlap, and the cost is linear in the length of the article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from index.actors.bodies import ACRONYM
from index.actors.entries import Entry
from index.actors.evidence import names
from index.actors.known import Catalogue
from index.actors.matching import Match, alone, matches
from index.actors.meaning import Scene, certain, meant
from index.actors.offices import held_alone, held_of
from index.actors.people import SILENT, TENTATIVE
from index.actors.resolving import Cast, Spotted, Who, tidy
from index.actors.segments import Name
from index.actors.tokens import Run, fold, is_heading, runs
from index.actors.words import Words, words
from index.article import Actor, Mention

_STATE = re.compile(r" state\b(?!-)")
_LONGEST_FORM = 5
_RULES = {TENTATIVE: "reporting verb", SILENT: "full name"}
_SPEAKS = re.compile(r"\s(?:also\s|has\s|had\s)?([a-z]+)\b")


class Read(NamedTuple):
    """A run with what was found in it: no word belongs to two of these."""

    text: str
    run: Run
    known: list[Match]
    names: list[Name]


class Told(NamedTuple):
    """One mention and whose it is."""

    who: Who
    mention: Mention


def recognise(
    title: str, text: str, lead: int, known: Catalogue, year: int | None = None
) -> tuple[Actor, ...]:
    """The actors of an article in the order in which they appear, title first.

    `lead` characters at the start of `text` are a dateline and not searched. `year` is that of
    publication, where known: it tells who was president, and of which state Bonn was the capital.
    """
    vocabulary = words()
    heading = is_heading(title)
    head = [_read(title, run, known) for run in runs(title, heading=heading) if _worth(run)]
    body = [_read(text, run, known) for run in runs(text, lead) if _worth(run)]
    scene = Scene(year, _certain((*body, *head), year))
    cast = Cast(vocabulary, _needs(body, vocabulary))
    cast.enter(_spot(read, name) for read in (*body, *head) for name in read.names)
    _define_acronyms(body, cast, scene)
    in_title = [told for read in head for told in _tell(read, cast, scene, title=True)]
    in_text = [told for read in body for told in _tell(read, cast, scene, title=False)]
    in_title += _offices(title, 0, in_title, known, scene)
    in_text += _offices(text, lead, in_text, known, scene)
    return _gather(in_title, in_text)


def _worth(run: Run) -> bool:
    """Whether a run is more than the first word of a sentence."""
    return len(run.tokens) > 1 or run.tokens[0].key not in words().stop


def _read(text: str, run: Run, known: Catalogue) -> Read:
    """What stands in a run, the longer of two overlapping finds kept, the known of two equals."""
    vocabulary = words()
    matched = matches(run, known, vocabulary)
    matched = [m for m in matched if not (m.careful and _STATE.match(text, _end(run, m)))]
    found = names(text, run, matched, vocabulary)
    if not matched or not found:
        return Read(text, run, matched, found)
    found = [name for name in found if not any(_yields(name, match) for match in matched)]
    spots = {spot for name in found for spot in range(name.first, name.last)}
    return Read(text, run, [m for m in matched if spots.isdisjoint(range(*m[:2]))], found)


def _needs(reads: list[Read], vocabulary: Words) -> dict[str, set[str]]:
    """The words that stand alone, and those of them that speak, as far as a name needs to know."""
    wanted = {
        read.run.tokens[name.last - 1].key
        for read in reads
        for name in read.names
        if name.rule in _RULES
    }
    needs: dict[str, set[str]] = {TENTATIVE: set(), SILENT: set()}
    for read in reads if wanted else ():
        for spot, token in enumerate(read.run.tokens):
            if token.key not in wanted or not token.capital:
                continue
            if alone(read.run, spot, spot + 1, vocabulary):
                needs[TENTATIVE].add(token.key)
                said = _SPEAKS.match(read.text, token.end, token.end + 32)
                if said and said[1] in vocabulary.verbs:
                    needs[SILENT].add(token.key)
    return needs


def _end(run: Run, match: Match) -> int:
    return run.tokens[match.last - 1].end


def _yields(name: Name, match: Match) -> bool:
    if name.last <= match.first or match.last <= name.first:
        return False
    wider = (name.last - name.first) - (match.last - match.first)
    return wider < 0 or (wider == 0 and not match.careful)


def _certain(reads: Iterable[Read], year: int | None) -> frozenset[str]:
    """Ids of the entries named beyond doubt anywhere in the article."""
    found: set[str] = set()
    for read in reads:
        found |= certain(read.text, [(_start(read, m), m) for m in read.known], year)
    return frozenset(found)


def _start(read: Read, match: Match) -> int:
    return read.run.tokens[match.first].start


def _spot(read: Read, name: Name) -> Spotted:
    tokens = tuple(read.run.tokens[name.first : name.last])
    written = tidy(read.text[tokens[0].start : tokens[-1].end])
    return Spotted(tokens, written, name.kind, name.rule)


def _define_acronyms(reads: Iterable[Read], cast: Cast, scene: Scene) -> None:
    """Some Long Name (SLN): the acronym stands for the name from there on."""
    for read in reads:
        found = ACRONYM.match(read.text, read.run.end)
        who = _last_named(read, cast, scene) if found else None
        if found and who:
            cast.point((fold(found[1]),), who, "acronym", found.start(1))


def _last_named(read: Read, cast: Cast, scene: Scene) -> Who | None:
    last = len(read.run.tokens)
    for match in read.known[-1:]:
        told = meant(read.text, _start(read, match), match, scene)
        if match.last == last and told and told[0].kind not in ("country", "person"):
            return _entry(told[0])
    for name in read.names[-1:]:
        if name.last == last and name.kind != "person":
            return cast.who(_spot(read, name))
    return None


def _entry(entry: Entry) -> Who:
    return Who(entry.id, entry.name, entry.kind)


def _tell(read: Read, cast: Cast, scene: Scene, *, title: bool) -> Iterator[Told]:
    """Every mention in a run: the known, the found, and the short forms of either."""
    taken: set[int] = set()
    for match in read.known:
        if _outdone(read, match, cast, scene):
            continue
        found = meant(read.text, _start(read, match), match, scene)
        if found is None and match.short:
            continue
        taken.update(range(match.first, match.last))
        if found:
            yield _told(read, match.first, match.last, _entry(found[0]), found[1].rule)
    for name in read.names:
        taken.update(range(name.first, name.last))
        if who := cast.who(_spot(read, name)):
            yield _told(read, name.first, name.last, who, _RULES.get(name.rule, name.rule))
    if cast.forms and len(taken) < len(read.run.tokens):
        yield from _short_forms(read, cast, taken, title=title)


def _offices(text: str, lead: int, told: list[Told], known: Catalogue, scene: Scene) -> list[Told]:
    """People named by their office alone, where no other name stands."""
    found = list(held_alone(text, lead, known, scene))
    for who, mention in told:
        if who.id in known.offices:
            found += held_of(text, (mention.start, mention.end, who.id), known, scene)
    taken = [(mention.start, mention.end) for _, mention in told] if found else []
    named = []
    for start, end, entry in found:
        if all(end <= first or last <= start for first, last in taken):
            taken.append((start, end))
            named.append(Told(_entry(entry), Mention(start, end, text[start:end], "office")))
    return named


def _outdone(read: Read, match: Match, cast: Cast, scene: Scene) -> bool:
    """Whether a careful alias is rather the surname of someone named before it."""
    token = read.run.tokens[match.first]
    pointer = cast.forms.get((token.key,)) if match.last - match.first == 1 else None
    if not pointer or pointer.since >= token.start or token.dotted:
        return False
    known = any(r.entry and r.entry.id in scene.present for r in match.readings if r.short)
    return match.careful or (match.short and not known)


def _short_forms(read: Read, cast: Cast, taken: set[int], *, title: bool) -> Iterator[Told]:
    """Names of the article again, whole or in short; of two the longer."""
    tokens = read.run.tokens
    edges = taken | {spot + 1 for spot in taken}
    spot = 0
    while spot < len(tokens):
        if tokens[spot].key not in cast.firsts or spot in taken:
            spot += 1
            continue
        for last in range(min(len(tokens), spot + _LONGEST_FORM), spot, -1):
            pointer = cast.forms.get(tuple(token.key for token in tokens[spot:last]))
            if pointer is None or not taken.isdisjoint(range(spot, last)):
                continue
            late = title or tokens[spot].start >= pointer.since
            if late and _stands(read.run, (spot, last), pointer.rule, edges):
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


def _told(read: Read, first: int, last: int, who: Who, rule: str) -> Told:
    start, end = read.run.tokens[first].start, read.run.tokens[last - 1].end
    return Told(who, Mention(start, end, read.text[start:end], rule))


def _gather(in_title: list[Told], in_text: list[Told]) -> tuple[Actor, ...]:
    """One actor for each id, its mentions in the order of the text."""
    actors: dict[str, Who] = {}
    mentions: dict[tuple[str, bool], list[Mention]] = defaultdict(list)
    for told, title in ((in_title, True), (in_text, False)):
        for who, mention in sorted(told, key=lambda each: each.mention.start):
            actors.setdefault(who.id, who)
            mentions[who.id, title].append(mention)
    return tuple(
        Actor(who.id, who.name, who.kind, tuple(mentions[key, False]), tuple(mentions[key, True]))
        for key, who in actors.items()
    )
