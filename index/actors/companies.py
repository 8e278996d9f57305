"""Companies whose names do not say so, by what surrounds them.

Analysts at X, shares of X, the brokerage X; X analyst Jane Roe, X shares. A company may bear a
person's name (James Capel), so this is asked before people are.

Invariant: the name is a whole segment with a word of its own, none of it a known actor's.
"""

from __future__ import annotations

import re

from index.actors.segments import Name, Segment
from index.actors.tokens import Run, Token
from index.actors.words import Words

_LONGEST = 4
_WINDOW = 48  # characters before a name in which its surroundings are looked for

_BEFORE = re.compile(
    r"\b(?:(?i:analysts?|economists?|strategists?|traders?|dealers?|brokers?|bankers?|lawyers?"
    r"|executives?)\s(?:at|with|from|for)(?:\sthe)?"
    r"|(?:shares|stake|unit|subsidiary|division|parent|takeover|acquisition)\s(?:of|in)"
    r"|(?:broker(?:age)?|securities|law|investment|merchant|trading|auction)\s(?:firm|bank|house)"
    r"|(?:lead|joint|sole|co-lead|co-?)[-\s]?managers?)\s$"
)
#: Said of companies alone, so that one word is enough, but for the first of a sentence.
_AFTER = re.compile(r"(?:['’]s)?\s(?:shares|stock|plc|subsidiary|shareholders|stockholders)\b")
#: Also said of persons, offices and trades, so that the name needs two words.
_AFTER_TWO = re.compile(
    r"(?:['’]s)?\s(?:shares|stock|plc|subsidiary|shareholders|stockholders|affiliate|analysts?"
    r"|economists?|strategist|traders?|dealers?|brokers?|spokes(?:man|woman|person)|officials?"
    r"|executives?|unit|vice\spresident|president|chairman|director|managing\sdirector"
    r"|treasurer)\b"
)
#: Said of companies alone, also of those that bear a person's whole name.
_AFTER_GIVEN = re.compile(r"(?:['’]s)?\s(?:shares|stock|plc|subsidiary|analysts?|economists?)\b")
#: The words behind a name that tell a company by themselves.
BESIDE = frozenset(("shares", "stock", "plc", "subsidiary", "shareholders", "stockholders"))
#: The last words of `_BEFORE`, to be asked first.
LINKS = frozenset(
    ("at", "with", "from", "for", "the", "of", "in", "firm", "bank", "house", "manager", "managers")
)
_OPENING = re.compile(r"(?:^|[.!?:;\"”“>)]\s*|\n\s*)$")


def company(text: str, run: Run, segment: Segment, met: set[int], words: Words) -> Name | None:
    """The company that `segment` names by its surroundings; `met` are words of known names."""
    tokens, (first, last, titled) = run.tokens, segment
    if titled or last - first > _LONGEST or not met.isdisjoint(range(first, last)):
        return None
    given = tokens[first].key in words.first_names
    if given and last - first == 1:
        return None
    linked = first == 0 or not tokens[first - 1].capital
    before = linked and _precedes(text, tokens[first].start, words)
    after = last == len(tokens) and _follows(text, run, segment, given)
    if before and last < len(tokens) and tokens[last].word.isdigit():
        last += 1
    if (before or after) and _own(tokens[first:last], words):
        return Name(first, last, "organisation", "company")
    return None


def _precedes(text: str, start: int, words: Words) -> bool:
    before = text[max(0, start - 16) : start].split()
    last = before[-1].rpartition("-")[2] if before else ""
    if last not in LINKS and last not in words.firms:
        return False
    return last in words.firms or _BEFORE.search(text, max(0, start - _WINDOW), start) is not None


def _follows(text: str, run: Run, segment: Segment, given: bool) -> bool:
    if segment.last - segment.first > 1:
        return (_AFTER_GIVEN if given else _AFTER_TWO).match(
            text, run.end, run.end + _WINDOW
        ) is not None
    if not _AFTER.match(text, run.end, run.end + _WINDOW):
        return False
    return segment.first > 0 or not _OPENING.search(text, max(0, run.start - 3), run.start)


def _own(tokens: list[Token], words: Words) -> bool:
    """Whether the words could be a name, and one of them belongs to no other kind of thing."""
    lists = (words.unlike_people, words.plain, words.heads, words.untitled, words.media)
    own = [
        t for t in tokens if t.capital and not any(t.key in each for each in (*lists, words.titles))
    ]
    return any(len(token.word) > 2 for token in own)
