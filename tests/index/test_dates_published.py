from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Published, RawArticle
from index.dates import published_date
from index.dates.written import read_written
from index.days import interval_of

TODAY = date(2025, 6, 1)


def learn(path: str = "a.txt", **known: str) -> tuple[Published | None, str | None]:
    return published_date(RawArticle(title="T", text="x", **known), path, TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "value", "at"),
    [
        ("2025-05-03", "2025-05-03", None),
        ("2025/5/3", "2025-05-03", None),
        ("20250503", "2025-05-03", None),
        ("2025-05-03T10:15:00Z", "2025-05-03", "2025-05-03T10:15:00+00:00"),
        ("2025-05-03T23:15:00+05:30", "2025-05-03", "2025-05-03T23:15:00+05:30"),
        ("2025-05-03T10:15:00.250-0400", "2025-05-03", "2025-05-03T10:15:00.250000-04:00"),
        ("2025-05-03 10:15", "2025-05-03", "2025-05-03T10:15:00"),
        ("20250503T101500Z", "2025-05-03", "2025-05-03T10:15:00+00:00"),
        ("Sat, 03 May 2025 10:15:00 +0200", "2025-05-03", "2025-05-03T10:15:00+02:00"),
        ("Sat, 3 May 2025 10:15:00 EST", "2025-05-03", "2025-05-03T10:15:00-05:00"),
        ("Sat May 03 17:16:26 +0000 2025", "2025-05-03", "2025-05-03T17:16:26+00:00"),
        ("May 3, 2025", "2025-05-03", None),
        ("May 3, 2025 at 9:05 PM", "2025-05-03", "2025-05-03T21:05:00"),
        ("Published: May 3rd, 2025, 12:05 a.m.", "2025-05-03", "2025-05-03T00:05:00"),
        ("3 May 2025 10:15 GMT", "2025-05-03", "2025-05-03T10:15:00+00:00"),
        ("Monday, 3 May 2025", "2025-05-03", None),
        ("3-MAY-2025 10:15", "2025-05-03", "2025-05-03T10:15:00"),
        ("1746267300", "2025-05-03", "2025-05-03T10:15:00+00:00"),
        ("1746267300000", "2025-05-03", "2025-05-03T10:15:00+00:00"),
        ("25/05/2025", "2025-05-25", None),
        ("05/25/2025", "2025-05-25", None),
        ("May 2025", "2025-05", None),
        ("2025-05", "2025-05", None),
        ("2025", "2025", None),
    ],
)
def test_a_written_date_is_read_at_its_own_precision(
    written: str, value: str, at: str | None
) -> None:
    when, note = learn(published=written, published_from="markup")
    assert when is not None
    assert (when.value, when.at, when.found_in, note) == (value, at, "markup", None)
    assert when.interval == interval_of(value)
    assert when.precision == {4: "year", 7: "month", 10: "day"}[len(value)]


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("2099-01-01", "future"),
        ("2025-06-03", "future"),
        ("1066", "before 1700"),
        ("31 February 2025", "no date"),
        ("2025-02-31", "no date"),
        ("03/05/2025", "no date"),
        ("3 May", "no date"),
        ("soon", "no date"),
        ("x" * 100_000, "no date"),
    ],
)
def test_an_implausible_date_is_left_out_with_a_note_that_names_it(written: str, why: str) -> None:
    when, note = learn(published=written, published_from="metadata")
    assert when is None
    assert note is not None
    assert why in note
    assert written[:50] in note
    assert len(note) < 200
    assert note.endswith(".")


def test_tomorrow_is_plausible_because_it_is_already_tomorrow_elsewhere() -> None:
    when, note = learn(published="2025-06-02")
    assert when is not None
    assert (when.value, note) == ("2025-06-02", None)


def test_a_page_cannot_have_appeared_after_a_crawler_saw_it() -> None:
    when, note = learn(published="2024-06-03", seen="2024-06-01")
    assert when is None
    assert note and "2024-06-03" in note
    when, note = learn(published="2024-06-02", seen="2024-06-01")
    assert when and when.value == "2024-06-02"


def test_the_day_of_the_crawl_is_no_date_of_the_page() -> None:
    assert learn(seen="2024-06-01") == (None, None)


def test_an_impossible_time_does_not_cost_the_day() -> None:
    when, _ = learn(published="2025-05-03T24:99:00")
    assert when is not None
    assert (when.value, when.at) == ("2025-05-03", None)


def test_published_without_its_origin_is_metadata() -> None:
    when, _ = learn(published="2025")
    assert when is not None
    assert when.found_in == "metadata"


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("https://news.example/2025/05/03/story", "2025-05-03"),
        ("https://news.example/2025-05-03-story", "2025-05-03"),
        ("https://news.example/story-20250503.html", "2025-05-03"),
        ("https://news.example/world/2025/may/03/story", "2025-05-03"),
        ("https://news.example/2025/05/story", "2025-05"),
    ],
)
def test_an_address_may_hold_the_date(address: str, value: str) -> None:
    when, note = learn(url=address)
    assert when is not None
    assert (when.value, when.found_in, note) == (value, "url", None)


@pytest.mark.parametrize(
    "address",
    [
        "https://news.example/id/12025050399",
        "https://news.example/a20250503b",
        "https://x/2025/99/",
    ],
)
def test_a_number_in_an_address_is_no_date(address: str) -> None:
    assert learn(url=address) == (None, None)


@pytest.mark.parametrize("name", ["2025-05-03_x.txt", "20250503.txt", "x_2025_05_03.html"])
def test_a_file_name_may_hold_the_date(name: str) -> None:
    when, _ = learn(f"folder/2001-01-01/{name}")
    assert when is not None
    assert (when.value, when.found_in) == ("2025-05-03", "file name")


def test_the_name_of_a_file_of_many_articles_dates_none_of_them() -> None:
    assert learn("2025-05-03.jsonl", place="17") == (None, None)


def test_a_dateline_counts_only_with_its_year() -> None:
    assert learn(dateline="LONDON, Feb 26 -") == (None, None)
    when, _ = learn(dateline="LONDON, Feb 26, 1987 -")
    assert when is not None
    assert (when.value, when.found_in) == ("1987-02-26", "dateline")


def test_the_most_trusted_source_wins() -> None:
    known = {"url": "https://x/2025/05/02/", "dateline": "ROME, May 4, 2025 -"}
    path = "2025-05-03.txt"
    assert learn(path, published="2025-05-01", **known)[0] == learn(published="2025-05-01")[0]
    for found_in, source in (("url", known), ("file name", {"dateline": known["dateline"]})):
        when, _ = learn(path, **source)
        assert when is not None
        assert when.found_in == found_in


def test_a_rejected_date_gives_way_to_the_next_source_and_is_still_noted() -> None:
    when, note = learn(published="someday", url="https://x/2025/05/03/")
    assert when is not None
    assert (when.value, when.found_in) == ("2025-05-03", "url")
    assert note is not None
    assert "'someday'" in note


def test_without_any_date_an_article_is_undated_without_a_note() -> None:
    assert learn("000_59f1d566b4ee9a02.txt") == (None, None)


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_no_text_whatever_breaks_the_reading(published: str, url: str, name: str) -> None:
    when, note = learn(name, published=published, url=url)
    assert when is None or when.interval == interval_of(when.value)
    assert note is None or note.count("\n") == 0


@settings(deadline=None, derandomize=True)
@given(st.dates(min_value=date(1700, 1, 1), max_value=TODAY))
def test_every_day_is_read_alike_in_every_form(day: date) -> None:
    forms = ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y 10:00:00 +0000", "%Y%m%d")
    for form in forms:
        when, note = learn(published=day.strftime(form))
        assert when is not None, day.strftime(form)
        assert (when.value[:10], note) == (day.isoformat(), None)


@pytest.mark.parametrize(
    ("stated", "address", "value"),
    [
        ("2025-05-03T02:10:00Z", "https://x/2025/05/02/a", "2025-05-02"),
        ("2025-05-02T22:10:00+00:00", "https://x/2025/05/03/a", "2025-05-03"),
        ("2025-05-03T02:10:00+02:00", "https://x/2025/05/02/a", "2025-05-03"),
        ("2025-05-03T02:10:00Z", "https://x/2025/05/a", "2025-05-03"),
    ],
)
def test_a_moment_in_utc_has_the_day_that_the_address_gives_it(
    stated: str, address: str, value: str
) -> None:
    when, note = learn(published=stated, url=address)
    assert when is not None
    assert (when.value, note) == (value, None)
    assert when.at == read_written(stated).at  # type: ignore[union-attr]


def test_an_older_day_in_the_address_is_that_of_the_first_edition_and_is_noted() -> None:
    when, note = learn(published="2025-05-03", url="https://x/2017/07/12/a")
    assert when is not None
    assert (when.value, when.found_in) == ("2017-07-12", "url")
    assert note is not None
    assert "'2025-05-03'" in note


def test_a_later_day_in_the_address_changes_nothing() -> None:
    when, _ = learn(published="2017-07-12", url="https://x/2025/05/03/a")
    assert when is not None
    assert (when.value, when.found_in) == ("2017-07-12", "metadata")
