"""What is packed into few bytes comes back as it was."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.codec.container import Array, Container, write
from index.codec.postings import (
    bits_of,
    pack_ascending,
    pack_bits,
    pack_positions,
    unpack_all_ascending,
    unpack_all_bits,
    unpack_ascending,
    unpack_bits,
    unpack_positions,
)
from index.codec.runs import Runs, as_runs

steps = st.one_of(st.integers(1, 300), st.integers(65_000, 66_000), st.integers(1, 1 << 22))
runs_of_steps = st.lists(st.lists(steps, max_size=40), max_size=6)


def _runs(lists: list[list[int]]) -> tuple[Array, Array]:
    counts = np.array([len(each) for each in lists], dtype=np.int64)
    return np.array([number for each in lists for number in each], dtype=np.int64), counts


@given(runs_of_steps)
@example([[1] * 40 + [255], [65_535, 1], [], [1 << 31]])
def test_ascending_articles_come_back_one_stem_or_all(gaps: list[list[int]]) -> None:
    lists = [np.cumsum(each).tolist() for each in gaps]
    numbers, counts = _runs(lists)
    packed, lengths, items = pack_ascending(numbers, counts)
    assert unpack_all_ascending(packed, counts, lengths, items).tolist() == numbers.tolist()
    ends = np.cumsum([0, *lengths.tolist()]).tolist()
    for place, (begin, end) in enumerate(pairwise(ends)):
        found = unpack_ascending(packed[begin:end], int(counts[place]), int(items[place]))
        assert found.tolist() == lists[place]


def test_frequent_stems_cost_a_byte_an_article() -> None:
    docs = np.arange(0, 100_000, 7)
    packed, _, items = pack_ascending(docs, np.array([len(docs)]))
    assert len(packed) == len(docs)
    assert items.tolist() == [1]


forms = st.integers(0, 16).flatmap(
    lambda bits: st.lists(st.integers(0, (1 << bits) - 1), max_size=30)
)


@given(st.lists(forms, max_size=6), st.data())
def test_forms_come_back_one_stem_or_all_or_at_some_places(
    lists: list[list[int]], data: st.DataObject
) -> None:
    numbers, counts = _runs(lists)
    bits = bits_of(np.array([max(each, default=0) + 1 for each in lists], dtype=np.int64))
    packed, lengths = pack_bits(numbers, counts, bits)
    assert unpack_all_bits(packed, counts, bits).tolist() == numbers.tolist()
    ends = np.cumsum([0, *lengths.tolist()]).tolist()
    for place, (begin, end) in enumerate(pairwise(ends)):
        count, size = int(counts[place]), int(bits[place])
        run = packed[begin:end]
        assert unpack_bits(run, count, size).tolist() == lists[place]
        some = st.sets(st.sampled_from(range(count))) if count else st.just(set())
        at = np.array(sorted(data.draw(some)), dtype=np.int64)
        found = unpack_bits(run, count, size, at).tolist()
        assert found == [lists[place][number] for number in at.tolist()]


positions_of_all_kinds = st.one_of(
    st.integers(0, 40), st.integers(1000, 1300), st.integers(8800, 9000), st.integers(0, 1 << 21)
)


@given(st.lists(positions_of_all_kinds), st.data())
def test_positions_come_back_all_or_at_some_places(numbers: list[int], data: st.DataObject) -> None:
    near, far = pack_positions(np.array(numbers, dtype=np.uint32))
    assert near.dtype == np.uint8
    assert unpack_positions(near, far).tolist() == numbers
    some = st.sets(st.sampled_from(range(len(numbers)))) if numbers else st.just(set())
    at = np.array(sorted(data.draw(some)), dtype=np.int64)
    assert unpack_positions(near, far, at).tolist() == [numbers[place] for place in at.tolist()]


@given(st.lists(st.integers(0, 70_000), max_size=200))
def test_runs_begin_where_those_before_end(
    tmp_path_factory: pytest.TempPathFactory, counts: list[int]
) -> None:
    path = tmp_path_factory.mktemp("runs") / "made.col"
    write(path, as_runs("made", np.array(counts, dtype=np.int64)))
    runs = Runs(Container(path), "made")
    starts = np.cumsum([0, *counts]).tolist()
    assert runs.starts().tolist() == starts
    assert [runs.bounds(place) for place in range(len(runs))] == list(pairwise(starts))
    assert runs.span(0, len(counts)) == (0, starts[-1])
