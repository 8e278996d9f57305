"""What a date without its year, or told from the day of publication, means.

Invariant: pure functions of a `Reference`; what cannot be resolved raises ValueError or
OverflowError.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from index.dates.lexicon import CENTURY, DAY, DECADE, LATE, MONTH, QUARTER, WEEK, WEEKEND, YEAR
from index.dates.meaning import (
    LEAP_YEAR,
    Meaning,
    century,
    day,
    day_after,
    decade,
    month_after,
    stretch,
    week,
    whole_year,
    yearless,
)
from index.dates.resolve import part_of_month, part_of_year, quarter
from index.days import Interval

#: How much nearer a date must be against the leaning of its sentence, or ahead of one that does
#: not lean: news leaves the year out where it is near, and rather of what has happened.
_AGAINST, _AHEAD = 3, 1.4


@dataclass(frozen=True, slots=True)
class Reference:
    """What a date that does not say everything is told from.

    `published` is the day of publication, if known; `leaning` 1 where the sentence looks ahead,
    -1 where it looks back, else 0; `told` the days of the date before, if there is one, and
    `latest` those of the latest nearby; `history` those, within one year, of the date before
    where it and not publication supplies a missing year.
    """

    published: date | None
    leaning: int = 0
    told: Interval | None = None
    latest: Interval | None = None
    history: Interval | None = None

    @property
    def day(self) -> date:
        """The day of publication; raises ValueError when it is not known."""
        if self.published is None:
            raise ValueError("the day of publication is not known")
        return self.published


def near(with_year: Callable[..., Meaning], reference: Reference, *numbers: int) -> Meaning:
    """The meaning in the year that puts it nearest to the publication, or to what was told.

    `with_year` takes the year as its last number. Without either, or where no year around it
    has such a day, the year stays unknown.
    """
    told = reference.history
    if told:
        around, leaning = told.first + (told.last - told.first) / 2, 0
    elif reference.published:
        around, leaning = reference.published, reference.leaning
    else:
        return yearless(with_year(*numbers, LEAP_YEAR))
    years = range(around.year + 1, around.year - 2, -1)
    candidates = [_or_none(partial(with_year, *numbers, year)) for year in years]
    nearest = _nearest((meaning for meaning in candidates if meaning), around, leaning)
    return nearest or yearless(with_year(*numbers, LEAP_YEAR))


def _nearest(candidates: Iterable[Meaning], around: date, leaning: int) -> Meaning | None:
    """The meaning that is nearest, where one against the leaning counts as further."""

    def distance(meaning: Meaning) -> float:
        span = meaning.interval or Interval(around, around)
        ahead, behind = (span.first - around).days, (around - span.last).days
        if leaning > 0:
            return max(ahead, behind * _AGAINST, 0)
        return max(ahead * (_AGAINST if leaning else _AHEAD), behind, 0)

    return min(candidates, key=distance, default=None)


def _or_none(resolve: Callable[[], Meaning]) -> Meaning | None:
    try:
        return resolve()
    except ValueError:
        return None


def deictic(reference: Reference, offset: int) -> Meaning:
    """Yesterday (-1), today (0), tomorrow (1)."""
    return day_after(reference.day, offset)


def ago(reference: Reference, count: int, unit: int) -> Meaning:
    """Two years ago: known to the unit it is counted in, weeks from Monday to Sunday."""
    return away(reference.day, -count, unit)


def year_ago(reference: Reference, unit: int) -> Meaning:
    """The year-ago level; "day ago" raises ValueError."""
    if unit != YEAR:
        raise ValueError("only of years is the count left out")
    return ago(reference, 1, unit)


def step(reference: Reference, offset: int, unit: int) -> Meaning:
    """Last (-1), this (0) or next (1) day, week, weekend, month, year or decade."""
    return away(reference.day, offset, unit)


def step_quarter(reference: Reference, offset: int) -> Meaning:
    """Last, this or next quarter of the calendar."""
    return away(reference.day, offset, QUARTER)


def away(when: date, count: int, unit: int) -> Meaning:
    """The unit that lies `count` units after a day (before it when negative)."""
    if unit == DAY:
        return day_after(when, count)
    if unit == WEEK:
        return week(when + timedelta(weeks=count))
    if unit == WEEKEND:
        saturday = when + timedelta(weeks=count, days=5 - when.weekday())
        return stretch(day(saturday), day_after(saturday, 1))
    if unit == MONTH:
        return month_after(when, count)
    if unit == QUARTER:
        quarters = when.year * 4 + (when.month - 1) // 3 + count
        return quarter(quarters % 4 + 1, quarters // 4)
    if unit == DECADE:
        return decade((when.year // 10 + count) * 10)
    return (
        century(when.year // 100 + 1 + count) if unit == CENTURY else whole_year(when.year + count)
    )


def span(reference: Reference, direction: int, count: int, unit: int) -> Meaning:
    """The past three weeks: so many units up to the day of publication, or from it on."""
    if direction == 0:
        raise ValueError("this many is no date")
    today = reference.day
    other = _moved(today, direction * count, unit)
    return stretch(day(min(today, other)), day(max(today, other)))


def span_of_one(reference: Reference, direction: int, unit: int) -> Meaning:
    """The past week; the current week is that of the calendar."""
    if direction == 0:
        return step(reference, 0, unit)
    return span(reference, direction, 1, unit)


def _moved(when: date, count: int, unit: int) -> date:
    """The same day so many units away (the month's last where it has no such day)."""
    if unit in (DAY, WEEK):
        return when + timedelta(days=count * (7 if unit == WEEK else 1))
    months = {MONTH: 1, YEAR: 12, DECADE: 120}[unit]
    whole = month_after(when, count * months).interval
    if whole is None:
        raise ValueError("a month has days")
    return whole.first.replace(day=min(when.day, whole.last.day))


def of_year(with_year: Callable[..., Meaning]) -> Callable[..., Meaning]:
    """May last year, the second half of this year; "May next month" raises ValueError."""

    def resolve(reference: Reference, *numbers: int) -> Meaning:
        *rest, offset, unit = numbers
        if unit != YEAR:
            raise ValueError("days, months, halves and quarters are of years")
        return with_year(*rest, reference.day.year + offset)

    return resolve


def step_first(resolve: Callable[..., Meaning]) -> Callable[..., Meaning]:
    """The same with the step before the number: last year's first quarter."""
    return lambda reference, offset, unit, number: resolve(reference, number, offset, unit)


def weekday_of_step(reference: Reference, number: int, offset: int, unit: int) -> Meaning:
    """Tuesday of last week."""
    if unit != WEEK:
        raise ValueError("a weekday belongs to a week")
    return day_after(reference.day, number - reference.day.weekday() + 7 * offset)


def part_of_step(reference: Reference, part: int, offset: int, unit: int) -> Meaning:
    """Late last year, early next month, early this week (which stays the week)."""
    return part_of(away(reference.day, offset, unit), part, unit)


def part_of(meant: Meaning, part: int, unit: int) -> Meaning:
    """Early, middle or late within a year or a month; of anything else, the whole."""
    if unit == YEAR:
        return part_of_year(part, int(meant.value))
    if unit == MONTH:
        year, number = meant.value.split("-")
        return part_of_month(part, int(number), int(year))
    return meant


def part_of_this(reference: Reference, part: int, unit: int) -> Meaning:
    """The end of the year, early in the week: of the one in which it is told."""
    return part_of_step(reference, part, 0, unit)


def year_end(reference: Reference, edge: int) -> Meaning:
    """Year-end: the nearest; any other edge raises ValueError."""
    if edge != LATE:
        raise ValueError("only a year's end is told so")
    return near(partial(part_of_year, LATE), reference)


def within_step(reference: Reference, direction: int, offset: int, unit: int) -> Meaning:
    """Earlier this year: from its first day to publication; later: from there to its end."""
    around = away(reference.day, offset, unit).interval
    if around is None or offset != 0:
        raise ValueError("earlier or later within another year is no date")
    if direction < 0:
        return stretch(day(around.first), day(reference.day))
    return stretch(day(reference.day), day(around.last))


def within_this(reference: Reference, direction: int, unit: int) -> Meaning:
    """Earlier in the year."""
    return within_step(reference, direction, 0, unit)


def weekend(reference: Reference) -> Meaning:
    """At the weekend: the coming one when the sentence looks ahead, else the last begun."""
    begun = reference.day.weekday() >= 5 or reference.leaning > 0
    return away(reference.day, 0 if begun else -1, WEEKEND)


def weekday(reference: Reference, number: int) -> Meaning:
    """On Friday: the next one when the sentence looks ahead, else the last one."""
    since = (reference.day.weekday() - number) % 7
    if reference.leaning > 0:
        return day_after(reference.day, (7 - since) % 7)
    return day_after(reference.day, -since)


def weekdays(reference: Reference, first: int, last: int) -> Meaning:
    """From Monday to Friday."""
    begin = weekday(reference, first)
    end = day_after(date.fromisoformat(begin.value), (last - first) % 7)
    return stretch(begin, end)


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
    today = Interval(reference.day, reference.day)
    return month_beside(with_year, today, offset, number)


def month_beside(
    with_year: Callable[[int, int], Meaning], days: Interval, offset: int, number: int
) -> Meaning:
    """The month or season that ends before some days, is in their year, or begins after."""
    if offset == 0:
        return with_year(number, days.first.year)
    # In January the last winter that has ended began in the year before the last.
    years = range(max(1, days.first.year - 2), min(9999, days.last.year + 1) + 1)
    spans = [(meaning, meaning.interval) for meaning in (with_year(number, y) for y in years)]
    beside = [m for m, span in spans if span and span.last < days.first]
    if offset > 0:
        beside = [m for m, span in spans if span and span.first > days.last][::-1]
    if not beside:
        raise ValueError("there is no such month beside the first or the last year")
    return beside[-1]
