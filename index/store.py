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
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from index.article import Article
from index.errors import BrokenIndex, IndexLocked
from index.folder import (
    HOLDER,
    REMEDY,
    SyncedStorage,
    generation_of,
    is_blank,
    require_index,
    require_trust,
    sweep,
)
from index.manifest import (
    Manifest,
    manifest_path,
    read_manifest,
    require_version,
    write_manifest,
)
from index.merging import merge
from index.schema import SCHEMA, SCHEMA_VERSION, fields_of

#: An interrupted `add` loses no more than this much work.
COMMIT_ARTICLES = 50_000
COMMIT_SECONDS = 300.0

#: Memory for postings before they go to a temporary file, in megabytes.
_MEMORY_MB = 256

Opened = TypeVar("Opened")


def open_whoosh(folder: Path) -> FileIndex:
    """The newest commit of the index in `folder`, for reading.

    Raises NothingThere when there is no index, BrokenIndex when there is one that cannot be
    trusted, is damaged or was made by another version; the message says what to do.
    """

    def newest(generation: int) -> FileIndex:
        require_version(folder, generation, SCHEMA_VERSION)
        return _open(folder, SyncedStorage(str(folder), readonly=True))

    return _undisturbed(folder, newest)


def open_manifest(folder: Path) -> Manifest:
    """What the newest commit knows of files, for reading; raises as `open_whoosh`."""
    return _undisturbed(
        folder, lambda generation: read_manifest(folder, generation, SCHEMA_VERSION)
    )


@contextmanager
def writing(folder: Path) -> Iterator[Store]:
    """The index in `folder`, created if need be, for one writer.

    What is not committed at the end is dropped. Raises IndexLocked while another process
    writes, BrokenIndex for a folder that is no index or cannot be opened.
    """
    _require_room(folder)
    with _locked(folder):
        sweep(folder)
        if generation_of(folder) is None:
            _create(folder)
        store = Store(folder)
        try:
            yield store
        finally:
            store.close()


@dataclass(frozen=True, slots=True)
class Held:
    """An article in the index: which file owns it, which version it is, where it stands."""

    id: str
    path: str
    digest: str
    number: int


class Store:
    """An index open for writing; made by `writing` alone, which holds the lock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = open_manifest(folder)
        self._opened = _open(folder, SyncedStorage(str(folder)))
        self._reader: Any = self._opened.reader()
        self._writer: Any = None
        self._fresh: dict[str, Held] = {}  # added since the last commit
        self._fresh_of: defaultdict[str, set[str]] = defaultdict(set)
        self._gone: set[str] = set()  # committed ids removed since the last commit
        self._began = time.monotonic()

    @property
    def generation(self) -> int:
        """The number of the last finished commit."""
        return int(self._opened.latest_generation())

    @property
    def articles(self) -> int:
        """How many articles the index would hold if it were committed now."""
        return int(self._reader.doc_count()) + len(self._fresh) - len(self._gone)

    @property
    def is_due(self) -> bool:
        """Whether enough has changed since the last commit that losing it would hurt."""
        changes = len(self._fresh) + len(self._gone)
        aged = time.monotonic() - self._began > COMMIT_SECONDS
        return changes >= COMMIT_ARTICLES or (changes > 0 and aged)

    def find(self, key: str) -> Held | None:
        """The article with this id."""
        if key in self._fresh or key in self._gone:
            return self._fresh.get(key)
        return next((self._held(number) for number in self._numbers("id", key)), None)

    def ids_of(self, path: str) -> set[str]:
        """The ids of all articles a file owns."""
        committed = {self._held(number).id for number in self._numbers("path", path)}
        return (committed - self._gone) | self._fresh_of[path]

    def put(self, article: Article) -> None:
        """Add an article whose id is not in the index."""
        fields = fields_of(article)  # first: what fails here leaves the writer whole
        writer = self._writing()
        number = int(writer.docnum)
        writer.add_document(**fields)
        self._fresh[article.id] = Held(article.id, article.path, article.digest, number)
        self._fresh_of[article.path].add(article.id)

    def remove(self, held: Held) -> None:
        """Take an article out of the index."""
        if held.id in self._fresh:
            # Whoosh's writer deletes only what is committed; its new segment can do more.
            self._writing().newsegment.delete_document(held.number)
            del self._fresh[held.id]
            self._fresh_of[held.path].discard(held.id)
        else:
            self._writing().delete_document(held.number)
            self._gone.add(held.id)

    def commit(self) -> None:
        """Make articles and manifest as they are now the new generation of the index."""
        writer = self._writing()
        write_manifest(self.manifest, self.folder, writer.generation, SCHEMA_VERSION)
        writer.commit(mergetype=merge)
        self._writer = None
        self._drop_old_manifests()
        self._reader.close()
        self._reader = self._opened.reader()
        self._fresh.clear()
        self._fresh_of.clear()
        self._gone.clear()
        self._began = time.monotonic()

    def close(self) -> None:
        """Drop what is not committed and let go of the files."""
        # The fork whoosh3 closes a writer whose commit failed; Whoosh leaves that to us.
        if self._writer is not None and not self._writer.is_closed:
            # On a full disk even cancelling can fail; the next commit sweeps up after it.
            with suppress(OSError):
                self._writer.cancel()
        self._reader.close()

    def _writing(self) -> Any:
        if self._writer is None:
            # The lock is ours already, for longer than one commit.
            self._writer = self._opened.writer(_lk=False, limitmb=_MEMORY_MB)
        return self._writer

    def _numbers(self, field: str, term: str) -> Iterator[int]:
        if (field, term) not in self._reader:
            return
        matcher = self._reader.postings(field, term)
        while matcher.is_active():
            yield matcher.id()
            matcher.next()

    def _held(self, number: int) -> Held:
        article = json.loads(self._reader.stored_fields(number)["article"])
        return Held(article["id"], article["path"], article["digest"], number)

    def _drop_old_manifests(self) -> None:
        current = manifest_path(self.folder, self.generation)
        for path in self.folder.glob("manifest-*.json"):
            if path != current:
                path.unlink(missing_ok=True)


def _undisturbed(folder: Path, use: Callable[[int], Opened]) -> Opened:
    """`use` of the newest generation, again if a commit swept it away in the middle."""
    while True:
        before = generation_of(folder) if folder.is_dir() else None
        try:
            return use(require_index(folder))
        except (BrokenIndex, FileNotFoundError):
            if not folder.is_dir() or generation_of(folder) == before:
                raise


class _Told(FileIndex):  # type: ignore[misc]
    """An index of Whoosh that tells its damage in our words."""

    def reader(self, reuse: Any = None) -> Any:
        """A reader of the last commit; raises BrokenIndex when a segment cannot be opened."""
        with _damage_told(Path(self.storage.folder)):
            return super().reader(reuse)


def _open(folder: Path, storage: FileStorage) -> FileIndex:
    with _damage_told(folder):
        return _Told(storage)


@contextmanager
def _damage_told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError:
        raise
    except Exception as fault:  # a damaged pickle can raise anything
        raise BrokenIndex(f"{folder} is damaged ({type(fault).__name__}): {REMEDY}") from fault


def _create(folder: Path) -> None:
    write_manifest(Manifest(), folder, 0, SCHEMA_VERSION)
    FileIndex.create(SyncedStorage(str(folder)), SCHEMA)


def _require_room(folder: Path) -> None:
    """Make sure that `folder` exists and is ours to write an index in."""
    if folder.exists() and not folder.is_dir():
        raise BrokenIndex(f"{folder} is a file, not an index folder: choose another --index")
    folder.mkdir(parents=True, exist_ok=True)
    if generation_of(folder) is None and not is_blank(folder):
        raise BrokenIndex(f"{folder} holds other files and no index: choose an empty or new folder")
    require_trust(folder)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
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
