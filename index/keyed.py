"""Columns of whole values (actors, sources, dates) and the sums facets are made of.

Invariant: counting by rows and counting by keys give the same numbers; which is faster depends
on how many articles are looked at.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Keyed:
    """A column of whole values, several an article: article -> ordinals of sorted `keys`.

    Ordinals of article d: `ordinals[starts[d]:starts[d + 1]]`, ascending.
    """

    keys: tuple[str, ...]
    starts: Numbers
    ordinals: Numbers

    @cached_property
    def owners(self) -> Numbers:
        """The article of each entry of `ordinals`."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    def rows(self, docs: Numbers) -> Numbers:
        """The ordinals of `docs`, ascending, one row after the other."""
        begins = self.starts[docs]
        found: Numbers = self.ordinals[_ranges(begins, self.starts[docs + 1] - begins)]
        return found

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
    def _by_key(self) -> tuple[NDArray[np.int32], Numbers, Numbers]:
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
        found = int(self._first_owners[place])
        return found if found < len(self.starts) - 1 else None

    @cached_property
    def _first_owners(self) -> Numbers:
        first = np.full(len(self.keys), len(self.starts) - 1)
        np.minimum.at(first, self.ordinals, self.owners)
        return first


def _ranges(starts: Numbers, counts: Numbers) -> Numbers:
    """The numbers of ranges that begin at `starts`, one range after the other."""
    numbers = np.repeat(starts - (np.cumsum(counts) - counts), counts)
    numbers += np.arange(len(numbers))
    return numbers
