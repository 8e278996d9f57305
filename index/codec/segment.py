"""A segment as it is written: its postings in ranges of stems, everything else as whole arrays.

Invariant: memory grows with the places of the most frequent stem, not with those of all; until
everything is written nothing can be opened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import TracebackType

import numpy as np

from index.codec.container import Array, Writer
from index.codec.postings import Inverted, bits_of, pack
from index.codec.runs import as_runs, narrow

_IN_MEMORY = 1 << 25
_BYTES = 1 << 23  # a multiple of 8, as bits are packed by eight

#: The places of a range of stems that are packed together, about.
CHUNK = 1 << 20


class SegmentWriter:
    """Writes one segment, as a context; if that is left by an error no file stays."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer = Writer(path)
        self._spools: dict[str, _Spool] = {}
        self._counts: defaultdict[str, list[Array]] = defaultdict(list)

    def __enter__(self) -> SegmentWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: object, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._drain()
            self._writer.close()
        else:
            self._writer.abandon()
            self._path.unlink(missing_ok=True)
        for spool in self._spools.values():
            spool.close()

    def add(self, arrays: dict[str, Array]) -> None:
        """Append whole arrays."""
        for name, array in arrays.items():
            self._writer.add(name, array.dtype, [array])

    def add_chunks(self, name: str, dtype: np.dtype[np.generic], chunks: Iterator[Array]) -> None:
        """Append one array in chunks."""
        self._writer.add(name, dtype, chunks)

    def add_postings(self, inverted: Inverted) -> None:
        """Append the postings of the next stems."""
        arrays, counts = pack(inverted)
        for name, array in arrays.items():
            if name not in self._spools:
                self._spools[name] = _Spool(array.dtype, self._path.parent)
            self._spools[name].append(array)
        for name, lengths in counts.items():
            self._counts[name].append(lengths)

    def _drain(self) -> None:
        for name, spool in self._spools.items():
            if name == "place.first":
                bits = (np.packbits(chunk, bitorder="little") for chunk in spool.chunks())
                self._writer.add(name, np.dtype(np.uint8), bits)
            else:
                self._writer.add(name, spool.narrowest, spool.chunks())
        for name, lengths in self._counts.items():
            self.add(as_runs(name, np.concatenate(lengths)))


class _Spool:
    """An array that grows outside of memory until it is written."""

    def __init__(self, dtype: np.dtype[np.generic], folder: Path) -> None:
        """In `folder` there is room for what does not stay in memory, if there is for a segment."""
        self._dtype = dtype
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY, dir=str(folder))  # noqa: SIM115 - see `close`
        self._largest = 0

    def append(self, array: Array) -> None:
        self._largest = max(self._largest, int(array.max(initial=0)))
        self._file.write(array.tobytes())

    @property
    def narrowest(self) -> np.dtype[np.generic]:
        """The smallest type that holds all items."""
        small = np.min_scalar_type(self._largest)
        return small if self._dtype.itemsize > 2 else self._dtype

    def chunks(self) -> Iterator[Array]:
        self._file.seek(0)
        while chunk := self._file.read(_BYTES):
            yield np.frombuffer(chunk, self._dtype)

    def close(self) -> None:
        self._file.close()


def write_segment(path: Path, inverter: dict[str, Array], recorder: dict[str, Array]) -> None:
    """Write what `Inverter.arrays` and `Recorder.arrays` gave."""
    whole = inverter | {"word.stem": narrow(inverter["word.stem"])}
    raw = {name: whole.pop(name) for name in inverter if name.startswith(("posting.", "place."))}
    words = np.bincount(inverter["word.stem"], minlength=len(raw["posting.starts"]) - 1)
    with SegmentWriter(path) as writer:
        writer.add(whole | recorder)
        for first, last in ranges(np.diff(raw["place.starts"].astype(np.int64))):
            writer.add_postings(_inverted(raw, words, first, last))


def ranges(places: Array) -> Iterator[tuple[int, int]]:
    """Ranges of stems with about CHUNK `places` [T] each; at least one, even of none.

    A stem with more is alone.
    """
    ends = np.cumsum(places) // CHUNK
    large = np.flatnonzero(places >= CHUNK) + 1
    bounds = np.unique([0, *(np.flatnonzero(np.diff(ends)) + 1), *large, len(places)])
    yield from pairwise(bounds.tolist() if len(places) else [0, 0])


def _inverted(raw: dict[str, Array], words: Array, first: int, last: int) -> Inverted:
    starts = raw["posting.starts"][first : last + 1].astype(np.int64)
    begin, end = int(starts[0]), int(starts[-1])
    low, high = raw["place.starts"][[first, last]].tolist()
    return Inverted(
        postings=np.diff(starts),
        docs=raw["posting.docs"][begin:end],
        weights=raw["posting.weights"][begin:end],
        tallies=raw["posting.tallies"][begin:end],
        positions=raw["place.positions"][low:high],
        forms=raw["place.forms"][low:high],
        bits=bits_of(words[first:last]),
    )
