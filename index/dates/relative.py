"""What a date without its year, or told from the day of publication, means.

Invariant: pure functions of a `Reference`; what cannot be resolved raises ValueError or
OverflowError.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from index.dates.lexicon import DAY, MONTH, WEEK, YEAR
from index.dates.meaning import (
    LEAP_YEAR,
    Meaning,
    day,
    day_after,
    month,
    month_after,
    stretch,
    week,
    whole_year,
    yearless,
)
from index.dates.resolve import part_of_month, part_of_year

#: News writes a date without its year when it is near; up to five months ahead is still near.
_SOON = timedelta(days=152)
#: What "takes effect" may have done so a little before it was written about.
_JUST_NOW = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Reference:
    """The day of publication, and whether the sentence looks back (-1) or ahead (1)."""

    day: date
    leaning: int = 0


def near(with_year: Callable[..., Meaning], reference: Reference | None, *numbers: int) -> Meaning:
    """The meaning in the year that puts it nearest to the publication.

    `with_year` takes the year as its last number. Without a reference, or where no year
    around it has such a day, the year stays unknown.
    """
    this_year = reference.day.year if reference else LEAP_YEAR
    candidates = [
        meaning
        for year in range(this_year + 1, this_year - 2, -1)
        if (meaning := _or_none(partial(with_year, *numbers, year)))
    ]
    if reference and candidates:
        return _nearest(candidates, reference)
    return yearless(with_year(*numbers, LEAP_YEAR))


def _nearest(candidates: Iterable[Meaning], reference: Reference) -> Meaning:
    """Of meanings, latest first: the one the sentence's leaning points at."""
    spans = [(meaning, meaning.interval) for meaning in candidates]
    known = [(meaning, span) for meaning, span in spans if span]
    if reference.leaning > 0:
        ahead = [meaning for meaning, span in known if span.last >= reference.day - _JUST_NOW]
        if ahead:
            return ahead[-1]
    horizon = reference.day + (_SOON if reference.leaning == 0 else timedelta())
    behind = [meaning for meaning, span in known if span.first <= horizon]
    return behind[0] if behind else known[-1][0]


def _or_none(resolve: Callable[[], Meaning]) -> Meaning | None:
    try:
        return resolve()
    except ValueError:
        return None


def deictic(reference: Reference, offset: int) -> Meaning:
    """Yesterday (-1), today (0), tomorrow (1)."""
    return day_after(reference.day, offset)


def ago(reference: Reference, count: int, unit: int, direction: int = -1) -> Meaning:
    """Two years ago: known to the unit it is counted in, weeks from Monday to Sunday."""
    if direction > 0:
        raise ValueError("later than what is not said")
    return _away(reference.day, -count, unit)


def step(reference: Reference, offset: int, unit: int) -> Meaning:
    """Last (-1), this (0) or next (1) day, week, month or year."""
    return _away(reference.day, offset, unit)


def _away(when: date, count: int, unit: int) -> Meaning:
    if unit == DAY:
        return day_after(when, count)
    if unit == WEEK:
        return week(when + timedelta(weeks=count))
    return month_after(when, count) if unit == MONTH else whole_year(when.year + count)


def month_of_step(reference: Reference, number: int, offset: int, unit: int) -> Meaning:
    """May last year; "March next month" raises ValueError."""
    if unit != YEAR:
        raise ValueError("a month belongs to a year")
    return month(reference.day.year + offset, number)


def fraction_of_step(
    fraction: Callable[[int, int], Meaning], reference: Reference, *numbers: int
) -> Meaning:
    """The second half of this year, the first quarter of next year."""
    number, offset, unit = numbers
    if unit != YEAR:
        raise ValueError("halves and quarters are of years")
    return fraction(number, reference.day.year + offset)


def part_of_step(reference: Reference, part: int, offset: int, unit: int) -> Meaning:
    """Late last year, early next month, early this week (which stays the week)."""
    meant = _away(reference.day, offset, unit)
    if unit == YEAR:
        return part_of_year(part, int(meant.value))
    if unit == MONTH:
        year, number = meant.value.split("-")
        return part_of_month(part, int(number), int(year))
    return meant


def within_step(reference: Reference, direction: int, offset: int, unit: int) -> Meaning:
    """Earlier this year: from its first day to publication; later: from there to its end."""
    around = _away(reference.day, offset, unit).interval
    if around is None or offset != 0:
        raise ValueError("earlier or later within another year is no date")
    if direction < 0:
        return stretch(day(around.first), day(reference.day))
    return stretch(day(reference.day), day(around.last))


def weekday(reference: Reference, number: int) -> Meaning:
    """On Friday: the next one when the sentence looks ahead, else the last one."""
    since = (reference.day.weekday() - number) % 7
    if reference.leaning > 0:
        return day_after(reference.day, (7 - since) % 7)
    return day_after(reference.day, -since)


def step_weekday(reference: Reference, offset: int, number: int) -> Meaning:
    """Last Friday is before publication, next Friday after it, this Friday in its week."""
    since = (reference.day.weekday() - number) % 7
    if offset == 0:
        return day_after(reference.day, number - reference.day.weekday())
    return day_after(reference.day, -(since or 7) if offset < 0 else 7 - since)


def step_months(
    with_year: Callable[[int, int], Meaning], reference: Reference, offset: int, number: int
) -> Meaning:
    """Last May, this summer, next January: the one before, around or after publication."""
    if offset == 0:
        return with_year(number, reference.day.year)
    years_around = range(reference.day.year + 1, reference.day.year - 2, -1)
    around = [with_year(number, year) for year in years_around]
    spans = [(meaning, meaning.interval) for meaning in around]
    if offset < 0:
        return next(m for m, span in spans if span and span.last < reference.day)
    return [m for m, span in spans if span and span.first > reference.day][-1]
