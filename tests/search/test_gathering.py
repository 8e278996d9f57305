"""Articles of one story are one hit; nothing is lost, and every number says what it counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.quality.altering import cut
from index.article import Article
from search.local import LocalEngine
from search.page import Page
from search.pipeline import answer, read_article
from search.request import Filter, Request
from tests.conftest import Build, article, identifier, published
from tests.reports import REPORTS
from tests.search.corpora import SLOW

TITLES, TEXTS = list(REPORTS), list(REPORTS.values())
#: Each report in full, with a last line, and cut.
TOLD = [
    (text, f"{text}\n\nMore follows.", cut(text, [], Random(1)))  # noqa: S311
    for text in TEXTS[:3]
]


@st.composite
def newsstands(draw: st.DrawFn) -> list[Article]:
    """Articles of a few stories in several outlets, and some that are alone."""
    made = []
    for number in range(draw(st.integers(0, 9))):
        story = draw(st.integers(0, 2))
        when = draw(st.sampled_from(["2021-05-03", "2021-05-03", None]))
        made.append(
            article(
                f"a{number}",
                draw(st.sampled_from([TITLES[story], "Report", "News of the day"])),
                draw(st.sampled_from(TOLD[story])),
                source=draw(st.sampled_from([None, "Gazette", "Wire"])),
                published=published(when) if when else None,
            )
        )
    return made


requests = st.builds(
    Request,
    query=st.sampled_from(["", "ferry OR wheat", "news", "-harbour", "crossings OR more"]),
    filters=st.sampled_from([(), (Filter("source", ("Wire", "none")),)]),
    sort=st.sampled_from(["relevance", "newest", "oldest"]),
)


def shape(page: Page) -> list[tuple[str, int, tuple[str, ...]]]:
    return [(hit.id, hit.folded, tuple(twin.id for twin in hit.also)) for hit in page.hits]


def naive(engine: LocalEngine, request: Request) -> list[tuple[str, int, tuple[str, ...]]]:
    """The hits of the search for articles, those of a story told before folded into its first."""
    hits = [hit.id for hit in answer(engine, replace(request, group="articles", size=100)).hits]
    told: dict[frozenset[str], list[str]] = {}
    for key in hits:
        others = {twin.id for twin in read_article(engine, key).story}
        told.setdefault(frozenset({key, *others}), []).append(key)
    return [(first, len(rest), tuple(rest)) for first, *rest in told.values()]


@SLOW
@given(corpus=newsstands(), request=requests)
def test_each_hit_is_the_best_of_its_story_and_holds_the_others_in_order(
    build: Build, corpus: list[Article], request: Request
) -> None:
    engine = build(corpus)
    page = answer(engine, replace(request, size=100))
    assert shape(page) == naive(engine, request)
    assert sum(1 + hit.folded for hit in page.hits) == page.total
    assert page.stories == len(page.hits) == page.pageable


@SLOW
@given(corpus=newsstands(), request=requests, size=st.integers(1, 3))
def test_paging_shows_each_story_once(
    build: Build, corpus: list[Article], request: Request, size: int
) -> None:
    engine = build(corpus)
    whole = shape(answer(engine, replace(request, size=100)))
    paged = []
    page = answer(engine, replace(request, size=size))
    while page.hits:
        paged += shape(page)
        assert (page.next_cursor is None) == (len(paged) == page.stories)
        page = answer(engine, replace(request, size=size, offset=len(paged)))
    assert paged == whole


@SLOW
@given(corpus=newsstands(), request=requests, batch=st.integers(1, 4))
def test_stories_do_not_depend_on_how_articles_were_committed(
    build: Build, corpus: list[Article], request: Request, batch: int
) -> None:
    one, other = build(corpus), build(corpus[::-1], batch)
    assert shape(answer(one, request)) == shape(answer(other, request))


@SLOW
@given(corpus=newsstands(), request=requests)
def test_grouping_changes_no_total_no_facet_and_no_bar(
    build: Build, corpus: list[Article], request: Request
) -> None:
    engine = build(corpus)
    grouped = answer(engine, request)
    apart = answer(engine, replace(request, group="articles"))
    assert (grouped.total, grouped.stories) == (apart.total, apart.stories)
    assert (grouped.facets, grouped.histogram) == (apart.facets, apart.histogram)
    assert all(not hit.folded and not hit.also for hit in apart.hits)


@SLOW
@given(corpus=newsstands(), request=requests)
def test_searching_a_story_finds_what_its_hit_says(
    build: Build, corpus: list[Article], request: Request
) -> None:
    engine = build(corpus)
    page = answer(engine, request)
    for hit in page.hits:
        query = f"({page.query.canonical}) story:{hit.id}"
        found = answer(engine, replace(request, query=query, group="articles"))
        assert found.total == 1 + hit.folded


def test_an_article_names_the_others_of_its_story_newest_first(build: Build) -> None:
    engine = build(
        [
            article("old", "Aground", TEXTS[0], published=published("2021-05-02"), source="Wire"),
            article("new", "Ferry", TEXTS[0], published=published("2021-05-03")),
            article("undated", "Kelsund", TEXTS[0], url="https://wire.example/k"),
            article("other", "Wheat", TEXTS[1]),
        ]
    )
    told = read_article(engine, identifier("old")).story
    assert [twin.title for twin in told] == ["Ferry", "Kelsund"]
    assert told[1].url == "https://wire.example/k"
    assert read_article(engine, identifier("other")).story == ()


def test_many_copies_are_counted_and_the_first_are_listed(build: Build) -> None:
    (hit,) = answer(build(copies(25)), Request()).hits
    assert (hit.folded, len(hit.also)) == (24, 10)


def copies(count: int) -> Iterable[Article]:
    return [article(f"a{number}", "Ferry", TEXTS[0]) for number in range(count)]


@pytest.mark.parametrize("key", ["0" * 16, "nothing"])
def test_the_story_of_no_article_is_told(build: Build, key: str) -> None:
    page = answer(build(copies(2)), Request(f"story:{key}"))
    assert page.total == 0
    assert [note.text for note in page.query.notes] == [f"No article has the id “{key}”."]


def test_a_story_can_be_left_out(build: Build) -> None:
    engine = build([*copies(3), article("b", "Wheat", TEXTS[1])])
    page = answer(engine, Request(f"-story:{identifier('a1')}"))
    assert [hit.title.text for hit in page.hits] == ["Wheat"]
