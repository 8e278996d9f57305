"""In how many articles of some sets each stem of an index stands.

All postings are looked at once, in ranges of stems: what comes out is exact, for sets of any size.
To unpack them takes longer than to count, so they are kept unpacked, up to MOST_BYTES; beyond that
they are unpacked each time, so that memory does not grow with the index.

Invariant: a count is the number of articles of the set in which the stem stands, however the
articles were batched into segments, and whatever is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from index.codec.columns import Columns
from index.codec.container import Array
from index.codec.postings import unpack_all_ascending

Numbers = NDArray[np.int64]

#: Postings that are looked at together.
_BLOCK = 1 << 20

#: What is kept unpacked: 32 million postings, of some 330,000 news articles.
MOST_BYTES = 128 << 20


@dataclass(frozen=True, slots=True)
class Stems:
    """The stems of several segments: `texts` [T] ascending, each once.

    `numbers` gives for each segment the number of each of its stems among `texts`.
    """

    texts: tuple[str, ...]
    numbers: tuple[Numbers, ...]


class Unpacked:
    """The articles of ranges of stems, kept as long as their segments are asked for.

    A segment never changes and has a path of its own, so what is known of it outlives a commit.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._held = 0
        self._kept: dict[tuple[Path, int], Array] = {}
        self._lock = Lock()

    @property
    def held(self) -> int:
        """How many bytes are kept."""
        return self._held

    def forget_all_but(self, parts: Sequence[Columns]) -> None:
        """Let go of other segments than these."""
        paths = {part.container.path for part in parts}
        with self._lock:
            for key in [key for key in self._kept if key[0] not in paths]:
                self._held -= self._kept.pop(key).nbytes

    def articles(self, part: Columns, first: int, last: int) -> Array:
        """The articles of the stems `first` up to `last`, one stem after the other: u4."""
        key = (part.container.path, first)
        with self._lock:
            known = self._kept.get(key)
        if known is not None:
            return known
        docs = _articles(part, first, last)
        with self._lock:
            if key not in self._kept and self._held + docs.nbytes <= self._most:
                self._kept[key] = docs
                self._held += docs.nbytes
        return docs


_UNPACKED = Unpacked(MOST_BYTES)


def stems_of(parts: Sequence[Columns]) -> Stems:
    """The stems of all segments together."""
    lists = [part.stems[:] for part in parts]
    texts = tuple(sorted(set().union(*lists)))
    place = {text: number for number, text in enumerate(texts)}
    numbers = tuple(np.fromiter((place[text] for text in own), np.int64, len(own)) for own in lists)
    return Stems(texts, numbers)


def counts(
    parts: Sequence[Columns], stems: Stems, sets: Sequence[Array], kept: Unpacked = _UNPACKED
) -> Numbers:
    """Articles by set and stem [sets, T]; each set marks its articles with 1 [articles], u1.

    Where a set holds all articles of a segment or none, it costs nothing.
    """
    kept.forget_all_but(parts)
    found = np.zeros((len(sets), len(stems.texts)), dtype=np.int64)
    base = 0
    for part, numbers in zip(parts, stems.numbers, strict=True):
        own = [marks[base : base + part.articles] for marks in sets]
        for row, marks in zip(found, own, strict=True):
            if marks.all():
                row[numbers] += part.runs["posting"].all_counts()
        some = [(row, m) for row, m in zip(found, own, strict=True) if m.any() and not m.all()]
        for first, last, many in _ranges(part) if some else ():
            docs = kept.articles(part, first, last)
            held = np.flatnonzero(many)
            begins = (np.cumsum(many) - many)[held]
            for row, marks in some:
                sums = np.add.reduceat(marks.take(docs), begins, dtype=np.int64)
                row[numbers[first:last][held]] += sums
        base += part.articles
    return found


def commonest_form(parts: Sequence[Columns], stem: str) -> str:
    """The word that the articles write most often of those that share a stem; tagged as it is."""
    often: dict[str, int] = {}
    for part in parts:
        place = part.stems.place(stem)
        if place is None:
            continue
        mine = np.flatnonzero(part.container["word.stem"].whole() == place).tolist()
        words = [part.words[word] for word in mine]
        times = np.bincount(part.places(place).forms, minlength=len(words))
        for word, count in zip(words, times.tolist(), strict=True):
            often[word] = often.get(word, 0) + count
    return max(often, key=lambda word: (often[word], word))


def _ranges(part: Columns) -> Iterator[tuple[int, int, Numbers]]:
    """(first stem, last, how many articles each has) of ranges of stems that have some."""
    many = part.runs["posting"].all_counts()
    cuts = np.flatnonzero(np.diff(np.cumsum(many) // _BLOCK)) + 1
    for first, last in pairwise([0, *cuts.tolist(), len(many)]):
        if many[first:last].any():
            yield first, last, many[first:last]


def _articles(part: Columns, first: int, last: int) -> Array:
    """The articles of the stems `first` up to `last`, one stem after the other: u4."""
    counts, lengths = (part.runs[name].counts(first, last) for name in ("posting", "gap"))
    items = part.container["width"].cut(first, last).astype(np.int64) & 7
    gaps = part.container["gap.bytes"].cut(*part.runs["gap"].span(first, last))
    return unpack_all_ascending(gaps, counts, lengths, items)
