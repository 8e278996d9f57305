"""How the matches lie in time.

Invariant: buckets are consecutive and with `undated` and `coarser` add up to the scope.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from index.article import interval_of, period
from index.snapshot import Numbers, Snapshot
from search.local.facets import tally
from search.page import Bucket, Histogram

#: More bars than this say nothing: the next longer interval is taken.
MOST_BUCKETS = 1500
_MOST_MONTHS = 120
_LONGER = {"day": "month", "month": "year"}


def histogram(
    snapshot: Snapshot, scope: Numbers, interval: str, selected: Sequence[str]
) -> Histogram:
    """Articles of the scope by publication; "auto" is months, or years over ten years."""
    column = snapshot.keyed("published")
    per_key = tally(column, scope)
    found = np.flatnonzero(per_key)
    ends = [column.keys[place] for place in found[[0, -1]]] if len(found) else []
    chosen = _interval(ends, interval)
    labels, group = snapshot.remember(("periods", chosen), lambda: _grouped(column.keys, chosen))
    per_label = np.bincount(group[found] + 1, per_key[found], len(labels) + 1).astype(np.int64)
    filled = np.flatnonzero(per_label[1:])
    counts = {labels[place]: int(per_label[place + 1]) for place in filled}
    buckets = [
        Bucket(label, label, counts.get(label, 0), label in selected) for label in _between(counts)
    ]
    dated = int(per_key.sum())
    coarser = int(per_label[0])
    return Histogram(chosen, tuple(buckets), len(scope) - dated, coarser, len(scope))


def _grouped(keys: Sequence[str], interval: str) -> tuple[list[str], Numbers]:
    """(labels ascending, the place of each key's label [keys], -1 where it has none)."""
    labelled = [period(key, interval) for key in keys]
    labels = sorted({label for label in labelled if label})
    place = {label: number for number, label in enumerate(labels)}
    return labels, np.array([place[each] if each else -1 for each in labelled], dtype=np.int64)


def _interval(keys: Sequence[str], asked: str) -> str:
    interval = "month" if asked == "auto" else asked
    if asked == "auto" and _count(keys, "month") > _MOST_MONTHS:
        interval = "year"
    while _count(keys, interval) > MOST_BUCKETS and interval in _LONGER:
        interval = _LONGER[interval]
    return interval


def _count(keys: Sequence[str], interval: str) -> int:
    """About how many buckets lie between the first and the last date."""
    if not keys:
        return 0
    days = (interval_of(max(keys)).last - interval_of(min(keys)).first).days + 1
    return days // {"day": 1, "month": 30, "year": 365}[interval]


def _between(labels: dict[str, int]) -> Iterator[str]:
    """Every label from the first to the last."""
    if not labels:
        return
    current, last = min(labels), max(labels)
    while current <= last:
        yield current
        following = date.fromordinal(interval_of(current).last.toordinal() + 1)
        current = following.isoformat()[: len(current)]
