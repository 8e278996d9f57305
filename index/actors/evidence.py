"""Finding actors the catalogue does not know, by the words in and around their names.

Names without any evidence are left out: it is better to miss a name than to invent an actor.

Invariant: names found in a run share no word with one another; the cost is linear in the run.
"""

from __future__ import annotations

from index.actors.bodies import body, defined
from index.actors.companies import company
from index.actors.matching import Match
from index.actors.ministries import ministry
from index.actors.people import person, silent
from index.actors.segments import Name, Segment, segments
from index.actors.tokens import Run
from index.actors.words import Words


def names(text: str, run: Run, known: list[Match], words: Words) -> list[Name]:
    """The names in `run`, in order; `known` are the catalogue's matches in it."""
    if run.shouted or run.heading:
        return []
    if len(run.tokens) == 1:
        return _short(text, run, known, words)
    found: list[Name] = []
    taken = {spot for match in known if not match.guarded for spot in range(*match[:2])}
    met = {spot for match in known for spot in range(*match[:2])}
    for segment in segments(run, words):
        if found and segment.first < found[-1].last:
            continue
        name = (
            ministry(run, segment, words)
            or body(run, segment, taken, words)
            or company(text, run, segment, met, words)
            or person(text, run, segment, taken, words)
        )
        if name:
            while found and found[-1].last > name.first:
                found.pop()
            found.append(name)
    last = len(run.tokens)
    if not (found and found[-1].last == last) and not (known and known[-1].last == last):
        name = defined(text, run, words)
        if name is None and not found and not known:
            name = silent(text, run, words)
        if name and not (found and found[-1].last > name.first):
            found.append(name)
    return found


def _short(text: str, run: Run, known: list[Match], words: Words) -> list[Name]:
    """What a run of a single word may be beyond the catalogue: a company."""
    name = None if known else company(text, run, Segment(0, 1, False), set(), words)
    return [name] if name else []
