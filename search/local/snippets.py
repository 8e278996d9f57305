"""The lines of an article that show why it matched.

Invariant: a snippet's spans are ranges of the snippet's own text, and each letter of it stands
in the article in that order; what was left out shows as `…`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from search.local.marks import Spot, merged
from search.page import Marked

WIDTH = 280
_SPACE = re.compile(r"\s")
_LEFT_OUT = " … "
_CLOSE_TO_START = 60


def snippet(text: str, spots: Sequence[Spot]) -> Marked:
    """One stretch of about WIDTH characters, or two of half that, with the most asked for.

    Without a spot, the opening of the text.
    """
    return _joined(text, sorted(_stretches(text, spots)), spots)


def _stretches(text: str, spots: Sequence[Spot]) -> list[tuple[int, int]]:
    if not spots:
        return [_widened(text, 0, 0, WIDTH)]
    first = _best(spots, WIDTH)
    if {spot.leaf for spot in first} == {spot.leaf for spot in spots}:
        return [_widened(text, first[0].start, first[-1].end, WIDTH)]
    first = _best(spots, WIDTH // 2)
    seen = {spot.leaf for spot in first}
    second = _best([spot for spot in spots if spot.leaf not in seen], WIDTH // 2)
    return [_widened(text, few[0].start, few[-1].end, WIDTH // 2) for few in (first, second)]


def _best(spots: Sequence[Spot], width: int) -> Sequence[Spot]:
    """The run of spots within `width` characters that shows the most of what was asked."""
    return max(_runs(spots, width), key=_worth)


def _runs(spots: Sequence[Spot], width: int) -> Iterator[Sequence[Spot]]:
    last = 0
    for first, spot in enumerate(spots):
        last = max(last, first + 1)
        while last < len(spots) and spots[last].end <= spot.start + width:
            last += 1
        yield spots[first:last]


def _worth(run: Sequence[Spot]) -> tuple[float, float]:
    """Different things asked first, then how often they stand there."""
    weights = {spot.leaf: spot.weight for spot in run}
    return sum(weights.values()), sum(spot.weight for spot in run)


def _widened(text: str, start: int, end: int, width: int) -> tuple[int, int]:
    """The range grown to about `width`: from the start of its sentence if near, to a word's end."""
    room = max(0, width - (end - start)) // 2
    low = _beginning(text, start, max(_CLOSE_TO_START, room))
    high = min(len(text), max(end, low + width))
    space = text.rfind(" ", end, high)
    return low, space if high < len(text) and space > end else high


def _beginning(text: str, start: int, room: int) -> int:
    """Where the sentence of `start` begins; a word's beginning within `room` if that is far."""
    sentence = max(text.rfind(mark, 0, start) for mark in (". ", "\n", "? ", "! ")) + 1
    if start - sentence > room:
        space = text.find(" ", max(0, start - min(room, _CLOSE_TO_START)), start)
        return space + 1 if space >= 0 else start
    return sentence + (len(text[sentence:start]) - len(text[sentence:start].lstrip()))


def _joined(text: str, ranges: Sequence[tuple[int, int]], spots: Sequence[Spot]) -> Marked:
    shown = ""
    spans: list[tuple[int, int]] = []
    for low, high in _apart(ranges):
        shown += _LEFT_OUT.lstrip() if low > 0 and not shown else _LEFT_OUT if shown else ""
        shift = len(shown) - low
        shown += _SPACE.sub(" ", text[low:high])
        inside = (spot for spot in spots if low <= spot.start and spot.end <= high)
        spans += [(spot.start + shift, spot.end + shift) for spot in inside]
    if ranges and ranges[-1][1] < len(text.rstrip()):
        shown += _LEFT_OUT.rstrip()
    return Marked(shown, merged(spans))


def _apart(ranges: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Ranges that touch made one."""
    kept: list[tuple[int, int]] = []
    for low, high in ranges:
        if kept and low <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(high, kept[-1][1]))
        else:
            kept.append((low, high))
    return kept
