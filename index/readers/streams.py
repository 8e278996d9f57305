"""Files as bounded bytes: opened, watched, cut into lines, never held beyond a limit.

Invariant: memory stays within FILE_LIMIT whatever a file contains, and every fault of the file
leaves here as `UnreadableFile`.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from index.errors import UnreadableFile
from index.readers.folders import printable, why

MIB = 2**20
LINE_LIMIT = 16 * MIB
FILE_LIMIT = 64 * MIB
EXPANSION_LIMIT = 200  # texts pack 3 to 20 times; only what is made to explode packs so tightly
MEMBER_LIMIT = 1_000_000
HEAD = 8192
_BUFFER = 2**16

#: Is told how many bytes of a file have been read, and how many it has.
Watch = Callable[[int, int], None]


@dataclass(slots=True)
class Budget:
    """What may still be unpacked of one file on disk, all archives inside it taken together.

    `size` is the file's length in bytes; `unpacked` bytes and `members` were paid for.
    """

    name: str
    size: int
    unpacked: int = 0
    members: int = 0

    @property
    def fault(self) -> str:
        """Why no more is unpacked, or an empty string."""
        # Buffers read ahead, and the limit of a single file shall be met before this one.
        if self.unpacked > max(FILE_LIMIT, EXPANSION_LIMIT * self.size) + MIB:
            return f"it unpacks to more than {EXPANSION_LIMIT} times its size: the rest is refused"
        if self.members > MEMBER_LIMIT:
            return f"it holds more than {MEMBER_LIMIT:,} files: the rest is refused"
        return ""

    def spend(self, unpacked: int = 0, members: int = 0) -> None:
        """Pay for bytes or members. Raises UnreadableFile when that is too much."""
        self.unpacked += unpacked
        self.members += members
        if self.fault:
            raise UnreadableFile(self.name, self.fault)


@dataclass(frozen=True, slots=True)
class Stream:
    """A file, or one inside others, that can be read and can go back to its start.

    `name` is the path of the file on disk, `packed` what the bytes were unpacked from ("gzip"),
    `depth` the number of archives around it.
    """

    name: str
    raw: io.BufferedReader
    budget: Budget
    packed: str = ""
    depth: int = 0

    def refuse(self, reason: str) -> UnreadableFile:
        """The error that says why this file is not read."""
        return UnreadableFile(self.name, reason)


def unwatched(read: int, size: int) -> None:
    """Nobody is told how far the reading is."""


@contextmanager
def opened(path: Path, watch: Watch = unwatched) -> Iterator[Stream]:
    """A file on disk; `watch` is told how far it was read."""
    name = printable(path)
    try:
        # Opening a pipe would wait for its writer for ever, so the kind is asked first.
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnreadableFile(name, "not a regular file")
        with _Watched(path, watch) as disk:
            file = cast(io.BufferedReader, io.BufferedReader(disk, _BUFFER))
            yield Stream(name, file, Budget(name, path.stat().st_size))
    except OSError as error:
        raise UnreadableFile(name, f"it cannot be read: {why(error)}") from error


class _Watched(io.FileIO):
    """A file that tells how far it was read."""

    def __init__(self, path: Path, watch: Watch) -> None:
        super().__init__(path)
        self._watch = watch
        self._size = os.fstat(self.fileno()).st_size

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer's beginning; returns how many bytes came."""
        count = super().readinto(buffer)
        self._watch(self.tell(), self._size)
        return count


def head(stream: Stream) -> bytes:
    """The first bytes; the stream stands at its start before and after."""
    return peek(stream, HEAD)


def peek(stream: Stream, size: int) -> bytes:
    """Up to `size` bytes from the start, where the stream stands before and after."""
    start = b""
    with suppress(UnreadableFile):  # told when what lies before the damage has been read
        while len(start) < size and (part := stream.raw.read1(size - len(start))):
            start += part
    if not start:
        stream.raw.read1(1)  # raises what was suppressed
    stream.raw.seek(0)
    return start


def whole(stream: Stream) -> bytes:
    """All bytes from where the stream stands; a file over FILE_LIMIT is refused."""
    data = stream.raw.read(FILE_LIMIT + 1)
    if len(data) > FILE_LIMIT:
        unpacked = " unpacked" if stream.packed else ""
        raise stream.refuse(
            f"larger than {FILE_LIMIT // MIB} MiB{unpacked}: "
            "only JSON Lines, tables, WARC and mailboxes may be that large"
        )
    return data


def lines(stream: Stream, blank: bool = False) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers from 1, blank ones if asked for; None for one over LINE_LIMIT."""
    number = 0
    while line := stream.raw.readline(LINE_LIMIT + 1):
        number += 1
        if len(line) <= LINE_LIMIT:
            if blank or not line.isspace():
                yield number, line
        else:
            if not line.endswith(b"\n"):
                _pass_over(stream)
            yield number, None


def _pass_over(stream: Stream) -> None:
    """Go to the end of an overlong line without keeping it."""
    while part := stream.raw.readline(MIB):
        if part.endswith(b"\n"):
            break
