"""Whom articles are about: in the ranking, in the order of facets and in that of tags."""

from __future__ import annotations

from dataclasses import replace
from math import log

import pytest
from hypothesis import given

from index.article import Actor, Article, Mention
from index.salience import saliences
from search.local import LocalEngine
from search.pipeline import answer
from search.request import Filter, Request
from search.tree import Is
from tests.conftest import Build, article
from tests.search.corpora import ACTORS, SLOW, corpora
from tests.search.test_evaluate import TODAY, evaluate

JO, ANA, PORT = "person/jo-li", "person/ana-roy", "organisation/port"


def named(key: str, *starts: int, titled: bool = False) -> Actor:
    mentions = tuple(Mention(at, at + 2, "It", "test") for at in starts)
    in_title = (Mention(0, 2, "It", "test"),) if titled else ()
    return Actor(key, key.partition("/")[2], key.partition("/")[0], mentions, in_title)


TEXT = "It rains. " * 90


def three(build: Build) -> LocalEngine:
    return build(
        [
            article("passing", "It is so", TEXT, actors=(named(JO, 800), named(ANA, 0, 10, 20))),
            article("about", "It is so", TEXT, actors=(named(ANA, 500), named(JO, titled=True))),
            article("lead", "It is so", TEXT, actors=(named(JO, 0, 50), named(PORT, 700))),
            article("other", "It is so", TEXT, actors=(named(ANA, 700),)),
        ]
    )


def ids(engine: LocalEngine, request: Request) -> list[str]:
    return [hit.path for hit in answer(engine, replace(request, group="articles")).hits]


@pytest.mark.parametrize(
    "request_",
    [
        Request(f"actor:{JO}"),
        Request("person:jo-li rains"),
        Request(f"rains AND actor:{JO}"),
        Request(filters=(Filter("person", (JO,)),)),
        Request("published:none", filters=(Filter("actor", (JO,)),)),
    ],
)
def test_articles_about_an_actor_come_before_those_that_name_it_in_passing(
    build: Build, request_: Request
) -> None:
    found = ids(three(build), request_)
    assert found == ["about.txt", "lead.txt", "passing.txt"]


def test_words_outweigh_who_is_ticked(build: Build) -> None:
    ticked = Request("rains", filters=(Filter("person", (JO,)),))
    scores = {hit.score for hit in answer(three(build), ticked).hits}
    assert len(scores) == 1


def test_who_is_excluded_scores_nothing(build: Build) -> None:
    found = answer(three(build), Request(filters=(Filter("person", (), (JO,)),)))
    assert [hit.score for hit in found.hits] == [0.0]


@SLOW
@given(corpus=corpora())
def test_an_actor_scores_by_the_formula_however_articles_were_committed(
    build: Build, corpus: list[Article]
) -> None:
    for batch in (1, 1000):
        snapshot = build(corpus, batch)._snapshot
        for key in ACTORS:
            found = evaluate(snapshot, Is("actor", key), TODAY)
            expected = {}
            for made in corpus:
                present = sorted({actor.id for actor in made.actors})
                if key in present:
                    expected[made.id] = saliences(made)[present.index(key)] / 100 * 2.2
            idf = log(1 + (len(corpus) - len(expected) + 0.5) / (len(expected) + 0.5))
            scores = dict(zip(map(snapshot.key, found.docs.tolist()), found.scores, strict=True))
            assert scores == pytest.approx({k: idf * w for k, w in expected.items()})


def test_tags_of_a_hit_come_most_salient_first(build: Build) -> None:
    hits = {hit.path: hit for hit in answer(three(build), Request(group="articles")).hits}
    assert [tag.id for tag in hits["about.txt"].actors] == [JO, ANA]
    assert [tag.id for tag in hits["passing.txt"].actors] == [ANA, JO]
    weights = [tag.salience or 0 for tag in hits["about.txt"].actors]
    assert weights == sorted(weights, reverse=True)


def values(engine: LocalEngine, facet: str, order: str, most: int = 10) -> list[tuple[str, int]]:
    page = answer(engine, Request(facets=(facet,), order=order, values=most))
    return [(value.id, value.count) for value in page.facets[0].values]


def test_facets_are_ordered_as_asked_and_show_counts_in_any_order(build: Build) -> None:
    many = [article(f"m{n}", "So", TEXT, actors=(named(ANA, 890),)) for n in range(2)]
    engine = build(
        [*many, article("x", "It", TEXT, actors=(named(JO, 0, titled=True), named(PORT, 899)))]
    )
    assert values(engine, "actor", "count") == [(ANA, 2), (PORT, 1), (JO, 1)]
    assert values(engine, "actor", "salience") == [(JO, 1), (ANA, 2), (PORT, 1)]
    assert values(engine, "actor", "name") == [(ANA, 2), (JO, 1), (PORT, 1)]
    assert values(engine, "actor", "salience", most=1) == [(JO, 1)]
