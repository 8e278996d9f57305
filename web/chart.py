"""Lays out the histogram: which bar stands where, how tall, and where its click leads.

Invariant: geometry only; counts are those of the page. Bars are placed in percent of the
width and pixels of the height, so that the drawing follows the window while its labels keep
their size and no style sheet is written into the page.
"""

from __future__ import annotations

from dataclasses import dataclass

from search.page import Bucket, Histogram
from search.request import Request
from web.arguments import filtered, href, ticked
from web.wording import reaches, short, spoken, typed_ends

#: Height of the tallest bar, in pixels, and the least height of a bar that counts anything.
TALL, SEEN = 72, 3
#: Fewer buckets than this leave room on the right instead of growing into blocks.
FEWEST = 16
#: Labels stand at least so far apart, and none begins further right, in percent.
APART, LAST_LABEL = 26.0, 80.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bucket as drawn; `x`, `width` in percent, `y`, `height` in pixels.

    `selected` says that a date filter in force reaches into it; `tick` is its short label.
    """

    count: int
    label: str
    selected: bool
    x: str
    width: str
    y: int
    height: int
    href: str
    tick: str | None


@dataclass(frozen=True, slots=True)
class Chart:
    """The histogram as drawn; `undated_href` shows the articles without a date.

    Of one year or month looked into, `within`, the bars are its parts; `wider` leads to the year
    of a month, or from a year to all, of which `outside` are not drawn.
    """

    bars: tuple[Bar, ...]
    slot: str
    tall: int
    undated: int
    undated_href: str
    undated_selected: bool
    coarser: int
    interval: str
    within: str | None
    wider: str
    outside: int


def chart(histogram: Histogram, request: Request) -> Chart:
    """`histogram` as drawn under `request`."""
    chosen = ticked(request, "published")
    # Inside what was chosen every bar is.
    apart = () if histogram.within else chosen
    stretches = tuple(stretch for value in apart if (stretch := typed_ends(value)))
    slot = 100 / max(len(histogram.buckets), FEWEST)
    most = max((bucket.count for bucket in histogram.buckets), default=0)
    scale = _Scale(slot, most, _ticks(len(histogram.buckets), slot), stretches)
    bars = tuple(
        _bar(bucket, place, scale, request) for place, bucket in enumerate(histogram.buckets)
    )
    return Chart(
        bars=bars,
        slot=_percent(slot),
        tall=TALL,
        undated=histogram.undated,
        undated_href=href(filtered(request, "published", ["none"])),
        undated_selected="none" in chosen,
        coarser=histogram.coarser,
        interval=histogram.interval,
        within=histogram.within,
        wider=href(filtered(request, "published", _wider(histogram.within or ""))),
        outside=histogram.outside,
    )


def _wider(within: str) -> list[str]:
    """The date filter one step back: the year of a month, nothing for a year."""
    year, _, month = within.partition("-")
    return [year] if month else []


@dataclass(frozen=True, slots=True)
class _Scale:
    """What all bars share: percent of the width each takes, the highest count, which bars
    carry a label, and the stretches of time that are filtered by.
    """

    slot: float
    most: int
    ticks: frozenset[int]
    stretches: tuple[tuple[str, str], ...]


def _bar(bucket: Bucket, place: int, scale: _Scale, request: Request) -> Bar:
    height = max(round(TALL * bucket.count / scale.most), SEEN) if bucket.count else 0
    return Bar(
        count=bucket.count,
        label=spoken(bucket.value),
        selected=bucket.selected or any(reaches(ends, bucket.value) for ends in scale.stretches),
        x=_percent(place * scale.slot),
        width=_percent(scale.slot * 0.86),
        y=TALL - height,
        height=height,
        href=href(filtered(request, "published", [bucket.value])),
        tick=short(bucket.value) if place in scale.ticks else None,
    )


def _ticks(bars: int, slot: float) -> frozenset[int]:
    """Which bars carry a label: the first, then every one that leaves the last one room."""
    chosen, free = [], 0.0
    for place in range(bars):
        left = place * slot
        if left >= free and left <= LAST_LABEL:
            chosen.append(place)
            free = left + APART
    return frozenset(chosen)


def _percent(share: float) -> str:
    return f"{share:.3f}%"
