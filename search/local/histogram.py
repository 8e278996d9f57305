"""How the matches lie in time.

Invariant: buckets are consecutive and with `undated` and `coarser` add up to the scope.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from index.days import interval_of, period
from index.snapshot import Numbers, Snapshot
from search.page import Bucket, Histogram

#: More bars than this say nothing: the next longer interval is taken.
MOST_BUCKETS = 1500
_MOST_MONTHS = 120
_LONGER = {"day": "month", "month": "year"}
_UNDATED, _COARSER, _FIRST = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Calendar:
    """Consecutive `labels` from the first to the last of a corpus, and where each article lies.

    `codes` [size]: _UNDATED, _COARSER, or _FIRST and the place of the article's label.
    """

    labels: tuple[str, ...]
    codes: Numbers


def histogram(
    snapshot: Snapshot, scope: Numbers, interval: str, selected: Sequence[str]
) -> Histogram:
    """Articles of the scope by publication; "auto" is months, or years over ten years."""
    chosen = "month" if interval == "auto" else interval
    most = _MOST_MONTHS if interval == "auto" else MOST_BUCKETS
    calendar = snapshot.remember(("calendar", chosen), lambda: _calendar(snapshot, chosen))
    counts = np.bincount(calendar.codes[scope], minlength=_FIRST + len(calendar.labels))
    filled = np.flatnonzero(counts[_FIRST:])
    first, last = (int(filled[0]), int(filled[-1]) + 1) if len(filled) else (0, 0)
    if last - first > most and chosen in _LONGER:
        return histogram(snapshot, scope, _LONGER[chosen], selected)
    shown = counts[_FIRST + first : _FIRST + last].tolist()
    buckets = tuple(
        Bucket(label, label, count, label in selected)
        for label, count in zip(calendar.labels[first:last], shown, strict=True)
    )
    return Histogram(chosen, buckets, int(counts[_UNDATED]), int(counts[_COARSER]), len(scope))


def _calendar(snapshot: Snapshot, interval: str) -> Calendar:
    column = snapshot.keyed("published")
    labels = [period(key, interval) for key in column.keys]
    between = _between([label for label in labels if label])
    place = {label: number for number, label in enumerate(between, _FIRST)}
    of_key = np.array([place.get(label or "", _COARSER) for label in labels], dtype=np.int64)
    codes = np.full(snapshot.size, _UNDATED)
    codes[column.owners] = of_key[column.ordinals]
    return Calendar(tuple(between), codes)


def _between(labels: Sequence[str]) -> list[str]:
    """Every label from the first to the last."""
    if not labels:
        return []
    current, last, found = min(labels), max(labels), []
    while current <= last:
        found.append(current)
        following = date.fromordinal(interval_of(current).last.toordinal() + 1)
        current = following.isoformat()[: len(current)]
    return found
