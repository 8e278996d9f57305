from __future__ import annotations

import pytest

from web.wording import (
    articles,
    ends,
    machine_date,
    outside,
    reaches,
    share,
    short,
    spans,
    spoken,
    typed_ends,
)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2021", "2021"),
        ("2024-10", "October 2024"),
        ("2025-04-02", "2 April 2025"),
        ("XXXX-04-22", "22 April (no year)"),
        ("2024-10/2024-12", "October 2024 to December 2024"),
        ("2024..2025-03", "2024 to March 2025"),
        ("2024-05..2024-05", "May 2024"),
        (">=2025", "2025 or later"),
        ("..2025-01", "January 2025 or earlier"),
        ("<=2025-01", "January 2025 or earlier"),
        ("none", "Undated"),
    ],
)
def test_a_date_is_said_at_the_precision_it_is_known(value: str, words: str) -> None:
    assert spoken(value) == words


@pytest.mark.parametrize("value", ["last 30 days", "2024-13", "soon", "2024-00-00", ""])
def test_what_is_no_date_is_shown_as_it_stands(value: str) -> None:
    assert spoken(value) == value


def test_a_single_date_is_its_own_first_and_last() -> None:
    assert ends("2025-05") == ("2025-05", "2025-05")


@pytest.mark.parametrize("value", ["last 30 days", "none", ">2025", "XXXX-04-22", ".."])
def test_only_typed_dates_fill_the_date_fields(value: str) -> None:
    assert typed_ends(value) is None


@pytest.mark.parametrize(
    ("stretch", "value", "common"),
    [
        (("2024-03", "2024-05"), "2024-04", True),
        (("2024-03", "2024-05"), "2024-06", False),
        (("2024-03-15", ""), "2024-03", True),
        (("2024-03-15", ""), "2024-02", False),
        (("2024", "2024"), "2024-12", True),
        (("2024", "2024"), "2025-01", False),
        (("", "2024-06"), "2024", True),
        (("2024-06-30", "2024-06-30"), "2024", True),
    ],
)
def test_a_stretch_reaches_what_has_a_day_in_it(
    stretch: tuple[str, str], value: str, common: bool
) -> None:
    assert reaches(stretch, value) is common


def test_short_dates_cut_the_month_alone() -> None:
    assert [short(value) for value in ("2024", "2024-03", "2024-03-09")] == [
        "2024",
        "Mar 2024",
        "9 Mar 2024",
    ]


def test_articles_are_counted_with_their_noun() -> None:
    assert [articles(n) for n in (0, 1, 17520)] == ["0 articles", "1 article", "17,520 articles"]


@pytest.mark.parametrize(
    "value", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "https:", "", None]
)
def test_only_web_addresses_are_linked_to(value: str | None) -> None:
    assert outside(value) is None
    assert outside("https://example.org/a") == "https://example.org/a"


@pytest.mark.parametrize(
    ("value", "attribute"),
    [("2024-10", "2024-10"), ("XXXX-04-22", "04-22"), ("2024-10/2024-12", None), ("?", None)],
)
def test_time_elements_carry_what_html_allows(value: str, attribute: str | None) -> None:
    assert machine_date(value) == attribute


@pytest.mark.parametrize(
    ("percent", "said"), [(0.0, "0.0%"), (0.043, "<0.1%"), (0.05, "0.1%"), (100.0, "100.0%")]
)
def test_a_small_share_is_not_said_to_be_none(percent: float, said: str) -> None:
    assert share(percent) == said


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ("1949-1990, 1995-", "1949–1990, since 1995"),
        ("-1989", "until 1989"),
        ("1981", "1981"),
    ],
)
def test_spans_of_years_are_said_as_one_reads_them(years: str, said: str) -> None:
    assert spans(years) == said
