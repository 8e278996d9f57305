"""ZIP archives: their members one after the other, none of them unpacked anywhere.

Invariant: what the archive says of itself is not believed: its directory is of bounded size,
and members are as long as they turn out to be.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import IO, cast
from zipfile import ZipFile, ZipInfo

from index.article import Skipped
from index.readers.members import DAMAGED, Read, inside, place_of, read_member
from index.readers.packing import Source, buffered
from index.readers.pages import Piece
from index.readers.streams import MIB, Stream, whole

#: Some 200,000 members have a directory of this size, which takes ten times as much memory.
DIRECTORY_LIMIT = 16 * MIB

_ENCRYPTED = 0x1  # of the general purpose flags (APPNOTE.TXT 4.4.4)
_OFFICE = {"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"}


def read_zip(stream: Stream, read: Read) -> Iterator[Piece]:
    """The articles of all members, in the order of the archive's directory."""
    around = inside(stream)
    with _opened(stream) as archive:
        infos = archive.infolist()
        if any(info.filename in _OFFICE for info in infos):
            raise stream.refuse("an office document, book or program: give its text or its HTML")
        for info in infos:
            if not info.is_dir():
                stream.budget.spend(members=1)
                yield from _member(archive, info, around, read)


def _opened(stream: Stream) -> ZipFile:
    # A directory stands at the end: what is packed itself has to be held to get there.
    random = stream.depth == 0 and not stream.packed
    file = stream.raw if random else io.BytesIO(whole(stream))
    try:
        return ZipFile(cast(IO[bytes], _Sparing(file)))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as fault:
        reason = f"a ZIP archive that is cut short or damaged: {fault}"
        raise stream.refuse(reason) from fault


def _member(archive: ZipFile, info: ZipInfo, around: Stream, read: Read) -> Iterator[Piece]:
    place, reason = place_of(info.filename)
    if not place:
        return
    if info.flag_bits & _ENCRYPTED:
        reason = "encrypted: give it without its password"
    if reason:
        yield Skipped(around.name, place, reason)
        return
    try:
        source = archive.open(info)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError) as fault:
        yield Skipped(around.name, place, f"a member that cannot be unpacked: {fault}")
        return
    with source:
        yield from read_member(around, buffered(cast(Source, source), around, DAMAGED), place, read)


class _Sparing:
    """An open file as `ZipFile` reads one, of which it cannot hold more than a directory."""

    def __init__(self, file: io.BufferedReader | io.BytesIO) -> None:
        self._file = file
        self.seek = file.seek
        self.tell = file.tell
        self.seekable = file.seekable

    def read(self, size: int = -1) -> bytes:
        """As of any file; what is longer than any directory is refused."""
        if size > DIRECTORY_LIMIT:
            raise zipfile.BadZipFile(f"its directory has more than {DIRECTORY_LIMIT // MIB} MiB")
        return self._file.read(size)
