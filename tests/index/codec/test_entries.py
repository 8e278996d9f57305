"""Merged entries come back as they were, copied or pressed again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.codec import entries
from index.codec.container import Container, write
from index.codec.entries import merge_entries
from index.codec.segment import SegmentWriter
from index.codec.squeeze import SAMPLES, Press, Pressed


def _part(path: Path, what: str, count: int) -> tuple[Pressed, list[bytes]]:
    press = Press()
    made = [f"{what} {n} of {n % 7} harbours sank {n * 31} boats".encode() for n in range(count)]
    for entry in made:
        press.add(entry)
    write(path, press.arrays("made"))
    return Pressed(Container(path), "made"), made


@pytest.mark.parametrize(("worth", "dictionaries"), [(0, 3), (1 << 30, 1)])
def test_entries_come_back_whatever_they_were_pressed_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, worth: int, dictionaries: int
) -> None:
    monkeypatch.setattr(entries, "_WORTH", worth)
    sizes = {"Storm": SAMPLES + 10, "Ice": 5, "Flood": SAMPLES, "Fog": 500}
    parts, left = [], []
    for what, count in sizes.items():
        pressed, made = _part(tmp_path / f"{what}.col", what, count)
        kept = np.flatnonzero(np.arange(count) % 100 != 3)
        parts.append((pressed, kept))
        left += [made[place] for place in kept.tolist()]
    with SegmentWriter(tmp_path / "merged.col") as writer:
        merge_entries(writer, "made", parts)
    merged = Pressed(Container(tmp_path / "merged.col"), "made")
    assert [merged[place] for place in range(len(merged))] == left
    assert len({dictionary for _, _, dictionary in merged.stretches()}) == dictionaries
    with SegmentWriter(tmp_path / "again.col") as writer:
        merge_entries(writer, "made", [(merged, np.arange(1, len(merged)))] * 2)
    again = Pressed(Container(tmp_path / "again.col"), "made")
    assert [again[place] for place in range(len(again))] == left[1:] * 2


def test_a_few_entries_of_many_commits_learn_from_one_another(tmp_path: Path) -> None:
    parts = [_part(tmp_path / f"{n}.col", "Storm", 6) for n in range(40)]
    assert all(not pressed.stretches()[0][2] for pressed, _ in parts)
    with SegmentWriter(tmp_path / "merged.col") as writer:
        merge_entries(writer, "made", [(pressed, np.arange(6)) for pressed, _ in parts])
    merged = Pressed(Container(tmp_path / "merged.col"), "made")
    assert [merged[place] for place in range(240)] == [e for _, made in parts for e in made]
