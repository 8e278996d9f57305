"""Dates as people type them, in the query and as facet values."""

from __future__ import annotations

from datetime import date

import pytest

from search.language import date_expression, resolve, write_date
from search.tree import Days, Last, YearlessDay

TODAY = date(2025, 3, 31)


def days(first: str, last: str) -> Days:
    return Days(
        date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None
    )


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021", "2021-01-01", "2021-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-04-22", "2025-04-22", "2025-04-22"),
        ("2024-10..2024-12", "2024-10-01", "2024-12-31"),
        ("2024-10/2024-12", "2024-10-01", "2024-12-31"),
        ("2024 .. 2025-03", "2024-01-01", "2025-03-31"),
        ("2024..", "2024-01-01", ""),
        ("..2025-03", "", "2025-03-31"),
        (">=2025-05-01", "2025-05-01", ""),
        ("≥ 2025", "2025-01-01", ""),
        (">2024-05", "2024-06-01", ""),
        ("<2025", "", "2024-12-31"),
        ("<=2025", "", "2025-12-31"),
        ("=2025", "2025-01-01", "2025-12-31"),
    ],
)
def test_days_and_ranges_include_both_ends(text: str, first: str, last: str) -> None:
    assert date_expression(text) == days(first, last)


def test_relative_dates_stay_relative() -> None:
    assert date_expression("Last 30 days") == Last(30, "day")
    assert date_expression("last week") == Last(1, "week")
    assert date_expression("last 2 years") == Last(2, "year")
    assert date_expression("today") == Last(1, "day")
    assert date_expression("yesterday") == Last(1, "yesterday")


def test_a_day_may_lack_its_year_and_a_date_be_none() -> None:
    assert date_expression("XXXX-02-29") == YearlessDay(2, 29)
    assert date_expression("none") is None


@pytest.mark.parametrize(
    "text",
    ["", "..", "/", "soon", "2025-13", "2025-02-29", "25", "202５", "2025-1", "0000", ">9999",
     "<0001", "last 0 days", "last -1 days", "XXXX-02-30", "XXXX-13-01", "2024..x", "2024...2025",
     ">", "2025-04-22T10:00", "last 1000000 days"],
)  # fmt: skip
def test_anything_else_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(ValueError, match="write a date such as 2021"):
        date_expression(text)


@pytest.mark.parametrize("text", ["04-22", "--04-22", "02-29"])
def test_a_day_that_lacks_its_year_is_told_how_to_say_so(text: str) -> None:
    with pytest.raises(ValueError, match=f"or XXXX-{text.strip('-')} "):
        date_expression(text)


def test_a_range_that_ends_before_it_begins_is_refused_with_its_reverse() -> None:
    with pytest.raises(ValueError, match=r"write '2023-05\.\.2024'"):
        date_expression("2024..2023-05")


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2021-01-01", "2021-12-31", "2021"),
        ("2024-10-01", "2024-10-31", "2024-10"),
        ("2025-04-22", "2025-04-22", "2025-04-22"),
        ("2024-10-01", "2024-12-31", "2024-10..2024-12"),
        ("2024-01-01", "2025-12-31", "2024..2025"),
        ("2024-05-03", "2024-05-31", "2024-05-03..2024-05-31"),
        ("2024-05-01", "", "2024-05.."),
        ("", "2024-12-31", "..2024"),
        ("", "2024-12-30", "..2024-12-30"),
    ],
)
def test_days_are_printed_at_the_coarsest_precision_that_says_them(
    first: str, last: str, text: str
) -> None:
    assert write_date(days(first, last)) == text


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("today", "2025-03-31", "2025-03-31"),
        ("yesterday", "2025-03-30", "2025-03-30"),
        ("last week", "2025-03-25", "2025-03-31"),
        ("last 30 days", "2025-03-02", "2025-03-31"),
        ("last month", "2025-03-01", "2025-03-31"),
        ("last 3 months", "2025-01-01", "2025-03-31"),
        ("last year", "2024-04-01", "2025-03-31"),
        ("last 9999 years", "0001-01-01", "2025-03-31"),
        ("last 99999 weeks", "0108-09-25", "2025-03-31"),
        ("2024", "2024-01-01", "2024-12-31"),
    ],
)
def test_relative_dates_end_today_and_hold_whole_units(text: str, first: str, last: str) -> None:
    when = date_expression(text)
    assert isinstance(when, Days | Last)
    assert resolve(when, TODAY) == days(first, last)
