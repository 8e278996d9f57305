"""Which articles carry a value of a facet.

Invariant: the same rule tells which articles a filter lets through and which a count counts.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date

import numpy as np

from index.actors import PARTIES
from index.keyed import Keyed
from index.snapshot import Snapshot
from search.local.calendar import among, dated, undated
from search.local.matches import Mask
from search.when import date_expression

DATES = ("published", "mentions")
NONE = "none"

#: The column each facet counts; those left out are kinds of actor.
COUNTED = {
    "source": "source",
    "language": "language",
    "published": "published_year",
    "mentions": "mentions_year",
}


def having(snapshot: Snapshot, facet: str, value: str, today: date) -> Mask:
    """The articles [size] that carry a value of a facet, or none at all if it is NONE."""
    when = date_expression(value) if facet in DATES else None
    if when is not None:
        return dated(snapshot, facet, when, today)
    if value == NONE:
        return without_value(snapshot, facet)
    column = counted(snapshot, facet)
    wanted = among(column.keys, [value])
    # The facet of all actors counts parties; but places and media act too, and can be asked for.
    return column.carriers(wanted if facet == "actor" else wanted & belonging(snapshot, facet))


def without_value(snapshot: Snapshot, facet: str) -> Mask:
    """The living articles [size] without any value of a facet."""

    def find() -> Mask:
        if facet in DATES:
            return undated(snapshot, facet)
        column = counted(snapshot, facet)
        without: Mask = snapshot.alive & ~column.carriers(belonging(snapshot, facet))
        return without

    return snapshot.remember(("without", facet), find)


def counted(snapshot: Snapshot, facet: str) -> Keyed:
    """The column whose keys are the values of a facet, among others."""
    return snapshot.keyed(COUNTED.get(facet, "actor"))


def belonging(snapshot: Snapshot, facet: str) -> Mask:
    """Which keys of the counted column are values of the facet: actors have a facet a kind."""

    def find() -> Mask:
        keys = counted(snapshot, facet).keys
        belongs = np.full(len(keys), facet in COUNTED)
        for kind in PARTIES if facet == "actor" else (facet,):
            # Ids are `kind/slug` and sorted; `0` is the character after `/`.
            first, last = (bisect_left(keys, f"{kind}{end}") for end in "/0")
            belongs[first:last] = True
        return belongs

    return snapshot.remember(("belonging", facet), find)
