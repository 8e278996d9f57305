"""Which files a path stands for.

Invariant: every regular file is met once, in the order of its name, whatever links say;
everything else that was met is `Skipped` with the reason, and nothing is ever opened.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from index.article import Skipped
from index.errors import NothingThere

_Seen = set[tuple[int, int]]  # device and inode of what has been met


def walk(path: Path) -> Iterator[Path | Skipped]:
    """All regular files at or under `path`, sorted; hidden ones left out unless named.

    Links are followed, each target once. Raises NothingThere when `path` does not exist.
    """
    if not os.path.lexists(path):
        raise NothingThere(f"{printable(path)!r} does not exist: name an existing file or folder")
    return _below(path)


def _below(root: Path) -> Iterator[Path | Skipped]:
    seen: _Seen = set()
    waiting = [root]  # a stack, not recursion: folders may be nested deeper than Python's stack
    while waiting:
        path = waiting.pop()
        fault = _fault(path, seen)
        if fault:
            yield Skipped(printable(path), "", fault)
        elif not path.is_dir():
            yield path
        else:
            try:
                waiting.extend(sorted(_visible(path), reverse=True))
            except OSError as error:
                yield Skipped(printable(path), "", f"the folder cannot be opened: {why(error)}")


def _visible(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.name.startswith("."):
                yield folder / entry.name


def _fault(path: Path, seen: _Seen) -> str:
    """Why `path` is left out, or an empty string; what is not left out joins `seen`."""
    try:
        str(path).encode()
        status = path.stat()
    except UnicodeEncodeError:
        return "its name is not valid UTF-8: rename it"
    except OSError as error:
        kind = "a link that leads nowhere" if path.is_symlink() else "it cannot be opened"
        return f"{kind}: {why(error)}"
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
        return "neither a file nor a folder, but a device, pipe or socket"
    identity = (status.st_dev, status.st_ino)
    if identity in seen:
        kind = "a loop: this folder" if stat.S_ISDIR(status.st_mode) else "this file"
        return f"{kind} was already met under another name"
    seen.add(identity)
    return ""


def printable(path: Path) -> str:
    """The path as text that can be printed and stored, whatever bytes its name is made of."""
    return os.fsencode(path).decode("utf-8", "replace")


def why(error: OSError) -> str:
    """The operating system's reason in lower case, without number and path."""
    return (error.strerror or str(error) or "unknown reason").lower()
