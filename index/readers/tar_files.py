"""Tar archives, packed or not: their members as they come, in one pass.

Invariant: the archive is only ever read forwards, and no header of it is longer than CHUNK, so
that neither lengths that lie nor headers made to exhaust a parser can hold us up.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from tarfile import TarFile, TarInfo
from typing import IO, cast

from index.article import Skipped
from index.readers.members import DAMAGED, Read, inside, place_of, read_member
from index.readers.packing import CHUNK, Rewindable, Source, buffered
from index.readers.pages import Piece
from index.readers.streams import Stream


def read_tar(stream: Stream, read: Read) -> Iterator[Piece]:
    """The articles of all members, in their order. Raises UnreadableFile where it breaks off."""
    around = inside(stream)
    file = _Forwards(stream)
    try:
        with TarFile(fileobj=cast(IO[bytes], file)) as archive:
            while info := archive.next():
                archive.members.clear()  # type: ignore[attr-defined]  # it remembers all there were
                yield from _member(archive, info, around, read)
    except (tarfile.TarError, ValueError) as fault:
        raise stream.refuse(f"a tar archive that is cut short or damaged: {fault}") from fault
    # Where a header cannot be read, the library sees the end: the true one is a block of zeros.
    if any(file.last) or not file.last:
        raise stream.refuse("a tar archive that is cut short or damaged: it has no end")


def _member(archive: TarFile, info: TarInfo, around: Stream, read: Read) -> Iterator[Piece]:
    if info.isdir():
        return
    around.budget.spend(members=1)
    place, reason = place_of(info.name)
    if not info.isfile() or info.issparse():
        reason = reason or "a link, device or file with holes"
    source = None if reason else archive.extractfile(info)
    if place and reason:
        yield Skipped(around.name, place, reason)
    elif place and source:
        with source:
            file = Rewindable(cast(Source, source))
            # It was paid for if the archive was packed; if not, there is nothing to pay for.
            yield from read_member(
                around, buffered(file, around, DAMAGED, costs=False), place, read
            )


class _Forwards:
    """An open file as `TarFile` reads one, that refuses to go back."""

    def __init__(self, stream: Stream) -> None:
        self._raw = stream.raw
        self._place = 0
        self.last = b""

    def read(self, size: int) -> bytes:
        """So many bytes, fewer only at the end."""
        if not 0 <= size <= CHUNK:
            raise tarfile.ReadError(f"a header of more than {CHUNK:,} bytes")
        self.last = self._raw.read(size)
        self._place += len(self.last)
        return self.last

    def seek(self, place: int) -> int:
        """Go forwards to a place."""
        if place < self._place:
            raise tarfile.ReadError("its lengths lead backwards")
        while place > self._place and self.read(min(CHUNK, place - self._place)):
            pass
        return self._place

    def tell(self) -> int:
        return self._place

    def close(self) -> None:
        """Leave the file to whoever opened it."""
