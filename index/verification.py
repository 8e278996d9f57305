"""Whether an index is what it should be: every sum of every byte, and what files say of others.

Invariant: nothing is written, and everything that is looked at belongs to one generation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from index.codec.adapter import ColumnSegment
from index.codec.checking import disagreements
from index.codec.columns import Columns
from index.errors import REBUILD, BrokenCorrections, BrokenIndex
from index.folder import generation_of
from index.generation import Generation, read_generation
from index.manifest import Manifest, manifest_path, read_manifest
from index.progress import Progress
from index.recognition import recogniser_of
from index.schema import SCHEMA_VERSION
from index.segments import tellings
from index.store import undisturbed

#: Faults told of one segment, and of the whole.
_FAULTS = 5


@dataclass(frozen=True, slots=True)
class SegmentCheck:
    """A segment: its file, living and deleted articles, size in bytes, what is wrong with it."""

    file: str
    articles: int
    deleted: int
    size: int
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at; `faults` are all of them, each with file, place and remedy."""

    folder: str
    generation: int
    articles: int
    segments: tuple[SegmentCheck, ...]
    faults: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The verification as JSON types; keys are the field names."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A segment of a commit; `columns` is the fault where it cannot be opened."""

    segment: ColumnSegment
    path: Path
    columns: Columns | BrokenIndex


def verify(folder: Path, progress: Progress) -> Verification:
    """Look at everything in the newest commit of the index in `folder`.

    Raises NothingThere without an index, BrokenIndex when its manifest or table of contents
    cannot be read.
    """
    commit, manifest, opened = _open(folder)
    progress.expect(len(opened))
    segments = []
    for each in opened:
        segments.append(_check(each, progress))
        progress.file_done()
    faults = [fault for segment in segments for fault in segment.faults]
    if not faults:
        file = manifest_path(folder, commit.number)
        sound = [(o.segment, o.columns) for o in opened if isinstance(o.columns, Columns)]
        faults += (_told(file, fault) for fault in islice(_across(sound, manifest), _FAULTS))
        faults += _of_corrections(folder, manifest)
    return Verification(
        folder=str(folder),
        generation=commit.number,
        articles=sum(segment.articles for segment in segments),
        segments=tuple(segments),
        faults=tuple(faults),
    )


def lines(done: Verification) -> Iterator[str]:
    """The verification for a person; faults are told apart."""
    for each in done.segments:
        deleted = f", {each.deleted:,} deleted" if each.deleted else ""
        state = "broken" if each.faults else "sound"
        holds = f"{each.articles:,} articles{deleted}, {each.size / 1e6:,.1f} MB"
        yield f"{each.file}: {holds}: {state}"
    if not done.faults:
        kinds = ((done.articles, "article"), (len(done.segments), "segment"))
        articles, segments = (f"{n:,} {kind}{'s' * (n != 1)}" for n, kind in kinds)
        yield f"everything agrees: {articles} in {segments}"


def _open(folder: Path) -> tuple[Generation, Manifest, list[_Opened]]:
    """One generation, opened as a whole: a later commit may remove its files."""

    def read(_: int) -> tuple[Generation, Manifest]:
        commit = read_generation(folder)
        return commit, read_manifest(folder, commit.number, SCHEMA_VERSION)

    while True:
        commit, manifest = undisturbed(folder, read)
        opened = [_opened(folder, segment) for segment in commit.segments]
        broken = any(isinstance(each.columns, BrokenIndex) for each in opened)
        if not broken or generation_of(folder) == commit.number:
            return commit, manifest, opened


def _opened(folder: Path, segment: ColumnSegment) -> _Opened:
    path = folder / segment.file_name
    try:
        return _Opened(segment, path, Columns(path))
    except BrokenIndex as fault:
        return _Opened(segment, path, fault)
    except (KeyError, TypeError, ValueError) as fault:
        told = _told(path, f"has a damaged directory ({type(fault).__name__})")
        return _Opened(segment, path, BrokenIndex(told))


def _check(opened: _Opened, progress: Progress) -> SegmentCheck:
    segment, path = opened.segment, opened.path
    return SegmentCheck(
        file=path.name,
        articles=segment.doc_count(),
        deleted=segment.deleted_count(),
        size=path.stat().st_size if path.exists() else 0,
        faults=tuple(islice(_faults(opened, progress), _FAULTS)),
    )


def _faults(opened: _Opened, progress: Progress) -> Iterator[str]:
    columns, segment = opened.columns, opened.segment
    if isinstance(columns, BrokenIndex):
        yield str(columns)
        return
    try:
        columns.container.verify()
        if columns.articles != segment.articles:
            told = f"{segment.articles:,} in the table of contents"
            yield _told(opened.path, f"holds {columns.articles:,} articles, {told}")
        elif not all(0 <= doc < segment.articles for doc in segment.deleted):
            yield _told(opened.path, "lacks an article that is said to be deleted")
        for fault in disagreements(columns, progress.article_done):
            yield _told(opened.path, fault)
    except BrokenIndex as damage:
        yield str(damage)
    except Exception as fault:  # what is no fault of the disk may break any rule of decoding
        yield _told(opened.path, f"cannot be decoded ({type(fault).__name__}: {fault})")


def _of_corrections(folder: Path, manifest: Manifest) -> Iterator[str]:
    """What is wrong with the corrections beside the index."""
    try:
        recogniser_of(folder, manifest)
    except (BrokenIndex, BrokenCorrections) as fault:
        yield str(fault)


def _across(sound: Sequence[tuple[ColumnSegment, Columns]], manifest: Manifest) -> Iterator[str]:
    """What sound segments and the manifest say of one another."""
    numbers = [np.zeros(0, dtype=np.uint64)]
    owned: Counter[str] = Counter()
    for segment, columns in sound:
        alive = np.ones(segment.articles, dtype=bool)
        alive[list(segment.deleted)] = False
        numbers.append(columns.numbers[alive])
        paths = columns.keyed("path")
        counts = np.bincount(paths.ordinals[alive], minlength=len(paths.keys)).tolist()
        owned.update({key: count for key, count in zip(paths.keys, counts, strict=True) if count})
    yield from _doubles(np.concatenate(numbers))
    yield from _stories(sound)
    yield from _strangers(manifest, owned)


def _stories(sound: Sequence[tuple[ColumnSegment, Columns]]) -> Iterator[str]:
    """The segments of which the table of contents has other stories than their sketches make."""
    segments = [segment for segment, _ in sound]
    expected = tellings(segments, [columns for _, columns in sound])
    for segment, packed in zip(segments, expected, strict=True):
        if segment.stories != packed:
            yield f"belongs to a table of contents with other stories than {segment.file_name} has"


def _doubles(numbers: np.ndarray[Any, np.dtype[np.uint64]]) -> Iterator[str]:
    """The ids that several living articles have."""
    ids, counts = np.unique(numbers, return_counts=True)
    for number in ids[counts > 1].tolist():
        yield f"belongs to segments with more than one article {number:016x}"


def _strangers(manifest: Manifest, owned: Counter[str]) -> Iterator[str]:
    """The files of which the manifest counts other articles than the segments hold."""
    for key in sorted(manifest.files.keys() | owned.keys()):
        entry = manifest.files.get(key)
        counted = entry.articles if entry else 0
        if counted != owned[key]:
            yield f"counts {counted:,} articles of {key!r}, the segments hold {owned[key]:,}"
        if entry and key.partition("/")[0] not in manifest.corpora:
            yield f"has no corpus for {key!r}"


def _told(file: Path, fault: str) -> str:
    return f"{file} {fault}: {REBUILD}"
