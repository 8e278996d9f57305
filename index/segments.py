"""The segments of an index while it is written: those on disk, and the one that grows.

Invariant: an article is in one segment at most; a segment's file never changes once written,
what leaves it is kept beside it in the table of contents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.codec.adapter import ColumnSegment
from index.codec.beside import Beside
from index.codec.columns import Columns, KeyColumn
from index.codec.draft import Draft
from index.codec.merge import Mask, merge
from index.codec.records import Record
from index.merging import to_merge
from index.stories import stories
from index.telling import ALONE, pack

_LETTERS_A_WORD = 5


@dataclass(frozen=True, slots=True)
class Held:
    """An article in the index: which file owns it, which version it is, where it stands.

    `segment` is None for one that is not committed yet.
    """

    id: str
    path: str
    digest: str
    number: int
    segment: Stored | None = field(default=None, compare=False, repr=False)


class Stored:
    """A committed segment; `gone` collects the articles that leave it."""

    def __init__(self, segment: ColumnSegment, folder: Path) -> None:
        self._segment = segment
        self._columns = Columns(folder / segment.file_name)
        self.gone: set[int] = set()

    @property
    def living(self) -> int:
        """Articles that are still in it."""
        return int(self._segment.doc_count()) - len(self.gone)

    def find(self, key: str) -> Held | None:
        """The article with this id, if it is in this segment."""
        if not _is_id(key):
            return None
        number, numbers = np.uint64(int(key, 16)), self._columns.numbers
        first, last = (np.searchsorted(numbers, number, s, self._order) for s in ("left", "right"))
        # Of several versions in one segment, at most the last still lives.
        docs = self._order[first:last].tolist()
        living = (d for d in docs if d not in self.gone and d not in self._segment.deleted)
        return next((self._held(key, doc) for doc in living), None)

    def ids_of(self, path: str) -> set[str]:
        """The ids of all articles in it that a file owns."""
        place = self._paths.keys.place(path)
        if place is None:
            return set()
        docs = np.flatnonzero(self._paths.ordinals == place).tolist()
        lost = self.gone | self._segment.deleted
        return {f"{self._columns.numbers[doc]:016x}" for doc in docs if doc not in lost}

    def remaining(self) -> ColumnSegment:
        """The segment without what is gone."""
        return self._segment.without(frozenset(self.gone)) if self.gone else self._segment

    @cached_property
    def _order(self) -> NDArray[np.int64]:
        return np.argsort(self._columns.numbers)

    @cached_property
    def _paths(self) -> KeyColumn:
        return self._columns.keyed("path")

    def _held(self, key: str, doc: int) -> Held:
        path = self._paths.keys[int(self._paths.ordinals[doc])]
        return Held(key, path, self._columns.digest(doc), doc, self)


class Fresh:
    """The articles added since the last commit, in memory."""

    def __init__(self, beside: Beside) -> None:
        self._draft = Draft(beside)
        self._held: dict[str, Held] = {}
        self._of_path: defaultdict[str, set[str]] = defaultdict(set)
        self._gone: set[int] = set()

    def __len__(self) -> int:
        return len(self._held)

    @property
    def words(self) -> int:
        """Words of all texts taken, about: what memory grows with."""
        return self._draft.letters // _LETTERS_A_WORD

    def find(self, key: str) -> Held | None:
        """The article with this id, if it is among these."""
        return self._held.get(key)

    def ids_of(self, path: str) -> set[str]:
        """The ids of those a file owns."""
        return set(self._of_path.get(path, ()))

    def add(self, record: Record) -> None:
        """Take an article."""
        number = len(self._draft)
        self._draft.add(record)
        self._held[record.id] = Held(record.id, record.path, record.digest, number)
        self._of_path[record.path].add(record.id)

    def remove(self, held: Held) -> None:
        """Let an article go again."""
        del self._held[held.id]
        self._of_path[held.path].discard(held.id)
        self._gone.add(held.number)

    def write(self, folder: Path) -> ColumnSegment:
        """Write all of them to a segment of their own."""
        segment = ColumnSegment("MAIN", len(self._draft))
        self._draft.write(folder / segment.file_name)
        return segment.without(frozenset(self._gone))


def merged(folder: Path, segments: Sequence[ColumnSegment]) -> list[ColumnSegment]:
    """The segments after those were merged that `to_merge` chooses; the result comes last."""
    chosen = to_merge(
        [segment.doc_count_all() for segment in segments],
        [segment.deleted_count() for segment in segments],
    )
    if not chosen:
        return list(segments)
    parts = [segments[place] for place in chosen]
    result = ColumnSegment("MAIN", sum(segment.doc_count() for segment in parts))
    columns = [Columns(folder / segment.file_name) for segment in parts]
    merge(columns, [_kept(segment) for segment in parts], folder / result.file_name)
    return [s for place, s in enumerate(segments) if place not in chosen] + [result]


def told(folder: Path, segments: Sequence[ColumnSegment]) -> list[ColumnSegment]:
    """The same segments, each with which of its articles tell a story that others tell too."""
    columns = [Columns(folder / segment.file_name) for segment in segments]
    found = tellings(segments, columns)
    return [segment.telling(packed) for segment, packed in zip(segments, found, strict=True)]


def tellings(segments: Sequence[ColumnSegment], columns: Sequence[Columns]) -> list[bytes]:
    """What `index.telling` packs for each segment, from the sketches of them all."""
    if not segments:
        return []
    kept = [np.flatnonzero(_kept(segment)) for segment in segments]
    parts = list(zip(columns, kept, strict=True))
    found = stories(
        np.concatenate([part.sketches[docs] for part, docs in parts]),
        np.concatenate([part.moments[docs] for part, docs in parts]),
        np.concatenate([part.numbers[docs] for part, docs in parts]),
    )
    of_story = np.full(sum(map(len, kept)), ALONE)
    for number, places in enumerate(found):
        of_story[places] = number
    bounds = np.cumsum([len(docs) for docs in kept])[:-1]
    return [pack(docs, own) for docs, own in zip(kept, np.split(of_story, bounds), strict=True)]


def _kept(segment: ColumnSegment) -> Mask:
    kept = np.ones(segment.articles, dtype=bool)
    kept[list(segment.deleted)] = False
    return kept


def _is_id(key: str) -> bool:
    return len(key) == 16 and all(digit in "0123456789abcdef" for digit in key)
