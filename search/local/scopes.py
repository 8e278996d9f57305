"""The articles a facet counts over: those that match and pass every filter but what it ticks.

What a facet excludes stays excluded while its values are counted, so that a count is what ticking
adds. Where all that is ticked must be there, that stays as well: a count then is what is left after
ticking one more.

Invariant: all scopes of one question are made of the same masks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np

from index.snapshot import Numbers, Snapshot
from search.local.carrying import having
from search.local.matches import Mask
from search.request import Filter

#: Which articles [size] a filter asks for and which it excludes, each under a name of its own.
Name = tuple[str, str]


class Scopes:
    """The articles a query matches, and for each filter those it lets through [size]."""

    def __init__(
        self, snapshot: Snapshot, today: date, docs: Numbers, filters: Sequence[Filter]
    ) -> None:
        self.snapshot = snapshot
        self.today = today
        self.filters = {each.facet: each for each in filters}
        self._docs = docs
        self._masks: dict[Name, Mask] = {}
        self._sums: dict[tuple[object, ...], Numbers] = {}
        for each in filters:
            if each.values:
                self._masks["ticked", each.facet] = self._ticked(each)
            if each.excluded:
                self._masks["left", each.facet] = ~self._any(each.facet, each.excluded)

    def passing(self) -> Mask:
        """Which of the matching articles [n] pass every filter."""
        return self._pass(list(self._masks))

    def without(self, facet: str) -> Numbers:
        """The scope of `facet`."""
        others = self._others(facet)
        return self._docs[self._pass(others)] if others else self._docs

    def readmitting(self, facet: str, value: str) -> Numbers:
        """The scope of `facet` if it did not exclude `value`."""
        others = [name for name in self._others(facet) if name != ("left", facet)]
        kept = self._pass(others)
        rest = tuple(each for each in self.filters[facet].excluded if each != value)
        return self._docs[kept & ~self._any(facet, rest)[self._docs]]

    def summed(self, column: str, facet: str, sums: Callable[[Numbers], Numbers]) -> Numbers:
        """What `sums` of the scope of `facet` gives, worked out once for facets that share both.

        `column` names what is summed: the same name is given with the same `sums` alone.
        """
        key = (column, *self._others(facet))
        if key not in self._sums:
            self._sums[key] = sums(self.without(facet))
        return self._sums[key]

    def _others(self, facet: str) -> list[Name]:
        chosen = self.filters.get(facet)
        own = None if chosen and chosen.every else ("ticked", facet)
        return [name for name in self._masks if name != own]

    def _pass(self, names: Sequence[Name]) -> Mask:
        kept = np.ones(len(self._docs), dtype=bool)
        for name in names:
            kept &= self._masks[name][self._docs]
        return kept

    def _ticked(self, chosen: Filter) -> Mask:
        if not chosen.every:
            return self._any(chosen.facet, chosen.values)
        masks = [having(self.snapshot, chosen.facet, v, self.today) for v in chosen.values]
        both: Mask = np.logical_and.reduce(masks)
        return both

    def _any(self, facet: str, values: Sequence[str]) -> Mask:
        masks = [having(self.snapshot, facet, value, self.today) for value in values]
        either: Mask = np.logical_or.reduce([np.zeros(self.snapshot.size, dtype=bool), *masks])
        return either
