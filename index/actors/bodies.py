"""Organisations and media the catalogue does not know, by what their names are made of.

A last word that only they have (Corp, Airlines, Herald), a first one followed by "of" or "for"
(Ministry of …), or an acronym that the name spells: Some Long Name (SLN). An acronym alone is one
if it does what bodies do.

Invariant: a name has a word of its own; Executive Board or Trust Company is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.actors.segments import Name, Segment
from index.actors.surroundings import Setting
from index.actors.tokens import Run, Token
from index.actors.words import Words

#: The rule of acronyms that nobody spells out: what they do tells that they are bodies.
ACTING = "acting acronym"

#: An acronym defined right after a name.
ACRONYM = re.compile(r" ?\(([A-Z][A-Za-z&]{1,9})[),;]")

_LONGEST = 8  # words of an organisation's name
_MODIFIERS = 4  # words before a head that is followed by "of"
#: Heads that are not of several things: Bank of X and Y are two, Ministry of X and Y is one.
_OF_ONE = frozenset(("bank", "university", "college", "academy", "front", "army", "party"))
#: Heads of which the town behind them is no part: Institute for Astrophysics in Munich.
_LOCAL = frozenset(("institute", "university", "college", "academy", "bank", "office", "bureau"))

_SPELLED = range(3, 7)  # letters of an acronym that is not spelled out
_OF_BODIES = frozenset(
    ("official", "officials", "spokesman", "spokeswoman", "spokesperson", "members", "leaders")
).union(("ministers", "delegates", "militants", "troops", "commander", "commanders"))


def body(run: Run, segment: Segment, taken: set[int], words: Words) -> Name | None:
    """The organisation or medium that `segment` names; `taken` are words of known actors."""
    return (
        _spelled_out(run, segment, taken, words)
        or _numbered(run, segment, words)
        or _by_head(run, segment, taken, words)
    )


def defined(where: Setting, run: Run, words: Words) -> Name | None:
    """The words at the end of a run whose capitals spell the acronym that follows."""
    tokens, last = run.tokens, len(run.tokens)
    acronym = ACRONYM.match(where.text, where.end) if where.after == "(" else None
    if not acronym or tokens[-1].key in words.unlike_organisations:
        return None
    for first in range(last - 2, max(-1, last - _LONGEST - 1), -1):
        capitals = "".join(token.word[0] for token in tokens[first:] if token.capital)
        if capitals == acronym[1].upper() and tokens[first].capital:
            return Name(first, last, _kind(tokens[first:], words), "acronym")
    return None


def may_be_acronym(run: Run, segment: Segment, words: Words) -> bool:
    """Whether `segment` ends its run and is an acronym of nobody that is known."""
    tokens, (first, last, titled) = run.tokens, segment
    word = tokens[first].word
    if titled or last - first > 1 or last < len(tokens) or not (word.isupper() and word.isalpha()):
        return False
    if first and (tokens[first - 1].word.isupper() or not tokens[first].gap.isspace()):
        return False
    return len(word) in _SPELLED and tokens[first].key not in words.of_many_companies


def acting(where: Setting, _: Run, segment: Segment, words: Words) -> Name | None:
    """The body that such a segment names, being said to speak or to have members: SRTF said."""
    if where.after == "added" or where.after not in words.verbs | _OF_BODIES:
        return None  # an index adds points
    return Name(segment.first, segment.last, "organisation", ACTING)


def _spelled_out(run: Run, segment: Segment, taken: set[int], words: Words) -> Name | None:
    """Bank of X, Ministry for X and Y: a head, a link, and capitalised words."""
    tokens = run.tokens
    spot = segment.last - 1
    if tokens[spot].key not in words.heads_of or spot + 2 >= len(tokens):
        return None
    if tokens[spot + 1].key not in ("of", "for") or not tokens[spot + 1].gap.isspace():
        return None
    first = segment.first
    if spot > first and not _named(tokens, first, spot + 1, taken, words):
        first = _before_and(tokens, first, words)
    several = tokens[spot].key not in _OF_ONE
    last = end = spot + 2
    while end < min(len(tokens), spot + _LONGEST) and _continues(tokens[end], words):
        if tokens[end - 1].key == "and" and not (several and _same(tokens, end, taken, words)):
            break
        if tokens[end].key == "in" and tokens[spot].key in _LOCAL:
            break
        end += 1
        last = end if tokens[end - 1].capital else last
    if last == spot + 2 or spot - first > 2 * _MODIFIERS:
        return None
    return Name(first, last, _kind(tokens[first:last], words), "head of name")


def _numbered(run: Run, segment: Segment, words: Words) -> Name | None:
    """The 7th Fleet, the 41st Air Refueling Wing: a number, and what forces have many of."""
    tokens, (first, last, _) = run.tokens, segment
    if not first or not tokens[first - 1].word[0].isdigit() or tokens[first - 1].word.isdigit():
        return None
    while last > first and tokens[last - 1].key not in words.forces:
        last -= 1
    return Name(first - 1, last, "organisation", "head of name") if last > first else None


def _same(tokens: Sequence[Token], spot: int, taken: set[int], words: Words) -> bool:
    """Whether what follows "and" is no name of its own: Ministry for Water and Power."""
    if spot in taken or not tokens[spot].capital:
        return False
    for token in tokens[spot : spot + _LONGEST]:
        if not token.capital or not token.gap.isspace():
            return True
        if token.key in words.heads or token.key in words.heads_of:
            return False
    return True


def _continues(token: Token, words: Words) -> bool:
    if not token.gap.isspace() and token.gap != "-":
        return False
    if token.capital:
        return token.key not in words.stop and token.key not in words.titles
    return token.key in words.links


def _by_head(run: Run, segment: Segment, taken: set[int], words: Words) -> Name | None:
    """Something News, Something Corp: the last word says what it is."""
    tokens, (first, end, _) = run.tokens, segment
    for last in range(min(end, first + _LONGEST), first, -1):
        key = tokens[last - 1].key
        if last < end and tokens[last].key in words.unlike_organisations:
            return None
        if last < len(tokens) and tokens[last].gap == "-" and key in words.suffixes:
            return None
        if key in words.media or (key == "agency" and tokens[last - 2].key == "news"):
            named = _distinct(tokens, first, last, taken, words)
            return Name(first, last, "media", "head of name") if named else None
        if key in words.heads:
            own = (at for at in range(first, last - 1) if _own(tokens[at], at, taken, words))
            if all(tokens[at].key in words.plain for at in own):
                first = _before_and(tokens, first, words)
            if _shouted(tokens[first:last]) or not _distinct(tokens, first, last, taken, words):
                return None
            return Name(first, last, _kind(tokens[first:last], words), "head of name")
    return None


def _distinct(
    tokens: Sequence[Token], first: int, last: int, taken: set[int], words: Words
) -> bool:
    """Whether the words before a head make a name: Baker Trust, not Executive Board."""
    head = tokens[last - 1].key
    if head in words.suffixes and last - first > 2:
        return True
    if head in words.media:
        joined = last < len(tokens) and (tokens[last].gap == "-" or tokens[last].key == "and")
        if joined or _shouted(tokens[first:last]):
            return False
    return _named(tokens, first, last, taken, words)


def _named(tokens: Sequence[Token], first: int, last: int, taken: set[int], words: Words) -> bool:
    return any(_own(tokens[spot], spot, taken, words) for spot in range(first, last - 1))


def _own(token: Token, spot: int, taken: set[int], words: Words) -> bool:
    """Whether a word belongs to one name and not to many, as U.S. and U.K. do."""
    if token.dotted and len(token.word) < 3:
        return False
    return token.capital and spot not in taken and token.key not in words.of_many_bodies


def _shouted(tokens: Sequence[Token]) -> bool:
    """Whether three or more words are all capitals: a headline, not a name."""
    return len(tokens) > 2 and all(token.word.isupper() for token in tokens)


def _before_and(tokens: Sequence[Token], first: int, words: Words) -> int:
    """Where a name begins that goes on after "and": Merrill Lynch and Co, Ways and Means."""
    spot = first - 1
    if spot < 1 or tokens[spot].key != "and" or not tokens[first].gap.isspace():
        return first
    if tokens[spot - 1].key in words.suffixes:
        return first
    stop = max(0, spot - _MODIFIERS)
    while spot > stop and tokens[spot].gap.isspace() and tokens[spot - 1].capital:
        if not _continues(tokens[spot - 1], words) and spot - 1 > 0:
            break
        spot -= 1
    while spot < first and (tokens[spot].key in words.stop or tokens[spot].key in words.titles):
        spot += 1
    return spot if tokens[spot].capital else first


def _kind(tokens: Sequence[Token], words: Words) -> str:
    return "armed-group" if any(t.key in words.armed for t in tokens) else "organisation"
