"""Bytes out of what packs them: gzip, bzip2 and xz, and the members of archives, within a budget.

Invariant: nothing is unpacked that was not paid for from the budget of the file on disk, no
byte is held that was not asked for, and damage leaves here as `UnreadableFile`.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from index.readers.streams import FILE_LIMIT, MIB, Stream

#: What one step unpacks. No header of a tar archive may be longer, and in versions of Python
#: that search them slowly, this keeps each below a second.
CHUNK = 2**14
_BUFFER = 2**16


class Source(Protocol):
    """What bytes can be read from, as many at once as there are."""

    def read1(self, size: int, /) -> bytes:
        """Some bytes, none only at the end."""
        ...

    def seek(self, place: int, whence: int = ..., /) -> int:
        """Go to a place."""
        ...

    def seekable(self) -> bool:
        """Whether one can go back to the start."""
        ...


_PACKINGS: dict[bytes, tuple[str, Callable[[io.BufferedReader], Source]]] = {
    b"\x1f\x8b": ("gzip", lambda file: gzip.GzipFile(fileobj=file)),
    b"BZh": ("bzip2", bz2.BZ2File),
    b"\xfd7zXZ\x00": ("xz", lzma.LZMAFile),
}
_DAMAGE = (
    *(EOFError, OSError, MemoryError, zlib.error, lzma.LZMAError),
    *(tarfile.TarError, zipfile.BadZipFile),
)


def packing(start: bytes) -> str:
    """What a file that begins so is packed with: "gzip", "bzip2", "xz" or nothing."""
    return next((name for magic, (name, _) in _PACKINGS.items() if start.startswith(magic)), "")


def unpacked(stream: Stream, kind: str) -> Stream:
    """The content of a packed file, still to be read from its start."""
    source = dict(_PACKINGS.values())[kind](stream.raw)
    damaged = f"a {kind} file that is cut short or damaged"
    return replace(stream, raw=buffered(source, stream, damaged), packed=kind)


def buffered(source: Source, around: Stream, damaged: str, costs: bool = True) -> io.BufferedReader:
    """`source`, which lies in `around`, to be read as a file is.

    `damaged` is the reason told where it breaks off, `costs` whether its bytes are paid for.
    """
    return io.BufferedReader(_Unpacked(source, around, damaged, costs), _BUFFER)


class _Unpacked(io.RawIOBase):
    """Bytes paid for from the budget of `around`, each once however often it is read."""

    def __init__(self, source: Source, around: Stream, damaged: str, costs: bool) -> None:
        self._source = source
        self._around = around
        self._damaged = damaged
        self._costs = costs
        self._place = self._furthest = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._source.seekable()

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer's beginning; returns how many bytes came."""
        try:
            data = self._source.read1(min(len(buffer), CHUNK))
        except _DAMAGE as fault:
            if isinstance(fault, OSError) and fault.errno:
                raise  # the disk's, not the file's
            raise self._around.refuse(self._damaged) from fault
        buffer[: len(data)] = data
        self._place += len(data)
        if self._costs and self._place > self._furthest:
            self._around.budget.spend(unpacked=self._place - self._furthest)
            self._furthest = self._place
        return len(data)

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        self._place = self._source.seek(place, whence)
        return self._place

    def tell(self) -> int:
        return self._place


class Rewindable:
    """What can be read only forwards, made to begin again as long as little of it was read."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._start: bytearray | None = bytearray()
        self._place = 0

    def seekable(self) -> bool:
        """At least as far as is remembered."""
        return True

    def read1(self, size: int, /) -> bytes:
        """Up to so many bytes, none only at the end."""
        data = bytes(self._start[self._place : self._place + size]) if self._start else b""
        if not data:
            data = self._source.read1(size)
            self._remember(data)
        self._place += len(data)
        return data

    def seek(self, place: int, whence: int = io.SEEK_SET, /) -> int:
        """Go back to a place that is still remembered."""
        if self._start is None or whence != io.SEEK_SET or place > len(self._start):
            raise io.UnsupportedOperation("too far to go")
        self._place = place
        return place

    def _remember(self, data: bytes) -> None:
        if self._start is not None:
            self._start += data
            if len(self._start) > FILE_LIMIT + MIB:  # what is longer is read in one pass
                self._start = None
