"""The files inside an archive: which are read, under what name, and what becomes of the others.

Invariant: a member is never written anywhere, and one that cannot be read costs only itself.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from index.article import Skipped
from index.errors import UnreadableFile
from index.readers.pages import Piece
from index.readers.streams import Stream

NESTING_LIMIT = 3
DAMAGED = "a member that is cut short or damaged"

#: Reads a stream, whatever it is.
Read = Callable[[Stream], Iterator[Piece]]

_DRIVE = re.compile(r"[A-Za-z]:")
_OUTSIDE = "its name leads out of the archive"


def inside(stream: Stream) -> Stream:
    """`stream`, as what is around a member of it. Raises UnreadableFile when that is too deep."""
    if stream.depth >= NESTING_LIMIT:
        raise stream.refuse(f"archives inside one another more than {NESTING_LIMIT} deep")
    return replace(stream, depth=stream.depth + 1)


def place_of(name: str) -> tuple[str, str]:
    """A member's name as its place in the archive, and the reason to skip it or nothing.

    Both are empty for a hidden member, which is left out as a hidden file is.
    """
    name = name.encode("utf-8", "backslashreplace").decode().replace("\\", "/")
    parts = [part for part in name.split("/") if part not in ("", ".")]
    place = "/".join(parts)
    if ".." in parts or name.startswith("/") or _DRIVE.match(name):
        return place, _OUTSIDE
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
    return ("", "") if hidden else (place, "")


def read_member(around: Stream, raw: io.BufferedReader, place: str, read: Read) -> Iterator[Piece]:
    """The articles of one member, each with its place in the archive.

    Raises UnreadableFile when the limits of the file on disk are reached.
    """
    try:
        for item in read(replace(around, raw=raw, packed="")):
            yield placed(item, around.name, place)
    except UnreadableFile as fault:
        if around.budget.fault:
            raise
        yield Skipped(around.name, place, fault.reason)


def placed(item: Piece, name: str, place: str) -> Piece:
    """`item` of a member as an item of the archive: what its place was stands behind a "#"."""
    whole = f"{place}#{item.place}" if item.place else place
    if isinstance(item, Skipped):
        return replace(item, path=name, place=whole)
    return replace(item, place=whole, member=item.member or ("" if item.place else place))
