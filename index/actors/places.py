"""Places the catalogue does not know, by what their names are made of: no parties, told apart.

Mount X, X Province, X river, the town of X: so that a place is not taken for a person or a
company, and one can see where something happened.

Invariant: a place's name has a word of its own, and none of a known actor's.
"""

from __future__ import annotations

import re

from index.actors.segments import Name, Segment
from index.actors.surroundings import Setting, word_before
from index.actors.tokens import Run
from index.actors.words import Words

_OF = re.compile(
    r"\b(?:city|cities|town|towns|village|villages|port|province|district|suburb|island|region)"
    r"\sof\s$"
)
_LONGEST = 3  # words of a place that nothing but its preposition tells
_ENDS = re.compile(r"[.,;)](?!\w)| (?:and|on|after|before|when|where|since|during)\b|\s*$|\s*\n")
_GO_ON = frozenset(("and", "on", "in", "at", "as"))
_HELD = re.compile(r"\b(?:stakes?|interests?|shares?|stock|holdings?|invest\w*|position)\sin\s$")
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


def may_be_located(run: Run, segment: Segment, words: Words) -> bool:
    """Whether `segment`, which holds no known name, is written as a place is.

    It is no acronym and like no person's or firm's name, and no capital goes on behind it.
    """
    tokens = run.tokens[segment.first : segment.last]
    if len(tokens) > _LONGEST or tokens[0].key in words.first_names:
        return False
    if tokens[-1].key in words.impersonal and tokens[-1].key not in words.place_tails:
        return False
    if segment.last < len(run.tokens) and run.tokens[segment.last].word not in _GO_ON:
        return False
    spelled = all(t.word.isalpha() and (len(t.word) == 1 or not t.word.isupper()) for t in tokens)
    return spelled and _own(run, segment, words)


def located(where: Setting, run: Run, segment: Segment, words: Words) -> Name | None:
    """The place that something happens in or near: near Quillon; in Quillon, and nothing else."""
    before = word_before(where, run, segment.first)
    if before not in ("in", "near"):
        return None
    start = where.start + run.tokens[segment.first].start
    if _HELD.search(where.text, max(0, start - 24), start):
        return None
    ends = segment.last < len(run.tokens) or before == "near"
    if not ends and not _ENDS.match(where.text, where.end):
        return None
    return Name(segment.first, segment.last, "place", "located")


def _own(run: Run, segment: Segment, words: Words) -> bool:
    """Whether a word is one place's, and no acronym."""
    return any(
        token.capital
        and len(token.word) > 2
        and not token.word.isupper()
        and token.key not in words.of_many_places
        for token in run.tokens[segment.first : segment.last]
    )
