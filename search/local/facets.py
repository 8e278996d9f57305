"""What the matches are about: facet counts and the histogram of publication dates.

A facet counts over its scope: the articles that match the query and every filter but its own,
so that ticking a second value of the same facet adds what its number says.

Invariant: a value's count is the size of scope ∩ the articles its own filter lets through; so
what stands on the page is what a click finds.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

import numpy as np

from index.actors import PARTIES
from index.snapshot import Keyed, Snapshot
from search.local.calendar import carrying, dated, undated
from search.local.matches import Mask
from search.page import Facet, Value
from search.request import FACETS, Filter
from search.when import date_expression

DATES = ("published", "mentions")
NONE = "none"
_NO_DATE = "no date known"
_NO_VALUE = "none known"

#: The column each facet counts; those left out are kinds of actor.
_COUNTED = {
    "source": "source",
    "language": "language",
    "published": "published_year",
    "mentions": "mentions_year",
}


@dataclass(frozen=True, slots=True)
class Scopes:
    """The matches of the query [size], and for each filter those it lets through [size]."""

    snapshot: Snapshot
    today: date
    matching: Mask
    passing: dict[str, Mask]

    def without(self, facet: str) -> Mask:
        """Articles that match and pass every filter but that of `facet`."""
        scope = self.matching
        for name, mask in self.passing.items():
            if name != facet:
                scope = scope & mask
        return scope


def let_through(snapshot: Snapshot, chosen: Filter, today: date) -> Mask:
    """Articles [size] that carry any value of the filter."""
    masks = [_having(snapshot, chosen.facet, value, today) for value in chosen.values]
    either: Mask = np.logical_or.reduce([np.zeros(snapshot.size, dtype=bool), *masks])
    return either


def facet(scopes: Scopes, name: str, selected: tuple[str, ...], most: int) -> Facet:
    """The `most` frequent values of a facet and all `selected` ones, most frequent first."""
    snapshot, scope = scopes.snapshot, scopes.without(name)
    counts = _counts(snapshot, name, scope)
    missing = int((scope & _without_value(snapshot, name)).sum())
    top = sorted(counts, key=lambda key: (-counts[key], key))[:most]
    keys = dict.fromkeys([*top, *(value for value in selected if value != NONE)])
    values = [
        _value(snapshot, name, key, _count(scopes, scope, name, key, counts), key in selected)
        for key in keys
    ]
    if NONE in selected or (name in DATES and missing):
        values.append(
            Value(NONE, _NO_DATE if name in DATES else _NO_VALUE, name, missing, NONE in selected)
        )
    return Facet(name, FACETS[name], int(scope.sum()), len(counts), missing, tuple(values))


def _count(scopes: Scopes, scope: Mask, name: str, key: str, counts: dict[str, int]) -> int:
    """The count of a value that was counted, or of one that was only ticked."""
    if key in counts:
        return counts[key]
    return int((scope & _having(scopes.snapshot, name, key, scopes.today)).sum())


def actor_name(snapshot: Snapshot, key: str) -> str:
    """What the first article that names the actor calls it; the id when none does."""
    first = snapshot.keyed("actor").first_owner(key)
    if first is None:
        return key
    return next(actor.name for actor in snapshot.article(first).actors if actor.id == key)


def _counts(snapshot: Snapshot, name: str, scope: Mask) -> dict[str, int]:
    """Articles of the scope by value; dates by year, or by day where they have no year."""
    column = _counted(snapshot, name)
    found = np.bincount(column.ordinals[scope[column.owners]], minlength=len(column.keys))
    found[~_belonging(column, name)] = 0
    return {column.keys[place]: int(found[place]) for place in np.flatnonzero(found)}


def _having(snapshot: Snapshot, name: str, value: str, today: date) -> Mask:
    when = date_expression(value) if name in DATES else None
    if when is not None:
        return dated(snapshot, name, when, today)
    if value == NONE:
        return _without_value(snapshot, name)
    column = _counted(snapshot, name)
    wanted = _belonging(column, name) & (np.array(column.keys) == value)
    return carrying(column, wanted)


def _without_value(snapshot: Snapshot, name: str) -> Mask:
    if name in DATES:
        return undated(snapshot, name)
    column = _counted(snapshot, name)
    without: Mask = snapshot.alive & ~carrying(column, _belonging(column, name))
    return without


def _counted(snapshot: Snapshot, name: str) -> Keyed:
    return snapshot.keyed(_COUNTED.get(name, "actor"))


def _belonging(column: Keyed, name: str) -> Mask:
    """Which keys of the counted column are values of the facet: actors have a facet a kind."""
    belongs = np.full(len(column.keys), name in _COUNTED)
    for kind in PARTIES if name == "actor" else (name,):
        # Ids are `kind/slug` and sorted; `0` is the character after `/`.
        first, last = (bisect_left(column.keys, f"{kind}{end}") for end in "/0")
        belongs[first:last] = True
    return belongs


def _value(snapshot: Snapshot, name: str, key: str, count: int, selected: bool) -> Value:
    if name in _COUNTED:
        return Value(key, key, name, count, selected)
    return Value(key, actor_name(snapshot, key), key.partition("/")[0], count, selected)
