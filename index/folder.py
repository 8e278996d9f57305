"""What an index folder is: its file names, whom it may be trusted from, how it is synced.

Whoosh keeps its table of contents (`_MAIN_<generation>.toc`) as a pickle. Dateline reads it with
an unpickler that runs nothing (`index.generation`), Whoosh's own `open_dir` does not: hence the
check of ownership here, so that a folder fit for the one is fit for the other.

Invariant: a file is on disk before the table of contents that names it, and that table's
new name is on disk before anything older is deleted.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage

from index.errors import REBUILD, START_OVER, BrokenIndex, NothingThere

#: Says who is writing, beside Whoosh's lock.
HOLDER = "writer.json"
#: How the folder begins in which `rebuild` works: inside the index, so on the same file system.
WORKSHOP = "rebuilding-"
_TOC = re.compile(r"_MAIN_([0-9]+)\.toc\Z")
_MANIFEST = re.compile(r"manifest-([0-9]+)\.json\Z")
_UNFINISHED = re.compile(r"_MAIN_[0-9]+\.toc\.")
_LEAVINGS = re.compile(
    rf"MAIN_WRITELOCK\Z|{HOLDER}\Z|manifest-0\.json\Z|{_UNFINISHED.pattern}|MAIN\.tmp\Z"
)


class SyncedStorage(FileStorage):  # type: ignore[misc]
    """Whoosh's folder of files, made to survive a power cut."""

    def create_file(self, name: str, **options: Any) -> Any:
        """A new file whose bytes are on disk once it is closed."""
        made = super().create_file(name, **options)
        made.onclose = _sync
        return made

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Rename between two syncs of the folder: a commit is this call."""
        sync_folder(Path(self.folder))
        super().rename_file(oldname, newname, safe=safe)
        sync_folder(Path(self.folder))


def _sync(file: Any) -> None:
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Put the folder's list of names on disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def generation_of(folder: Path) -> int | None:
    """The number of the last finished commit; None when there was none, or is no folder."""
    found = [_TOC.match(path.name) for path in folder.iterdir()] if folder.is_dir() else []
    return max((int(match[1]) for match in found if match), default=None)


def is_blank(folder: Path) -> bool:
    """Whether there is nothing in the folder but what an unfinished creation leaves."""
    return all(_LEAVINGS.match(path.name) for path in folder.iterdir())


def sweep(folder: Path) -> None:
    """Remove what a killed commit never came to rename, and a killed rebuild to hand over."""
    for workshop in folder.glob(f"{WORKSHOP}*"):
        shutil.rmtree(workshop, ignore_errors=True)
    for path in folder.iterdir():
        if _UNFINISHED.match(path.name):
            path.unlink(missing_ok=True)


def require_table(folder: Path) -> None:
    """Raise BrokenIndex if this is an index whose table of contents is gone."""
    if generation_of(folder) is None and not is_blank(folder) and manifests(folder):
        raise BrokenIndex(f"{folder} has lost its table of contents: {REBUILD}")


def manifests(folder: Path) -> dict[int, Path]:
    """The manifests in the folder by their generations, those of unfinished commits included."""
    found = [(_MANIFEST.match(path.name), path) for path in folder.iterdir()]
    return {int(match[1]): path for match, path in found if match}


def require_trust(folder: Path) -> None:
    """Raise BrokenIndex unless the folder and its tables of contents are this user's own."""
    for path in (folder, *folder.glob("_MAIN_*.toc")):
        try:
            state = path.stat()
        except FileNotFoundError:  # a commit has just replaced it
            continue
        if hasattr(os, "geteuid") and state.st_uid not in {0, os.geteuid()}:
            raise BrokenIndex(
                f"{path} belongs to another user, who could change it or make Whoosh run code: "
                "build an index of your own from the articles"
            )
        if state.st_mode & stat.S_IWOTH:
            raise BrokenIndex(
                f"{path} can be written by anyone, who could change it or make Whoosh run code: "
                f"chmod o-w it if nobody did, else {START_OVER}"
            )


def require_index(folder: Path) -> int:
    """The generation of the index in `folder`; NothingThere or BrokenIndex if it holds none."""
    if not folder.exists():
        raise NothingThere(f"no index at {folder}: create it with python -m index add PATH")
    if not folder.is_dir():
        raise BrokenIndex(f"{folder} is a file, not an index folder: choose another --index")
    generation = generation_of(folder)
    if generation is None and is_blank(folder):
        raise NothingThere(f"no index at {folder}: create it with python -m index add PATH")
    require_table(folder)
    if generation is None:
        raise BrokenIndex(f"{folder} holds files but no index: choose another --index")
    require_trust(folder)
    return generation
