"""Dates told from other dates of the text, from its tense and from its subject."""

from __future__ import annotations

import pytest

from index.article import Published
from index.dates import mentioned_dates
from index.days import interval_of

#: A Saturday.
PUBLISHED = Published("2025-05-03", interval_of("2025-05-03"), "day", "metadata")


def values(text: str, anchor: Published | None = PUBLISHED) -> list[str]:
    return [mention.value for mention in mentioned_dates(text, anchor)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They landed on 6 June 1944. The next day the town fell.", "1944-06-07"),
        ("They landed on 6 June 1944; two days later the town fell.", "1944-06-08"),
        ("They landed on 6 June 1944, and that night the town fell.", "1944-06-06"),
        ("They landed on 6 June 1944, having met the previous day.", "1944-06-05"),
        ("They landed on 6 June 1944. The following morning it rained.", "1944-06-07"),
        ("They landed on 6 June 1944. It was over the same month.", "1944-06"),
        ("He won in March 1988 and lost a year later.", "1989"),
        ("He won in March 1988 and lost the following year.", "1989"),
        ("He won in March 1988 and lost later that year.", "1988"),
        ("He won in March 1988 and lost in June of that year.", "1988-06"),
        ("He won in March 1988 and lost late that year.", "1988-10/1988-12"),
        ("He won in March 1988 and lost the following spring.", "1989-03/1989-05"),
        ("He won in March 1988 and lost that summer.", "1988-06/1988-08"),
        ("He won in March 1988 and lost two months later.", "1988-05"),
    ],
)
def test_a_date_may_be_told_from_the_one_before(text: str, value: str) -> None:
    for anchor in (None, PUBLISHED):
        assert values(text, anchor)[1:] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "The next day the town fell.",
        "He won in 1988. The next day he resigned.",
        "He won in March 1988 and lost two days later.",
        "It lasted from 1939 to 1945. That year the harvest failed.",
        "Output rose in 1988."
        + " It was a long way from there to here." * 20
        + " That year ended.",
    ],
)
def test_what_is_told_from_no_date_or_from_one_not_known_closely_is_left_out(text: str) -> None:
    assert all(len(value) != 10 for value in values(text))
    assert len(values(text)) <= 1


def test_without_a_date_before_earlier_counts_from_publication() -> None:
    assert values("Profit was lower a year earlier.") == ["2024"]
    assert values("Profit was lower than in the previous month.") == ["2025-04"]
    assert values("Profit was lower a year earlier.", None) == []


def test_earlier_counts_from_the_latest_date_of_its_sentence() -> None:
    text = "In March output rose from February, and from a year earlier."
    assert values(text) == ["2025-03", "2025-02", "2024"]
    text = "Loans grew in January, from December, against the previous January."
    assert values(text) == ["2025-01", "2024-12", "2024-01"]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Sales ended in June 1974. In July the mill closed.", "1974-07"),
        ("He was born on 4 May 1921, and on 3 June he was christened.", "1921-06-03"),
        ("They met in December 1941. In January they parted.", "1942-01"),
    ],
)
def test_far_from_publication_a_missing_year_is_that_of_the_date_before(
    text: str, last: str
) -> None:
    *_, mention = mentioned_dates(text, PUBLISHED)
    assert mention.value == last
    assert mention.rule.endswith("-by-context")


@pytest.mark.parametrize(
    "text",
    [
        "The index (base 1980) rose in March.",
        "The bonds, due 6 April 2032, are payable in March.",
        "The bridge, closed on 3 May 2021, will be opened in March.",
        "The treaty dates from May 1974.\n\nIn March it was renewed.",
        "The ship, built in 1974, sank in March.",
        "Sales fell in 2024 and rose in March.",
    ],
)
def test_near_publication_or_another_paragraph_the_year_is_that_of_publication(text: str) -> None:
    assert values(text)[-1] in ("2025-03", "2026-03")


def test_without_publication_a_year_in_passing_does_not_date_what_follows() -> None:
    assert values("Since the coup of 2021 little changed. On 22 April they struck.", None) == [
        "2021",
        "XXXX-04-22",
    ]


def test_a_history_tells_a_year_once_for_what_follows() -> None:
    dates = "3 May 1808, 2 June 1809, 4 July 1810, 5 August 1811 and 6 September 1812"
    text = f"The dates were {dates}.\n\nOn 19 October the retreat began.\n\nIn January it ended."
    assert values(text, None)[-2:] == ["1812-10-19", "1813-01"]
    assert values(text)[-2:] == ["1812-10-19", "1813-01"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The talks could take place by July.", "2025-07"),
        ("Sales had been planned up to June.", "2025-06"),
        ("The December pact will fall apart.", "2024-12"),
        ("He was jailed in November.", "2024-11"),
        ("Ships sailed in June, sources said.", "2025-06"),
    ],
)
def test_tense_and_nearness_tell_the_year_of_a_month(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Profit rose 5 pct in the first quarter.", "2025-01/2025-03"),
        ("A gain is expected in the third quarter, with sales of $3 million.", "2025-07/2025-09"),
        ("Fourth-quarter net income fell.", "2024-10/2024-12"),
    ],
)
def test_a_quarter_among_figures_is_one_of_the_calendar(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "They scored twice in the first quarter.",
        "Profit rose in the first fiscal quarter.",
        "Fiscal years end in June; profit rose in the first quarter.",
        "Net income for the second quarter ended in the black.",
    ],
)
def test_a_quarter_of_a_match_or_a_fiscal_year_is_no_date(text: str) -> None:
    assert [value for value in values(text) if "/" in value] == []


def test_the_day_on_which_a_fiscal_year_ended_is_a_date() -> None:
    text = "Profit for the fiscal year ended March 31, 2025, beat that of fiscal 2024."
    assert values(text) == ["2025-03-31"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The house burned at Christmas.", "2024-12-25"),
        ("The truce of Christmas 1914 held.", "1914-12-25"),
        ("They return before Easter 2038.", "2038-04-25"),
        ("It rained at Easter.", "2025-04-20"),
        ("Easter 1961 was cold.", "1961-04-02"),
    ],
)
def test_feasts_are_days(text: str, value: str) -> None:
    assert values(text) == [value]


def test_a_feast_that_names_something_is_none() -> None:
    assert values("The Christmas tree stood beside the Easter eggs on Easter Island.") == []


def test_a_bare_number_is_a_year_where_the_text_or_the_publication_says_so() -> None:
    text = "Then 1987 brought floods; nobody had forgotten them in 1987."
    assert values(text, None) == ["1987", "1987"]
    assert values("A record 2024 helped; 1944 did not.") == ["2024"]
    assert values("A record 2024 helped.", None) == []


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("Prices fell last winter.", "2010-01-15", "2008-12/2009-02"),
        ("Prices fell last winter.", "2010-02-28", "2008-12/2009-02"),
        ("Prices fell last winter.", "2010-03-01", "2009-12/2010-02"),
        ("Prices fell last winter.", "2010-12-01", "2009-12/2010-02"),
        ("Prices will fall next winter.", "2010-01-15", "2010-12/2011-02"),
    ],
)
def test_the_last_winter_has_ended_when_it_is_told(text: str, published: str, value: str) -> None:
    anchor = Published(published, interval_of(published), "day", "metadata")
    assert values(text, anchor) == [value]


def test_a_winter_beyond_the_calendar_is_no_date() -> None:
    first = Published("0001-01-15", interval_of("0001-01-15"), "day", "metadata")
    assert values("Prices fell last winter.", first) == []
    final = Published("9999-12-20", interval_of("9999-12-20"), "day", "metadata")
    assert values("Prices will fall next winter.", final) == []
