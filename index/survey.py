"""What lies at a path on the disk, set against what the index knows of it.

Invariant: nothing is opened here, and a file is called missing only when it was looked for and
the system had no reason to hide it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from index.article import Skipped
from index.manifest import Manifest
from index.readers import walk


@dataclass(frozen=True, slots=True)
class Survey:
    """A path with links resolved, all `found` at or under it, and what was left out.

    `files` are those found that no earlier survey of the same run has.
    """

    root: Path
    found: frozenset[str]
    files: tuple[Path, ...]
    skipped: tuple[Skipped, ...]


def require_all(paths: Iterable[Path]) -> None:
    """Raise NothingThere when one of them does not exist."""
    for path in paths:
        walk(Path(os.path.realpath(path)))


def survey(paths: Iterable[Path], apart: Path | None = None) -> list[Survey]:
    """Walk every path, leaving out the folder `apart` (the index itself).

    Raises NothingThere when one of them does not exist.
    """
    surveys: list[Survey] = []
    ours = os.path.realpath(apart) if apart else None
    met: set[str] = set()
    for path in paths:
        found = _survey(Path(os.path.realpath(path)), ours, met)
        met |= found.found
        surveys.append(found)
    return surveys


def missing(manifest: Manifest, found: Survey) -> list[str]:
    """The keys of known files at or under the surveyed path that are there no more.

    What lies under something skipped (a folder that cannot be opened) is missing only if the
    system says that it does not exist.
    """
    blocked = [skipped.path for skipped in found.skipped]
    return [
        key
        for key, file in files_under(manifest, str(found.root))
        if file not in found.found and not (is_under(file, blocked) and may_exist(file))
    ]


def named(manifest: Manifest, name: str) -> list[str]:
    """The keys of the files that `name` stands for: a key, a corpus or folder in it, a path."""
    under = [key for key in manifest.files if is_under(key, [name.rstrip("/")])]
    path = os.path.realpath(name)
    return under or [key for key, _ in files_under(manifest, path)]


def files_under(manifest: Manifest, root: str) -> list[tuple[str, str]]:
    """(key, absolute path) of every known file at or under `root`."""
    placed = (
        (key, os.path.join(manifest.corpora[name], inside))  # noqa: PTH118 - a million times
        for key in manifest.files
        for name, _, inside in [key.partition("/")]
    )
    return [(key, file) for key, file in placed if is_under(file, [root])]


def _survey(root: Path, ours: str | None, met: set[str]) -> Survey:
    everything = list(walk(root))
    hidden = [ours] if ours else []
    files = [
        item for item in everything if isinstance(item, Path) and not is_under(str(item), hidden)
    ]
    return Survey(
        root=root,
        found=frozenset(map(str, files)),
        files=tuple(file for file in files if str(file) not in met),
        skipped=tuple(item for item in everything if isinstance(item, Skipped)),
    )


def is_under(path: str, roots: Iterable[str]) -> bool:
    """Whether `path` is one of `roots` or lies in one."""
    return any(path == root or path.startswith(root.rstrip("/") + "/") for root in roots)


def may_exist(file: str) -> bool:
    """Whether the system does not deny that there is such a file."""
    try:
        os.stat(file)  # noqa: PTH116 - as above
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True
