"""Dates as people type them: `2025-05`, `2024-10..2024-12`, `>=2025-05-01`, "last 30 days".

    date     = day | range | compared | relative | "none" ;
    day      = YYYY | YYYY-MM | YYYY-MM-DD | "XXXX-" MM-DD ;        (a year, a month, a day)
    range    = [ day ] ( ".." | "/" ) [ day ] ;                     (both ends included)
    compared = ( ">=" | ">" | "<=" | "<" | "=" ) day ;
    relative = "today" | "yesterday" | "last" [ number ] unit ;     (unit: day … years)

Invariant: `date_expression(write_date(when)) == when`; a relative date stays relative until
`resolve` is told which day today is, so that a saved search keeps its meaning.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from index.days import Interval, interval_of
from search.tree import Days, Last, YearlessDay

When = Days | Last | YearlessDay

#: The unit of `Last` that is one day, the one before today.
YESTERDAY = "yesterday"

_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_YEARLESS = re.compile(r"xxxx-([0-9]{2})-([0-9]{2})")
_YEAR_LEFT_OUT = re.compile(r"-{0,2}([0-9]{2}-[0-9]{2})")
_RANGE = re.compile(r"([0-9-]*)\s*(?:\.\.|/)\s*([0-9-]*)")
_COMPARED = re.compile(r"(>=|≥|>|<=|≤|<|=)\s*([0-9-]+)")
_LAST = re.compile(r"last\s+(?:([0-9]{1,5})\s+)?(day|week|month|year)s?")
_LEAP_YEAR = 2000

REMEDY = (
    "write a date such as 2021, 2024-10 or 2025-04-22, a range such as 2024-10..2025-03 or"
    ' >=2025-05-01, "last 30 days", today, yesterday or none'
)


def date_expression(text: str) -> When | None:
    """What `text` says about a date; None for `none`: no date is known.

    Raises ValueError, naming the text and the remedy, for anything else.
    """
    plain = text.strip().lower()
    if plain == "none":
        return None
    found = _relative(plain) or _yearless(plain) or _days(plain)
    if found is None:
        raise ValueError(_no_date(plain, text))
    return found


def write_date(when: When | None) -> str:
    """The shortest text that `date_expression` reads as `when`: a whole year as `2021`."""
    if when is None:
        return "none"
    if isinstance(when, YearlessDay):
        return f"XXXX-{when.month:02}-{when.day:02}"
    if isinstance(when, Last):
        return _write_last(when)
    first, last = _at_one_precision(when)
    return first if first == last else f"{first}..{last}"


def resolve(when: Days | Last, today: date) -> Days:
    """The days meant when today is `today`: the last two weeks are 14 days and end today."""
    if isinstance(when, Days):
        return when
    if when.unit == YESTERDAY:
        before = date.fromordinal(max(today.toordinal() - 1, 1))
        return Days(before, before)
    if when.unit in ("day", "week"):
        days = when.count * (7 if when.unit == "week" else 1)
        return Days(date.fromordinal(max(today.toordinal() - days + 1, 1)), today)
    months = when.count * (12 if when.unit == "year" else 1)
    return Days(_months_before(today, months), today)


def _no_date(plain: str, text: str) -> str:
    bare = _YEAR_LEFT_OUT.fullmatch(plain)
    if bare and _yearless(f"xxxx-{bare[1]}"):
        day = f"XXXX-{bare[1]} (a day without a year: in mentions alone)"
        return f"{text!r} has no year: write YYYY-{bare[1]}, or {day}"
    return f"{text!r} is no date: {REMEDY}"


def _relative(plain: str) -> Last | None:
    if plain == "today":
        return Last(1, "day")
    if plain == YESTERDAY:
        return Last(1, YESTERDAY)
    found = _LAST.fullmatch(plain)
    count = int(found[1] or 1) if found else 0
    return Last(count, found[2]) if found and count else None


def _yearless(plain: str) -> YearlessDay | None:
    found = _YEARLESS.fullmatch(plain)
    if not found:
        return None
    month, day = int(found[1]), int(found[2])
    real = 1 <= month <= 12 and 1 <= day <= monthrange(_LEAP_YEAR, month)[1]
    return YearlessDay(month, day) if real else None


def _days(plain: str) -> Days | None:
    if found := _COMPARED.fullmatch(plain):
        return _compared(found[1], found[2])
    if found := _RANGE.fullmatch(plain):
        return _range(found[1], found[2])
    interval = _interval(plain)
    return Days(interval.first, interval.last) if interval else None


def _compared(sign: str, text: str) -> Days | None:
    interval = _interval(text)
    if interval is None:
        return None
    if sign == "=":
        return Days(interval.first, interval.last)
    if sign in (">=", "≥"):
        return Days(interval.first, None)
    if sign in ("<=", "≤"):
        return Days(None, interval.last)
    if sign == ">":
        return Days(_shifted(interval.last, 1), None)
    return Days(None, _shifted(interval.first, -1))


def _range(first: str, last: str) -> Days | None:
    begin, end = _interval(first), _interval(last)
    if (first and not begin) or (last and not end) or not (begin or end):
        return None
    if begin and end and begin.first > end.last:
        raise ValueError(f"'{first}..{last}' ends before it begins: write '{last}..{first}'")
    return Days(begin.first if begin else None, end.last if end else None)


def _interval(text: str) -> Interval | None:
    """The days of a year, month or day; None when `text` is none or no real one."""
    if not _DAY.fullmatch(text):
        return None
    try:
        return interval_of(text)
    except ValueError:
        return None


def _shifted(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise ValueError(f"there is no day beyond {day.isoformat()}: {REMEDY}") from None


def _write_last(when: Last) -> str:
    if when.unit == YESTERDAY:
        return YESTERDAY
    if when == Last(1, "day"):
        return "today"
    return f"last {when.unit}" if when.count == 1 else f"last {when.count} {when.unit}s"


def _at_one_precision(when: Days) -> tuple[str, str]:
    """Both ends at the coarsest precision (year, month, day) that says them exactly."""
    first = when.first.isoformat() if when.first else ""
    last = when.last.isoformat() if when.last else ""
    if first[4:] in ("", "-01-01") and last[4:] in ("", "-12-31"):
        return first[:4], last[:4]
    if first[7:] in ("", "-01") and (when.last is None or _ends_month(when.last)):
        return first[:7], last[:7]
    return first, last


def _ends_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _months_before(today: date, months: int) -> date:
    """The day after the same day `months` earlier (or after the end of a shorter month)."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    if year < 1:
        return date.min
    same = date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
    return same + timedelta(days=1)
