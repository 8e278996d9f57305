"""The index as it stood after one commit, read as arrays.

A `Snapshot` numbers the articles 0 … `size` - 1 (deleted ones keep their number until a merge)
and gives occurrences and columns over those numbers. Readers never wait for a writer: a
snapshot stays what it is whatever is committed afterwards.

Invariant: deleted articles appear in no occurrences and no column entry; `alive` is their
complement, and counts never depend on how articles were batched into commits.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import IndexReader, TermNotFound

from index.article import Article, article_from_dict
from index.schema import KEY_SEPARATOR
from index.store import open_whoosh

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]


#: An occurrence of a word is one number: the article above this bit, the position below it.
POSITION_BITS = 32


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

    def first_owner(self, key: str) -> int | None:
        """The first article with `key`."""
        place = bisect_left(self.keys, key)
        if place == len(self.keys) or self.keys[place] != key:
            return None
        return int(self._first_owners[place])

    @cached_property
    def _first_owners(self) -> Numbers:
        first: Numbers = self.owners[np.unique(self.ordinals, return_index=True)[1]]
        return first


class Snapshot:
    """One generation of an index, open for reading."""

    def __init__(self, reader: IndexReader, generation: int) -> None:
        self._reader = reader
        leaves: Sequence[tuple[IndexReader, int]] = reader.leaf_readers()
        # An index without articles is one reader that cannot even be asked for its columns.
        self._leaves = [(leaf, base) for leaf, base in leaves if leaf.doc_count_all()]
        self.generation = generation
        self.size: int = reader.doc_count_all()
        self.alive: Mask = self._alive()
        self.articles = int(self.alive.sum())
        self.occurrences = lru_cache(maxsize=512)(self._occurrences)
        self.keyed = lru_cache(maxsize=None)(self._keyed)
        self.lexicon = lru_cache(maxsize=None)(self._lexicon)
        self.article = lru_cache(maxsize=1024)(self._article)

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()

    @cached_property
    def lengths(self) -> Numbers:
        """Words in the body of each article."""
        return self._column("length", np.dtype(np.int64))

    @cached_property
    def title_lengths(self) -> Numbers:
        """Words in the title of each article."""
        return self._column("title_length", np.dtype(np.int64))

    @cached_property
    def moments(self) -> Numbers:
        """Publication in seconds since 1970; `schema.UNDATED` where unknown."""
        return self._column("moment", np.dtype(np.int64))

    @cached_property
    def numbers(self) -> NDArray[np.uint64]:
        """The id of each article as the number its 16 hexadecimal digits spell."""
        return self._column("number", np.dtype(np.uint64))

    def doc(self, key: str) -> int | None:
        """The article with id `key`."""
        found = [base + doc for leaf, base in self._leaves for doc, _ in _entries(leaf, "id", key)]
        return next((doc for doc in found if self.alive[doc]), None)

    def _alive(self) -> Mask:
        alive = np.ones(self.size, dtype=bool)
        for leaf, base in self._leaves:
            dead = [base + doc for doc in range(leaf.doc_count_all()) if leaf.is_deleted(doc)]
            alive[dead] = False
        return alive

    def _column(self, field: str, dtype: np.dtype[Any]) -> NDArray[Any]:
        parts = [np.zeros(0, dtype=dtype)]
        for leaf, _ in self._leaves:
            values = leaf.column_reader(field)
            count = leaf.doc_count_all()
            parts.append(np.fromiter((values[doc] for doc in range(count)), dtype, count))
        return np.concatenate(parts)

    def _occurrences(self, field: str, word: str) -> Numbers:
        """Where `word` stands in "stems" or "exact": `article << POSITION_BITS | position`.

        Ascending; empty when the word stands nowhere.
        """
        found = [
            (base + doc, value)
            for leaf, base in self._leaves
            for doc, value in _entries(leaf, field, word)
            if self.alive[base + doc]
        ]
        docs = np.array([doc for doc, _ in found], dtype=np.int64)
        counts = [len(value) // 4 for _, value in found]
        positions = np.frombuffer(b"".join(value for _, value in found), dtype=np.uint32)
        return (np.repeat(docs, counts) << POSITION_BITS) | positions.astype(np.int64)

    def _keyed(self, field: str) -> Keyed:
        """A column of joined values, by its name in the schema."""
        entries = [
            values[doc].decode("utf-8").split(KEY_SEPARATOR) if self.alive[base + doc] else [""]
            for leaf, base in self._leaves
            for values in [leaf.column_reader(field)]
            for doc in range(leaf.doc_count_all())
        ]
        keys = sorted({key for entry in entries for key in entry} - {""})
        ordinal = {key: number for number, key in enumerate(keys)}
        found = [[ordinal[key] for key in entry if key] for entry in entries]
        starts = np.zeros(self.size + 1, dtype=np.int64)
        np.cumsum([len(entry) for entry in found], out=starts[1:])
        flat = np.array([key for entry in found for key in entry], dtype=np.int64)
        return Keyed(tuple(keys), starts, flat)

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


def open_snapshot(folder: Path) -> Snapshot:
    """The newest commit of the index in `folder`.

    Raises BrokenIndex when the folder holds no index that this version can read.
    """
    opened = open_whoosh(folder)
    reader = opened.reader()
    # An index without articles has a reader without a generation.
    return Snapshot(reader, reader.generation() or opened.latest_generation())
