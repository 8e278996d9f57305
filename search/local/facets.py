"""What the matches are about: facet counts and the histogram of publication dates.

A facet counts over its scope: the articles that match the query and every filter but its own,
so that ticking a second value of the same facet adds what its number says.

Invariant: a value's count is the size of scope ∩ the articles its own filter lets through; so
what stands on the page is what a click finds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from index.actors import PARTIES
from index.keyed import Keyed
from index.languages import language_name
from index.snapshot import Numbers, Snapshot
from search.local.calendar import among, dated, undated
from search.local.matches import Mask
from search.page import Facet, Value
from search.request import FACETS, Filter
from search.when import date_expression

DATES = ("published", "mentions")
NONE = "none"
#: One article in so many makes a scope large.
_LARGE = 3
_NO_DATE = "no date known"
_NO_VALUE = "none known"

#: The column each facet counts; those left out are kinds of actor.
_COUNTED = {
    "source": "source",
    "language": "language",
    "published": "published_year",
    "mentions": "mentions_year",
}


class Scopes:
    """The articles a query matches, and for each filter those it lets through [size]."""

    def __init__(
        self, snapshot: Snapshot, today: date, docs: Numbers, filters: Sequence[Filter]
    ) -> None:
        self.snapshot = snapshot
        self.today = today
        self._docs = docs
        self._passing = {each.facet: let_through(snapshot, each, today) for each in filters}
        self._counts: dict[tuple[str, ...], Numbers] = {}

    def passing(self) -> Mask:
        """Which of the matching articles [n] pass every filter."""
        return self._pass(self._passing)

    def without(self, facet: str) -> Numbers:
        """Articles that match and pass every filter but that of `facet`."""
        others = self._others(facet)
        return self._docs[self._pass(others)] if others else self._docs

    def counts(self, facet: str) -> Numbers:
        """Articles of the facet's scope by key of the column it counts, which some share."""
        name = _COUNTED.get(facet, "actor")
        counted = (name, *self._others(facet))
        if counted not in self._counts:
            self._counts[counted] = tally(self.snapshot.keyed(name), self.without(facet))
        return self._counts[counted]

    def _others(self, facet: str) -> list[str]:
        return [name for name in self._passing if name != facet]

    def _pass(self, names: Iterable[str]) -> Mask:
        kept = np.ones(len(self._docs), dtype=bool)
        for name in names:
            kept &= self._passing[name][self._docs]
        return kept


def let_through(snapshot: Snapshot, chosen: Filter, today: date) -> Mask:
    """Articles [size] that carry any value of the filter."""
    masks = [_having(snapshot, chosen.facet, value, today) for value in chosen.values]
    either: Mask = np.logical_or.reduce([np.zeros(snapshot.size, dtype=bool), *masks])
    return either


def facet(scopes: Scopes, name: str, selected: tuple[str, ...], most: int) -> Facet:
    """The `most` frequent values of a facet and all `selected` ones, most frequent first."""
    snapshot, scope = scopes.snapshot, scopes.without(name)
    column = _counted(snapshot, name)
    counts = _counts(scopes, name)
    top = {
        column.keys[place]: int(counts[place]) for place in _most_frequent(counts, most).tolist()
    }
    count = dict(top)
    for value in selected:
        if value not in count and value != NONE:
            having = _having(snapshot, name, value, scopes.today)
            count[value] = int(np.count_nonzero(having[scope]))
    ranked = sorted(count, key=lambda key: (key not in top, -count[key], key))
    values = [_value(snapshot, name, key, count[key], key in selected) for key in ranked]
    missing = int(np.count_nonzero(_without_value(snapshot, name)[scope]))
    if NONE in selected or (name in DATES and missing):
        said = _NO_DATE if name in DATES else _NO_VALUE
        values.append(Value(NONE, said, name, missing, NONE in selected))
    distinct = int(np.count_nonzero(counts))
    return Facet(name, FACETS[name], len(scope), distinct, missing, tuple(values))


def actor_name(snapshot: Snapshot, key: str) -> str:
    """What the first article that names the actor calls it; the id when none does."""
    first = snapshot.keyed("actor").first_owner(key)
    if first is None:
        return key
    names: dict[str, str] = dict(snapshot.card(first).actors)
    return names[key]


def tally(column: Keyed, scope: Numbers) -> Numbers:
    """How many articles of the scope carry each key [keys].

    A small scope is walked row by row, a large one by a pass over the whole column, key by key.
    """
    if len(scope) * _LARGE < len(column.starts):
        return np.bincount(column.rows(scope), minlength=len(column.keys))
    mask = np.zeros(len(column.starts) - 1, dtype=np.uint8)
    mask[scope] = 1
    return column.sums(mask)


def _counts(scopes: Scopes, name: str) -> Numbers:
    """Articles of the scope by key; dates by year, or by day where they have no year."""
    counts = scopes.counts(name)
    if name in _COUNTED:
        return counts
    return np.where(_belonging(scopes.snapshot, name), counts, 0)


def _most_frequent(counts: Numbers, most: int) -> Numbers:
    """The places of the `most` highest counts above 0, highest first, equals in key order."""
    places = np.flatnonzero(counts)
    found = counts[places]
    # Halved until there are enough: most counts are small and equal, so few are left to sort.
    threshold = int(found.max(initial=0))
    while threshold > 1 and np.count_nonzero(found >= threshold) < most:
        threshold //= 2
    places = places[found >= threshold]
    return places[np.lexsort((places, -counts[places]))][:most]


def _having(snapshot: Snapshot, name: str, value: str, today: date) -> Mask:
    when = date_expression(value) if name in DATES else None
    if when is not None:
        return dated(snapshot, name, when, today)
    if value == NONE:
        return _without_value(snapshot, name)
    column = _counted(snapshot, name)
    return column.carriers(_belonging(snapshot, name) & among(column.keys, [value]))


def _without_value(snapshot: Snapshot, name: str) -> Mask:
    def find() -> Mask:
        if name in DATES:
            return undated(snapshot, name)
        column = _counted(snapshot, name)
        without: Mask = snapshot.alive & ~column.carriers(_belonging(snapshot, name))
        return without

    return snapshot.remember(("without", name), find)


def _counted(snapshot: Snapshot, name: str) -> Keyed:
    return snapshot.keyed(_COUNTED.get(name, "actor"))


def _belonging(snapshot: Snapshot, name: str) -> Mask:
    """Which keys of the counted column are values of the facet: actors have a facet a kind."""

    def find() -> Mask:
        keys = _counted(snapshot, name).keys
        belongs = np.full(len(keys), name in _COUNTED)
        for kind in PARTIES if name == "actor" else (name,):
            # Ids are `kind/slug` and sorted; `0` is the character after `/`.
            first, last = (bisect_left(keys, f"{kind}{end}") for end in "/0")
            belongs[first:last] = True
        return belongs

    return snapshot.remember(("belonging", name), find)


def _value(snapshot: Snapshot, name: str, key: str, count: int, selected: bool) -> Value:
    if name in _COUNTED:
        label = language_name(key) if name == "language" else key
        return Value(key, label, name, count, selected)
    return Value(key, actor_name(snapshot, key), key.partition("/")[0], count, selected)
