from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import DateMention, Published
from index.dates import mentioned_dates
from index.days import Interval, interval_of

SEEDS = Path(__file__).parents[2] / "seeds"
#: A Saturday.
PUBLISHED = Published("2025-05-03", interval_of("2025-05-03"), "day", "metadata")


def found(text: str, anchor: Published | None = None) -> list[tuple[str, str]]:
    return [(mention.text, mention.value) for mention in mentioned_dates(text, anchor)]


@pytest.mark.parametrize(
    ("written", "value", "rule"),
    [
        ("22 April 2025", "2025-04-22", "day-month-year"),
        ("the 22nd of April, 2025", "2025-04-22", "day-month-year"),
        ("Tuesday, 22 April 2025", "2025-04-22", "day-month-year"),
        ("April 22nd, 2025", "2025-04-22", "month-day-year"),
        ("Apr. 22, 2025", "2025-04-22", "month-day-year"),
        ("April 22,2025", "2025-04-22", "month-day-year"),
        ("2025-04-22", "2025-04-22", "iso"),
        ("2025-04-22T10:00:00Z", "2025-04-22", "iso"),
        ("22/4/2025", "2025-04-22", "numeric"),
        ("4/22/2025", "2025-04-22", "numeric"),
        ("22.04.2025", "2025-04-22", "numeric"),
        ("May 2025", "2025-05", "month-year"),
        ("the 1990s", "199X", "decade"),
        ("the 1990’s", "199X", "decade"),
        ("the ’90s", "199X", "decade"),
        ("the 19th century", "18XX", "century"),
        ("the twentieth century", "19XX", "century"),
        ("the early 20th century", "1900/1933", "part-of-century"),
        ("late 1980s", "1987/1989", "part-of-decade"),
        ("early 2023", "2023-01/2023-03", "part-of-year"),
        ("mid-2023", "2023-04/2023-09", "part-of-year"),
        ("late 2024", "2024-10/2024-12", "part-of-year"),
        ("end of 2024", "2024-10/2024-12", "part-of-year"),
        ("late February 2024", "2024-02-21/2024-02-29", "part-of-month"),
        ("spring 2023", "2023-03/2023-05", "season"),
        ("early summer 2023", "2023-06/2023-08", "season"),
        ("year-end 2023", "2023-10/2023-12", "part-of-year"),
        ("winter of 2023", "2023-12/2024-02", "season"),
        ("Q3 2024", "2024-07/2024-09", "quarter"),
        ("third quarter of 2024", "2024-07/2024-09", "quarter"),
        ("the fourth quarter of 2024", "2024-10/2024-12", "quarter"),
        ("2024 second quarter", "2024-04/2024-06", "quarter"),
        ("2024's 1st qtr", "2024-01/2024-03", "quarter"),
        ("the first nine months of 2024", "2024-01/2024-09", "first-months"),
        ("first half of 2024", "2024-01/2024-06", "half"),
        ("between 2019 and 2021", "2019/2021", "years"),
        ("from 2019 to 2021", "2019/2021", "years"),
        ("2019-2021", "2019/2021", "years"),
        ("2019–21", "2019/2021", "years"),
        ("1999/00", "1999/2000", "years"),
        ("2024-10", "2024-10", "years"),
        ("from May to July 2024", "2024-05/2024-07", "months"),
        ("November-January 2024", "2023-11/2024-01", "months"),
        ("May 2023 to July 2024", "2023-05/2024-07", "months"),
        ("May 3-5, 2025", "2025-05-03/2025-05-05", "days"),
        ("28 April to 3 May 2025", "2025-04-28/2025-05-03", "days"),
        ("28 December to 3 January 2025", "2024-12-28/2025-01-03", "days"),
        ("from 15 November 2024 until 3 May 2025", "2024-11-15/2025-05-03", "days"),
        ("28 April 2024 - 3 May 2025", "2024-04-28/2025-05-03", "days"),
    ],
)
def test_a_date_with_its_year_means_the_same_with_and_without_a_publication_date(
    written: str, value: str, rule: str
) -> None:
    for anchor in (None, PUBLISHED):
        mentions = mentioned_dates(f"They spoke of {written}, at length.", anchor)
        assert [(m.value, m.rule) for m in mentions] == [(value, rule)]
        assert mentions[0].text in written


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("April 22", "XXXX-04-22", "day"),
        ("the April 22nd attack", "XXXX-04-22", "day"),
        ("the 22nd of April", "XXXX-04-22", "day"),
        ("29 February", "XXXX-02-29", "day"),
        ("in April", "XXXX-04", "month"),
        ("late April", "XXXX-04-21/XXXX-04-30", "interval"),
        ("from May to July", "XXXX-05/XXXX-07", "interval"),
        ("May 3-5", "XXXX-05-03/XXXX-05-05", "interval"),
    ],
)
def test_without_a_publication_date_a_missing_year_stays_unknown(
    text: str, value: str, precision: str
) -> None:
    (mention,) = mentioned_dates(text, None)
    assert (mention.value, mention.precision, mention.interval) == (value, precision, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The attack of April 22 was short.", "2025-04-22"),
        ("The floods came in December.", "2024-12"),
        ("The vote is in June.", "2025-06"),
        ("Payable September 3", "2025-09-03"),
        ("Talks will resume in January.", "2026-01"),
        ("They met in late April.", "2025-04-21/2025-04-30"),
        ("It lasted from November to January.", "2024-11/2025-01"),
    ],
)
def test_a_missing_year_is_the_one_nearest_to_publication(text: str, value: str) -> None:
    (mention,) = mentioned_dates(text, PUBLISHED)
    assert mention.value == value
    assert mention.rule.endswith("-by-publication")


def test_a_leap_day_without_a_leap_year_around_keeps_its_year_unknown() -> None:
    anchor = Published("2022-03-01", interval_of("2022-03-01"), "day", "url")
    assert found("on 29 February", anchor) == [("29 February", "XXXX-02-29")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He left yesterday.", "2025-05-02"),
        ("today", "2025-05-03"),
        ("tomorrow", "2025-05-04"),
        ("last week", "2025-04-21/2025-04-27"),
        ("this week", "2025-04-28/2025-05-04"),
        ("next month", "2025-06"),
        ("last year", "2024"),
        ("late last year", "2024-10/2024-12"),
        ("earlier this year", "2025-01-01/2025-05-03"),
        ("later this month", "2025-05-03/2025-05-31"),
        ("two years ago", "2023"),
        ("five months ago", "2024-12"),
        ("three days earlier", "2025-04-30"),
        ("10 days ago", "2025-04-23"),
        ("He said so on Friday.", "2025-05-02"),
        ("They will meet on Friday.", "2025-05-09"),
        ("The vote will be held, she said on Friday.", "2025-05-02"),
        ("last Friday", "2025-05-02"),
        ("last Saturday", "2025-04-26"),
        ("next Saturday", "2025-05-10"),
        ("March last year", "2024-03"),
        ("last March", "2025-03"),
        ("last night", "2025-05-02"),
        ("this morning", "2025-05-03"),
        ("second half of this year", "2025-07/2025-12"),
        ("third quarter of last year", "2024-07/2024-09"),
        ("last year's second quarter", "2024-04/2024-06"),
        ("the first three months of this year", "2025-01/2025-03"),
        ("the past three weeks", "2025-04-12/2025-05-03"),
        ("over the last two years", "2023-05-03/2025-05-03"),
        ("in the next ten days", "2025-05-03/2025-05-13"),
        ("in the past month", "2025-04-03/2025-05-03"),
        ("since Monday", "2025-04-28"),
        ("next Tuesday", "2025-05-06"),
        ("this past Monday", "2025-04-28"),
        ("late on Monday evening", "2025-04-28"),
        ("early Tuesday", "2025-04-29"),
        ("Thursday of last week", "2025-04-24"),
        ("From Tuesday to Thursday they met.", "2025-04-29/2025-05-01"),
        ("at the weekend", "2025-05-03/2025-05-04"),
        ("last weekend", "2025-04-26/2025-04-27"),
        ("the current quarter", "2025-04/2025-06"),
        ("last quarter", "2025-01/2025-03"),
        ("a year-ago profit", "2024"),
        ("the year-ago period", "2024"),
        ("May 31 last year", "2024-05-31"),
        ("the summer of last year", "2024-06/2024-08"),
        ("by the end of the year", "2025-10/2025-12"),
        ("earlier in the month", "2025-05-01/2025-05-03"),
        ("two decades ago", "200X"),
        ("last century", "19XX"),
        ("next spring", "2026-03/2026-05"),
    ],
)
def test_relative_dates_count_from_publication_and_need_it(text: str, value: str) -> None:
    assert [value for _, value in found(text, PUBLISHED)] == [value]
    assert mentioned_dates(text, None) == ()
    coarse = Published("2025-05", interval_of("2025-05"), "month", "url")
    assert mentioned_dates(text, coarse) == ()


@pytest.mark.parametrize(
    "text",
    [
        "in 2021",
        "since 2021",
        "the 2021 election",
        "2021 elections",
        "In 2021, relations shifted",
        "between the coup of 2021 and now",
        "the year 2021",
        "a treaty (2021)",
        "It was 2021's worst day.",
        "the year 2021",
        "sales of 2021's second half rose",
    ],
)
def test_a_number_is_a_year_where_evidence_says_so(text: str) -> None:
    assert found(text) == [("2021", "2021")]


@pytest.mark.parametrize(
    "text",
    [
        "2021 people",
        "of 2021 people",
        "in 2021 km",
        "cost $2021",
        "in €2021",
        "since 2021.5",
        "in 2,021",
        "by 2021%",
        "Flight 2021",
        "page 2021",
        "model 2021",
        "A2021",
        "in 2021 BC",
        "over 2000",
        "room 1945 and 20",
        "Boeing 2021",
        "at 2021 GMT in 2020 hours",
        "No 2021",
        "in fiscal 2021",
        "the 2021 fiscal year",
        "fiscal years 2020-2021",
        "the third quarter of fiscal 2021",
        "the third fiscal quarter of 2021",
        "tax year 2021",
        "FY 2021",
    ],
)
def test_a_number_without_evidence_is_no_year(text: str) -> None:
    assert found(text) == []


def test_a_list_of_years_is_read_to_its_end() -> None:
    assert found("in 2019, 2020 and 2021") == [(y, y) for y in ("2019", "2020", "2021")]


@pytest.mark.parametrize(
    "text",
    [
        "May I go?",
        "They may 3 times",
        "the march on Rome",
        "June Smith spoke",
        "an august body",
        "31 February 2025",
        "April 31",
        "04/05/2025",
        "40/40/2025",
        "from 2021 to 2019",
        "12,700 years ago",
        "2.5 years ago",
        "5000 days ago",
        "2021-99%",
        "the Sunday Times",
        "every Friday",
        "each May",
        "for three weeks",
        "18 years old, aged 21",
        "They won 3-1, then 21-19.",
        "Call 202 555 2013.",
        "the second quarter ended well",
        "its last day in office",
        "a fall of 5 pct",
        "the Sun and the Sat nav",
        "Good Friday",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert found(text, PUBLISHED) == []


def test_the_dateline_is_no_date_the_text_speaks_of() -> None:
    text = "LONDON, Feb 26 - The talks of Feb 20 failed."
    lead = len("LONDON, Feb 26 - ")
    (mention,) = mentioned_dates(text, None, lead)
    assert (mention.value, text[mention.start : mention.end]) == ("XXXX-02-20", "Feb 20")


def test_a_full_stop_behind_an_abbreviation_at_the_end_is_not_part_of_the_date() -> None:
    assert found("He came on Dec. 3. He left in Dec.")[1] == ("Dec", "XXXX-12")


def test_a_date_does_not_reach_over_the_end_of_a_paragraph() -> None:
    assert found("It ended in May\n\n2021 people came") == [("May", "XXXX-05")]
    assert found("It ended in May\n2021.") == [("May\n2021", "2021-05")]


@pytest.mark.parametrize(
    ("name", "dates"),
    [
        ("000_59f1d566b4ee9a02.txt", [("XXXX-04-22", "day")]),
        ("004_2f4022310f34f332.txt", [("2021", "year"), ("2024-10/2024-12", "interval")]),
    ],
)
def test_the_seeds_speak_of_these_dates_and_no_others(
    name: str, dates: list[tuple[str, str]]
) -> None:
    text = (SEEDS / name).read_text(encoding="utf-8")
    assert [(m.value, m.precision) for m in mentioned_dates(text, None)] == dates


def covered(value: str) -> Interval | None:
    """The days of an ISO value, worked out from the value alone."""
    first, _, last = value.partition("/")
    if value.startswith("XXXX"):
        return None
    if "X" in value:
        low, high = int(value.replace("X", "0")), int(value.replace("X", "9"))
        return Interval(date(low, 1, 1), date(high, 12, 31))
    return Interval(interval_of(first).first, interval_of(last or first).last)


def check(text: str, mentions: tuple[DateMention, ...]) -> None:
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert mention.interval == covered(mention.value)
        assert mention.interval is None or mention.interval.first <= mention.interval.last
        end = mention.end


_PIECES = [
    "in",
    "on",
    "since",
    "from",
    "to",
    "between",
    "and",
    "of",
    "the",
    "early",
    "late",
    "mid-",
    "end",
    "spring",
    "Q3",
    "third",
    "quarter",
    "half",
    "Jan.",
    "May",
    "March",
    "April",
    "Friday",
    "Sun",
    "1",
    "3",
    "22nd",
    "31",
    "99",
    "1987",
    "2021",
    "2024",
    "1990s",
    "'90s",
    "2024-10-05",
    "4/22/2025",
    "last",
    "next",
    "this",
    "week",
    "year",
    "months",
    "two",
    "a",
    "ago",
    "earlier",
    "yesterday",
    "weekend",
    "previous",
    "following",
    "that",
    "past",
    "fiscal",
    "Christmas",
    "19th",
    "century",
    "decade",
    "night",
    "'s",
    "people",
    "12,025",
    "7%",
    "2.5",
    "1000",
    "’",
    "election",
    "-",
    ",",
    "/",
    "(",
    ".",
    "\n",
    "x",
]


@settings(deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from(_PIECES), max_size=25).map(" ".join),
    st.none() | st.dates().map(lambda d: Published(f"{d}", Interval(d, d), "day", "url")),
)
def test_mentions_are_in_order_apart_and_true_to_text_and_calendar(
    text: str, anchor: Published | None
) -> None:
    check(text, mentioned_dates(text, anchor))


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=200), st.integers(0, 250))
def test_no_text_whatever_breaks_the_search_for_dates(text: str, lead: int) -> None:
    mentions = mentioned_dates(text, PUBLISHED, lead)
    check(text, mentions)
    assert all(mention.start >= lead for mention in mentions)


@pytest.mark.parametrize("digits", ["7", "1987", "0", "12,345"])
def test_a_megabyte_of_digits_takes_no_time(digits: str) -> None:
    start = time.process_time()
    assert mentioned_dates(digits * (1_000_000 // len(digits)), PUBLISHED) == ()
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1.",
        "1,111",
        "May ",
        "in ",
        "2021-",
        "2021, ",
        "from May 1 to ",
        "'",
        "a",
        "\n",
        "99/",
        "two years ",
        "last ",
        "\u0661",
        "on Friday ",
        "2021-10-10T10:10:10.",
        "1 May 2021 - ",
        "1.1.1x",
        "1:1",
        "the next ",
        "a year earlier ",
        "On May 3 ",
        "first quarter % ",
        "1986 fiscal ",
        "last year's ",
    ],
)
def test_hostile_repetition_takes_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    start = time.process_time()
    check(text, mentioned_dates(text, PUBLISHED))
    assert time.process_time() - start < 5
