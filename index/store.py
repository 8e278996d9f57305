"""The index on disk over time: opened, written, committed; one writer, any number of readers.

A commit is: write the new segment and the new manifest, sync both, then let Whoosh rename its
table of contents into place. Whatever interrupts it, the folder opens as of the last rename.

Invariant: every article in the index has its own id, and `find` sees the articles of the
commit under way as well as those committed.
"""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from whoosh.filedb.filestore import FileStorage

from index.article import Article
from index.codec.beside import Beside
from index.codec.records import Record, record_of
from index.errors import BrokenIndex, IndexLocked
from index.folder import (
    HOLDER,
    generation_of,
    is_blank,
    require_index,
    require_table,
    require_trust,
    sweep,
    sync_folder,
)
from index.generation import Generation, read_generation, write_generation
from index.manifest import (
    Manifest,
    corrections_of,
    drop_manifests,
    read_manifest,
    require_version,
    write_manifest,
)
from index.schema import SCHEMA_VERSION
from index.segments import Fresh, Held, Stored, merged, told

#: An interrupted `add` loses no more than this much work.
COMMIT_ARTICLES = 50_000
COMMIT_SECONDS = 300.0

#: Words kept in memory before they go to disk: about 200 MB.
COMMIT_WORDS = 10_000_000

Opened = TypeVar("Opened")


def open_generation(folder: Path) -> Generation:
    """The newest commit of the index in `folder`, for reading.

    Raises NothingThere when there is no index, BrokenIndex when there is one that cannot be
    trusted, is damaged or was made by another version; the message says what to do.
    """

    def found(number: int) -> Generation:
        require_version(folder, number, SCHEMA_VERSION)
        return read_generation(folder)

    return undisturbed(folder, found)


def open_manifest(folder: Path) -> Manifest:
    """What the newest commit knows of files, for reading; raises as `open_generation`."""
    return undisturbed(folder, lambda generation: read_manifest(folder, generation, SCHEMA_VERSION))


def open_corrections(folder: Path) -> str:
    """The name of the corrections beside the index, empty if there are none; raises alike."""
    return undisturbed(folder, lambda generation: corrections_of(folder, generation))


@contextmanager
def writing(folder: Path, first: int = 0) -> Iterator[Store]:
    """The index in `folder`, created as generation `first` if need be, for one writer.

    What is not committed at the end is dropped. Raises IndexLocked while another process
    writes, BrokenIndex for a folder that is no index or cannot be opened.
    """
    _require_room(folder)
    with locked(folder):
        sweep(folder)
        if generation_of(folder) is None:
            _create(folder, first)
        store = Store(folder)
        try:
            yield store
        finally:
            store.close()


class Store:
    """An index open for writing; made by `writing` alone, which holds the lock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = open_manifest(folder)
        self._commit = read_generation(folder)
        self._segments = [Stored(segment, folder) for segment in self._commit.segments]
        self._beside = Beside()
        self._fresh = Fresh(self._beside)
        self._began = time.monotonic()

    @property
    def generation(self) -> int:
        """The number of the last finished commit."""
        return self._commit.number

    @property
    def articles(self) -> int:
        """How many articles the index would hold if it were committed now."""
        return sum(segment.living for segment in self._segments) + len(self._fresh)

    @property
    def is_due(self) -> bool:
        """Whether enough has changed since the last commit that losing it would hurt."""
        changes = len(self._fresh) + sum(len(segment.gone) for segment in self._segments)
        aged = time.monotonic() - self._began > COMMIT_SECONDS
        full = changes >= COMMIT_ARTICLES or self._fresh.words >= COMMIT_WORDS
        return full or (changes > 0 and aged)

    def find(self, key: str) -> Held | None:
        """The article with this id."""
        fresh = self._fresh.find(key)
        return fresh or next((h for s in self._segments if (h := s.find(key))), None)

    def holds(self, key: str, digest: str) -> bool:
        """Whether this version of the article with this id is in the index."""
        held = self.find(key)
        return held is not None and held.digest == digest

    def ids_of(self, path: str) -> set[str]:
        """The ids of all articles a file owns."""
        return self._fresh.ids_of(path).union(*(s.ids_of(path) for s in self._segments))

    def put(self, article: Article) -> None:
        """Add an article whose id is not in the index."""
        self.put_record(record_of(article))

    def put_record(self, record: Record) -> None:
        """As `put`, of an article that was made a record elsewhere."""
        self._fresh.add(record)

    def remove(self, held: Held) -> None:
        """Take an article out of the index."""
        if held.segment is None:
            self._fresh.remove(held)
        else:
            held.segment.gone.add(held.number)

    def commit(self) -> None:
        """Make articles and manifest as they are now the new generation of the index."""
        segments = [stored.remaining() for stored in self._segments]
        if self._fresh.words or len(self._fresh):
            segments.append(self._fresh.write(self.folder))
        segments = merged(self.folder, [segment for segment in segments if segment.doc_count()])
        commit = Generation(self.generation + 1, tuple(told(self.folder, segments)))
        write_manifest(self.manifest, self.folder, commit.number, SCHEMA_VERSION)
        sync_folder(self.folder)
        write_generation(self.folder, commit)
        drop_manifests(self.folder, commit.number)
        self._commit = commit
        self._segments = [Stored(segment, self.folder) for segment in commit.segments]
        self._fresh = Fresh(self._beside)
        self._began = time.monotonic()

    def close(self) -> None:
        """Drop what is not committed."""
        self._beside.close()


def undisturbed(folder: Path, use: Callable[[int], Opened]) -> Opened:
    """`use` of the newest generation, again if a commit swept it away in the middle."""
    while True:
        before = generation_of(folder) if folder.is_dir() else None
        try:
            return use(require_index(folder))
        except (BrokenIndex, FileNotFoundError):
            if not folder.is_dir() or generation_of(folder) == before:
                raise


def _create(folder: Path, generation: int) -> None:
    write_manifest(Manifest(), folder, generation, SCHEMA_VERSION)
    write_generation(folder, Generation(generation, ()))


def _require_room(folder: Path) -> None:
    """Make sure that `folder` exists and is ours to write an index in."""
    if folder.exists() and not folder.is_dir():
        raise BrokenIndex(f"{folder} is a file, not an index folder: choose another --index")
    folder.mkdir(parents=True, exist_ok=True)
    require_table(folder)
    if generation_of(folder) is None and not is_blank(folder):
        raise BrokenIndex(f"{folder} holds other files and no index: choose an empty or new folder")
    require_trust(folder)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other writers out of `folder`; raises IndexLocked while one is in there."""
    lock = FileStorage(str(folder)).lock("MAIN_WRITELOCK")
    if not lock.acquire():
        raise IndexLocked(f"{folder} is being written by {_holder(folder)}: wait until it is done")
    try:
        us = {"pid": os.getpid(), "host": socket.gethostname(), "since": _now()}
        (folder / HOLDER).write_text(json.dumps(us), encoding="utf-8")
        yield
    finally:
        (folder / HOLDER).unlink(missing_ok=True)
        lock.release()


def _holder(folder: Path) -> str:
    try:
        them = json.loads((folder / HOLDER).read_text(encoding="utf-8"))
        return f"process {them['pid']} on {them['host']} since {them['since']}"
    except (OSError, ValueError, KeyError, TypeError):  # it has only just begun, or just ended
        return "another process"


def _now() -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S")
