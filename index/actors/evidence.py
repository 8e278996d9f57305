"""Finding actors the catalogue does not know, by the words in and around their names.

Names without any evidence are left out: it is better to miss a name than to invent an actor.

Invariant: names found in a run share no word with one another; the cost is linear in the run.
"""

from __future__ import annotations

import re

from index.actors.bodies import body, defined
from index.actors.companies import BESIDE, LINKS, company
from index.actors.matching import Match
from index.actors.ministries import ministry
from index.actors.people import person, silent
from index.actors.places import place
from index.actors.segments import Name, Segment, segments
from index.actors.tokens import Run
from index.actors.words import Words

_QUIET = 3
_AFTER = re.compile(r"(?:['’]s)?\s([a-z]+)")
_BEFORE = re.compile(r"([a-z]+)\s$")


def names(text: str, run: Run, known: list[Match], words: Words) -> list[Name]:
    """The names in `run`, in order; `known` are the catalogue's matches in it."""
    if run.shouted or run.heading or _loud(run):
        return []
    if len(run.tokens) == 1:
        return _short(text, run, known, words)
    found: list[Name] = []
    taken: set[int] = set()
    met: set[int] = set()
    for match in known:
        met.update(range(*match[:2]))
        if not match.guarded:
            taken.update(range(*match[:2]))
    for segment in segments(run, words):
        if found and segment.first < found[-1].last:
            continue
        name = (
            ministry(run, segment, words)
            or body(run, segment, taken, words)
            or place(text, run, segment, met, words)
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


def _loud(run: Run) -> bool:
    """Whether more words than an acronym's are all capitals, on a line that goes on in small."""
    tokens = run.tokens
    return len(tokens) > _QUIET and all(t.word.isupper() or t.word.isdigit() for t in tokens)


def _short(text: str, run: Run, known: list[Match], words: Words) -> list[Name]:
    """What a run of a single word may be beyond the catalogue: a company, a place."""
    if known or not _told(text, run, words):
        return []
    whole, none = Segment(0, 1, False), set[int]()
    name = company(text, run, whole, none, words) or place(text, run, whole, none, words)
    return [name] if name else []


def _told(text: str, run: Run, words: Words) -> bool:
    """Whether a small word that may tell what a single word is stands beside it."""
    after = _AFTER.match(text, run.end)
    if after and (after[1] in BESIDE or after[1] in words.place_heads):
        return True
    before = _BEFORE.search(text, max(0, run.start - 16), run.start)
    return before is not None and (before[1] in LINKS or before[1] in words.firms)
