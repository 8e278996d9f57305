"""Which corpus a file belongs to, and what it is called in there.

A corpus is a folder that was added; its name is the folder's, made unique. A file belongs to
the innermost corpus around it, so adding a folder inside or around a known one never doubles
an article. A corpus whose folder has been moved is known again by its name and its files.

Invariant: `key_of` is injective: no two files of one corpus share a key.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from index.manifest import Manifest


def adopt(manifest: Manifest, path: Path) -> str | None:
    """Make sure that a corpus surrounds `path` (absolute, existing).

    Returns the former root if a known corpus turns out to have moved, else None.
    """
    if corpus_of(manifest.corpora, path):
        return None
    root = path if path.is_dir() else path.parent
    wanted = root.name or "root"
    for name, former in manifest.corpora.items():
        if _stem(name, wanted) and _has_moved(manifest, name, root):
            manifest.corpora[name] = str(root)
            return former
    manifest.corpora[_unused(wanted, manifest.corpora)] = str(root)
    return None


def corpus_of(corpora: Mapping[str, str], path: Path) -> str | None:
    """The name of the innermost corpus that holds `path` or is it."""
    around = {str(path), *map(str, path.parents)}
    holding = [name for name, root in corpora.items() if root in around]
    return max(holding, key=lambda name: len(corpora[name]), default=None)


def key_of(corpora: Mapping[str, str], file: Path) -> str:
    """The key of a file inside some corpus: `name/path/inside`.

    KeyError if no corpus holds the file: `adopt` it first.
    """
    name = corpus_of(corpora, file)
    if name is None:
        raise KeyError(str(file))
    return f"{name}/{file.relative_to(corpora[name]).as_posix()}"


def file_of(corpora: Mapping[str, str], key: str) -> Path:
    """Where the file of this key lies: the inverse of `key_of`."""
    name, _, inside = key.partition("/")
    return Path(corpora[name], inside)


def _has_moved(manifest: Manifest, name: str, root: Path) -> bool:
    """Whether the corpus is gone from its place and one of its files is found under `root`.

    The folder's name alone proves nothing: a disk may just not be mounted.
    """
    if Path(manifest.corpora[name]).exists():
        return False
    moved = {name: str(root)}
    return any(
        _size(file_of(moved, key)) == entry.size
        for key, entry in manifest.files.items()
        if key.startswith(f"{name}/")
    )


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return -1


def _stem(name: str, wanted: str) -> bool:
    return name == wanted or (
        name.startswith(f"{wanted}-") and name.removeprefix(f"{wanted}-").isdigit()
    )


def _unused(wanted: str, taken: Mapping[str, str]) -> str:
    number = 2
    name = wanted
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    return name
