"""What a date with its year means: from the numbers of an expression to whole days.

Invariant: pure functions; a date that is not in the calendar raises ValueError or
OverflowError, and so does a range that runs backwards.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date

from index.dates.lexicon import CHRISTMAS, EARLY, LATE, MIDDLE, MONTH
from index.dates.meaning import (
    Meaning,
    century,
    day,
    month,
    months,
    of_value,
    stretch,
    whole_year,
)

_PARTS_OF_YEAR = {EARLY: (1, 3), MIDDLE: (4, 9), LATE: (10, 12)}
_PARTS_OF_MONTH = {EARLY: (1, 10), MIDDLE: (11, 20), LATE: (21, 31)}
_PARTS_OF_DECADE = {EARLY: (0, 3), MIDDLE: (4, 6), LATE: (7, 9)}
_PARTS_OF_CENTURY = {EARLY: (0, 33), MIDDLE: (34, 66), LATE: (67, 99)}
_LONGEST_SHORT_RANGE = 20


def none(*_numbers: int) -> Meaning:
    """What only looks like a date: raises ValueError."""
    raise ValueError("no date of the calendar")


def day_month_year(number: int, of_month: int, year: int) -> Meaning:
    """22 April 2025."""
    return day(date(year, of_month, number))


def month_day_year(of_month: int, number: int, year: int) -> Meaning:
    """April 22, 2025."""
    return day_month_year(number, of_month, year)


def written_in_numbers(text: str) -> Meaning:
    """22/4/2025 or 4/22/2025: only where one of the two can be no month; 2025/04/22."""
    first, second, third = (int(part) for part in text.replace(".", "/").split("/"))
    if first > 31:
        return day_month_year(third, second, first)
    if first <= 12 and second <= 12 and first != second:
        raise ValueError(f"{text!r} may be day and month or month and day")
    return day_month_year(*(first, second) if second <= 12 else (second, first), third)


def iso(text: str) -> Meaning:
    """2025-04-22, with or without a time behind it."""
    return of_value(text[:10], "day")


def month_year(number: int, year: int) -> Meaning:
    """April 2025."""
    return month(year, number)


def odd_year(year: int) -> Meaning:
    """A year where a round count is as likely: 1986, but neither 1500 nor 2000."""
    if year % 100 == 0:
        raise ValueError(f"{year!r} may be a count")
    return whole_year(year)


def part_of_year(part: int, year: int) -> Meaning:
    """Early: first quarter; mid: second and third; late: last."""
    return months(year, *_PARTS_OF_YEAR[part])


def part_of_decade(part: int, first_year: int) -> Meaning:
    """Early: four years, mid: three, late: three."""
    first, last = _PARTS_OF_DECADE[part]
    return stretch(whole_year(first_year + first), whole_year(first_year + last))


def part_of_century(part: int, number: int, _unit: int) -> Meaning:
    """A third of a century."""
    whole = century(number).interval
    first, last = _PARTS_OF_CENTURY[part]
    if whole is None:
        raise ValueError("a century is known")
    return stretch(whole_year(whole.first.year + first), whole_year(whole.first.year + last))


def part_of_month(part: int, number: int, year: int) -> Meaning:
    """A third of a month."""
    first, last = _PARTS_OF_MONTH[part]
    last = min(last, monthrange(year, number)[1])
    return stretch(day_month_year(first, number, year), day_month_year(last, number, year))


def season(first_month: int, year: int) -> Meaning:
    """Three northern months; the winter of a year begins in its December."""
    return months(year, first_month, first_month + 2)


def feast(which: int, year: int) -> Meaning:
    """Christmas or Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms)."""
    if which == CHRISTMAS:
        return day(date(year, 12, 25))
    century_of, rest = divmod(year, 100)
    fifths = (century_of - (century_of + 8) // 25 + 1) // 3
    epact = (19 * (year % 19) + century_of - century_of // 4 - fifths + 15) % 30
    weekday = (32 + 2 * (century_of % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (year % 19 + 11 * epact + 22 * weekday) // 451
    number, of_month = epact + weekday - 7 * correction + 114, 31
    return day(date(year, number // of_month, number % of_month + 1))


def quarter(number: int, year: int) -> Meaning:
    """Three months of the calendar year."""
    return months(year, number * 3 - 2, number * 3)


def half(number: int, year: int) -> Meaning:
    """Six months of the calendar year; a third half raises ValueError."""
    return months(year, number * 6 - 5, number * 6) if number <= 2 else month(year, 13)


def first_months(which: int, count: int, unit: int, year: int) -> Meaning:
    """The first nine months of a year; what is counted in anything else raises ValueError."""
    if which != 1 or unit != MONTH or not 1 <= count <= 12:
        raise ValueError("only the first months of a year are dates")
    return months(year, 1, count)


def year_first(resolve: Callable[[int, int], Meaning]) -> Callable[[int, int], Meaning]:
    """The same with the year before the number: 1986 fourth quarter."""
    return lambda year, number: resolve(number, year)


def years(first: int, last: int) -> Meaning:
    """2019-2021, and 2019-21 with the century left out; also 2024-10, which is a month."""
    if last > 99:
        return stretch(whole_year(first), whole_year(last))
    full = first - first % 100 + last
    if first % 100 < last <= first % 100 + _LONGEST_SHORT_RANGE:
        return stretch(whole_year(first), whole_year(full))
    if first % 100 == 99 and last == 0:  # 1999-00
        return stretch(whole_year(first), whole_year(first + 1))
    return month(first, last)


def months_of_year(first: int, last: int, year: int) -> Meaning:
    """May to July 2024; November to January 2024 begins the year before."""
    return stretch(month(year - (first > last), first), month(year, last))


def months_of_years(first: int, first_year: int, last: int, last_year: int) -> Meaning:
    """May 2023 to July 2024."""
    return stretch(month(first_year, first), month(last_year, last))


def days_of_month(first: int, last: int, number: int, year: int) -> Meaning:
    """3-5 May 2025."""
    return stretch(day_month_year(first, number, year), day_month_year(last, number, year))


def days_of_months(first: int, first_month: int, last: int, last_month: int, year: int) -> Meaning:
    """28 April to 3 May 2025; 28 December to 3 January 2025 begins the year before."""
    before = (first_month, first) > (last_month, last)
    end = day_month_year(last, last_month, year)
    return stretch(day_month_year(first, first_month, year - before), end)


def days_of_years(*numbers: int) -> Meaning:
    """28 April 2024 to 3 May 2025: day, month and year of either end."""
    return stretch(day_month_year(*numbers[:3]), day_month_year(*numbers[3:]))


def american(resolve: Callable[..., Meaning]) -> Callable[..., Meaning]:
    """The same with the month before the day (or days), at each of the dates."""
    order = {
        days_of_month: (1, 2, 0, 3),
        days_of_months: (1, 0, 3, 2, 4),
        days_of_years: (1, 0, 2, 4, 3, 5),
    }[resolve]
    return lambda *numbers: resolve(*(numbers[place] for place in order))
