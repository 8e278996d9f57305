"""Pressed entries of several segments made those of one: copied, or pressed again.

What builds on a dictionary worth its place is copied together with it; few entries, as those of
a small commit, are pressed again with the dictionary of the many, or with one learned from all.

Invariant: the entries come back as they were, in the order of the parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter

import numpy as np

from index.codec.container import Array
from index.codec.runs import as_runs
from index.codec.segment import SegmentWriter
from index.codec.squeeze import SAMPLES, Press, Pressed, learned, of_dictionaries

#: Entries of articles that are in memory together.
_ENTRIES = 4096

#: What builds on a dictionary takes at least so many times its place.
_WORTH = 50


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Entries of a segment that build on one dictionary: those `kept`, by their numbers."""

    entries: Pressed
    kept: Array
    dictionary: bytes

    @property
    def is_worth_it(self) -> bool:
        """Whether there is enough that builds on the dictionary to keep it beside others."""
        if not self.dictionary or not len(self.kept):
            return False
        low, high = self.entries.runs.span(int(self.kept[0]), int(self.kept[-1]) + 1)
        return high - low >= _WORTH * len(self.dictionary)


def merge_entries(writer: SegmentWriter, name: str, parts: Sequence[tuple[Pressed, Array]]) -> None:
    """Write the entries of each part that are kept, by their numbers: copied where possible."""
    stretches = list(_stretches(parts))
    shared = _dictionary(stretches)
    chosen = [each.dictionary if each.is_worth_it else shared for each in stretches]
    lengths: list[Array] = []

    def pressed() -> Iterator[Array]:
        for each, dictionary in zip(stretches, chosen, strict=True):
            chunks = _copied if each.dictionary == dictionary else _pressed_again
            for chunk, counts in chunks(each.entries, each.kept, dictionary):
                lengths.append(counts)
                yield chunk

    users = [
        (dictionary, sum(len(each.kept) for _, each in group))
        for dictionary, group in groupby(zip(chosen, stretches, strict=True), key=itemgetter(0))
    ]
    writer.add(of_dictionaries(name, users))
    writer.add_chunks(f"{name}.bytes", np.dtype(np.uint8), pressed())
    writer.add(as_runs(name, np.concatenate([np.zeros(0, np.int64), *lengths])))


def _stretches(parts: Sequence[tuple[Pressed, Array]]) -> Iterator[_Stretch]:
    for entries, kept in parts:
        for first, last, dictionary in entries.stretches():
            low, high = np.searchsorted(kept, [first, last])
            yield _Stretch(entries, kept[low:high], dictionary)


def _dictionary(stretches: Sequence[_Stretch]) -> bytes:
    """That of the largest stretch if it had enough to learn from, else one learned from all."""
    largest = max(stretches, key=lambda each: len(each.kept))
    if len(largest.kept) >= SAMPLES and largest.dictionary:
        return largest.dictionary
    some = (each.entries[place] for each in stretches for place in each.kept.tolist())
    return learned(list(islice(some, SAMPLES)))


def _copied(entries: Pressed, kept: Array, _: bytes) -> Iterator[tuple[Array, Array]]:
    """(bytes, lengths) of the entries kept, in runs of neighbours."""
    for run in np.split(kept, np.flatnonzero(np.diff(kept) != 1) + 1):
        for low in range(0, len(run), _ENTRIES):
            first, last = int(run[low]), int(run[low : low + _ENTRIES][-1]) + 1
            yield entries.raw(first, last), entries.runs.counts(first, last)


def _pressed_again(
    entries: Pressed, kept: Array, dictionary: bytes
) -> Iterator[tuple[Array, Array]]:
    press = Press(dictionary)
    for low in range(0, len(kept), _ENTRIES):
        for place in kept[low : low + _ENTRIES].tolist():
            press.add(entries[place])
        done = press.drain()
        counts = np.array([len(entry) for entry in done], dtype=np.int64)
        yield np.frombuffer(b"".join(done), dtype=np.uint8), counts
