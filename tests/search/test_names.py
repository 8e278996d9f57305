"""A name in a query finds whom it means, and a name that finds nobody is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.annotating import Wish, annotate
from index.progress import Progress
from index.store import writing
from search.local import LocalEngine, open_engine
from search.pipeline import answer
from search.request import Request
from tests.conftest import Build, actor, article, fill
from tests.index.newsroom import TODAY


@pytest.fixture
def engine(build: Build) -> LocalEngine:
    named = (
        actor("country/japan", "Japan", "Japan"),
        actor("media/harbour-times", "Harbour Times", "Harbour Times"),
        actor("person/jan-lapin", "Jan Lapin", "Jan Lapin"),
    )
    return build([article("a", "Envoys met", "They met in Japan.", actors=named)])


def notes(engine: LocalEngine, query: str) -> list[str]:
    return [note.text for note in answer(engine, Request(query)).query.notes]


def test_a_name_that_is_found_needs_no_note(engine: LocalEngine) -> None:
    assert notes(engine, "country:Japan") == []


def test_a_name_of_another_kind_says_which(engine: LocalEngine) -> None:
    (note,) = notes(engine, 'org:"Harbour Times"')
    assert note.endswith("Of another kind there is “media/harbour-times”: ask with actor:.")


def test_a_misspelt_name_is_offered_only_names_of_its_kind(engine: LocalEngine) -> None:
    assert notes(engine, "country:Japn") == ["No country is called “Japn”. Did you mean “japan”?"]
    assert notes(engine, "person:Japn") == ["No person is called “Japn”."]


def test_a_known_name_that_no_article_holds_is_told(engine: LocalEngine) -> None:
    assert notes(engine, "country:Norway") == [
        "“Norway” is known as “country/norway”, but no article names it."
    ]


def test_a_misspelt_name_that_only_the_catalogue_knows_is_offered_too(engine: LocalEngine) -> None:
    (note,) = notes(engine, "country:Norwey")
    assert note.startswith("No country is called “Norwey”. Did you mean “norway”")
    assert note.endswith("? No article names it, though.")


def test_whom_articles_name_comes_before_whom_only_the_catalogue_knows(build: Build) -> None:
    named = (actor("person/ada-merkel-lund", "Ada Merkel Lund", "Lund"),)
    engine = build([article("a", "Envoys met", "Lund met them.", actors=named)])
    found = answer(engine, Request("person:merkel"))
    assert found.total == 1
    assert found.query.notes == ()


def test_names_that_a_user_gave_are_known_and_offered(tmp_path: Path) -> None:
    said = article("a", "Envoys met", "They met in Japan.", actors=())
    fill(tmp_path / "made", [said])
    (tmp_path / "actors.toml").write_text(
        '[[add]]\nto = "country/japan"\nnames = ["Teskaria"]', encoding="utf-8"
    )
    with writing(tmp_path / "made") as store:
        annotate(store, TODAY, Progress(None), wish=Wish(tmp_path / "actors.toml"))
    engine = open_engine(tmp_path / "made")
    assert answer(engine, Request("actor:Teskaria")).total == 1
    (note,) = notes(engine, "country:Teskarla")
    assert note == "No country is called “Teskarla”. Did you mean “teskaria”?"
