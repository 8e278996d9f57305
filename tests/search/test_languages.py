"""A word is asked for in every language that the corpus holds, and in each by its own forms."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from whoosh.index import open_dir

from index.article import Article
from index.codec.checking import disagreements
from index.codec.columns import Columns
from index.codec.merge import merge
from index.languages import OF, bare
from index.lookup import bare_words
from search.local import LocalEngine
from search.page import Page
from search.pipeline import answer
from search.request import Filter, Request
from tests.conftest import Build, article, fill

CORPUS = [
    article("fr", "Annonce", "Les mesures annoncées par le maire. L’élection aura lieu.",
            language="fr"),
    article("de", "Die Wahl", "Der Bürgermeister war in den Häusern. Die Wahl ist vorbei.",
            language="de"),
    article("en", "War crimes", "The mayor announces an election. Houses die hard.", language="en"),
    article("none", "Tide", "The war of the houses is over and the election is near."),
    article("pl", "Wybory", "Burmistrz w domach, election.", language="pl"),
]  # fmt: skip


@pytest.fixture
def engine(build: Build) -> LocalEngine:
    return build(CORPUS, batch=2)


def page(engine: LocalEngine, query: str) -> Page:
    return answer(engine, Request(query))


def found(engine: LocalEngine, query: str) -> set[str]:
    names = {made.id: made.path.removesuffix(".txt") for made in CORPUS}
    return {names[hit.id] for hit in page(engine, query).hits}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("annoncer", {"fr"}),
        ("announced", {"en"}),
        ("annonçée", {"fr"}),
        ("haus", {"de"}),
        ("house", {"en", "none"}),
        ("élections", {"fr", "en", "none", "pl"}),
        ("burgermeister", {"de"}),
    ],
)
def test_a_word_is_found_in_the_forms_it_has_in_the_language_of_the_article(
    engine: LocalEngine, query: str, names: set[str]
) -> None:
    assert found(engine, query) == names


def test_one_word_in_several_languages_is_one_term(engine: LocalEngine) -> None:
    assert [term.articles for term in page(engine, "election").query.terms] == [4]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("le maire", {"fr"}),
        ("der bürgermeister", {"de"}),
        ("die bürgermeister", {"de"}),
        ("die houses", {"en"}),
        ("war houses", {"en", "none"}),
        ("war mayor", {"en"}),
        ("war ferry", set()),
        ("war häuser", {"de"}),
        ("der election", set()),
        ("die war", {"de", "en"}),
    ],
)
def test_a_function_word_excludes_no_article_of_its_own_language(
    engine: LocalEngine, query: str, names: set[str]
) -> None:
    assert found(engine, query) == names


@pytest.mark.parametrize("query", ["l'élection", "élection", '"élection aura"', '"l’élection"'])
def test_an_elided_word_hides_no_other(engine: LocalEngine, query: str) -> None:
    assert "fr" in found(engine, query)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ('"war"', {"de", "en", "none"}),
        ('"annoncer"', set()),
        ('"mesures annoncées"', {"fr"}),
        ("annonc*", {"fr"}),
        ("elec*", {"fr", "en", "none", "pl"}),
        ("hauser~1", {"de"}),
        ('"maire mesures"~5', {"fr"}),
        ('"maire mesures"~sentence', {"fr"}),
        ("title:die", {"de"}),
    ],
)
def test_what_is_asked_as_written_is_found_in_any_language(
    engine: LocalEngine, query: str, names: set[str]
) -> None:
    assert found(engine, query) == names


def test_words_are_marked_in_every_language(engine: LocalEngine) -> None:
    for hit in page(engine, "election OR haus").hits:
        marked = [hit.snippet.text[start:end] for start, end in hit.snippet.spans]
        assert set(marked) <= {"élection", "election", "Häusern"}
        assert marked


@pytest.mark.parametrize("name", ["fr", "FRA", "French", "français", "fr-CA", "FRANCAIS"])
def test_a_language_is_asked_for_by_its_codes_and_names(engine: LocalEngine, name: str) -> None:
    assert found(engine, f"lang:{name}") == {"fr"}
    assert not page(engine, f"lang:{name}").query.notes


def test_a_language_that_is_not_there_is_told(engine: LocalEngine) -> None:
    told = [
        [note.text for note in page(engine, f"lang:{name}").query.notes]
        for name in ("Spanish", "Frensh", "klingon")
    ]
    some = "There is: German, English, French, Polish."
    assert told == [
        [f"No article is in Spanish. {some}"],
        ["No language is called “Frensh”. Did you mean “French”?"],
        [f"No language is called “klingon”. {some}"],
    ]


def test_the_facet_names_languages_and_counts_what_the_filter_finds(engine: LocalEngine) -> None:
    (facet,) = (each for each in page(engine, "election").facets if each.name == "language")
    assert {value.label: value.count for value in facet.values} == {
        "French": 1, "English": 1, "Polish": 1,
    }  # fmt: skip
    for value in facet.values:
        chosen = Request("election", filters=(Filter("language", (value.id,)),))
        assert answer(engine, chosen).total == value.count


def test_a_language_we_do_not_know_is_found_as_it_is_declared(build: Build) -> None:
    engine = build([article("a", "One", language="klingon")])
    assert answer(engine, Request("lang:Klingon")).total == 1


def test_suggestions_are_spelt_as_the_articles_are(build: Build) -> None:
    made: list[Article] = [
        article(f"a{n}", "", "La négociation continue.", language="fr") for n in range(3)
    ]
    (offer,) = answer(build(made), Request("negosiation")).suggestions
    assert (offer.query, offer.total) == ("negociation", 3)


def test_whoosh_sees_words_of_other_tongues_with_their_tongue(tmp_path: Path) -> None:
    fill(tmp_path / "made", [article("a", "", "Maisons", language="fr"), article("b", "Houses")])
    with open_dir(str(tmp_path / "made")).searcher() as searcher:
        assert list(searcher.lexicon("exact")) == [b"houses", b"maisons\x1ffr"]
        assert list(searcher.lexicon("stems")) == [b"hous", b"maison\x1ffr"]


def test_a_word_whose_articles_are_gone_leaves_no_tag_behind(tmp_path: Path) -> None:
    parts = []
    for name, made in (("one", CORPUS[:1]), ("rest", CORPUS[2:])):
        fill(tmp_path / name, made)
        parts.append(Columns(next((tmp_path / name).glob("*.col"))))
    kept = [np.zeros(1, dtype=bool), np.ones(3, dtype=bool)]
    merge(parts, kept, tmp_path / "merged.col")
    merged = Columns(tmp_path / "merged.col")
    assert merged.tongues == ("",)
    assert OF in "".join(merged.words)
    assert bare_words(merged) == sorted({bare(word) for word in merged.words})
    assert list(disagreements(merged, lambda: None)) == []
