"""Which articles a date condition lets through.

A date of an article passes when all the days it may mean lie within the days asked: an article
of "2021" answers `published:2021` and `published:2019..2022`, but not `published:2021-05`, for
it may be of another month.

Invariant: what a year in a facet or a bar of the histogram counts is what its filter finds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from index.days import days_of
from index.snapshot import Numbers, Snapshot
from search.local.matches import Mask
from search.tree import Days, Last, YearlessDay
from search.when import resolve


def dated(snapshot: Snapshot, field: str, when: Days | Last | YearlessDay, today: date) -> Mask:
    """Articles [size] with a date of `field` within `when`."""
    column = snapshot.keyed(field)
    if isinstance(when, YearlessDay):
        return column.carriers(among(column.keys, [yearless(when)]))
    asked = resolve(when, today)
    first, last = asked.first or date.min, asked.last or date.max
    firsts, lasts = snapshot.remember(("days", field), lambda: _days(column.keys))
    return column.carriers((first.toordinal() <= firsts) & (lasts <= last.toordinal()))


def undated(snapshot: Snapshot, field: str) -> Mask:
    """Living articles [size] without any date of `field`."""
    without: Mask = snapshot.alive & (np.diff(snapshot.keyed(field).starts) == 0)
    return without


def among(keys: Sequence[str], asked: Iterable[str]) -> Mask:
    """Which of the ascending `keys` [keys] are asked for."""
    wanted = np.zeros(len(keys), dtype=bool)
    for key in asked:
        place = bisect_left(keys, key)
        if place < len(keys) and keys[place] == key:
            wanted[place] = True
    return wanted


def yearless(day: YearlessDay) -> str:
    """The key of a day whose year is not known."""
    return f"XXXX-{day.month:02d}-{day.day:02d}"


def _days(keys: Sequence[str]) -> tuple[Numbers, Numbers]:
    """The first and the last day [keys] each date may mean; of one without a year, never."""
    known = [days_of(key) for key in keys]
    never = date.max.toordinal() + 1
    firsts = [days.first.toordinal() if days else -1 for days in known]
    lasts = [days.last.toordinal() if days else never for days in known]
    return np.array(firsts, dtype=np.int64), np.array(lasts, dtype=np.int64)
