"""A pipeline of spaCy finds names that our rules leave out, and they go the way of all names."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy

from index import learned
from index.actors import catalogue, recognise
from index.actors.hints import Hint, Hints
from index.annotating import Wish, annotate, plug_in
from index.description import describe, lines
from index.errors import NoRecogniser
from index.pipeline import add
from index.progress import Progress
from index.rebuilding import rebuild
from index.snapshot import open_snapshot
from index.store import writing
from tests.index.newsroom import TODAY, write
from tests.index.test_command import run

QUIET = Progress(None)
#: Nothing but the pipeline tells who these are.
TEXT = "There Oryn Teskavel slept. Nobody but Teskavel knew Marlquen or the Quorn, or France."


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small pipeline in a folder."""
    pipeline = spacy.blank("en")
    named = {
        "PERSON": ["Oryn Teskavel"],
        "GPE": ["Marlquen", "France"],
        "NORP": ["Quorn"],
        "DATE": ["Nobody"],
    }
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [{"label": label, "pattern": name} for label, names in named.items() for name in names]
    )
    folder = tmp_path_factory.mktemp("model")
    pipeline.to_disk(folder)
    return folder


@pytest.fixture
def news(tmp_path: Path) -> Path:
    write(tmp_path / "news" / "a.jsonl", json.dumps({"title": "Night", "text": TEXT}))
    return tmp_path / "news"


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    yield
    learned._teller.cache_clear()


def ids(folder: Path) -> list[str]:
    snapshot = open_snapshot(folder)
    (doc,) = snapshot.alive.nonzero()[0].tolist()
    return [actor.id for actor in snapshot.article(doc).actors]


FOUND = ["person/oryn-teskavel", "place/marlquen", "organisation/quorn", "country/france"]


def told(text: str, *found: tuple[str, str]) -> dict[str, list[tuple[str, str]]]:
    hints = [Hint(text.index(name), text.index(name) + len(name), kind) for name, kind in found]
    actors = recognise("", text, 0, catalogue(), hints=Hints(text=hints))
    return {actor.id: [(m.text, m.rule) for m in actor.mentions] for actor in actors}


def test_a_name_found_by_others_has_an_id_and_short_forms_like_any() -> None:
    assert told(TEXT, ("Oryn Teskavel", "person"))["person/oryn-teskavel"] == [
        ("Oryn Teskavel", "learned"),
        ("Teskavel", "short form"),
    ]


def test_the_catalogue_and_our_own_rules_come_first() -> None:
    text = "France met President Marta Quillon."
    plain = recognise("", text, 0, catalogue())
    named = told(text, ("France", "person"), ("Marta Quillon", "organisation"))
    assert list(named) == [actor.id for actor in plain]


@pytest.mark.parametrize("span", ["the Quorn", "Quorn"])
def test_an_article_before_a_name_is_no_part_of_it(span: str) -> None:
    text = "So spoke the Quorn of old."
    assert told(text, (span, "organisation")) == {"organisation/quorn": [("Quorn", "learned")]}


@pytest.mark.parametrize("span", ["slept", "knew Marlquen or the Quorn", "Teska"])
def test_what_is_no_whole_name_is_left_out(span: str) -> None:
    assert list(told(TEXT, (span, "person"))) == ["country/france"]


def test_an_index_keeps_to_its_recogniser_also_when_it_is_made_again(
    tmp_path: Path, news: Path, model: Path
) -> None:
    made = tmp_path / "made"
    with writing(made) as store:
        plug_in(store, f"spacy:{model}")
        add(store, [news], TODAY, QUIET)
    assert ids(made) == FOUND
    assert f"recogniser: spacy:{model}" in list(lines(describe(made)))
    rebuild(made, TODAY, QUIET)
    assert ids(made) == FOUND
    with writing(made) as store:
        assert annotate(store, TODAY, QUIET).articles_changed == 0


def test_articles_told_without_are_told_again_first(
    tmp_path: Path, news: Path, model: Path
) -> None:
    made = tmp_path / "made"
    with writing(made) as store:
        add(store, [news], TODAY, QUIET)
    with writing(made) as store, pytest.raises(NoRecogniser, match="annotate --recogniser spacy:"):
        plug_in(store, f"spacy:{model}")
    with writing(made) as store:
        assert annotate(store, TODAY, QUIET, wish=Wish(recogniser=f"spacy:{model}")).gained == 3
        plug_in(store, f"spacy:{model}")
    assert ids(made) == FOUND
    with writing(made) as store:
        assert annotate(store, TODAY, QUIET, wish=Wish(recogniser="none")).lost == 3
    assert ids(made) == ["country/france"]


def test_a_long_text_is_told_in_pieces_that_cut_no_name(
    monkeypatch: pytest.MonkeyPatch, model: Path
) -> None:
    whole = learned.hints(f"spacy:{model}", TEXT * 3)
    monkeypatch.setattr(learned, "_LETTERS", 60)
    assert len(whole) == 12
    assert learned.hints(f"spacy:{model}", TEXT * 3) == whole


def test_without_spacy_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    monkeypatch.delitem(sys.modules, "index.spacy_pipeline", raising=False)
    with pytest.raises(NoRecogniser, match=r"needs spaCy.*pip install 'dateline\[spacy\]'"):
        learned.settled("spacy:en_core_web_sm")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("spacy:no_such_pipeline", "cannot be loaded: .*python -m spacy download no_such_pipeline"),
        ("spacy:", "write spacy:NAME"),
        ("", "'' is no recogniser: write spacy:NAME"),
        ("other:thing", "'other:thing' is no recogniser: write spacy:NAME"),
    ],
)
def test_what_cannot_be_had_is_told(given: str, said: str) -> None:
    with pytest.raises(NoRecogniser, match=said):
        learned.settled(given)


def test_a_folder_without_a_pipeline_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoRecogniser, match=r"cannot be loaded: .*: name a folder"):
        learned.settled(f"spacy:{tmp_path}")


def test_a_pipeline_that_can_tell_no_name_is_refused(tmp_path: Path) -> None:
    pipeline = spacy.blank("en")
    pipeline.to_disk(tmp_path / "blank")
    pipeline.add_pipe("sentencizer")
    pipeline.to_disk(tmp_path / "sentences")
    for folder in ("blank", "sentences"):
        with pytest.raises(NoRecogniser, match="no part of the pipeline finds named entities"):
            learned.settled(f"spacy:{tmp_path / folder}")


def test_read_and_add_take_it_on_the_command_line(tmp_path: Path, news: Path, model: Path) -> None:
    done = run(tmp_path, "read", "--explain", "--recogniser", f"spacy:{model}", news)
    assert "'Oryn Teskavel' text 6-19 by learned" in done.stdout
    assert "rule learned: a name that the recogniser you plugged in finds" in done.stdout
    done = run(tmp_path, "add", "--recogniser", "spacy:no_such_pipeline", news)
    assert (done.returncode, "cannot be loaded" in done.stderr) == (2, True)
    assert not (tmp_path / "made").exists()
    assert run(tmp_path, "add", "--recogniser", f"spacy:{model}", news).returncode == 0
    assert ids(tmp_path / "made") == FOUND
