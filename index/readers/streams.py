"""Files as bounded bytes: opened, unpacked from gzip, cut into lines, never held beyond a limit.

Invariant: memory stays within FILE_LIMIT whatever a file contains, packed or not, and every
fault of the file leaves here as `UnreadableFile`.
"""

from __future__ import annotations

import gzip
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from index.errors import UnreadableFile
from index.readers.folders import printable, why

MIB = 2**20
LINE_LIMIT = 16 * MIB
FILE_LIMIT = 64 * MIB
EXPANSION_LIMIT = 200  # texts pack 3 to 20 times; only what is made to explode packs so tightly
_HEAD = 8192
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Stream:
    """An open file; `size` is its length on disk in bytes, `packed` whether it is gzip."""

    name: str
    raw: BinaryIO
    size: int
    packed: bool

    def refuse(self, reason: str) -> UnreadableFile:
        """The error that says why this file is not read."""
        return UnreadableFile(self.name, reason)


@contextmanager
def opened(path: Path) -> Iterator[Stream]:
    """The file, unpacked on the fly when it is gzip by content."""
    name = printable(path)
    try:
        with _open(path, name) as file:
            size = os.fstat(file.fileno()).st_size
            packed = file.read(2) == _GZIP
            file.seek(0)
            if not packed:
                yield Stream(name, file, size, packed)
                return
            with gzip.GzipFile(fileobj=file) as unpacked:
                yield Stream(name, cast(BinaryIO, unpacked), size, packed)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise UnreadableFile(name, "a gzip file that is cut short or damaged") from error
    except OSError as error:
        raise UnreadableFile(name, f"it cannot be read: {why(error)}") from error


def _open(path: Path, name: str) -> BinaryIO:
    # Opening a pipe would wait for its writer for ever, so the kind is asked first.
    if not stat.S_ISREG(path.stat().st_mode):
        raise UnreadableFile(name, "not a regular file")
    return path.open("rb")


def head(stream: Stream) -> bytes:
    """The first bytes; the stream stands at its start before and after."""
    start = cast(gzip.GzipFile, stream.raw).read1(_HEAD)
    stream.raw.seek(0)
    return start


def peek(stream: Stream, size: int) -> bytes:
    """Up to `size` bytes from the start, where the stream stands before and after."""
    start = stream.raw.read(size)
    stream.raw.seek(0)
    return start


def whole(stream: Stream) -> bytes:
    """All bytes from where the stream stands; a file over FILE_LIMIT is refused."""
    data = stream.raw.read(FILE_LIMIT + 1)
    if len(data) > FILE_LIMIT:
        unpacked = " unpacked" if stream.packed else ""
        raise stream.refuse(
            f"larger than {FILE_LIMIT // MIB} MiB{unpacked}: "
            "only JSON Lines and tables may be that large"
        )
    return data


def lines(stream: Stream, blank: bool = False) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers from 1, blank ones if asked for; None for one over LINE_LIMIT."""
    number = total = 0
    while line := stream.raw.readline(LINE_LIMIT + 1):
        number += 1
        total += len(line)
        if len(line) <= LINE_LIMIT:
            if blank or not line.isspace():
                yield number, line
        else:
            total += _pass_over(stream, total) if not line.endswith(b"\n") else 0
            yield number, None
        _check_expansion(stream, total)


def _pass_over(stream: Stream, before: int) -> int:
    """Go to the end of an overlong line without keeping it; return the bytes passed."""
    passed = 0
    while part := stream.raw.readline(MIB):
        passed += len(part)
        _check_expansion(stream, before + passed)
        if part.endswith(b"\n"):
            break
    return passed


def _check_expansion(stream: Stream, total: int) -> None:
    if stream.packed and total > max(FILE_LIMIT, EXPANSION_LIMIT * stream.size):
        raise stream.refuse(
            f"a gzip file that unpacks to more than {EXPANSION_LIMIT} times its size: "
            "the rest is refused"
        )
