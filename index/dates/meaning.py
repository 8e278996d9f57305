"""Calendar arithmetic: what a year, a month or a stretch of them means in whole days.

Invariant: the `value` of a meaning and its `interval` agree; nothing here reads text. A day
that is not in the calendar raises ValueError, a year past 9999 ValueError or OverflowError.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from index.days import Interval, interval_of

#: Any year with a 29 February: it checks days whose year is not known.
LEAP_YEAR = 2000
_YEAR = re.compile(r"\b[0-9]{4}-")
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Meaning:
    """An ISO 8601 `value`, the days it covers (None without a year) and its precision."""

    value: str
    interval: Interval | None
    precision: str


def of_value(value: str, precision: str) -> Meaning:
    """The meaning of an ISO year, month or day."""
    return Meaning(value, interval_of(value), precision)


def day(when: date) -> Meaning:
    """One day."""
    return Meaning(when.isoformat(), Interval(when, when), "day")


def month(year: int, number: int) -> Meaning:
    """A month of a year."""
    return of_value(f"{year:04d}-{number:02d}", "month")


def whole_year(year: int) -> Meaning:
    """A year."""
    return of_value(f"{year:04d}", "year")


def decade(first_year: int) -> Meaning:
    """Ten years from a year that ends in 0, written "199X" as ISO 8601-2 does."""
    return Meaning(f"{first_year // 10:03d}X", interval_of_years(first_year, 10), "interval")


def century(number: int) -> Meaning:
    """A century as commonly counted: the 19th is 1800 to 1899, written "18XX".

    Raises ValueError for one before the 11th, where a number is rather something else.
    """
    if not 11 <= number <= 99:
        raise ValueError(f"{number!r} is no century that news speaks of")
    return Meaning(f"{number - 1:02d}XX", interval_of_years(number * 100 - 100, 100), "interval")


def interval_of_years(first: int, count: int) -> Interval:
    """Whole years."""
    return Interval(date(first, 1, 1), date(first + count - 1, 12, 31))


def stretch(first: Meaning, last: Meaning) -> Meaning:
    """From the first day of one meaning to the last day of another.

    Raises ValueError when it would run backwards. Without a year on either side the ends are
    known only as written, and the interval is None.
    """
    value = f"{first.value}/{last.value}"
    if first.interval is None or last.interval is None:
        return Meaning(value, None, "interval")
    if first.interval.first > last.interval.last:
        raise ValueError(f"{value!r} runs backwards")
    return Meaning(value, Interval(first.interval.first, last.interval.last), "interval")


def months(year: int, first: int, last: int) -> Meaning:
    """Months of one year, both included; a `last` above 12 reaches into the next year."""
    return stretch(month(year, first), month(year + (last - 1) // 12, (last - 1) % 12 + 1))


def yearless(meaning: Meaning) -> Meaning:
    """The same of no known year: "2000-04-22" becomes "XXXX-04-22" (ISO 8601-2)."""
    return Meaning(_YEAR.sub("XXXX-", meaning.value), None, meaning.precision)


def week(when: date) -> Meaning:
    """The week around a day, from Monday to Sunday."""
    monday = when - when.weekday() * _ONE_DAY
    return stretch(day(monday), day(monday + 6 * _ONE_DAY))


def month_after(when: date, count: int) -> Meaning:
    """The month that comes `count` months after that of a day (before it when negative)."""
    years, rest = divmod(when.year * 12 + when.month - 1 + count, 12)
    return month(years, rest + 1)


def day_after(when: date, count: int) -> Meaning:
    """The day `count` days after another (before it when negative)."""
    return day(when + count * _ONE_DAY)
