"""What an ISO date value means in days.

Invariant: a value means every day it may mean; a year never becomes its first of January.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_ISO = re.compile(r"\d{4}(?:-\d{2}){0,2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of whole days, both ends included."""

    first: date
    last: date


@lru_cache(maxsize=1 << 16)
def interval_of(value: str) -> Interval:
    """The days covered by an ISO year, month or day: "2024-02" is 2024-02-01 to 2024-02-29.

    Raises ValueError when `value` has none of the three forms or names no real day.
    """
    if not _ISO.fullmatch(value):
        raise ValueError(f"{value!r} is no year, month or day such as 2021, 2024-10 or 2025-04-22")
    numbers = [int(part) for part in value.split("-")]
    if len(numbers) == 1:
        return Interval(date(numbers[0], 1, 1), date(numbers[0], 12, 31))
    year, month = numbers[:2]
    if len(numbers) == 2:
        return Interval(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    day = date(year, month, numbers[2])
    return Interval(day, day)


@lru_cache(maxsize=1 << 16)
def days_of(value: str) -> Interval | None:
    """The days a date value may mean; None when its year is not known.

    Beside the forms of `interval_of`: "2024-10/2024-12" (from the first day of one to the last
    of the other) and "199X" or "19XX" (ISO 8601-2: any of these years).
    """
    if value.startswith("XXXX"):
        return None
    first, _, last = value.partition("/")
    low, high = interval_of(first.replace("X", "0")), interval_of((last or first).replace("X", "9"))
    return Interval(low.first, high.last)


@lru_cache(maxsize=1 << 16)
def period(value: str, interval: str) -> str | None:
    """The ISO year, month or day (`interval`) in which a date value lies whole, if any."""
    days = days_of(value)
    if days is None:
        return None
    length = {"year": 4, "month": 7, "day": 10}[interval]
    first, last = days.first.isoformat()[:length], days.last.isoformat()[:length]
    return first if first == last else None
