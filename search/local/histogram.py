"""How the matches lie in time.

Invariant: buckets are consecutive and with `undated` and `coarser` add up to the scope.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from index.article import interval_of, period
from index.snapshot import Snapshot
from search.local.matches import Mask
from search.page import Bucket, Histogram

#: More bars than this say nothing: the next longer interval is taken.
MOST_BUCKETS = 1500
_MOST_MONTHS = 120
_LONGER = {"day": "month", "month": "year"}


def histogram(snapshot: Snapshot, scope: Mask, interval: str, selected: Sequence[str]) -> Histogram:
    """Articles of the scope [size] by publication; "auto" is months, or years over ten years."""
    column = snapshot.keyed("published")
    per_key = np.bincount(column.ordinals[scope[column.owners]], minlength=len(column.keys))
    found = {column.keys[place]: int(per_key[place]) for place in np.flatnonzero(per_key)}
    chosen = _interval(list(found), interval)
    counts: dict[str, int] = {}
    for key, count in found.items():
        label = period(key, chosen)
        if label is not None:
            counts[label] = counts.get(label, 0) + count
    buckets = [
        Bucket(label, label, counts.get(label, 0), label in selected) for label in _between(counts)
    ]
    dated = sum(found.values())
    total = int(scope.sum())
    coarser = dated - sum(counts.values())
    return Histogram(chosen, tuple(buckets), total - dated, coarser, total)


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
