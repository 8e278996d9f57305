"""The grammar of dates that say their year, and of what only looks like a date.

Invariant: data only; the longer shape stands before the shorter. A fiscal year is not the
calendar's and differs from company to company: "fiscal 2021" is no date, the day on which it
ended is one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from index.dates import relative, resolve
from index.dates.grammar import Rule
from index.dates.meaning import Meaning, century, decade

MONTH = "month|homonym"
THROUGH = "to|dash|slash|since"
DAY = "the? day"
STEP = "step|next"
COUNT = "count|day|number"


def on_weekday(
    name: str,
    shape: str,
    means: Callable[..., Meaning],
    needs: str = "nothing",
    unless: str = "",
) -> list[Rule]:
    """A rule for a day, with and without the day of the week before it."""
    with_it = f"~weekday|short-weekday comma? {shape}"
    return [Rule(name, written, means, needs, unless=unless) for written in (with_it, shape)]


def _ranges_of_days(tail: str, name: str) -> list[tuple[str, str, Callable[..., Meaning]]]:
    """Both orders of day and month, of a range within a month and across months."""
    within, across = resolve.days_of_month, resolve.days_of_months
    return [
        (name, f"from? {MONTH} day {THROUGH} {MONTH} day {tail}", resolve.american(across)),
        (name, f"from? day {MONTH} {THROUGH} day {MONTH} {tail}", across),
        (name, f"between {MONTH} day and {MONTH} day {tail}", resolve.american(across)),
        (name, f"between day {MONTH} and day {MONTH} {tail}", across),
        (name, f"from? {MONTH} day {THROUGH} day {tail}", _month_first),
        (name, f"from? day {THROUGH} day of? {MONTH} {tail}", within),
        (name, f"between {MONTH} day and day {tail}", _month_first),
        (name, f"between day and day of? {MONTH} {tail}", within),
    ]


_month_first = resolve.american(resolve.days_of_month)

TRAPS = [
    Rule(
        "fiscal",
        "fiscal dash? unit|units? dash? year|decade slash|dash|and? year|day?",
        resolve.none,
    ),
    Rule("fiscal", "year slash|dash? year|day|number? dash? fiscal", resolve.none),
    Rule(
        "fiscal",
        "ordinal|day dash? fiscal? quarters|half of|comma? fiscal unit? year?",
        resolve.none,
    ),
    Rule("fiscal", "ordinal|day dash? fiscal quarters|half of|comma? the? year?", resolve.none),
    Rule("habit", "ordinal weekday", resolve.none),
    Rule("habit", "each weekday|month|homonym|season", resolve.none),
]

RANGES = [
    Rule(
        "days",
        f"from? {MONTH} day comma? year {THROUGH} {MONTH} day comma? year",
        resolve.american(resolve.days_of_years),
    ),
    Rule(
        "days",
        f"from? day {MONTH} comma? year {THROUGH} day {MONTH} comma? year",
        resolve.days_of_years,
    ),
    *(Rule(*row) for row in _ranges_of_days("comma? year", "days")),
    *(
        Rule(name, shape, partial(relative.near, means), needs="year", unless="noun")
        for name, shape, means in _ranges_of_days("", "days")
    ),
    Rule("months", f"from? {MONTH} year {THROUGH} {MONTH} year", resolve.months_of_years),
    Rule("months", f"between {MONTH} year and {MONTH} year", resolve.months_of_years),
    Rule("months", f"from? {MONTH} {THROUGH} {MONTH} comma? year", resolve.months_of_year),
    Rule("months", f"between {MONTH} and {MONTH} comma? year", resolve.months_of_year),
    Rule("years", "between year and year", resolve.years, unless="noun|blocker"),
    Rule("years", "from year to|dash|since year", resolve.years, unless="noun|blocker"),
    Rule("years", "year dash year", resolve.years, unless="noun|blocker|dash"),
    Rule("years", "year dash|slash day|number", resolve.years, unless="noun|dash|slash"),
]

NAMED = [
    Rule("iso", "iso", resolve.iso, needs="text"),
    Rule("numeric", "numeric", resolve.written_in_numbers, needs="text", unless="slash"),
    *on_weekday("day-month-year", f"{DAY} of? {MONTH} comma? of? year", resolve.day_month_year),
    Rule("day-month-year", f"day dash {MONTH} dash year", resolve.day_month_year),
    *on_weekday("month-day-year", f"{MONTH} {DAY} comma? of? year", resolve.month_day_year),
    Rule("part-of-month", f"part dash? {MONTH} comma? year", resolve.part_of_month),
    Rule("part-of-month", f"the? edge of|dash? {MONTH} comma? year", resolve.part_of_month),
    Rule("month-year", f"{MONTH} comma|of|dash? the? year", resolve.month_year, unless="noun"),
    Rule("part-of-decade", "the? part dash|in? the? decade", resolve.part_of_decade),
    Rule("part-of-decade", "the? edge of the decade", resolve.part_of_decade),
    Rule("decade", "the? decade", decade),
    Rule("part-of-century", "the? part dash? ordinal|day dash? century", resolve.part_of_century),
    Rule("century", "the? ordinal|day dash? ~century", century),
    Rule("part-of-year", "the? part dash|in? of? year", resolve.part_of_year, unless="noun"),
    Rule("part-of-year", "the? edge of|dash? year", resolve.part_of_year, unless="noun"),
    Rule("part-of-year", "~unit dash? edge year", resolve.part_of_year, unless="noun"),
    Rule("season", "the? season of? year", resolve.season, unless="noun"),
    Rule("season", "the? ~part season of? year", resolve.season, unless="noun"),
    Rule("feast", "feast of|comma? year", resolve.feast),
    Rule("quarter", "quarter of|comma? year", resolve.quarter),
    Rule("quarter", "the? ordinal|day dash? quarters of|comma? the? year", resolve.quarter),
    Rule(
        "quarter",
        "year apostrophe genitive ordinal|day dash? quarters",
        resolve.year_first(resolve.quarter),
    ),
    Rule("quarter", "year ordinal|day dash? quarters", resolve.year_first(resolve.quarter)),
    Rule("half", "the? ordinal|day dash? half of|comma? the? year", resolve.half),
    Rule("half", "year ordinal|day dash? half", resolve.year_first(resolve.half)),
    Rule("first-months", f"the? ordinal {COUNT} units of|in? year", resolve.first_months),
]
