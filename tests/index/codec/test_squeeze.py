"""Entries come back one by one, whatever they were and in whatever order they are asked for."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.codec.container import Container, write
from index.codec.squeeze import SAMPLES, Press, Pressed


def _pressed(folder: Path, entries: list[bytes]) -> Pressed:
    press = Press()
    for entry in entries:
        press.add(entry)
    write(folder / "made.col", press.arrays("made"))
    return Pressed(Container(folder / "made.col"), "made")


def _sentences(count: int) -> list[bytes]:
    return [
        f"Boat {number} left the harbour of town {number % 7} with {number * 31} crates".encode()
        for number in range(count)
    ]


@given(st.lists(st.binary(max_size=50), max_size=20))
def test_any_bytes_come_back(
    tmp_path_factory: pytest.TempPathFactory, entries: list[bytes]
) -> None:
    pressed = _pressed(tmp_path_factory.mktemp("pressed"), entries)
    assert [pressed[place] for place in range(len(pressed))] == entries


def test_entries_after_those_that_were_learned_from_come_back_too(tmp_path: Path) -> None:
    entries = _sentences(SAMPLES + 50)
    pressed = _pressed(tmp_path, entries)
    assert [pressed[place] for place in range(len(pressed))] == entries
    ((first, last, dictionary),) = pressed.stretches()
    assert (first, last) == (0, len(entries))
    assert dictionary
    assert pressed.runs.span(0, len(entries))[1] < sum(map(len, entries)) / 2


def test_threads_may_read_side_by_side(tmp_path: Path) -> None:
    entries = _sentences(500)
    pressed = _pressed(tmp_path, entries)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(pressed.__getitem__, list(range(500)) * 8)) == entries * 8
