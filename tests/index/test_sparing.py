"""One article over which our own code fails costs that article what failed, and the run nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index import understanding
from index.actors import recognise
from index.annotating import annotate
from index.errors import BrokenCorrections
from index.progress import Progress
from index.readers import Page
from index.recognition import Recogniser
from index.report import Report
from index.snapshot import open_snapshot
from index.sparing import spared
from index.store import writing
from tests.index.newsroom import TODAY, add_to

QUIET = Progress(None)
GOOD = "Peru and Chile signed the treaty on 3 May 2021. Their ministers met in Lima."
BAD = "Kenya sent a note to Ghana on 4 June 2021, which its ministers had long expected."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    news = tmp_path / "news"
    news.mkdir()
    (news / "good.txt").write_text(f"Treaty signed\n\n{GOOD}", "utf-8")
    (news / "bad.txt").write_text(f"Note sent\n\n{BAD}", "utf-8")
    return news


def failing(function: Callable[..., object]) -> Callable[..., object]:
    def fails(*given: object, **named: object) -> object:
        if BAD in [text for text in given if isinstance(text, str)]:
            raise IndexError("list index out of range")
        return function(*given, **named)

    return fails


def added(folder: Path) -> Report:
    return add_to(folder.parent / "index", folder)


def test_an_article_whose_actors_cannot_be_told_is_found_by_its_words_and_dates(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.recognition.recognise", failing(recognise))
    report = added(folder)
    assert report.articles_new == 2
    assert [r for r in report.remarks if "actors are not known" in r and "IndexError" in r]
    snapshot = open_snapshot(folder.parent / "index")
    articles = {a.title: a for a in map(snapshot.article, range(snapshot.size))}
    assert [actor.id for actor in articles["Treaty signed"].actors]
    assert articles["Note sent"].actors == ()
    assert [found.value for found in articles["Note sent"].dates] == ["2021-06-04"]


def test_an_article_whose_dates_cannot_be_told_keeps_its_actors(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(understanding, "mentioned_dates", failing(understanding.mentioned_dates))
    report = added(folder)
    assert [r for r in report.remarks if "the dates it speaks of are not known" in r]


def test_annotate_keeps_the_former_actors_of_an_article_it_fails_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(folder)
    monkeypatch.setattr("index.recognition.recognise", failing(recognise))
    with writing(folder.parent / "index") as store:
        done = annotate(store, TODAY, QUIET)
    assert done.articles_changed == 0
    assert len(done.notes) == 1
    assert "Note sent" in done.notes[0]


def test_a_page_over_which_a_parser_fails_is_skipped_by_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(self: Page) -> object:
        raise RecursionError("maximum recursion depth exceeded")

    monkeypatch.setattr(Page, "read", fails)
    item = understanding.article_of(Page("crawl.warc", b"<p>", "3"))
    assert str(item).startswith("crawl.warc#3: the page cannot be read (RecursionError")


def test_faults_that_a_user_can_mend_end_the_run() -> None:
    def broken() -> object:
        raise BrokenCorrections("actors.toml line 3: …")

    with pytest.raises(BrokenCorrections):
        spared("its actors are not known", broken, ())


def test_a_wrong_file_of_corrections_is_no_fault_of_ours(folder: Path) -> None:
    (folder.parent / "actors.toml").write_text("[country/nowhere]\nname = 3\n", "utf-8")
    with pytest.raises(BrokenCorrections):
        understanding.understand(
            next(iter(understanding.articles_of(folder / "good.txt"))),
            "news/good.txt",
            TODAY,
            Recogniser(str(folder.parent / "actors.toml")),
        )
