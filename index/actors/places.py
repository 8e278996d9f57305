"""Places the catalogue does not know, by what their names are made of: no parties, told apart.

Mount X, X Province, X river, the town of X: so that a place is not taken for a person or a
company, and one can see where something happened.

Invariant: a place's name has a word of its own, and none of a known actor's.
"""

from __future__ import annotations

import re

from index.actors.segments import Name, Segment
from index.actors.tokens import Run
from index.actors.words import Words

_LONGEST = 4
_OF = re.compile(
    r"\b(?:city|cities|town|towns|village|villages|port|province|district|suburb|island|region)"
    r"\sof\s$"
)
_SMALL = re.compile(r"\s([a-z]{3,12})\b(?!-)")


def place(text: str, run: Run, segment: Segment, met: set[int], words: Words) -> Name | None:
    """The place that `segment` names; `met` are words of known names."""
    tokens, (first, last, titled) = run.tokens, segment
    if titled or last - first > _LONGEST or not met.isdisjoint(range(first, last)):
        return None
    named = last - first > 1 and (
        tokens[last - 1].key in words.place_heads or tokens[first].key in words.place_openers
    )
    if (named or _called(text, run, segment, words)) and _own(run, segment, words):
        return Name(first, last, "place", "place")
    return None


def _called(text: str, run: Run, segment: Segment, words: Words) -> bool:
    """Whether small words beside the run say that it is a place."""
    if segment.last != len(run.tokens):
        return False
    if segment.first == 0 and text[max(0, run.start - 3) : run.start].split()[-1:] == ["of"]:
        return _OF.search(text, max(0, run.start - 16), run.start) is not None
    after = _SMALL.match(text, run.end)
    return after is not None and after[1] in words.place_heads


def _own(run: Run, segment: Segment, words: Words) -> bool:
    lists = (words.unlike_people, words.plain, words.heads, words.media, words.place_heads)
    return any(
        token.capital
        and len(token.word) > 2
        and token.key not in words.place_openers
        and not any(token.key in each for each in lists)
        for token in run.tokens[segment.first : segment.last]
    )
