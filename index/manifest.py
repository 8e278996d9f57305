"""Which file gave which articles: what `add` compares the disk with.

    manifest-<generation>.json
    line 1  {"magic", "version", "schema", "generation", "corrections", "digest" of line 2}
    line 2  {"corpora": {name: root}, "orphans": [id], "files": {"name/relative": [entry]},
             "unseen": {path: reason}, "columns": {name: {column: part}},
             "corrections_from": path, "recogniser": name, "unfinished": bool}

One file a generation, on disk before Whoosh's table of contents of that generation: the two
change together, and a manifest without its table of contents is a commit that never ended.

Invariant: a file's key is also the `path` of its articles in the index, so the index says
which file owns an article, and the manifest only what the index cannot: the state of files.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field, replace
from hashlib import blake2b, file_digest
from pathlib import Path
from typing import Any

from index.article import Skipped, more_skipped
from index.errors import REBUILD, START_OVER, BrokenIndex
from index.folder import generation_of, manifests
from index.schema import SCHEMA_VERSION

MAGIC = "dateline manifest"
VERSION = 1

#: A file written this shortly before it was looked at may be written again unnoticed: clocks
#: of file systems tick, at worst (FAT), every two seconds.
_TICK_NS = 2_000_000_000

#: How many reasons are kept for the skipped parts of one file; their number is always kept.
REASONS_KEPT = 5

#: What there is to tell of a manifest that is `unfinished`.
INTERRUPTED = (
    "some actors are as before the last annotate, which was interrupted: run python -m index "
    "annotate again"
)


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file as it was when it was last read.

    `seen_ns` is when `size` and `mtime_ns` were taken; `digest` is of the bytes, empty when
    the reading did not finish. `articles` counts those the file owns, `skipped` its parts that
    were none, with the first (place, reason) of them. `shadowed` maps ids that the file gave
    too, but which another file owns, to the digest of this file's version.
    """

    size: int
    mtime_ns: int
    seen_ns: int
    digest: str
    articles: int = 0
    skipped: int = 0
    reasons: tuple[tuple[str, str], ...] = ()
    shadowed: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_told(self) -> bool:
        """Whether it counts as a file of articles, not as one thing skipped."""
        return bool(self.articles or not self.skipped)

    def is_as(self, state: os.stat_result) -> bool:
        """Whether `state` proves, without reading, that the file is the one that was read."""
        same = (self.size, self.mtime_ns) == (state.st_size, state.st_mtime_ns)
        return same and bool(self.digest) and self.seen_ns - self.mtime_ns > _TICK_NS

    def complaints(self, path: str) -> tuple[Skipped, ...]:
        """What was skipped, to be reported again without reading again."""
        known = tuple(Skipped(path, place, reason) for place, reason in self.reasons)
        return known + more_skipped(path, self.skipped - len(known))


@dataclass(slots=True)
class Manifest:
    """The working copy of one run: corpora by name, files by key, ids that lost their owner.

    `unseen` are the paths that were met but could not be looked into, with the reason; `columns`
    what the users of a corpus, by its name, said of the columns in its files. `corrections` is
    the name of the actors.toml beside the index, empty if there is none, `corrections_from` where
    the user had it; `recogniser` is one of `index.learned`, or empty; `unfinished` tells that some
    articles may still have the actors of before.
    """

    corpora: dict[str, str] = field(default_factory=dict)
    files: dict[str, FileEntry] = field(default_factory=dict)
    orphans: set[str] = field(default_factory=set)
    unseen: dict[str, str] = field(default_factory=dict)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    corrections: str = ""
    corrections_from: str = ""
    recogniser: str = ""
    unfinished: bool = False

    def columns_of(self, key: str) -> dict[str, str]:
        """What was said of the columns in the file of this key."""
        return self.columns.get(key.partition("/")[0], {})

    @property
    def skipped(self) -> int:
        """How many things were skipped when they were last met."""
        return sum(entry.skipped for entry in self.files.values()) + len(self.unseen)


def file_state(file: Path, known: FileEntry | None) -> FileEntry:
    """The file as it is now: its bytes are read unless they are `known` to be the same.

    Its state is taken before its bytes: a change in between shows the next time. OSError if it
    cannot be read.
    """
    now, state = time.time_ns(), file.stat()
    if known and known.is_as(state):
        return known
    with file.open("rb") as stream:
        digest = file_digest(stream, lambda: blake2b(digest_size=16)).hexdigest()
    return FileEntry(state.st_size, state.st_mtime_ns, now, digest)


def manifest_path(folder: Path, generation: int) -> Path:
    """Where the manifest of this generation is."""
    return folder / f"manifest-{generation}.json"


def write_manifest(manifest: Manifest, folder: Path, generation: int, schema: int) -> None:
    """Write and sync the manifest of a generation to come."""
    body = json.dumps(
        {
            "corpora": manifest.corpora,
            "orphans": sorted(manifest.orphans),
            "unseen": manifest.unseen,
            "columns": manifest.columns,
            "corrections_from": manifest.corrections_from,
            "recogniser": manifest.recogniser,
            "unfinished": manifest.unfinished,
            "files": {key: astuple(entry) for key, entry in manifest.files.items()},
        }
    )
    header = {"magic": MAGIC, "version": VERSION, "schema": schema, "generation": generation}
    header["corrections"] = manifest.corrections
    lines = json.dumps(header | {"digest": _digest(body)}) + "\n" + body + "\n"
    with manifest_path(folder, generation).open("w", encoding="ascii") as file:
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())


def require_version(folder: Path, generation: int, schema: int) -> None:
    """Raise BrokenIndex unless this generation was written by this version of Dateline."""
    path = manifest_path(folder, generation)
    if not path.exists():
        raise BrokenIndex(f"{folder} is no Dateline index ({path.name} is missing): {START_OVER}")
    with path.open("rb") as file:
        _header(path, file.readline(), schema)


def corrections_of(folder: Path, generation: int) -> str:
    """The name of the corrections that this generation was made with; empty if there are none."""
    path = manifest_path(folder, generation)
    with path.open("rb") as file:
        return str(_header(path, file.readline(), None).get("corrections", ""))


def read_manifest(folder: Path, generation: int, schema: int) -> Manifest:
    """The manifest of a finished commit; BrokenIndex if it is damaged or of another version."""
    require_version(folder, generation, schema)
    return _read(manifest_path(folder, generation), schema)


def salvage_manifest(folder: Path) -> Manifest:
    """The newest manifest that can still be read, whatever else is damaged or of what schema.

    That of the newest finished commit comes first. BrokenIndex when there is none.
    """
    found = manifests(folder)
    fault = BrokenIndex(f"{folder} holds no manifest, which says where the files are: {START_OVER}")
    for generation in sorted(found, key=lambda n: (n == generation_of(folder), n), reverse=True):
        try:
            return _read(found[generation], None)
        except BrokenIndex as damage:
            fault = damage
    raise fault


def drop_manifests(folder: Path, current: int) -> None:
    """Remove all manifests but that of the `current` generation."""
    for generation, path in manifests(folder).items():
        if generation != current:
            path.unlink(missing_ok=True)


def _read(path: Path, schema: int | None) -> Manifest:
    """A whole manifest; of whatever schema if `schema` is None."""
    first, _, second = path.read_bytes().partition(b"\n")
    header = _header(path, first, schema)
    body = second.removesuffix(b"\n").decode("ascii", "replace")
    if header.get("digest") != _digest(body):
        raise BrokenIndex(f"{path} is damaged: {START_OVER}")
    return _parse(json.loads(body), header.get("corrections", ""))


def _header(path: Path, line: bytes, schema: int | None) -> dict[str, Any]:
    try:
        header = json.loads(line)
    except ValueError:
        header = None
    if not isinstance(header, dict) or header.get("magic") != MAGIC:
        raise BrokenIndex(f"{path} is no manifest or damaged: {START_OVER}")
    version, made = header.get("version"), header.get("schema")
    if version != VERSION or schema not in {None, made}:
        raise BrokenIndex(
            f"{path.parent} was made by another version of Dateline "
            f"(format {version}.{made}, this is {VERSION}.{schema or SCHEMA_VERSION}): "
            + (REBUILD if version == VERSION else START_OVER)
        )
    return header


def _parse(body: dict[str, Any], corrections: str) -> Manifest:
    files = {key: _entry(values) for key, values in body["files"].items()}
    return Manifest(
        corpora=body["corpora"],
        files=files,
        orphans=set(body["orphans"]),
        unseen=body.get("unseen", {}),
        columns=body.get("columns", {}),
        corrections=corrections,
        corrections_from=body.get("corrections_from", ""),
        recogniser=body.get("recogniser", ""),
        unfinished=body.get("unfinished", False),
    )


def _entry(values: list[Any]) -> FileEntry:
    entry = FileEntry(*values)
    return replace(entry, reasons=tuple((place, reason) for place, reason in entry.reasons))


def _digest(body: str) -> str:
    return blake2b(body.encode("utf-8"), digest_size=16).hexdigest()
