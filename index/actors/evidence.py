"""Which words of a run may name an actor the catalogue does not know.

Some names tell by their own words what they are (Bank of Quillon, Jane L. Roe); of others it must
be asked what stands beside them. Names without any evidence are left out: it is better to miss a
name than to invent an actor.

Invariant: chances are in order; the answer depends on the run, not on where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from index.actors.bodies import acting, body, may_be_acronym
from index.actors.companies import company, may_be_company
from index.actors.matching import Match
from index.actors.ministries import ministry
from index.actors.people import beside, may_be_person, person
from index.actors.places import called, located, may_be_located, may_be_place, place
from index.actors.segments import Name, Segment, segments
from index.actors.surroundings import Setting
from index.actors.tokens import Run
from index.actors.words import Words

_QUIET = 3
_LONGEST = 4  # words of a company or place without a word that tells what it is

#: Given where a run stands: what does this segment of it name by what is beside it?
Question = Callable[[Setting, Run, Segment, Words], Name | None]


class Chance(NamedTuple):
    """A segment that may name someone: the first answer to a question, else `name`."""

    segment: Segment
    questions: tuple[Question, ...]
    name: Name | None = None


def chances(run: Run, known: Sequence[Match], words: Words) -> tuple[Chance, ...]:
    """The segments of `run` that may be names; `known` are the catalogue's matches in it."""
    if not told_by_capitals(run):
        return ()
    if len(run.tokens) == 1:
        return () if known else _of_one_word(run, words)
    for match in known:
        if match.last - match.first == len(run.tokens) and not match.guarded:
            return ()
    met = {spot for match in known for spot in range(match.first, match.last)}
    taken = met and {
        spot for match in known if not match.guarded for spot in range(match.first, match.last)
    }
    found = [_chance(run, segment, met, taken, words) for segment in segments(run, words)]
    return tuple([each for each in found if each])


def told_by_capitals(run: Run) -> bool:
    """Whether capitals tell names here from other words, as they do in running text."""
    if run.shouted or run.heading:
        return False
    tokens = run.tokens  # more capitals than an acronym's, on a line that goes on in small
    return len(tokens) <= _QUIET or not all(t.word.isupper() or t.word.isdigit() for t in tokens)


def _of_one_word(run: Run, words: Words) -> tuple[Chance, ...]:
    """A single word may be a company or a place."""
    whole = Segment(0, 1, False)
    asked: list[Question] = []
    if may_be_company(run, whole, words):
        asked.append(company)
    if may_be_acronym(run, whole, words):
        asked.append(acting)
    if may_be_place(run, whole, words):
        asked.append(called)
    if may_be_located(run, whole, words):
        asked.append(located)
    return (Chance(whole, tuple(asked)),) if asked else ()


def _chance(
    run: Run, segment: Segment, met: set[int], taken: set[int], words: Words
) -> Chance | None:
    """What a segment of several words may name; `met` and `taken` are words of known names."""
    first, last, titled = segment
    free = not titled and last - first <= _LONGEST and met.isdisjoint(range(first, last))
    keys = [token.key for token in run.tokens[first:last]]
    name = None
    if not words.of_bodies.isdisjoint(keys):
        name = ministry(run, segment, words) or body(run, segment, taken, words)
    if name is None and free and not words.of_places.isdisjoint(keys):
        name = place(run, segment, words)
    if name:
        return Chance(segment, (), name)
    asked: list[Question] = []
    if free and may_be_place(run, segment, words):
        asked.append(called)
    if free and may_be_company(run, segment, words):
        asked.append(company)
    if free and may_be_acronym(run, segment, words):
        asked.append(acting)
    name = person(run, segment, taken, words)
    if name is None and may_be_person(run, segment, taken, words):
        asked.append(beside)
    if name is None and free and may_be_located(run, segment, words):
        asked.append(located)
    return Chance(segment, tuple(asked), name) if asked or name else None
