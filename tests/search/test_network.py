"""Who is named together: counts are exact, and each is what the search beside it finds."""

from __future__ import annotations

from itertools import combinations
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from search.errors import ArgumentError
from search.inquiry import network
from search.local.network import npmi
from search.network import MOST_NODES, Shape, pairs_of_shape, shape_from
from search.pipeline import answer
from search.request import Request
from tests.conftest import Build, actor, article, published
from tests.search.corpora import SLOW, corpora
from tests.search.test_facets import requests

shapes = st.builds(
    Shape,
    kinds=st.sampled_from([("country",), ("country", "person"), ("person", "media")]),
    least=st.integers(1, 2),
    top=st.integers(2, 4),
    by_month=st.booleans(),
)


@SLOW
@given(corpus=corpora(), request=requests, shape=shapes)
def test_every_count_of_a_network_is_the_total_of_its_search(
    build: Build, corpus: list[Article], request: Request, shape: Shape
) -> None:
    engine = build(corpus)
    found = network(engine, request, shape)
    assert found.total == answer(engine, request).total
    for part in (*found.nodes, *found.edges):
        total = answer(engine, Request(query=part.query, filters=request.filters)).total
        assert part.count == total >= shape.least
    for edge in found.edges:
        by_month = sum(month.count for month in edge.months)
        told = by_month + (edge.undated or 0) + (edge.coarser or 0)
        assert told == (edge.count if shape.by_month else 0)


KINDS = {"a": "country", "b": "person", "c": "organisation", "d": "armed-group", "e": "person"}
KEYS = {letter: f"{kind}/{letter}" for letter, kind in KINDS.items()}


@SLOW
@given(
    named=st.lists(st.sets(st.sampled_from(sorted(KINDS))), max_size=12),
    block=st.integers(1, 5),
    batch=st.sampled_from([3, 1000]),
)
def test_pairs_are_those_a_plain_count_finds(
    build: Build, named: list[set[str]], block: int, batch: int
) -> None:
    articles = [
        article(str(place), actors=tuple(actor(KEYS[each], each) for each in sorted(some)))
        for place, some in enumerate(named)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("search.local.network._BLOCK", block)
        found = network(build(articles, batch), Request(), Shape(least=1))
    plain: dict[frozenset[str], int] = {}
    for some in named:
        for pair in combinations(sorted(some), 2):
            key = frozenset(KEYS[each] for each in pair)
            plain[key] = plain.get(key, 0) + 1
    assert {frozenset((e.source, e.target)): e.count for e in found.edges} == plain
    assert [e.count for e in found.edges] == sorted(plain.values(), reverse=True)


def test_nodes_are_the_most_named_of_the_kinds_asked_for(build: Build) -> None:
    here = [
        article("one", actors=(actor("country/a", "A"), actor("media/m", "M"))),
        article("two", actors=(actor("country/a", "A"), actor("country/b", "B"))),
        article("three", actors=(actor("country/b", "B"), actor("person/c", "C"))),
        article("four", actors=(actor("country/a", "A"),)),
    ]
    engine = build(here)
    found = network(engine, Request(), Shape(least=1, top=2))
    assert [(node.id, node.count) for node in found.nodes] == [("country/a", 3), ("country/b", 2)]
    assert found.distinct == 3
    media = network(engine, Request(), Shape(kinds=("country", "media"), least=1))
    assert {node.id for node in media.nodes} == {"country/a", "country/b", "media/m"}
    assert network(engine, Request(), Shape(least=2)).edges == ()


def test_months_of_an_edge_are_told_when_asked_for(build: Build) -> None:
    both = (actor("country/a", "A"), actor("country/b", "B"))
    days = ["2024-01-03", "2024-01-09", "2024-03", "2023"]
    here = [article(day, actors=both, published=published(day)) for day in days]
    engine = build([*here, article("undated", actors=both)])
    (edge,) = network(engine, Request(), Shape(by_month=True)).edges
    assert [(month.month, month.count) for month in edge.months] == [("2024-01", 2), ("2024-03", 1)]
    assert (edge.count, edge.undated, edge.coarser) == (5, 1, 1)
    (plain,) = network(engine, Request(), Shape()).edges
    assert (plain.months, plain.undated, plain.coarser) == ((), None, None)


def test_npmi_is_that_of_bouma() -> None:
    assert npmi(10, 20, 50, 100) == 0
    assert npmi(30, 30, 30, 100) == pytest.approx(1)
    assert npmi(100, 100, 100, 100) == 1
    assert npmi(1, 50, 50, 100) == pytest.approx(log(0.04) / -log(0.01))
    assert npmi(1, 50, 50, 100) < 0


@given(shape=shapes)
def test_a_shape_reads_back_from_its_parameters(shape: Shape) -> None:
    again, form, rest = shape_from([("q", "oil"), *pairs_of_shape(shape)])
    assert (again, form, rest) == (shape, "json", [("q", "oil")])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "town"),
        ("min", "0"),
        ("min", "many"),
        ("top", str(MOST_NODES + 1)),
        ("by", "day"),
        ("format", "xml"),
    ],
)
def test_what_cannot_be_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(ArgumentError, match=f"{name}: '{value}'"):
        shape_from([(name, value)])
    with pytest.raises(ArgumentError, match="2 times"):
        shape_from([("top", "3"), ("top", "4")])
