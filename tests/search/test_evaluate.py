"""Evaluation on arrays, argued against a naive evaluator and against Whoosh's own matchers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import query as whoosh_query
from whoosh.index import open_dir

from index.article import Article
from search.errors import QueryError
from search.local import open_engine
from search.local.evaluate import evaluate
from search.pipeline import answer
from search.request import Request
from search.tree import And, Fuzzy, Node, Not, Or, Phrase, Prefix, Wildcard, Word
from tests.conftest import Build, article, fill
from tests.search import naive
from tests.search.corpora import SLOW, WORDS, corpora, text_leaves, trees

TODAY = date(2026, 1, 1)


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
        # Weights are rounded to what fits into two bytes: see `index.codec.weights`.
        assert score == pytest.approx(naive.bm25f(leaf, made, corpus), rel=1e-4)


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


def test_a_query_beyond_its_budget_of_time_is_told_so(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = build([article("a", "One")])
    monkeypatch.setattr("search.local.evaluate.BUDGET_SECONDS", -1.0)
    with pytest.raises(QueryError, match="took longer than"):
        evaluate(engine._snapshot, Word("one"), TODAY)


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
    tmp_path: Path, tree: Node, asked: whoosh_query.Query
) -> None:
    folder = tmp_path / "made"
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


def test_what_was_found_before_is_found_again_and_anew_after_a_commit(tmp_path: Path) -> None:
    fill(tmp_path, [article("a", "Harbour", "The old harbour closed.")])
    engine = open_engine(tmp_path)
    request = Request(query='"old harbour" OR "closed old"~5')
    first = answer(engine, request)
    assert answer(engine, request).hits == first.hits
    fill(tmp_path, [article("b", "Harbour", "The old harbour opened.")])
    assert answer(engine.refreshed(), request).total == first.total + 1 == 2
    assert answer(engine, request).total == 1
