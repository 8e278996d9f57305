"""Where runs of items begin, kept as how long each is.

    NAME.counts  the length of each run, in the smallest unsigned type that holds them
    NAME.marks   u64  where run 0, EVERY, 2 * EVERY, … begins

Invariant: run i begins at marks[i // EVERY] + the counts from EVERY * (i // EVERY) up to i.
"""

from __future__ import annotations

import numpy as np

from index.codec.container import Array, Container

EVERY = 64


def as_runs(name: str, counts: Array) -> dict[str, Array]:
    """The two arrays of runs of `counts` items."""
    return {f"{name}.counts": narrow(counts), f"{name}.marks": starts_of(counts)[::EVERY]}


def starts_of(counts: Array) -> Array:
    """Where each run of so many begins, and where the last ends: u64 [n + 1]."""
    starts = np.zeros(len(counts) + 1, dtype=np.uint64)
    np.cumsum(counts, out=starts[1:])
    return starts


def narrow(numbers: Array) -> Array:
    """The numbers in the smallest unsigned type that holds them."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))


class Runs:
    """The runs of an open container."""

    def __init__(self, container: Container, name: str) -> None:
        self._counts = container[f"{name}.counts"]
        self._marks = container[f"{name}.marks"]

    def __len__(self) -> int:
        return len(self._counts)

    def bounds(self, place: int) -> tuple[int, int]:
        """Where a run begins and ends."""
        mark = place // EVERY
        counts = self._counts.cut(mark * EVERY, place + 1).tolist()
        end = self._marks.item(mark) + sum(counts)
        return end - counts[-1], end

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where run `first` begins, and where the run before `last` ends."""
        return self._begin(first), self._begin(last)

    def counts(self, first: int, last: int) -> Array:
        """How long the runs `first` up to `last` are: i64."""
        return self._counts.cut(first, last).astype(np.int64)

    def all_counts(self) -> Array:
        """How long each is: i64 [n]."""
        return self.counts(0, len(self))

    def starts(self) -> Array:
        """Where each begins, and where the last ends: i64 [n + 1]."""
        return starts_of(self._counts.whole()).astype(np.int64)

    def _begin(self, place: int) -> int:
        mark = place // EVERY
        within: int = sum(self._counts.cut(mark * EVERY, place).tolist())
        return int(self._marks.item(mark)) + within
