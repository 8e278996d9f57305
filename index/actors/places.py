"""Places the catalogue does not know, by what their names are made of: no parties, told apart.

Mount X, X Province, X river, the town of X: so that a place is not taken for a person or a
company, and one can see where something happened.

Invariant: a place's name has a word of its own, and none of a known actor's.
"""

from __future__ import annotations

import re

from index.actors.segments import Name, Segment
from index.actors.surroundings import Setting
from index.actors.tokens import Run
from index.actors.words import Words

_OF = re.compile(
    r"\b(?:city|cities|town|towns|village|villages|port|province|district|suburb|island|region)"
    r"\sof\s$"
)
_SMALL = re.compile(r"\s[a-z]+\b(?!-)")


def place(run: Run, segment: Segment, words: Words) -> Name | None:
    """The place that `segment`, which holds no known name, is by its own words."""
    tokens, (first, last, _) = run.tokens, segment
    if last - first == 1:
        return None
    if tokens[last - 1].key in words.place_heads or tokens[first].key in words.place_openers:
        return Name(first, last, "place", "place") if _own(run, segment, words) else None
    return None


def may_be_place(run: Run, segment: Segment, words: Words) -> bool:
    """Whether small words beside its run could call `segment`, which holds no known name, so."""
    return segment.last == len(run.tokens) and _own(run, segment, words)


def called(where: Setting, _: Run, segment: Segment, words: Words) -> Name | None:
    """The place that such a segment of a run is called by the small words beside it."""
    if segment.first == 0 and where.before == "of":
        told = _OF.search(where.text, max(0, where.start - 16), where.start)
    elif where.after in words.place_heads:
        told = _SMALL.match(where.text, where.end)
    else:
        return None
    return Name(segment.first, segment.last, "place", "place") if told else None


def _own(run: Run, segment: Segment, words: Words) -> bool:
    return any(
        token.capital and len(token.word) > 2 and token.key not in words.of_many_places
        for token in run.tokens[segment.first : segment.last]
    )
