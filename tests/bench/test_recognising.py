"""The measure of how fast actors are recognised."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import recognising


@pytest.fixture(autouse=True)
def leave_the_collector_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognising, "make_ready", recognising.catalogue)


def test_both_runs_find_the_same_and_tell_their_speed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "tolliver.txt"
    file.write_text("France and Peru met.\n\nThey met in France, and spoke of Peru for an hour.\n")
    assert recognising.main([str(file)]) == 0
    size, first, again = capsys.readouterr().out.splitlines()
    assert size.startswith("1 articles")
    assert first.startswith("first: ")
    assert again.startswith("again: ")
    assert first.split(", ")[1] == again.split(", ")[1] != "0 mentions"


def test_a_file_without_articles_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "empty.jsonl"
    file.write_text("")
    assert recognising.main([str(file)]) == 2
    assert "empty.jsonl holds no articles" in capsys.readouterr().err
