"""Which articles a date condition lets through.

A date of an article passes when all the days it may mean lie within the days asked: an article
of "2021" answers `published:2021` and `published:2019..2022`, but not `published:2021-05`, for
it may be of another month.

Invariant: what a year in a facet or a bar of the histogram counts is what its filter finds.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np

from index.article import days_of
from index.snapshot import Keyed, Snapshot
from search.local.matches import Mask
from search.tree import Days, Last, YearlessDay
from search.when import resolve


def dated(snapshot: Snapshot, field: str, when: Days | Last | YearlessDay, today: date) -> Mask:
    """Articles [size] with a date of `field` within `when`."""
    if isinstance(when, YearlessDay):
        return having(snapshot.keyed(field), lambda key: key == yearless(when))
    asked = resolve(when, today)
    first, last = asked.first or date.min, asked.last or date.max

    def inside(key: str) -> bool:
        known = days_of(key)
        return known is not None and first <= known.first and known.last <= last

    return having(snapshot.keyed(field), inside)


def undated(snapshot: Snapshot, field: str) -> Mask:
    """Living articles [size] without any date of `field`."""
    without: Mask = snapshot.alive & (np.diff(snapshot.keyed(field).starts) == 0)
    return without


def having(column: Keyed, wanted: Callable[[str], bool]) -> Mask:
    """Articles [size] with a key that is wanted."""
    return carrying(column, np.array([wanted(key) for key in column.keys], dtype=bool))


def carrying(column: Keyed, wanted: Mask) -> Mask:
    """Articles [size] with any of the keys that are `wanted` [keys]."""
    mask = np.zeros(len(column.starts) - 1, dtype=bool)
    mask[column.owners[wanted[column.ordinals]]] = True
    return mask


def yearless(day: YearlessDay) -> str:
    """The key of a day whose year is not known."""
    return f"XXXX-{day.month:02d}-{day.day:02d}"
