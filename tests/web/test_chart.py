from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.page import Bucket, Histogram
from search.request import Filter, Request
from web.app import create_app
from web.chart import LAST_LABEL, SEEN, TALL, Chart, chart


@pytest.fixture(scope="module", autouse=True)
def _addresses(indexed: Path) -> Iterator[None]:
    with create_app(indexed).test_request_context("/"):
        yield


def drawn(counts: list[int], *published: str) -> Chart:
    buckets = tuple(
        Bucket(f"{2000 + n // 12}-{n % 12 + 1:02d}", "", count, False)
        for n, count in enumerate(counts)
    )
    filters = (Filter("published", published),) if published else ()
    return chart(Histogram("month", buckets, 0, 0, sum(counts)), Request(filters=filters))


@given(st.lists(st.integers(0, 10_000), max_size=150))
def test_bars_stay_inside_the_drawing_and_in_order(counts: list[int]) -> None:
    bars = drawn(counts).bars
    lefts = [float(bar.x[:-1]) for bar in bars]
    assert lefts == sorted(lefts)
    for bar in bars:
        assert float(bar.x[:-1]) + float(bar.width[:-1]) <= 100.001
        assert bar.y >= 0 and bar.y + bar.height == TALL


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=150))
def test_a_bar_is_seen_if_and_only_if_it_counts_something(counts: list[int]) -> None:
    for bar in drawn(counts).bars:
        assert (bar.height >= SEEN) is (bar.count > 0)
        assert bar.height > 0 or bar.count == 0


@given(st.lists(st.integers(0, 9), max_size=150))
def test_labels_never_run_into_one_another_or_over_the_edge(counts: list[int]) -> None:
    places = [float(bar.x[:-1]) for bar in drawn(counts).bars if bar.tick]
    assert all(later - sooner >= 26 for sooner, later in pairwise(places))
    assert all(place <= LAST_LABEL for place in places)
    assert len(places) > 0 or not counts


def test_a_bar_filtered_by_stands_out_however_the_filter_is_written() -> None:
    for written in ("2000-02", "2000-02..2000-02", "2000-02-03..2000-02-04"):
        assert [bar.selected for bar in drawn([1, 1, 1], written).bars] == [False, True, False]
    assert [bar.selected for bar in drawn([1, 1, 1], ">=2000-02").bars] == [False, True, True]
    assert drawn([1, 1], "none").undated_selected


def test_the_way_out_of_a_month_is_its_year_and_out_of_a_year_everything() -> None:
    bars = (Bucket("2000-05", "", 3, False),)
    for within, wider in (("2000-05", "published=2000"), ("2000", "")):
        request = Request(query="oil", filters=(Filter("published", (within,)),))
        seen = chart(Histogram("month", bars, 0, 0, 5, within, 2), request)
        assert (seen.within, seen.outside) == (within, 2)
        assert urlsplit(seen.wider).query.partition("&")[2] == wider
        assert not seen.bars[0].selected
