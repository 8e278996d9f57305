"""A sorted list on disk answers as a list in memory would."""

from __future__ import annotations

from bisect import bisect_left
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.codec.container import Container, write
from index.codec.words import Strings, as_arrays

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


def _stored(folder: Path, strings: list[str]) -> Strings:
    write(folder / "made.col", as_arrays("made", strings))
    return Strings(Container(folder / "made.col"), "made")


@given(st.sets(texts, max_size=30), st.lists(texts, max_size=5), st.integers(1, 9))
def test_strings_are_found_where_they_stand(
    tmp_path_factory: pytest.TempPathFactory, some: set[str], asked: list[str], copies: int
) -> None:
    strings = sorted({string + str(copy) * copy for string in some for copy in range(copies)})
    stored = _stored(tmp_path_factory.mktemp("strings"), strings)
    assert list(stored) == strings
    assert [stored[place] for place in range(len(stored))] == strings
    assert [stored.place(string) for string in strings] == list(range(len(strings)))
    for string in asked:
        assert stored.place(string) == (strings.index(string) if string in strings else None)
        low, high = sorted([string, asked[0]])
        expected = strings[bisect_left(strings, low) : bisect_left(strings, high)]
        assert stored.within(low, high) == expected


def test_any_slice_is_that_of_the_list(tmp_path: Path) -> None:
    strings = [f"{number:04}" for number in range(300)]
    stored = _stored(tmp_path, strings)
    for low, high in [(0, 300), (63, 65), (64, 128), (100, 100), (299, 400), (200, 100)]:
        assert stored[low:high] == strings[low:high]
