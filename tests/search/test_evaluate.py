"""Evaluation on arrays, argued against a naive evaluator and against Whoosh's own matchers."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import query as whoosh_query
from whoosh.index import open_dir

from index.article import Article
from search.local import open_engine
from search.local.evaluate import evaluate
from search.tree import (
    And,
    Boost,
    Dated,
    Days,
    Everything,
    Fuzzy,
    InTitle,
    Is,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Undated,
    Wildcard,
    Word,
    YearlessDay,
)
from tests.conftest import Build, actor, article, fill, published, spoken_of
from tests.search import naive

TODAY = date(2026, 1, 1)
WORDS = ["attack", "attacks", "attacked", "peace", "piece", "talks", "talk", "the", "of", "border"]
DATES = ["2021", "2021-05", "2021-05-03", "2022-01-01", "2020-12/2021-02", "199X", "XXXX-04-22"]
PUBLISHED = [None, "2021", "2021-05", "2021-05-03", "2022-12-31"]
ACTORS = ["country/india", "country/iran", "person/jo-li"]

texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
words = st.sampled_from(WORDS)
phrases = st.lists(words, min_size=1, max_size=3).map(" ".join)
ranges = st.sampled_from(
    [
        Days(date(2021, 1, 1), date(2021, 12, 31)),
        Days(date(2021, 5, 1), None),
        Days(None, date(2021, 5, 31)),
        Days(date(2021, 5, 3), date(2021, 5, 3)),
    ]
)
text_leaves = st.one_of(
    words.map(Word),
    phrases.map(Phrase),
    st.builds(Near, phrases, st.integers(1, 6)),
    st.sampled_from(["a", "att", "pe", "talk", "x"]).map(Prefix),
    st.sampled_from(["*ce", "t?lk*", "?eace", "*a*k*", "p*e"]).map(Wildcard),
    st.builds(Fuzzy, st.sampled_from(["paece", "atack", "tlak", "bordr"]), st.integers(1, 2)),
)
leaves = st.one_of(
    text_leaves,
    st.just(Everything()),
    st.sampled_from(ACTORS).map(lambda key: Is("actor", key)),
    st.sampled_from(["Gazette", "Wire"]).map(lambda name: Is("source", name)),
    st.builds(Dated, st.sampled_from(["published", "mentions"]), ranges),
    st.just(Dated("mentions", YearlessDay(4, 22))),
    st.sampled_from(["published", "mentions"]).map(Undated),
)


def _grown(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(children, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        several.map(And),
        several.map(Or),
        children.map(Not),
        text_leaves.map(InTitle),
        st.builds(Boost, children, st.sampled_from([0.5, 2.0])),
    )


trees = st.recursive(leaves, _grown, max_leaves=6)


@st.composite
def corpora(draw: st.DrawFn) -> list[Article]:
    made = []
    for number in range(draw(st.integers(0, 8))):
        when = draw(st.sampled_from(PUBLISHED))
        made.append(
            article(
                f"a{number}",
                draw(texts),
                draw(texts),
                source=draw(st.sampled_from([None, "Gazette", "Wire"])),
                published=published(when) if when else None,
                actors=tuple(
                    actor(key, key, "x")
                    for key in draw(st.lists(st.sampled_from(ACTORS), unique=True, max_size=2))
                ),
                dates=tuple(
                    spoken_of(value)
                    for value in draw(st.lists(st.sampled_from(DATES), unique=True, max_size=2))
                ),
            )
        )
    return made


SLOW = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@SLOW
@given(corpus=corpora(), asked=st.lists(trees, min_size=8, max_size=8))
def test_every_tree_matches_what_a_naive_evaluator_matches(
    build: Build, corpus: list[Article], asked: list[Node]
) -> None:
    snapshot = build(corpus)._snapshot
    for tree in asked:
        found = evaluate(snapshot, tree, TODAY)
        ids = {f"{snapshot.numbers[doc]:016x}" for doc in found.docs}
        assert ids == {made.id for made in corpus if naive.matches(tree, made)}, tree


@SLOW
@given(corpus=corpora(), leaf=text_leaves)
def test_a_leaf_scores_by_the_published_formula(
    build: Build, corpus: list[Article], leaf: Node
) -> None:
    snapshot = build(corpus)._snapshot
    found = evaluate(snapshot, leaf, TODAY)
    by_id = {made.id: made for made in corpus}
    for doc, score in zip(found.docs, found.scores, strict=True):
        made = by_id[f"{snapshot.numbers[doc]:016x}"]
        assert score == pytest.approx(naive.bm25f(leaf, made, corpus), rel=1e-12)


@SLOW
@given(corpus=corpora(), tree=trees, batch=st.integers(1, 3))
def test_commits_and_deletions_change_no_score(
    build: Build, corpus: list[Article], tree: Node, batch: int
) -> None:
    at_once, in_batches = build(corpus)._snapshot, build(corpus, batch)._snapshot
    scores = []
    for snapshot in (at_once, in_batches):
        found = evaluate(snapshot, tree, TODAY)
        pairs = zip(snapshot.numbers[found.docs].tolist(), found.scores.tolist(), strict=True)
        scores.append(dict(pairs))
    assert scores[0] == scores[1]


ORACLE = [
    (Word("attacked"), whoosh_query.Term("stems", "attack")),
    (Phrase("peace talks"), whoosh_query.Phrase("exact", ["peace", "talks"])),
    (
        And((Word("peace"), Word("border"))),
        whoosh_query.And(
            [whoosh_query.Term("stems", "peac"), whoosh_query.Term("stems", "border")]
        ),
    ),
    (
        Or((Word("peace"), Word("border"))),
        whoosh_query.Or([whoosh_query.Term("stems", "peac"), whoosh_query.Term("stems", "border")]),
    ),
    (
        And((Word("peace"), Not(Word("talk")))),
        whoosh_query.AndNot(whoosh_query.Term("stems", "peac"), whoosh_query.Term("stems", "talk")),
    ),
    (Not(Word("talk")), whoosh_query.Not(whoosh_query.Term("stems", "talk"))),
    (Prefix("att"), whoosh_query.Prefix("exact", "att")),
    (Wildcard("p?*ce"), whoosh_query.Wildcard("exact", "p?*ce")),
    (Fuzzy("bordr", 1), whoosh_query.FuzzyTerm("exact", "bordr", maxdist=1, prefixlength=0)),
]


@pytest.mark.parametrize(("tree", "asked"), ORACLE, ids=lambda value: type(value).__name__)
def test_operators_whoosh_knows_match_what_whoosh_matches(
    tmp_path_factory: pytest.TempPathFactory, tree: Node, asked: whoosh_query.Query
) -> None:
    folder = tmp_path_factory.mktemp("oracle") / "made"
    dice = Random(7)  # noqa: S311 - the same words on every machine, no secret
    made = [
        article(f"a{number}", dice.choice(WORDS), " ".join(dice.choices(WORDS, k=6)))
        for number in range(60)
    ]
    fill(folder, made, batch=25)
    opened = open_dir(str(folder))
    with opened.searcher() as searcher:
        whoosh_found = sorted(asked.docs(searcher))
    snapshot = open_engine(folder)._snapshot
    assert evaluate(snapshot, tree, TODAY).docs.tolist() == whoosh_found
    assert whoosh_found
