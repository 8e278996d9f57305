"""The index as it stood after one commit, read as arrays.

A `Snapshot` numbers the articles 0 … `size` - 1 (deleted ones keep their number until a merge)
and gives postings and columns over those numbers. Readers never wait for a writer: a snapshot
stays what it is whatever is committed afterwards.

Invariant: deleted articles appear in no postings and no column; `alive` is their complement,
and counts (`articles`, `Postings.docs`) never depend on how articles were batched into commits.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import IndexReader, TermNotFound

from index.article import Article, article_from_dict
from index.store import open_whoosh

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Postings:
    """Where a word stands.

    `docs` [n] ascending article numbers; the positions of `docs[i]` are
    `positions[starts[i]:starts[i + 1]]`, ascending; `starts` has n + 1 entries.
    """

    docs: Numbers
    starts: Numbers
    positions: Numbers


@dataclass(frozen=True)
class Keyed:
    """A column of whole values, several an article: article -> ordinals of sorted `keys`.

    Ordinals of article d: `ordinals[starts[d]:starts[d + 1]]`, ascending.
    """

    keys: tuple[str, ...]
    starts: Numbers
    ordinals: Numbers

    @cached_property
    def owners(self) -> Numbers:
        """The article of each entry of `ordinals`."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))


class Snapshot:
    """One generation of an index, open for reading."""

    def __init__(self, reader: IndexReader, generation: int) -> None:
        self._reader = reader
        self._leaves: Sequence[tuple[IndexReader, int]] = reader.leaf_readers()
        self.generation = generation
        self.size: int = reader.doc_count_all()
        self.alive: Mask = self._alive()
        self.articles = int(self.alive.sum())
        self.postings = lru_cache(maxsize=512)(self._postings)
        self.keyed = lru_cache(maxsize=None)(self._keyed)
        self.lexicon = lru_cache(maxsize=None)(self._lexicon)
        self.article = lru_cache(maxsize=1024)(self._article)

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()

    @cached_property
    def lengths(self) -> Numbers:
        """Words in the body of each article."""
        return self._numbers("length")

    @cached_property
    def title_lengths(self) -> Numbers:
        """Words in the title of each article."""
        return self._numbers("title_length")

    @cached_property
    def moments(self) -> Numbers:
        """Publication in seconds since 1970; `schema.UNDATED` where unknown."""
        return self._numbers("moment")

    @cached_property
    def ids(self) -> Sequence[str]:
        """The id of each article; empty for a deleted one."""
        column = self.keyed("id")
        found = np.full(self.size, "", dtype=object)
        found[column.owners] = np.array(column.keys, dtype=object)[column.ordinals]
        return found.tolist()  # type: ignore[no-any-return]

    def number(self, key: str) -> int | None:
        """The number of the article with id `key`."""
        docs = self.docs("id", key)
        return int(docs[0]) if len(docs) else None

    def docs(self, field: str, key: str) -> Numbers:
        """The articles that carry `key` in a keyword field, ascending."""
        found: list[int] = []
        for leaf, base in self._leaves:
            try:
                found.extend(base + doc for doc in leaf.postings(field, key).all_ids())
            except TermNotFound:
                continue
        return self._living(np.array(found, dtype=np.int64))

    def _living(self, docs: Numbers) -> Numbers:
        living: Numbers = docs[self.alive[docs]]
        return living

    def _alive(self) -> Mask:
        alive = np.ones(self.size, dtype=bool)
        for leaf, base in self._leaves:
            dead = [base + doc for doc in range(leaf.doc_count_all()) if leaf.is_deleted(doc)]
            alive[dead] = False
        return alive

    def _numbers(self, column: str) -> Numbers:
        parts = [np.zeros(0, dtype=np.int64)]
        for leaf, _ in self._leaves:
            values = leaf.column_reader(column)
            count = leaf.doc_count_all()
            parts.append(np.fromiter((values[doc] for doc in range(count)), np.int64, count))
        return np.concatenate(parts)

    def _postings(self, field: str, word: str) -> Postings:
        """The postings of `word` in "stems" or "exact"; empty when it stands nowhere."""
        found = [
            (base + doc, value)
            for leaf, base in self._leaves
            for doc, value in _entries(leaf, field, word)
            if self.alive[base + doc]
        ]
        return _packed([doc for doc, _ in found], [value for _, value in found])

    def _keyed(self, field: str) -> Keyed:
        keys = self.lexicon(field)
        docs = [self.docs(field, key) for key in keys]
        counts = np.array([len(found) for found in docs], dtype=np.int64)
        owners = np.concatenate([np.zeros(0, dtype=np.int64), *docs])
        ordinals = np.repeat(np.arange(len(keys)), counts)
        order = np.argsort(owners, kind="stable")
        starts = np.zeros(self.size + 1, dtype=np.int64)
        np.cumsum(np.bincount(owners, minlength=self.size), out=starts[1:])
        return Keyed(tuple(keys), starts, ordinals[order])

    def _lexicon(self, field: str) -> tuple[str, ...]:
        """The distinct words or keys of a field in order of their code points."""
        found: Iterable[bytes] = self._reader.lexicon(field)
        return tuple(sorted(term.decode("utf-8") for term in found))

    def _article(self, number: int) -> Article:
        """The stored article with this number."""
        stored: dict[str, Any] = self._reader.stored_fields(number)
        return article_from_dict(json.loads(stored["article"]))


def _entries(leaf: IndexReader, field: str, word: str) -> Iterator[tuple[int, bytes]]:
    try:
        matcher = leaf.postings(field, word)
    except TermNotFound:
        return
    while matcher.is_active():
        yield matcher.id(), matcher.value()
        matcher.next()


def _packed(docs: list[int], values: list[bytes]) -> Postings:
    starts = np.zeros(len(values) + 1, dtype=np.int64)
    np.cumsum([len(value) // 4 for value in values], out=starts[1:])
    positions = np.frombuffer(b"".join(values), dtype=np.uint32).astype(np.int64)
    return Postings(np.array(docs, dtype=np.int64), starts, positions)


def open_snapshot(folder: Path) -> Snapshot:
    """The newest commit of the index in `folder`.

    Raises BrokenIndex when the folder holds no index that this version can read.
    """
    opened = open_whoosh(folder)
    return Snapshot(opened.reader(), opened.latest_generation())
