"""What sets articles apart: exact counts, surprising rows, and nothing that was asked for."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from index.languages import stem, tagged, tongue_of
from search.contrast import Bounds, before, bounds_from, pairs_of_bounds
from search.errors import ArgumentError
from search.inquiry import contrast
from search.language import parse
from search.local import LocalEngine
from search.measures import log_likelihood, log_ratio
from search.pipeline import answer
from search.request import Filter, Request
from search.tree import Everything
from search.words import words_in
from tests.conftest import Build, actor, article, published
from tests.search.corpora import SLOW, corpora
from tests.search.test_facets import requests

TODAY = date(2024, 6, 15)


@SLOW
@given(corpus=corpora(), request=requests, least=st.integers(1, 2))
def test_every_count_of_a_contrast_is_the_total_of_its_search(
    build: Build, corpus: list[Article], request: Request, least: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        # So few articles are never beyond chance: here every row may pass.
        patch.setattr("search.local.contrast.SIGNIFICANT", 0.0)
        engine = build(corpus, 3)
        found = contrast(engine, request, Bounds(least=least, top=100))
    assert found.total == answer(engine, request).total
    assert found.total + found.others == len(corpus)
    for row in (*found.actors, *found.words):
        total = answer(engine, Request(query=row.query, filters=request.filters)).total
        assert row.count == total >= least
        everywhere = answer(engine, Request(query=row.query.rpartition(" ")[2])).total
        assert row.count + row.elsewhere == everywhere
        assert row.count * found.others > row.elsewhere * found.total


WORDS = ["harbour", "harbours", "storm", "stormed", "ferry", "the", "of"]


@SLOW
@given(
    texts=st.lists(st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join), max_size=9),
    split=st.integers(0, 9),
    batch=st.sampled_from([2, 1000]),
    block=st.sampled_from([1, 4, 1 << 20]),
)
def test_words_are_counted_as_a_plain_reader_counts_them(
    build: Build, texts: list[str], split: int, batch: int, block: int
) -> None:
    corpus = [
        article(f"a{place}", text=text, source="Here" if place < split else "There")
        for place, text in enumerate(texts)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("search.local.contrast.SIGNIFICANT", 0.0)
        patch.setattr("index.stems._BLOCK", block)
        request = Request(filters=(Filter("source", ("Here",)),))
        found = contrast(build(corpus, batch), request, Bounds(least=1, top=100))
    sides = [[], []]  # type: ignore[var-annotated]
    for each in corpus:
        tongue = tongue_of(each.language)
        held = {stem(tagged(word, tongue)) for word in words_in(each.text)}
        sides[each.source != "Here"].append(held)
    here, there = sides
    expected = {}
    for each in ("harbour", "storm", "ferri"):
        counted = sum(each in held for held in here), sum(each in held for held in there)
        if counted[0] * len(there) > counted[1] * len(here):
            arrays = [np.array([count]) for count in counted]
            sizes = len(here), len(there)
            expected[each] = (
                *counted,
                pytest.approx(log_likelihood(*arrays, *sizes)[0], abs=0.01),
                pytest.approx(log_ratio(*arrays, *sizes)[0], abs=0.01),
            )
    rows = {stem(row.text): row for row in found.words}
    assert {
        key: (row.count, row.elsewhere, row.g2, row.log_ratio) for key, row in rows.items()
    } == expected


def harbour(build: Build) -> LocalEngine:
    """Ten articles of storms in May, twenty of ferries in April and thirty without a date."""
    stormy = (actor("person/quist", "Bo Quist", "Quist"), actor("media/wire", "Wire"))
    corpus = [
        article(
            f"storm {n}",
            text="The storms shut the harbour, and Quist spoke. " + "Sirens." * (n % 2),
            actors=stormy,
            published=published(f"2024-05-{n + 1:02}"),
        )
        for n in range(10)
    ]
    corpus += [
        article(
            f"ferry {n}",
            text="A ferry left the harbour.",
            actors=(actor("country/norway", "Norway"),),
            published=published(f"2024-04-{n + 1:02}"),
        )
        for n in range(20)
    ]
    return build([*corpus, *(article(f"calm {n}", text="Calm sea.") for n in range(30))])


def test_what_is_more_frequent_here_stands_first_as_readers_write_it(build: Build) -> None:
    found = contrast(harbour(build), Request(query="storm"), Bounds())
    assert [row.text for row in found.words] == ["quist", "shut", "spoke", "sirens", "harbour"]
    assert [(row.id, row.count, row.elsewhere) for row in found.actors] == [
        ("media/wire", 10, 0),
        ("person/quist", 10, 0),
    ]
    assert found.words[-1].elsewhere == 20


def test_what_was_asked_for_and_grammar_are_no_rows(build: Build) -> None:
    engine = harbour(build)
    for query in ("storm", "stor*", '"storms shut" OR storm'):
        assert "storms" not in {
            row.text for row in contrast(engine, Request(query), Bounds()).words
        }
    for request in (
        Request(query="actor:person/quist"),
        Request(filters=(Filter("person", ("person/quist",)),)),
    ):
        found = contrast(engine, request, Bounds())
        assert {row.id for row in found.actors} == {"media/wire"}
        assert "quist" not in {row.text for row in found.words}
        assert not {row.text for row in found.words} & {"the", "and"}


def test_a_query_of_grammar_alone_is_told_not_to_be_compared_by_words(build: Build) -> None:
    found = contrast(harbour(build), Request(query="the"), Bounds())
    assert found.words == ()
    assert "grammar" in found.notes[0].text


def test_the_period_before_is_compared_with_when_asked_for(build: Build) -> None:
    request = Request(filters=(Filter("published", ("2024-05",)),))
    found = contrast(harbour(build), request, Bounds(against="before"))
    assert (found.before, found.total, found.others) == ("2024-04", 10, 20)
    assert "harbour" not in {row.text for row in found.words}
    assert {row.text for row in found.words} >= {"storms", "quist"}


def test_rows_have_the_least_articles_and_are_not_more_than_asked(build: Build) -> None:
    engine, request = harbour(build), Request(query="storm")
    assert "sirens" not in {row.text for row in contrast(engine, request, Bounds(least=6)).words}
    assert len(contrast(engine, request, Bounds(top=2)).words) == 2


@pytest.mark.parametrize(
    ("period", "moved"),
    [
        ("2024-05", "2024-04"),
        ("2024", "2023"),
        ("2024-05-10", "2024-05-09"),
        ("2024-03..2024-05", "2023-12..2024-02"),
        ("2024-05-08..2024-05-14", "2024-05-01..2024-05-07"),
        ("last 7 days", "2024-06-02..2024-06-08"),
    ],
)
def test_the_period_before_is_as_long_and_ends_where_the_other_begins(
    period: str, moved: str
) -> None:
    other = Filter("source", ("Wire",))
    found = before(Everything(), (Filter("published", (period,)), other), TODAY)
    assert found == (Filter("published", (moved,)), other)


@pytest.mark.parametrize(
    ("query", "values", "reason"),
    [
        ("", (), "none given"),
        ("", ("2024", "2022"), "2 given"),
        ("", (">=2024",), "no first and last day"),
        ("", ("none",), "no first and last day"),
        ("", ("0001..2024",), "too long"),
        ("", ("9999",), "too long"),
        ("published:2024", ("2024",), "a date of its own"),
        ("ferry (published:2024 OR storm)", ("2024",), "a date of its own"),
    ],
)
def test_where_there_is_no_period_before_it_says_why(
    query: str, values: tuple[str, ...], reason: str
) -> None:
    filters = (Filter("published", values),) if values else ()
    with pytest.raises(ArgumentError, match=reason):
        before(parse(query).tree, filters, TODAY)


def test_nothing_to_compare_with_gives_no_rows(build: Build) -> None:
    engine = harbour(build)
    everything = contrast(engine, Request(), Bounds())
    assert (everything.others, everything.actors, everything.words) == (0, (), ())
    assert contrast(engine, Request(query="volcano"), Bounds()).words == ()


def test_bounds_read_back_from_their_parameters() -> None:
    bounds = Bounds("before", 5, 40)
    assert bounds_from([("q", "sea"), *pairs_of_bounds(bounds)]) == (bounds, [("q", "sea")])
    with pytest.raises(ArgumentError, match="against: 'now'"):
        bounds_from([("against", "now")])
