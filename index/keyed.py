"""Columns of whole values (actors, sources, dates) and the sums facets are made of.

Invariant: counting by rows and counting by keys give the same numbers; which is faster depends
on how many articles are looked at.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Array = NDArray[Any]


@dataclass(frozen=True)
class Keyed:
    """A column of whole values, several an article: article -> ordinals of sorted `keys`.

    Ordinals of article d: `ordinals[starts[d]:starts[d + 1]]`, ascending. Both are integers of
    few bytes: to count is to read them all, and memory is what that waits for.
    """

    keys: tuple[str, ...]
    starts: Array
    ordinals: Array

    @cached_property
    def owners(self) -> Numbers:
        """The article of each entry of `ordinals`."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    def rows(self, docs: Numbers) -> Array:
        """The ordinals of `docs`, ascending, one row after the other."""
        return self.ordinals.take(self.entries(docs))

    def entries(self, docs: Numbers) -> Array:
        """The places of the ordinals of `docs`, ascending, one row after the other."""
        begins = self.starts.take(docs)
        return _ranges(begins, self.starts.take(docs + 1) - begins)

    def sums(self, mask: NDArray[np.uint8]) -> Numbers:
        """For each key [keys], how many of the articles marked 1 in `mask` [articles] carry it."""
        owners, begins, counts = self._by_key
        if not len(owners):
            return np.zeros(len(self.keys), dtype=np.int64)
        sums = np.add.reduceat(mask.take(owners), begins, dtype=np.int32).astype(np.int64)
        # `reduceat` gives a key without articles the mark of its neighbour.
        return np.where(counts > 0, sums, 0)

    def carriers(self, wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which articles [articles] carry any of the keys that are `wanted` [keys]."""
        mask = np.zeros(len(self.starts) - 1, dtype=bool)
        places = np.flatnonzero(wanted)
        owners, begins, counts = self._by_key
        mask[owners[_ranges(begins[places], counts[places])]] = True
        return mask

    @cached_property
    def _by_key(self) -> tuple[NDArray[np.int32], Array, Array]:
        """(articles in the order of the keys, where each key's begin, how many each has)."""
        order = np.argsort(self.ordinals, kind="stable")
        counts = np.bincount(self.ordinals, minlength=len(self.keys))
        begins = np.minimum(np.cumsum(counts) - counts, max(0, len(order) - 1))
        return self.owners[order].astype(np.int32), begins, counts

    def first_owner(self, key: str) -> int | None:
        """The first article with `key`."""
        place = bisect_left(self.keys, key)
        if place == len(self.keys) or self.keys[place] != key:
            return None
        owners, begins, counts = self._by_key
        return int(owners[begins[place]]) if counts[place] else None


def keyed(keys: tuple[str, ...], counts: Array, ordinals: Array) -> Keyed:
    """The column of `keys` in which each article has so many of the `ordinals`."""
    starts = np.concatenate([[0], np.cumsum(counts)])
    few = np.int32 if starts[-1] < np.iinfo(np.int32).max else np.int64
    return Keyed(keys, starts.astype(few), ordinals.astype(np.min_scalar_type(len(keys))))


def _ranges(starts: Array, counts: Array) -> Array:
    """The numbers of ranges that begin at `starts`, one range after the other."""
    ends = np.cumsum(counts, dtype=starts.dtype)
    numbers = np.repeat(starts - (ends - counts), counts)
    numbers += np.arange(len(numbers), dtype=starts.dtype)
    return numbers
