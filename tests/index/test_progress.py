"""The progress line: how many files are done, and how far the one in hand is read."""

from __future__ import annotations

import io

import pytest

from index import progress
from index.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setattr(progress, "_PAUSE_SECONDS", 0)
    return Terminal()


def last(terminal: Terminal) -> str:
    return terminal.getvalue().rpartition("\r")[2]


def test_a_large_file_moves_the_bar_as_it_is_read(shown: Terminal) -> None:
    told = Progress(shown)
    told.expect(2)
    told.within(3 << 20, 4 << 20)
    assert last(shown).startswith("[#########...............] 0/2 files and 75% of one, 0 articles")
    told.file_done()
    assert last(shown).startswith("[############............] 1/2 files, 0 articles")


def test_a_small_file_is_read_at_once(shown: Terminal) -> None:
    told = Progress(shown)
    told.expect(2)
    told.within(300, 400)
    assert last(shown).startswith("[........................] 0/2 files, 0 articles")


def test_nothing_is_shown_where_there_is_no_terminal() -> None:
    stream = io.StringIO()
    told = Progress(stream)
    told.within(3 << 20, 4 << 20)
    told.close()
    assert stream.getvalue() == ""
