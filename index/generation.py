"""Whoosh's table of contents: which segments make up the index, one table a commit.

Whoosh writes the table as a pickle. Ours is read by an unpickler that knows `ColumnSegment` and
nothing else, so that opening an index folder runs no code of whoever made it.

Invariant: a table is complete and synced before it gets its name; the newest name is the index.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC, clean_files

from index.codec.adapter import ColumnSegment
from index.errors import REBUILD, BrokenIndex
from index.folder import SyncedStorage, generation_of
from index.schema import SCHEMA

_NAME = "MAIN"
_KNOWN = {
    ("index.codec.adapter", "ColumnSegment"): ColumnSegment,
    ("builtins", "frozenset"): frozenset,
}


@dataclass(frozen=True, slots=True)
class Generation:
    """A commit: its number and its segments in the order in which they were added."""

    number: int
    segments: tuple[ColumnSegment, ...]


def read_generation(folder: Path) -> Generation:
    """The newest commit in `folder`, which holds one.

    Raises BrokenIndex if its table is damaged, FileNotFoundError if it has just been replaced.
    """
    try:
        table = TOC.read(_Vetted(str(folder)), _NAME, schema=SCHEMA)
    except OSError:
        raise
    except Exception as fault:  # a damaged pickle can raise anything
        told = f"{folder} has a damaged table of contents ({type(fault).__name__}): {REBUILD}"
        raise BrokenIndex(told) from fault
    return Generation(int(table.generation), tuple(table.segments))


def write_generation(folder: Path, commit: Generation) -> None:
    """Make `commit`, whose files are on disk, the newest, and remove what no commit needs."""
    storage = SyncedStorage(str(folder))
    TOC(SCHEMA, list(commit.segments), commit.number).write(storage, _NAME)
    clean_files(storage, _NAME, commit.number, commit.segments)


def newest(folder: Path) -> int:
    """The number of the newest commit; 0 before the first."""
    return generation_of(folder) or 0


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        found = _KNOWN.get((module, name))
        if found is None:
            raise pickle.UnpicklingError(f"{module}.{name} has no place in a table of contents")
        return found


class _Vetted(SyncedStorage):
    """A folder whose pickles are read by `_Unpickler`."""

    def open_file(self, name: str, **options: Any) -> Any:
        """A file of the folder, for reading."""
        # From memory, because Whoosh leaves a damaged file open.
        opened = StructFile(BytesIO(Path(self.folder, name).read_bytes()), name=name, **options)
        opened.read_pickle = lambda: _Unpickler(opened.file).load()
        return opened
