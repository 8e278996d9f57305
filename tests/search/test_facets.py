"""Numbers agree: what stands on a page is what a click finds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from index.snapshot import Numbers
from search.local import LocalEngine
from search.local.scopes import Scopes
from search.page import Facet, Page
from search.pipeline import answer
from search.request import FACETS, Filter, Request
from tests.conftest import Build, actor, article, published, spoken_of
from tests.search.corpora import ACTORS, SLOW, WORDS, corpora

queries = st.sampled_from(
    ["", "attack", "peace OR border", "-talk", "the attack", "published:2021"]
)
filters = st.lists(
    st.sampled_from(
        [
            Filter("country", ("country/india",)),
            Filter("country", ("country/india", "country/iran")),
            Filter("person", ("person/jo-li",)),
            Filter("actor", ("country/iran",)),
            Filter("source", ("Wire",)),
            Filter("source", ("none", "Gazette")),
            Filter("published", ("2021",)),
            Filter("published", ("2021-05", "none")),
            Filter("mentions", ("XXXX-04-22", "2021")),
            Filter("country", (), ("country/india",)),
            Filter("country", ("country/iran",), ("country/india", "none")),
            Filter("country", ("country/india",), ("country/india",)),
            Filter("actor", ("country/iran", "person/jo-li"), (), every=True),
            Filter("actor", ("country/iran",), ("person/jo-li",), every=True),
            Filter("mentions", ("2021", "XXXX-04-22"), ("2022",), every=True),
            Filter("published", (), ("2021-05",)),
            Filter("source", (), ("none",)),
        ]
    ),
    max_size=2,
    unique_by=lambda chosen: chosen.facet,
).map(tuple)
requests = st.builds(Request, query=queries, filters=filters, values=st.sampled_from([1, 50]))


def only(request: Request, facet: str, value: str) -> Request:
    """The request that ticks `value` alone in its facet, or beside the others if all must be."""
    others = tuple(chosen for chosen in request.filters if chosen.facet != facet)
    own = next((part for part in request.filters if part.facet == facet), Filter(facet, ()))
    values = (*own.values, value) if own.every else (value,)
    excluded = tuple(other for other in own.excluded if other != value)
    return replace(request, filters=(*others, Filter(facet, values, excluded, own.every)))


@SLOW
@given(corpus=corpora(), request=requests)
def test_a_value_s_count_is_the_total_of_the_search_that_ticks_it_alone(
    build: Build, corpus: list[Article], request: Request
) -> None:
    engine = build(corpus)
    for facet in answer(engine, request).facets:
        for value in facet.values:
            found = answer(engine, only(request, facet.name, value.id))
            assert found.total == value.count, (facet.name, value)


@SLOW
@given(corpus=corpora(), request=requests)
def test_a_facet_s_scope_is_the_search_without_its_own_filter(
    build: Build, corpus: list[Article], request: Request
) -> None:
    engine = build(corpus)
    for facet in answer(engine, request).facets:
        others = tuple(
            chosen
            if chosen.facet != facet.name or chosen.every
            else Filter(chosen.facet, (), chosen.excluded)
            for chosen in request.filters
        )
        assert facet.scope == answer(engine, replace(request, filters=others)).total
        if not any("none" in chosen.excluded for chosen in request.filters):
            missing = answer(engine, only(request, facet.name, "none")).total
            assert facet.missing == missing, facet.name


@SLOW
@given(corpus=corpora(), request=requests)
def test_what_is_ticked_or_excluded_stays_on_the_page(
    build: Build, corpus: list[Article], request: Request
) -> None:
    page = answer(build(corpus), request)
    for chosen in request.filters:
        facet = next(facet for facet in page.facets if facet.name == chosen.facet)
        ticked = {value.id for value in facet.values if value.selected}
        assert ticked == set(chosen.values)
        assert {value.id for value in facet.values if value.excluded} == set(chosen.excluded)


@SLOW
@given(
    corpus=corpora(), request=requests, interval=st.sampled_from(["auto", "year", "month", "day"])
)
def test_the_histogram_adds_up_and_each_bar_finds_what_it_shows(
    build: Build, corpus: list[Article], request: Request, interval: str
) -> None:
    engine = build(corpus)
    page = answer(engine, replace(request, interval=interval))
    histogram = page.histogram
    counted = sum(bucket.count for bucket in histogram.buckets)
    apart = histogram.undated + histogram.coarser + histogram.outside
    assert counted + apart == histogram.total
    for bucket in histogram.buckets:
        if bucket.count:
            found = answer(engine, only(request, "published", bucket.value))
            assert found.total == bucket.count


@SLOW
@given(corpus=corpora(), request=requests, size=st.integers(1, 3))
def test_the_total_is_what_can_be_paged_and_no_hit_comes_twice(
    build: Build, corpus: list[Article], request: Request, size: int
) -> None:
    engine = build(corpus)
    seen: list[str] = []
    page = answer(engine, replace(request, size=size))
    while page.hits:
        seen += [hit.id for hit in page.hits]
        page = answer(engine, replace(request, size=size, offset=len(seen)))
    assert len(seen) == len(set(seen)) == page.total


@SLOW
@given(corpus=corpora(), request=requests, sort=st.sampled_from(["relevance", "newest", "oldest"]))
def test_hits_come_in_the_same_total_order_however_they_were_committed(
    build: Build, corpus: list[Article], request: Request, sort: str
) -> None:
    asked = replace(request, sort=sort, size=100)
    one, other = answer(build(corpus), asked), answer(build(corpus[::-1], 2), asked)
    assert [(hit.id, hit.score) for hit in one.hits] == [(hit.id, hit.score) for hit in other.hits]


@SLOW
@given(corpus=corpora(), request=requests)
def test_what_is_excluded_and_what_is_not_are_together_everything(
    build: Build, corpus: list[Article], request: Request
) -> None:
    engine = build(corpus)
    whole = replace(request, filters=())
    for facet in answer(engine, whole).facets:
        for value in facet.values:
            ticked = replace(whole, filters=(Filter(facet.name, (value.id,)),))
            left_out = replace(whole, filters=(Filter(facet.name, (), (value.id,)),))
            both = answer(engine, ticked).total + answer(engine, left_out).total
            assert both == answer(engine, whole).total


@SLOW
@given(corpus=corpora(), values=st.sets(st.sampled_from(ACTORS), min_size=1))
def test_all_ticked_values_are_those_whose_articles_have_each(
    build: Build, corpus: list[Article], values: set[str]
) -> None:
    found = answer(
        build(corpus),
        Request(filters=(Filter("actor", tuple(values), every=True),), size=100, group="articles"),
    )
    having = {made.id for made in corpus if values <= {actor.id for actor in made.actors}}
    assert {hit.id for hit in found.hits} == having


def facets(page: Page) -> dict[str, Facet]:
    return {facet.name: facet for facet in page.facets}


def three(build: Build) -> LocalEngine:
    return build(
        [
            article(
                "one",
                "Talks",
                "Envoys met.",
                published=published("2025-05-03", "2025-05-03T08:00:00+05:00"),
                actors=(actor("country/india", "India", "Indian"), actor("media/wire", "Wire")),
                dates=(spoken_of("2021"), spoken_of("2021-03-01")),
            ),
            article("two", "Talks", "Envoys met.", published=published("2025-07")),
            article("three", "Talks", "Envoys met."),
        ]
    )


def test_media_have_their_facet_and_are_no_parties(build: Build) -> None:
    found = facets(answer(three(build), Request()))
    assert [value.id for value in found["actor"].values] == ["country/india"]
    assert [value.label for value in found["media"].values] == ["Wire"]


def test_any_actor_can_be_asked_for_as_actor_also_one_that_is_no_party(build: Build) -> None:
    engine = three(build)
    page = answer(engine, Request(filters=(Filter("actor", ("media/wire",)),)))
    assert page.total == answer(engine, Request("actor:media/wire")).total > 0
    ticked = next(value for value in facets(page)["actor"].values if value.selected)
    assert (ticked.id, ticked.count) == ("media/wire", page.total)


def test_an_article_counts_once_a_year_however_often_it_speaks_of_it(build: Build) -> None:
    values = facets(answer(three(build), Request()))["mentions"].values
    assert [(value.id, value.count) for value in values] == [("2021", 1), ("none", 2)]


def test_months_between_the_first_and_the_last_are_bars_even_when_empty(build: Build) -> None:
    histogram = answer(three(build), Request()).histogram
    bars = [(bucket.value, bucket.count) for bucket in histogram.buckets]
    assert bars == [("2025-05", 1), ("2025-06", 0), ("2025-07", 1)]
    assert (histogram.undated, histogram.coarser) == (1, 0)


def test_what_is_dated_less_precisely_than_the_bars_is_counted_apart(build: Build) -> None:
    histogram = answer(three(build), Request(interval="day")).histogram
    assert [bucket.value for bucket in histogram.buckets] == ["2025-05-03"]
    assert (histogram.undated, histogram.coarser) == (1, 1)


def test_one_year_ticked_is_looked_into_by_month_and_one_month_by_day(build: Build) -> None:
    engine = build(
        [
            article("one", "Talks", "Envoys met.", published=published("2024-12-30")),
            article("two", "Talks", "Envoys met.", published=published("2025")),
            article("three", "Talks", "Envoys met.", published=published("2025-05")),
            article("four", "Talks", "Envoys met.", published=published("2025-05-03")),
            article("five", "Talks", "Envoys met.", published=published("2025-06-01")),
            article("six", "Talks", "Envoys met."),
        ]
    )
    year = answer(engine, only(Request(), "published", "2025")).histogram
    assert [(bar.value, bar.count) for bar in year.buckets if bar.count] == [
        ("2025-05", 2),
        ("2025-06", 1),
    ]
    assert (year.interval, year.within) == ("month", "2025")
    assert (year.undated, year.coarser, year.outside, year.total) == (1, 1, 1, 6)
    month = answer(engine, only(Request(), "published", "2025-05")).histogram
    assert [(bar.value, bar.count) for bar in month.buckets if bar.count] == [("2025-05-03", 1)]
    assert (month.interval, month.within) == ("day", "2025-05")
    assert (month.undated, month.coarser, month.outside, month.total) == (1, 1, 3, 6)


def test_undated_articles_come_last_in_either_order_of_time(build: Build) -> None:
    engine = three(build)
    for sort, dates in {
        "newest": ["2025-07", "2025-05-03", None],
        "oldest": ["2025-05-03", "2025-07", None],
    }.items():
        hits = answer(engine, Request(sort=sort)).hits
        assert [hit.published for hit in hits] == dates


def test_every_facet_is_on_a_page_unless_others_are_asked_for(build: Build) -> None:
    engine = build([article("a", WORDS[0])])
    assert [facet.name for facet in answer(engine, Request()).facets] == list(FACETS)
    assert [f.name for f in answer(engine, Request(facets=("source",))).facets] == ["source"]


def test_a_column_is_summed_once_for_all_facets_that_share_its_articles(build: Build) -> None:
    snapshot = three(build)._snapshot
    ticked = [Filter("country", ("country/india",))]
    scopes = Scopes(snapshot, date(2025, 8, 1), np.arange(3), ticked)
    asked: list[int] = []

    def summed(docs: Numbers) -> Numbers:
        asked.append(len(docs))
        return docs

    for facet in ("person", "media", "actor", "country"):
        scopes.summed("actor", facet, partial(summed))
    assert asked == [1, 3]
