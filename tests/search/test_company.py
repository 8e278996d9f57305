"""Actors near words: who is meant, how far is near, and what is marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Actor, Article, Mention
from search.local import LocalEngine
from search.local.evaluate import evaluate
from search.page import Marked
from search.pipeline import answer, read_article
from search.request import Request
from search.tree import InTitle, Near, Node, Phrase, Sentence
from tests.conftest import Build, article
from tests.search import naive
from tests.search.corpora import SLOW, corpora, quoted
from tests.search.test_evaluate import TODAY

leaves = st.one_of(
    quoted.map(Phrase), st.builds(Near, quoted, st.integers(1, 6)), quoted.map(Sentence)
)


@SLOW
@given(corpus=corpora(), asked=st.lists(leaves | leaves.map(InTitle), min_size=20, max_size=20))
def test_marks_match_what_a_naive_evaluator_matches(
    build: Build, corpus: list[Article], asked: list[Node]
) -> None:
    snapshot = build(corpus, 3)._snapshot
    for leaf in asked:
        found = {snapshot.key(doc) for doc in evaluate(snapshot, leaf, TODAY).docs.tolist()}
        assert found == {made.id for made in corpus if naive.matches(leaf, made)}, leaf


NAMES = {
    "Jo Li": "person/jo-li",
    "Ana Roy": "person/ana-roy",
    "Norway": "country/norway",
    "Harbour Front": "armed-group/harbour-front",
    "Tidal Times": "media/tidal-times",
}


def written(name: str, title: str, text: str) -> Article:
    """An article with every actor of NAMES where it stands."""

    def named(said: str, where: str) -> tuple[Mention, ...]:
        starts = [at for at in range(len(where)) if where.startswith(said, at)]
        return tuple(Mention(at, at + len(said), said, "test") for at in starts)

    actors = [
        Actor(key, said, key.partition("/")[0], named(said, text), named(said, title))
        for said, key in NAMES.items()
        if said in f"{title} {text}"
    ]
    return article(name, title, text, actors=tuple(actors))


def one(build: Build, text: str, title: str = "") -> LocalEngine:
    return build([written("a", title, text), written("b", "", "Nobody of that sort.")])


def total(engine: LocalEngine, query: str) -> int:
    return answer(engine, Request(query)).total


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('"raid @armed-group"~3', 1),
        ('"raid @group"~3', 1),
        ('"raid @armed-group/harbour-front"~3', 1),
        ('"raid @actor"~3', 1),
        ('"raid @armed-group"~2', 0),
        ('"raid @person"~8', 1),
        ('"raid @person"~7', 0),
        ('"raid @person"~sentence', 0),
        ('"denied @person"~sentence', 1),
        ('"raid @armed-group"', 0),
        ('"by the @armed-group"', 1),
        ('"@armed-group struck"', 1),
        ('"port @armed-group"~3', 1),
        ('"port @armed-group"~2', 0),
        ('"@person denied"', 1),
        ('"@person"', 1),
        ('"@media"', 0),
    ],
)
def test_distance_is_measured_from_the_nearer_edge(build: Build, query: str, found: int) -> None:
    # 1 raid, 4-5 Harbour Front, 6 struck, 8 port, 9-10 Jo Li
    engine = one(build, "A raid by the Harbour Front struck the port. Jo Li denied it.")
    assert total(engine, query) == found


def test_a_word_that_is_asked_for_is_not_at_the_same_time_someone(build: Build) -> None:
    assert total(one(build, "Later Li went home, said Jo Li."), '"li @person"~sentence') == 0
    assert total(one(build, "Later Jo Li met Ana Roy."), '"li @person"~sentence') == 1


def test_each_mark_needs_a_mention_of_its_own(build: Build) -> None:
    alone, pair = one(build, "Jo Li came."), one(build, "Jo Li saw Norway.")
    for query in ('"@person @actor"~9', '"@actor @actor"~9', '"@person @person"~9'):
        assert total(alone, query) == 0
    assert total(pair, '"@person @actor"~9') == total(pair, '"@actor @actor"~sentence') == 1
    assert total(pair, '"@person @person"~9') == 0


def test_a_title_is_apart_from_the_text(build: Build) -> None:
    engine = one(build, "The raid failed.", "Norway waits")
    assert total(engine, '"raid @country"~sentence') == 0
    assert total(engine, 'title:"@country waits"') == 1


def test_word_and_mention_are_marked_where_they_stand_together(build: Build) -> None:
    engine = one(build, "A raid by the Harbour Front. Jo Li spoke of nothing. Norway is far.")
    hit = answer(engine, Request('"raid @armed-group"~8')).hits[0]
    opened = read_article(engine, hit.id, '"raid @armed-group"~8')
    assert said(hit.snippet) == said(opened.text) == ["raid", "Harbour Front"]
    assert said(read_article(engine, hit.id, '"@person spoke"').text) == ["Jo Li spoke"]
    together = read_article(engine, hit.id, '"nothing @actor"~sentence').text
    assert said(together) == ["Jo Li", "nothing"]


def said(marked: Marked) -> list[str]:
    return [marked.text[start:end] for start, end in marked.spans]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ('"raid @country/norwai"~8', "No article names @country/norwai. Did you mean @country/nor"),
        ('"raid @person/li"~8', "No article names @person/li. Did you mean @person/jo-li?"),
        ('"raid @person/nobody-at-all"~8', "No article names @person/nobody-at-all."),
    ],
)
def test_an_actor_the_index_does_not_have_is_told(build: Build, query: str, told: str) -> None:
    engine = one(build, "A raid on Norway, said Jo Li.")
    assert any(note.text.startswith(told) for note in answer(engine, Request(query)).query.notes)
    known = answer(engine, Request('"raid @country/norway"~8'))
    assert known.total == 1
    assert known.query.notes == ()
