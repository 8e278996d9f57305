"""A file as it was found, which may be well before its turn to be read.

Invariant: the state of a file is older than whatever is read of it, so that a change in between
shows the next time.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.corpus import key_of
from index.manifest import FileEntry, Manifest, file_state


@dataclass(frozen=True, slots=True)
class Look:
    """A file, its key, and its state or why it has none; `is_new` if it has to be read."""

    file: Path
    key: str
    state: FileEntry | OSError
    is_new: bool

    @property
    def size(self) -> int:
        """Its bytes, if they are known."""
        return self.state.size if isinstance(self.state, FileEntry) else 0


def look_at(manifest: Manifest, file: Path) -> Look:
    """How a file is now; its bytes are read unless they are known to be the same."""
    key = key_of(manifest.corpora, file)
    entry = manifest.files.get(key)
    try:
        state = file_state(file, entry)
    except OSError as error:
        return Look(file, key, error, is_new=False)
    return Look(file, key, state, is_new=not was_read(entry, state))


def was_read(entry: FileEntry | None, state: FileEntry) -> bool:
    """Whether a file was read to its end as it is now."""
    return bool(entry and entry.digest and entry.digest == state.digest)
