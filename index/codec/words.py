"""Sorted lists of strings as arrays: the words, stems and keys of a segment.

    NAME.text     u8   the strings as UTF-8, one after the other
    NAME.starts   u64  where each begins, and the end of the last

Invariant: strings ascend by their code points (which is the order of their UTF-8 bytes), each
once, so that one is found by bisection without reading the others.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import overload

import numpy as np

from index.codec.container import Array, Container


def as_arrays(name: str, strings: Sequence[str]) -> dict[str, Array]:
    """The two arrays of an ascending list."""
    encoded = [string.encode("utf-8") for string in strings]
    starts = np.zeros(len(encoded) + 1, dtype=np.uint64)
    np.cumsum([len(string) for string in encoded], out=starts[1:])
    text = np.frombuffer(b"".join(encoded), dtype=np.uint8)
    return {f"{name}.text": text, f"{name}.starts": starts}


class Strings(Sequence[str]):
    """An ascending list of strings in an open container."""

    def __init__(self, container: Container, name: str) -> None:
        self._text = container[f"{name}.text"]
        self._starts = container[f"{name}.starts"]

    def __len__(self) -> int:
        return len(self._starts) - 1

    @cached_property
    def _views(self) -> tuple[bytes, memoryview]:
        """Text and starts, checked as a whole, as what a bisection reads fastest."""
        return self._text.whole().tobytes(), self._starts.whole().data

    def __iter__(self) -> Iterator[str]:
        """All strings, decoded together."""
        return iter(self[:])

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        """One string, or those of a slice without steps, decoded together."""
        if isinstance(place, int):
            if not 0 <= place < len(self):
                raise IndexError(place)
            first, last = self._starts.cut(place, place + 2).tolist()
            return self._text.cut(first, last).tobytes().decode("utf-8")
        low, high, _ = place.indices(len(self))
        starts = self._starts.cut(low, max(low, high) + 1).tolist()
        text = self._text.cut(starts[0], starts[-1]).tobytes()
        ends = [start - starts[0] for start in starts]
        return [text[begin:end].decode("utf-8") for begin, end in pairwise(ends)]

    def place(self, string: str) -> int | None:
        """Where `string` stands; None if it is not in the list."""
        text, starts = self._views
        wanted, low, high = string.encode("utf-8"), 0, len(starts) - 1
        while low < high:
            middle = (low + high) // 2
            if text[starts[middle] : starts[middle + 1]] < wanted:
                low = middle + 1
            else:
                high = middle
        found = low < len(starts) - 1 and text[starts[low] : starts[low + 1]] == wanted
        return low if found else None

    def within(self, first: str, last: str) -> list[str]:
        """The strings from `first` up to, not including, `last`."""
        return self[bisect_left(self, first) : bisect_left(self, last)]
