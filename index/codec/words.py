"""Sorted lists of strings: the words, stems and keys of a segment.

    NAME.size    u64  how many strings [1]
    NAME.firsts  u1   every EVERY-th string, as UTF-8, with FF between two (no UTF-8 holds FF)
    NAME.text    u1   the strings in blocks of EVERY, likewise, pressed: `index.codec.squeeze`
    NAME.*            how long each block is: `index.codec.runs`

Invariant: strings ascend by their code points (which is the order of their UTF-8 bytes), each
once, so that one is found by opening a single block.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import overload

import numpy as np

from index.codec.container import Array, Container
from index.codec.runs import EVERY, Runs, as_runs
from index.codec.squeeze import squeeze, unsqueeze

_BETWEEN = b"\xff"

#: A query looks its words up several times: to count, to rank and to mark them.
_REMEMBERED = 1024


def as_arrays(name: str, strings: Sequence[str]) -> dict[str, Array]:
    """The arrays of an ascending list."""
    encoded = [string.encode("utf-8") for string in strings]
    blocks = [
        squeeze(_BETWEEN.join(encoded[first : first + EVERY]))
        for first in range(0, len(encoded), EVERY)
    ]
    return {
        f"{name}.size": np.array([len(encoded)], dtype=np.uint64),
        f"{name}.firsts": np.frombuffer(_BETWEEN.join(encoded[::EVERY]), dtype=np.uint8),
        f"{name}.text": np.frombuffer(b"".join(blocks), dtype=np.uint8),
        **as_runs(name, np.array([len(block) for block in blocks], dtype=np.int64)),
    }


class Strings(Sequence[str]):
    """An ascending list of strings in an open container."""

    def __init__(self, container: Container, name: str) -> None:
        self._all_firsts = container[f"{name}.firsts"]
        self._size = container[f"{name}.size"]
        self._text = container[f"{name}.text"]
        self._blocks = Runs(container, name)
        #: Where a string stands; None if it is not in the list.
        self.place = lru_cache(maxsize=_REMEMBERED)(self._place)

    def __len__(self) -> int:
        return int(self._size.cut(0, 1)[0])

    def __iter__(self) -> Iterator[str]:
        """All strings, decoded together."""
        return iter(self[:])

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        """One string, or those of a slice without steps."""
        if isinstance(place, int):
            if not 0 <= place < len(self):
                raise IndexError(place)
            return self._block(place // EVERY)[place % EVERY].decode("utf-8")
        low, high, _ = place.indices(len(self))
        if low >= high:
            return []
        first = low // EVERY
        found = [s for block in range(first, -(-high // EVERY)) for s in self._block(block)]
        return [s.decode("utf-8") for s in found[low - first * EVERY : high - first * EVERY]]

    def _place(self, string: str) -> int | None:
        wanted = string.encode("utf-8", "surrogatepass")
        block = bisect_right(self._firsts, wanted) - 1
        if block < 0:
            return None
        strings = self._block(block)
        within = bisect_left(strings, wanted)
        found = within < len(strings) and strings[within] == wanted
        return block * EVERY + within if found else None

    def within(self, first: str, last: str) -> list[str]:
        """The strings from `first` up to, not including, `last`."""
        return self[self._before(first) : self._before(last)]

    @cached_property
    def _firsts(self) -> list[bytes]:
        return self._all_firsts.whole().tobytes().split(_BETWEEN) if len(self) else []

    def _before(self, string: str) -> int:
        """How many strings come before `string`."""
        wanted = string.encode("utf-8", "surrogatepass")
        block = bisect_left(self._firsts, wanted) - 1
        return 0 if block < 0 else block * EVERY + bisect_left(self._block(block), wanted)

    def _block(self, block: int) -> list[bytes]:
        return unsqueeze(self._text.cut(*self._blocks.bounds(block)).tobytes()).split(_BETWEEN)
