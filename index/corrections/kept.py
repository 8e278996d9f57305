"""The actors.toml beside an index: a copy of what the user gave, for all that is added later.

    actors-<digest>.toml        the bytes as they were given; blake2b, 16 hexadecimal digits

The manifest of a commit names the file that is in force, so that corrections and articles change
together. A file is written before the commit that names it; the one before it stays until the
next, for readers that are still at it.

Invariant: the content is what the name says, or the file is refused.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from hashlib import blake2b
from pathlib import Path

from index.errors import BrokenIndex
from index.folder import sync_folder

_NAME = re.compile(r"actors-[0-9a-f]{16}\.toml")


def keep(content: bytes, folder: Path) -> str:
    """Have these corrections lie beside the index in `folder`; returns the name of the file."""
    name = f"actors-{_digest(content)}.toml"
    unfinished = folder / f"{name}.new"
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(folder / name)
    sync_folder(folder)
    return name


def kept(folder: Path, name: str) -> bytes:
    """The corrections of this name. Raises BrokenIndex when they are gone or damaged."""
    try:
        content = (folder / name).read_bytes() if _NAME.fullmatch(name) else None
    except OSError:
        content = None
    if content is None or f"actors-{_digest(content)}.toml" != name:
        raise BrokenIndex(
            f"{folder / name}, the corrections of actors, is damaged or gone: give the file again "
            "with python -m index annotate --actors FILE, or do without with --no-actors"
        )
    return content


def path_of(folder: Path, name: str) -> str:
    """Where the corrections of this name lie."""
    return str((folder / name).resolve())


def drop_kept(folder: Path, but: Collection[str]) -> None:
    """Remove all corrections but some."""
    for path in folder.glob("actors-*.toml*"):
        if path.name not in but:
            path.unlink(missing_ok=True)


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=8).hexdigest()
