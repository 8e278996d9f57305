"""What a date told from another date of the text means: that day, a year earlier.

Invariant: pure functions of a `Reference`; where the date before is not known as closely as
the unit counts, ValueError is raised. Looking back, publication stands in for a date before.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from index.dates.lexicon import CENTURY, DAY, DECADE, MONTH, QUARTER, WEEK, WEEKEND, YEAR
from index.dates.meaning import Meaning
from index.dates.relative import Reference, away, month_beside, part_of
from index.days import Interval

#: How many days a date may span so that one counts from it in days, weeks, ...
_CLOSE = {
    DAY: 1,
    WEEK: 7,
    WEEKEND: 7,
    MONTH: 31,
    QUARTER: 92,
    YEAR: 366,
    DECADE: 3660,
    CENTURY: 36600,
}


def shifted(reference: Reference, offset: int, unit: int) -> Meaning:
    """The previous (-1), same (0) or following (1) day, week, month, year."""
    return away(_base(reference, offset, unit), offset, unit)


def shifted_day(reference: Reference, offset: int) -> Meaning:
    """That night, the following morning."""
    return shifted(reference, offset, DAY)


def shifted_quarter(reference: Reference, offset: int) -> Meaning:
    """The previous quarter."""
    return shifted(reference, offset, QUARTER)


def counted(reference: Reference, count: int, unit: int, direction: int) -> Meaning:
    """Two days earlier (-1) or later (1)."""
    return shifted(reference, count * direction, unit)


def year_earlier(reference: Reference, unit: int, direction: int) -> Meaning:
    """The year-earlier period."""
    if unit != YEAR:
        raise ValueError("only of years is the count left out")
    return shifted(reference, direction, unit)


def part(reference: Reference, which: int, offset: int, unit: int) -> Meaning:
    """Late that year, the end of the following month."""
    return part_of(shifted(reference, offset, unit), which, unit)


def of_year(with_year: Callable[..., Meaning]) -> Callable[..., Meaning]:
    """June of that year, the summer of the following year."""

    def resolve(reference: Reference, number: int, offset: int, unit: int) -> Meaning:
        if unit != YEAR:
            raise ValueError("months and seasons are of years")
        return with_year(number, int(shifted(reference, offset, unit).value))

    return resolve


def months(
    with_year: Callable[[int, int], Meaning], reference: Reference, offset: int, number: int
) -> Meaning:
    """The previous January, that summer, the following spring."""
    base = _days(reference, offset)
    if (base.last - base.first).days > _CLOSE[YEAR]:
        raise ValueError("the year told before is not known")
    return month_beside(with_year, base, offset, number)


def _base(reference: Reference, offset: int, unit: int) -> date:
    """The day to count from: the end, in the direction of counting, of the date before."""
    days = _days(reference, offset)
    if (days.last - days.first).days >= _CLOSE[unit]:
        raise ValueError("the date told before is not known closely enough")
    if unit == YEAR and days.first.year != days.last.year and offset == 0:
        raise ValueError("the date told before is of two years")
    return days.last if offset > 0 else days.first


def _days(reference: Reference, offset: int) -> Interval:
    told = reference.latest if offset < 0 else reference.told
    if told:
        return told
    if offset >= 0:
        raise ValueError("no date was told before")
    return Interval(reference.day, reference.day)
