"""What the text around a date says about it: tense, subject, the dates before.

Invariant: only a bounded stretch around the date is read, and only a few dates before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from index.article import DateMention
from index.dates.kinds import Kinds
from index.days import Interval

_BEFORE, _AFTER = 100, 60
_AHEAD = (
    r"(?:will|would|shall|to|should|must|may) be(?: [a-z]+)?|will|would|shall|won't|scheduled|due"
    r"|expected|expects?|plans?|planned|upcoming|effective|is to|are to|set to|set for|forecast"
    r"|starting|beginning|deadline|(?:could|might|may|can) (?!have\b)[a-z]+"
)
_REPORTS = r"said|told|added|reported|announced"
_BACK = r"was|were|had|has|have|did|rose|fell|came|took|met|began|made|[a-z]{3,20}ed"
_VERB = re.compile(rf"\b(?:(?P<ahead>{_AHEAD})|(?P<report>{_REPORTS})|{_BACK})\b")
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
#: The same where an initial or a figure's stop must not end the sentence.
_NEXT_SENTENCE = re.compile(r"[a-z0-9)\"”’][.!?][\"”’)]{0,2}\s+(?=[A-Z\"“‘(])|\n\s*\n")

#: How far behind a date another may still be told from it.
_REACH = 400
#: How many dates before one are looked at.
_LOOKED_AT = 6
#: So many days and months told with their year make a text a history.
_MAKE_A_HISTORY = 5
_HISTORY_REACH = 3000
#: So many dates before must be of the past for a history to go on.
_MAKE_A_RUN = 3

_BUSINESS = re.compile(
    r"\b(?:profits?|earn\w*|net|sales|gdp|gnp|gross|growth|results?|revenues?|income|loss(?:es)?"
    r"|output|econom\w+|inflation|pct|per ?cent|mln|million|billion|dividends?|shares?|shipments?"
    r"|demand|charges?|quarterly|transaction|merger|production|exports|imports|trade|prices?)\b"
    r"|[$€£¥%]",
    re.I,
)


def leaning(text: str, start: int, end: int, *, reports: bool) -> int:
    """1 when the nearest verb of the sentence looks ahead, -1 when it looks back, else 0.

    `reports` tells whether "said" and its like count: they do for the day on which it was said.
    "The December pact" is what it is whatever becomes of it.
    """
    before = _SENTENCE_END.split(text[max(0, start - _BEFORE) : start])[-1]
    if before.endswith(("the ", "The ")):
        return 0
    after = _SENTENCE_END.split(text[end : end + _AFTER])[0]
    for verbs in (reversed([*_VERB.finditer(before)]), _VERB.finditer(after)):
        for verb in verbs:
            if reports or not verb["report"]:
                return 1 if verb["ahead"] else -1
    return 0


def economic(text: str, start: int, end: int) -> bool:
    """Whether a quarter is one of the calendar: told among figures, and not of fiscal years."""
    around = text[max(0, start - 4 * _BEFORE) : end + 4 * _AFTER]
    return "iscal" not in around and bool(_BUSINESS.search(around))


def dates_before(known: Sequence[DateMention], start: int) -> list[DateMention]:
    """The last few dates before a place that are near it."""
    return [mention for mention in known[-_LOOKED_AT:] if start - mention.end <= _REACH]


def latest(text: str, before: Sequence[DateMention], start: int) -> Interval | None:
    """The latest day told in the same sentence, else nearby: "earlier" is earlier than that.

    In "March rose on February, and on a year earlier" the year is counted from March.
    """
    sentence = [m for m in before if not _NEXT_SENTENCE.search(text, m.end, start)]
    known = [mention.interval for mention in sentence or before if mention.interval]
    return max(known, key=lambda days: days.last, default=None)


def history(
    kinds: Kinds, known: Sequence[DateMention], start: int, published: date | None
) -> Interval | None:
    """The days of the date before, where it and not publication supplies the year.

    In a history, a text with many full dates of the past, a year is told once for all that
    follows. Elsewhere it must be a day or a month in the same paragraph, as news names a year
    in passing, and all dates before it there must be of the past.
    """
    before = [m for m in known[-_LOOKED_AT:] if _is_of_one_year(m.interval)]
    if kinds.full_dates >= _MAKE_A_HISTORY:
        reach, same = _HISTORY_REACH, before[-_MAKE_A_RUN:]
    else:
        reach = _REACH
        same = [m for m in before if start - m.end <= reach]
        same = [m for m in same if "\n" not in kinds.text[m.end : start]]
        if same and same[-1].precision == "year":
            return None
    if not same or not all(_is_past(mention, kinds.text, published) for mention in same):
        return None
    return same[-1].interval if start - same[-1].end <= reach else None


def _is_of_one_year(days: Interval | None) -> bool:
    return days is not None and days.first.year == days.last.year


def _is_past(mention: DateMention, text: str, published: date | None) -> bool:
    """Whether a date is of long before publication, and no mere reference in brackets."""
    if not published:
        return True
    if not mention.interval or mention.rule == "told" or ")" in text[mention.end : mention.end + 2]:
        return False
    return published.year - mention.interval.last.year >= 2
