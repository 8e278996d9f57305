"""Actors told again: by the user's corrections, from what the index holds, crash or no crash."""

from __future__ import annotations

import json
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from index import annotating
from index.actors import catalogue
from index.annotating import NONE, Wish, annotate
from index.article import Article
from index.companion import can_have
from index.crew import ALONE, Crew
from index.description import describe, lines
from index.errors import BrokenCorrections, BrokenIndex
from index.manifest import INTERRUPTED
from index.pipeline import add
from index.progress import Progress
from index.rebuilding import rebuild
from index.recognition import catalogues
from index.redone import Redone, Shift
from index.snapshot import open_snapshot
from index.store import open_manifest, writing
from index.verification import verify
from tests.conftest import SEEDS, fill
from tests.index.newsroom import TODAY, add_to, write

FRANKLAND = '[[rename]]\nid = "country/france"\nname = "Frankland"\n'
QUIET = Progress(None)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Two articles of which one names France, indexed in `made`."""
    told = [
        {"title": "Ferry sails", "text": "PARIS, May 3 - France sold a ferry to Chile on May 3."},
        {"title": "Bridge closed", "text": "The old bridge of Chile was closed for the winter."},
    ]
    write(tmp_path / "news" / "a.jsonl", *map(json.dumps, told))
    add_to(tmp_path / "made", tmp_path / "news")
    return tmp_path / "made"


def redo(
    folder: Path, actors: Path | None = None, crew: Crew = ALONE, text: str | None = None
) -> Redone:
    if text is not None:
        actors = folder.parent / "actors.toml"
        actors.write_text(text, encoding="utf-8")
    with writing(folder) as store:
        return annotate(store, TODAY, QUIET, crew, Wish(actors))


def articles(folder: Path) -> dict[str, Article]:
    snapshot = open_snapshot(folder)
    found = [snapshot.article(doc) for doc in range(snapshot.size) if snapshot.alive[doc]]
    return {article.id: article for article in found}


def names(folder: Path) -> set[str]:
    return {actor.name for article in articles(folder).values() for actor in article.actors}


def segments(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*.col")}


def test_with_the_same_catalogue_nothing_changes_and_nothing_is_written(news: Path) -> None:
    before = sorted((path.name, path.stat().st_mtime_ns) for path in news.glob("*[0-9].*"))
    done = redo(news)
    assert (done.total, done.articles_changed, done.articles_unchanged) == (2, 0, 2)
    assert before == sorted((path.name, path.stat().st_mtime_ns) for path in news.glob("*[0-9].*"))


def test_the_articles_that_ship_with_us_are_recognised_as_they_were_read(tmp_path: Path) -> None:
    add_to(tmp_path / "made", SEEDS)
    assert redo(tmp_path / "made").articles_changed == 0


def test_only_articles_whose_actors_change_are_replaced_under_their_ids(news: Path) -> None:
    before, files = articles(news), open_manifest(news).files
    done = redo(news, text=FRANKLAND)
    after = articles(news)
    assert (done.articles_changed, done.renamed, done.corrections) == (1, 1, {"rename": 1})
    assert after.keys() == before.keys()
    assert names(news) == {"Frankland", "Chile"}
    assert {key: replace(each, actors=()) for key, each in after.items()} == {
        key: replace(each, actors=()) for key, each in before.items()
    }
    assert open_manifest(news).files == files
    assert verify(news, QUIET).faults == ()


def test_the_report_counts_who_came_and_went(news: Path) -> None:
    text = '[[merge]]\nids = ["country/chile"]\ninto = "country/peru"\n'
    done = redo(news, text=text)
    assert (done.gained, done.lost) == (2, 2)
    assert set(done.shifts) == {Shift("country/chile", 0, 2), Shift("country/peru", 2, 0)}


def test_corrections_hold_for_what_is_added_later_and_after_a_rebuild(news: Path) -> None:
    redo(news, text=FRANKLAND)
    (news.parent / "actors.toml").unlink()
    later = {"title": "Again", "text": "France said nothing at all on the day of the regatta."}
    write(news.parent / "later" / "b.jsonl", json.dumps(later))
    add_to(news, news.parent / "later")
    assert "France" not in names(news)
    rebuild(news, TODAY, QUIET)
    assert names(news) == {"Frankland", "Chile"}
    assert redo(news).articles_changed == 0


def test_without_corrections_again_all_is_as_it_was(news: Path) -> None:
    before = articles(news)
    redo(news, text=FRANKLAND)
    assert redo(news, NONE).articles_changed == 1
    assert articles(news) == before
    assert describe(news).corrections == {}


def test_a_file_that_is_refused_changes_nothing(news: Path) -> None:
    redo(news, text=FRANKLAND)
    generation = open_snapshot(news).generation
    with pytest.raises(BrokenCorrections):
        redo(news, text=FRANKLAND + FRANKLAND)
    assert open_snapshot(news).generation == generation
    assert names(news) == {"Frankland", "Chile"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[forbid]]\nid = "person/nobody-here"\n', "neither the catalogue nor an article has"),
        (
            FRANKLAND + 'corpora = ["nws"]\n',
            r"'nws', which the index has not \(did you mean 'news'",
        ),
    ],
)
def test_what_the_index_does_not_know_is_refused(news: Path, text: str, said: str) -> None:
    with pytest.raises(BrokenCorrections, match=said):
        redo(news, text=text)


def test_an_id_that_corrections_have_taken_away_may_still_be_spoken_of(tmp_path: Path) -> None:
    told = {"title": "Talks", "text": "President Marta Quillon spoke to the whole of the harbour."}
    write(tmp_path / "news" / "a.jsonl", json.dumps(told))
    add_to(made := tmp_path / "made", tmp_path / "news")
    text = '[[forbid]]\nid = "person/marta-quillon"\n'
    assert redo(made, text=text).lost == 1
    assert redo(made, text=text).lost == 0


def test_info_tells_which_corrections_hold(news: Path) -> None:
    redo(news, text=FRANKLAND)
    told = describe(news)
    assert (told.corrections, told.unfinished) == ({"rename": 1}, False)
    assert f"corrections of {news.parent / 'actors.toml'}: 1 rename" in list(lines(told))


def test_names_that_were_given_are_known_to_the_index(news: Path) -> None:
    redo(news, text=FRANKLAND)
    assert [[e.id for e in known.find("frankland")] for known in catalogues(news)] == [
        ["country/france"]
    ]


def test_damaged_corrections_are_told_with_the_remedy_and_can_be_replaced(news: Path) -> None:
    redo(news, text=FRANKLAND)
    (kept,) = news.glob("actors-*.toml")
    kept.write_bytes(kept.read_bytes() + b"\n")
    with pytest.raises(BrokenIndex, match=r"actors-.*damaged or gone: .*--no-actors"):
        add_to(news, news.parent / "news")
    assert "damaged or gone" in verify(news, QUIET).faults[0]
    assert redo(news, NONE).articles_changed == 1
    assert verify(news, QUIET).faults == ()


def test_a_rebuild_leaves_damaged_corrections_out_and_tells(news: Path) -> None:
    redo(news, text=FRANKLAND)
    next(news.glob("actors-*.toml")).unlink()
    assert "left out" in rebuild(news, TODAY, QUIET).notes[0]
    assert names(news) == {"France", "Chile"}
    assert verify(news, QUIET).faults == ()


def test_corrections_are_parsed_once_however_long_they_are(
    news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []
    loads = tomllib.loads

    def counting(text: str) -> dict[str, object]:
        parsed.append(text)
        return loads(text)

    catalogue()
    monkeypatch.setattr(tomllib, "loads", counting)
    redo(news, text=FRANKLAND)
    assert parsed == [FRANKLAND]


def test_only_the_corrections_in_force_and_those_before_are_kept(news: Path) -> None:
    for name in ("Frankland", "Gaul", "Franconia"):
        redo(news, text=FRANKLAND.replace("Frankland", name))
    assert len(list(news.glob("actors-*"))) == 2


class Killed(BaseException):
    """As if the process ended."""


def test_what_was_interrupted_is_told_and_finished_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "made"
    told = [Article(f"{n:016x}", "news/a.jsonl", "", "France sailed.", "d") for n in range(6)]
    fill(made, told)

    @contextmanager
    def short_of_breath() -> Iterator[None]:
        with monkeypatch.context() as patch:
            patch.setattr("index.store.COMMIT_ARTICLES", 2)
            real, count = annotating._put, iter(range(4))

            def put(*given: object) -> None:
                if next(count) == 3:
                    raise Killed
                real(*given)  # type: ignore[arg-type]

            patch.setattr(annotating, "_put", put)
            yield

    with short_of_breath(), pytest.raises(Killed):
        redo(made, text=FRANKLAND)
    assert names(made) == {"Frankland"}  # of those committed; the others have no actors yet
    assert describe(made).unfinished
    assert "interrupted" in "".join(lines(describe(made)))
    with writing(made) as store:
        assert add(store, [], TODAY, QUIET).notes == (INTERRUPTED,)
    assert 0 < redo(made).articles_changed < 6
    assert not describe(made).unfinished
    assert {len(each.actors) for each in articles(made).values()} == {1}


@pytest.mark.skipif(not can_have(), reason="no way to hand a process a socket")
def test_a_crew_does_the_same(news: Path) -> None:
    with Crew(2, enough=0) as crew:
        crew.note(1)
        while not crew.ahead:
            time.sleep(0.01)
        assert redo(news, crew=crew, text=FRANKLAND).articles_changed == 1
    assert names(news) == {"Frankland", "Chile"}
