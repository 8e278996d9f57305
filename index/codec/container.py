"""A file of named arrays: how everything of a segment lies on disk.

    file      = head, array …, sums, directory, tail
    head      = b"DATELINE", u32 FORMAT, u32 PAGE                                 16 bytes
    array     = its items, little-endian, from a multiple of 64 bytes on
    sums      = u32 CRC-32 of each PAGE bytes of what stands before it (the last page may be short)
    directory = UTF-8 JSON {name: [dtype, items, offset of the first]}
    tail      = u64 offset of sums, u64 of the directory, u32 CRC-32 of both, b"ENILETAD"

Ten lines read it without Dateline:

    import json, numpy, struct
    data = open(path, "rb").read()
    sums, directory, _ = struct.unpack("<QQI", data[-28:-8])
    arrays = {
        name: numpy.frombuffer(data, dtype, items, offset)
        for name, (dtype, items, offset) in json.loads(data[directory:-28]).items()
    }

Invariant: a page is compared with its sum before the first item of it is used, so a file that
was damaged raises BrokenIndex and never gives a wrong answer. Nothing in it is executable.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.errors import REBUILD, BrokenIndex

FORMAT = 6
PAGE = 1 << 16
_HEAD = struct.Struct("<8sII")
_TAIL = struct.Struct("<QQI8s")
_BEGIN, _END = b"DATELINE", b"ENILETAD"
_ALIGNMENT = 64

Array = NDArray[Any]


class Writer:
    """Writes one container; `close` completes it and puts it on disk."""

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO = path.open("wb")
        self._offset = 0
        self._page = 0
        self._sums: list[int] = []
        self._directory: dict[str, tuple[str, int, int]] = {}
        self._write(_HEAD.pack(_BEGIN, FORMAT, PAGE))

    def add(self, name: str, dtype: np.dtype[Any], chunks: Iterable[Array]) -> None:
        """Append an array given in chunks, which need not fit into memory together."""
        stored = dtype.newbyteorder("<")
        self._write(bytes(-self._offset % _ALIGNMENT))
        begin, items = self._offset, 0
        for chunk in chunks:
            self._write(np.ascontiguousarray(chunk, stored).tobytes())
            items += len(chunk)
        self._directory[name] = (stored.str, items, begin)

    def close(self) -> None:
        """Write sums, directory and tail, and sync."""
        sums = np.array([*self._sums, self._page], dtype="<u4").tobytes()
        directory = json.dumps(self._directory).encode("utf-8")
        end = self._offset
        check = crc32(directory, crc32(sums))
        tail = _TAIL.pack(end, end + len(sums), check, _END)
        self._file.write(sums + directory + tail)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def abandon(self) -> None:
        """Let go of the file, incomplete."""
        self._file.close()

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        view, start = memoryview(data), 0
        while start < len(view):
            room = PAGE - self._offset % PAGE
            piece = view[start : start + room]
            self._page = crc32(piece, self._page)
            self._offset += len(piece)
            start += len(piece)
            if self._offset % PAGE == 0:
                self._sums.append(self._page)
                self._page = 0


def write(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write whole arrays as one container."""
    writer = Writer(path)
    for name, array in arrays.items():
        writer.add(name, array.dtype, [array])
    writer.close()


class Column:
    """One array of an open container; items are checked before they are given."""

    def __init__(self, container: Container, items: Array, offset: int) -> None:
        self._container = container
        self._items = items
        self._offset = offset
        self._size = items.itemsize

    def __len__(self) -> int:
        return len(self._items)

    @property
    def dtype(self) -> np.dtype[Any]:
        """The type of the items as stored."""
        return self._items.dtype

    def cut(self, first: int, last: int) -> Array:
        """Items `first` up to `last`, a view of the file."""
        self._container.check(self._offset + first * self._size, self._offset + last * self._size)
        return self._items[first:last]

    def item(self, place: int) -> Any:
        """One item, as a value of Python."""
        begin = self._offset + place * self._size
        self._container.check(begin, begin + self._size)
        return self._items.item(place)

    def whole(self) -> Array:
        """All items, a view of the file."""
        return self.cut(0, len(self._items))


class Container:
    """An open file of named arrays."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except FileNotFoundError:
            raise BrokenIndex(f"{path} is missing: {REBUILD}") from None
        except ValueError:  # an empty file cannot be mapped
            raise self.broken("is empty") from None
        self._read_directory()

    def __getitem__(self, name: str) -> Column:
        """The array called `name`."""
        try:
            return self._columns[name]
        except KeyError:
            raise self.broken(f"lacks {name!r}") from None

    def __contains__(self, name: str) -> bool:
        return name in self._columns

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all arrays, in the order in which they were written."""
        return tuple(self._columns)

    def check(self, begin: int, end: int) -> None:
        """Compare with their sums all pages of bytes `begin` to `end` not yet compared."""
        first, last = begin // PAGE, -(-end // PAGE)
        while begin < end and (page := self._unchecked.find(1, first, last)) >= 0:
            stop = min((page + 1) * PAGE, self._end)
            if crc32(self._data[page * PAGE : stop]) != self._sums[page]:
                raise self.broken(f"is damaged at byte {page * PAGE}")
            self._unchecked[page] = 0

    def release(self) -> None:
        """Let the system take back the memory that what was read stands in."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._data.madvise(mmap.MADV_DONTNEED)

    def verify(self) -> None:
        """Compare everything with its sums; raises BrokenIndex for the first page that differs."""
        self.check(0, self._end)

    def broken(self, how: str) -> BrokenIndex:
        """The error to raise when the file is not what it should be."""
        return BrokenIndex(f"{self.path} {how}: {REBUILD}")

    def _read_directory(self) -> None:
        data = self._data
        if len(data) < _HEAD.size + _TAIL.size or data[:8] != _BEGIN:
            raise self.broken("is no segment of Dateline")
        _, version, page = _HEAD.unpack(data[: _HEAD.size])
        if version != FORMAT or page != PAGE:
            raise self.broken(f"has format {version}, this version reads {FORMAT}")
        sums, directory, check, end = _TAIL.unpack(data[-_TAIL.size :])
        if end != _END or not _HEAD.size <= sums <= directory <= len(data) - _TAIL.size:
            raise self.broken("is cut short")
        if crc32(data[sums : -_TAIL.size]) != check:
            raise self.broken("has a damaged directory")
        self._end: int = sums
        self._sums = np.frombuffer(data, "<u4", (directory - sums) // 4, sums).tolist()
        self._unchecked = bytearray(b"\1" * len(self._sums))
        try:
            listed = json.loads(data[directory : -_TAIL.size])
            self._columns = {
                name: Column(self, np.frombuffer(data, dtype, items, offset), offset)
                for name, (dtype, items, offset) in listed.items()
            }
        except (AttributeError, TypeError, ValueError):
            # The sum covers sums and directory together, not where the one ends.
            raise self.broken("has a damaged directory") from None
