"""What an index holds, for `info`: counts, corpora, sources, dates, sizes.

Invariant: everything is read from one generation; nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import versionstring

from index.days import interval_of
from index.manifest import INTERRUPTED, VERSION, Manifest
from index.recognition import in_force
from index.schema import SCHEMA_VERSION
from index.snapshot import Snapshot, open_snapshot
from index.store import open_manifest

_SOURCES_SHOWN = 10


@dataclass(frozen=True, slots=True)
class CorpusCount:
    """A corpus: its folder when it was last added, its files and articles."""

    name: str
    root: str
    files: int
    articles: int


@dataclass(frozen=True, slots=True)
class Description:
    """An index in figures; `size` in bytes, `sources` the most frequent first.

    `files` are those of articles, `skipped` files and parts of files, as `add` counts them.
    `corrections` counts the entries of the actors.toml in force, by kind; `recogniser`
    is what was plugged in beside our rules; `unfinished` tells that
    `annotate` was interrupted.
    """

    folder: str
    generation: int
    articles: int
    files: int
    skipped: int
    corpora: tuple[CorpusCount, ...]
    sources: tuple[tuple[str, int], ...]
    distinct_sources: int
    first_published: str | None
    last_published: str | None
    undated: int
    corrections: dict[str, int]
    corrections_from: str
    recogniser: str
    unfinished: bool
    size: int
    format: str
    whoosh: str

    def to_dict(self) -> dict[str, Any]:
        """The description as JSON types; keys are the field names."""
        return asdict(self)


def describe(folder: Path) -> Description:
    """Count what the newest commit holds; raises as `open_snapshot`."""
    snapshot = open_snapshot(folder)
    manifest = open_manifest(folder)
    sources = _sources(snapshot)
    first, last, undated = _published(snapshot)
    return Description(
        folder=str(folder),
        generation=snapshot.generation,
        articles=snapshot.articles,
        files=sum(entry.is_told for entry in manifest.files.values()),
        skipped=manifest.skipped,
        corpora=_corpora(manifest),
        sources=tuple(sources[:_SOURCES_SHOWN]),
        distinct_sources=len(sources),
        first_published=first,
        last_published=last,
        undated=undated,
        corrections=in_force(folder, manifest).counts,
        corrections_from=manifest.corrections_from,
        recogniser=manifest.recogniser,
        unfinished=manifest.unfinished,
        size=sum(path.stat().st_size for path in folder.iterdir()),
        format=f"{VERSION}.{SCHEMA_VERSION}",
        whoosh=str(versionstring()),
    )


def lines(told: Description) -> Iterator[str]:
    """The description for a person."""
    yield f"{told.folder}: generation {told.generation}, {told.size / 1e6:,.1f} MB"
    yield f"articles: {told.articles:,} ({told.undated:,} undated)"
    yield f"files: {told.files:,}; {told.skipped:,} skipped"
    for corpus in told.corpora:
        yield f"corpus {corpus.name}: {corpus.articles:,} in {corpus.files:,} files, {corpus.root}"
    yield f"published: {told.first_published or '-'} .. {told.last_published or '-'}"
    yield f"sources: {told.distinct_sources:,}"
    yield from (f"  {count:>9,}  {name}" for name, count in told.sources)
    if told.corrections:
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in told.corrections.items())
        yield f"corrections of {told.corrections_from}: {kinds}"
    if told.recogniser:
        yield f"recogniser: {told.recogniser}"
    if told.unfinished:
        yield INTERRUPTED
    yield f"format {told.format}, Whoosh {told.whoosh}"


def _corpora(manifest: Manifest) -> tuple[CorpusCount, ...]:
    counts = {name: [0, 0] for name in manifest.corpora}
    for key, entry in manifest.files.items():
        count = counts[key.partition("/")[0]]
        count[0] += entry.is_told
        count[1] += entry.articles
    return tuple(
        CorpusCount(name, manifest.corpora[name], *count) for name, count in sorted(counts.items())
    )


def _sources(snapshot: Snapshot) -> list[tuple[str, int]]:
    column = snapshot.keyed("source")
    counts = np.bincount(column.ordinals, minlength=len(column.keys)).tolist()
    return sorted(zip(column.keys, counts, strict=True), key=lambda pair: (-pair[1], pair[0]))


def _published(snapshot: Snapshot) -> tuple[str | None, str | None, int]:
    """First and last day of the dated articles, and how many are undated."""
    column = snapshot.keyed("published")
    ends = [interval_of(key) for key in column.keys]
    first = min((end.first.isoformat() for end in ends), default=None)
    last = max((end.last.isoformat() for end in ends), default=None)
    return first, last, snapshot.articles - len(np.unique(column.owners))
