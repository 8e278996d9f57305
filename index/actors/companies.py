"""Companies whose names do not say so, by what surrounds them.

Analysts at X, shares of X, the brokerage X; X analyst Jane Roe, X shares. A company may bear a
person's name (James Capel), so this is asked before people are.

Invariant: the name is a whole segment with a word of its own, none of it a known actor's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.actors.segments import Name, Segment
from index.actors.surroundings import Setting, word_before
from index.actors.tokens import Run, Token
from index.actors.words import Words

_WINDOW = 48  # characters before a name in which its surroundings are looked for

_BEFORE = re.compile(
    r"\b(?:(?i:analysts?|economists?|strategists?|traders?|dealers?|brokers?|bankers?|lawyers?"
    r"|executives?)\s(?:at|with|from|for)(?:\sthe)?"
    r"|(?:shares|stake|unit|subsidiary|division|parent|takeover|acquisition)\s(?:of|in)"
    r"|(?:broker(?:age)?|securities|law|investment|merchant|trading|auction)\s(?:firm|bank|house)"
    r"|(?:lead|joint|sole|co-lead|co-?)[-\s]?managers?)\s$"
)
#: The last words of `_BEFORE`.
_LINKS = frozenset(
    ("at", "with", "from", "for", "the", "of", "in", "firm", "bank", "house", "manager", "managers")
)
#: Said of companies alone, so that one word is enough, but for the first of a sentence.
_AFTER = frozenset(("shares", "stock", "plc", "subsidiary", "shareholders", "stockholders"))
#: Said of companies alone, also of those that bear a person's whole name.
_AFTER_GIVEN = frozenset(
    ("shares", "stock", "plc", "subsidiary", "analyst", "analysts", "economist", "economists")
)
#: Also said of persons, offices and trades, so that the name needs two words.
_AFTER_TWO = (_AFTER | _AFTER_GIVEN).union(
    ("affiliate", "strategist", "trader", "traders", "dealer", "dealers", "broker", "brokers"),
    ("spokesman", "spokeswoman", "spokesperson", "official", "officials", "executive"),
    ("executives", "unit", "president", "chairman", "director", "treasurer"),
)
_OFFICER = re.compile(r"(?:['’]s)?\s(?:vice\spresident|managing\sdirector)\b")
#: Behind a person's name "shares" is a verb if something is shared.
_SHARED = re.compile(
    r"\sshares\s(?:an?|the|her|his|their|its|this|that|these|how|what|why|some|new|with)\b"
)
_OPENING = re.compile(r"(?:^|[.!?:;\"”“>)]\s*|\n\s*)$")


def may_be_company(run: Run, segment: Segment, words: Words) -> bool:
    """Whether `segment`, which holds no known name, could be a company's."""
    tokens, (first, last, _) = run.tokens, segment
    if last - first == 1 and tokens[first].key in words.first_names:
        return False
    if not _linked(run, segment) and last < len(tokens):
        return False
    return _own(tokens[first:last], words)


def company(where: Setting, run: Run, segment: Segment, words: Words) -> Name | None:
    """The company that such a segment of a run names by its surroundings."""
    tokens, (first, last, _) = run.tokens, segment
    before = _precedes(where, run, segment, words)
    if not before and not (last == len(tokens) and _follows(where, run, segment, words)):
        return None
    if before and last < len(tokens) and tokens[last].word.isdigit():
        last += 1
    return Name(first, last, "organisation", "company")


def _linked(run: Run, segment: Segment) -> bool:
    return segment.first == 0 or not run.tokens[segment.first - 1].capital


def _precedes(where: Setting, run: Run, segment: Segment, words: Words) -> bool:
    before = word_before(where, run, segment.first)
    if before in words.firms:
        return True
    if before not in _LINKS:
        return False
    start = where.start + run.tokens[segment.first].start
    return _BEFORE.search(where.text, max(0, start - _WINDOW), start) is not None


def _follows(where: Setting, run: Run, segment: Segment, words: Words) -> bool:
    if segment.last - segment.first == 1:
        return where.after in _AFTER and not (segment.first == 0 and _opens(where))
    if run.tokens[segment.first].key in words.first_names:
        return where.after in _AFTER_GIVEN and not _SHARED.match(where.text, where.end)
    if where.after in ("vice", "managing"):
        return _OFFICER.match(where.text, where.end) is not None
    return where.after in _AFTER_TWO


def _opens(where: Setting) -> bool:
    """Whether a run begins a sentence, so that its capital proves nothing."""
    return _OPENING.search(where.text, max(0, where.start - 3), where.start) is not None


def _own(tokens: Sequence[Token], words: Words) -> bool:
    """Whether the words could be a name, and one of them belongs to no other kind of thing."""
    return any(
        token.capital and len(token.word) > 2 and token.key not in words.of_many_companies
        for token in tokens
    )
