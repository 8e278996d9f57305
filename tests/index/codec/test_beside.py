"""Another process writes what this one would, and its faults are told here."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given

from index.article import Article
from index.codec import beside
from index.codec.beside import Beside
from index.codec.draft import Draft
from index.codec.records import record_of
from tests.conftest import actor, article, published
from tests.search.corpora import SLOW, corpora

pytestmark = pytest.mark.skipif(
    not beside.can_help(), reason="there is no other core, or no way to hand it a socket"
)


@pytest.fixture
def helped() -> Iterator[Beside]:
    """One whose process starts with the first letter."""
    with closing(Beside(enough=1)) as made:
        yield made


@pytest.fixture(scope="module")
def lasting() -> Iterator[Beside]:
    """As `helped`, for all examples of a property."""
    with closing(Beside(enough=1)) as made:
        made.add(["Tide", "turns"], [""], [b""])
        yield made


def written(by: Beside, articles: list[Article], path: Path) -> bytes:
    draft = Draft(by)
    for each in articles:
        draft.add(record_of(each))
    draft.write(path)
    return path.read_bytes()


@SLOW
@given(corpus=corpora())
def test_the_file_is_the_same_wherever_it_was_written(
    lasting: Beside, tmp_path: Path, corpus: list[Article]
) -> None:
    there = written(lasting, corpus, tmp_path / "there.col")
    assert there == written(Beside(), corpus, tmp_path / "here.col")


def test_what_was_given_up_is_not_in_the_next_segment(helped: Beside, tmp_path: Path) -> None:
    helped.begin()
    helped.add(["Ferry", "The ferry sank."], [""], [b""])
    made = [article("a", "Tide", "The tide turned.", published=published("2021-05"))]
    there = written(helped, made, tmp_path / "there.col")
    assert there == written(Beside(), made, tmp_path / "here.col")


def test_what_goes_wrong_there_is_raised_here(helped: Beside, tmp_path: Path) -> None:
    helped.begin()
    helped.add(["Tide", "turns"], [""], [b""])
    with pytest.raises(FileNotFoundError):
        helped.write(tmp_path / "missing" / "x.col", dict)


def test_a_killed_process_is_told_of_and_leaves_no_wait(helped: Beside, tmp_path: Path) -> None:
    helped.begin()
    helped.add(["Tide", "turns"], [""], [b""])
    assert helped.process
    os.kill(helped.process, signal.SIGKILL)
    with pytest.raises(ChildProcessError, match="run the command again"):
        helped.write(tmp_path / "x.col", dict)


def test_few_articles_start_no_process(tmp_path: Path) -> None:
    alone = Beside()
    made = [article("a", "Tide", "turns", actors=(actor("person/jo-li", "Jo Li", "Li"),))]
    assert written(alone, made, tmp_path / "x.col")
    assert alone.process is None


def test_closing_ends_the_process(helped: Beside) -> None:
    helped.add(["Tide", "turns"], [""], [b""])
    assert helped.process
    os.kill(helped.process, 0)
    started = helped.process
    helped.close()
    with pytest.raises(ProcessLookupError):
        os.kill(started, 0)
