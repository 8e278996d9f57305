"""How the matches lie in time.

Who has chosen one year looks into its months, who has chosen a month into its days.

Invariant: buckets are consecutive and with `undated`, `coarser` and `outside` add up to the scope.
"""

from __future__ import annotations

import re
from bisect import bisect_left
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
_FINER = {len("2024"): ("year", "month"), len("2024-05"): ("month", "day")}
_ISO = re.compile(r"\d{4}(-\d{2})?", re.ASCII)
_UNDATED, _COARSER, _FIRST = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Calendar:
    """Consecutive `labels` from the first to the last of a corpus, and where each article lies.

    `codes` [size]: _UNDATED, _COARSER, or _FIRST and the place of the article's label.
    """

    labels: tuple[str, ...]
    codes: Numbers

    @property
    def width(self) -> int:
        """How many codes there are."""
        return _FIRST + len(self.labels)

    def parted(self, counts: Numbers) -> tuple[int, int, Numbers]:
        """(undated, dated less precisely, by label [labels]) of counts by code [width]."""
        return int(counts[_UNDATED]), int(counts[_COARSER]), counts[_FIRST:]


def histogram(
    snapshot: Snapshot, scope: Numbers, interval: str, selected: Sequence[str]
) -> Histogram:
    """Articles of the scope by publication.

    "auto" is months, or years over ten years; and of one year or month `selected`, its parts.
    """
    looked_into = selected[0] if interval == "auto" and len(selected) == 1 else ""
    if _ISO.fullmatch(looked_into):
        return _parts(snapshot, scope, looked_into)
    chosen = "month" if interval == "auto" else interval
    most = _MOST_MONTHS if interval == "auto" else MOST_BUCKETS
    calendar, counts = _counted(snapshot, scope, chosen)
    filled = np.flatnonzero(counts[_FIRST:])
    first, last = (int(filled[0]), int(filled[-1]) + 1) if len(filled) else (0, 0)
    if last - first > most and chosen in _LONGER:
        return histogram(snapshot, scope, _LONGER[chosen], selected)
    buckets = _buckets(calendar, counts, first, last, selected)
    return Histogram(chosen, buckets, int(counts[_UNDATED]), int(counts[_COARSER]), len(scope))


def _parts(snapshot: Snapshot, scope: Numbers, whole: str) -> Histogram:
    """The months of the year `whole`, or the days of the month, that the corpus knows."""
    longer, shorter = _FINER[len(whole)]
    calendar, counts = _counted(snapshot, scope, shorter)
    first, last = (bisect_left(calendar.labels, f"{whole}{end}") for end in "-.")
    buckets = _buckets(calendar, counts, first, last, ())
    wholes, of_wholes = _counted(snapshot, scope, longer)
    known = dict(zip(wholes.labels, of_wholes[_FIRST:].tolist(), strict=True)).get(whole, 0)
    undated = int(counts[_UNDATED])
    coarser = known - sum(bucket.count for bucket in buckets)
    outside = len(scope) - undated - known
    return Histogram(shorter, buckets, undated, coarser, len(scope), whole, outside)


def _counted(snapshot: Snapshot, scope: Numbers, interval: str) -> tuple[Calendar, Numbers]:
    """The calendar of the corpus, and how many articles of the scope have each of its codes."""
    calendar = calendar_of(snapshot, interval)
    return calendar, np.bincount(calendar.codes[scope], minlength=calendar.width)


def calendar_of(snapshot: Snapshot, interval: str) -> Calendar:
    """The calendar of a corpus in years, months or days."""
    return snapshot.remember(("calendar", interval), lambda: _calendar(snapshot, interval))


def _buckets(
    calendar: Calendar, counts: Numbers, first: int, last: int, selected: Sequence[str]
) -> tuple[Bucket, ...]:
    shown = counts[_FIRST + first : _FIRST + last].tolist()
    return tuple(
        Bucket(label, label, count, label in selected)
        for label, count in zip(calendar.labels[first:last], shown, strict=True)
    )


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
