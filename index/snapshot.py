"""The index as it stood after one commit, read as arrays.

A `Snapshot` numbers the articles 0 … `size` - 1, segment after segment (deleted ones keep their
number until a merge), and gives postings and columns over those numbers. Readers never wait for
a writer: a snapshot stays what it is whatever is committed afterwards.

Invariant: deleted articles appear in no postings, no occurrences and no column entry; `alive` is
their complement, and counts never depend on how articles were batched into commits.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from index import lookup
from index.acting import POSITION_BITS, Acting
from index.article import Article
from index.codec.adapter import ColumnSegment
from index.codec.columns import Columns
from index.codec.container import Array
from index.codec.invert import BODY_GAP
from index.codec.parts import Card
from index.codec.weights import saturated
from index.generation import read_generation
from index.groups import standing, summed
from index.keyed import Keyed, keyed
from index.store import open_generation, undisturbed
from index.telling import of_all

__all__ = ["POSITION_BITS", "Mask", "Numbers", "Postings", "Snapshot", "contains", "open_snapshot"]

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]

Made = TypeVar("Made")

#: Expansions and derived columns kept of one snapshot.
MEMORIES = 512


@dataclass(frozen=True, slots=True)
class Postings:
    """Articles [n] that hold a word, ascending, and what it weighs there [n]."""

    docs: Numbers
    weights: NDArray[np.float32]


class Snapshot:
    """One generation of an index, open for reading."""

    def __init__(self, folder: Path, segments: Sequence[ColumnSegment], generation: int) -> None:
        self.parts = [Columns(folder / segment.file_name) for segment in segments]
        sizes = [part.articles for part in self.parts]
        self._segments = segments
        self.folder = folder
        self._bases = [sum(sizes[:place]) for place in range(len(sizes))]
        self.generation = generation
        self.size = sum(sizes)
        self.alive = self._alive(segments)
        self.articles = int(self.alive.sum())
        self.postings = lru_cache(maxsize=256)(self._postings)
        self._memories: OrderedDict[Hashable, Any] = OrderedDict()
        self._memory_lock = Lock()
        self.keyed = lru_cache(maxsize=None)(self._keyed)
        self.lexicon = lru_cache(maxsize=None)(self._lexicon)
        self.article = lru_cache(maxsize=64)(self._article)
        self.card = lru_cache(maxsize=1024)(self._card)

    @cached_property
    def lengths(self) -> Numbers:
        """Words in the body of each article."""
        return _joined([part.body_lengths for part in self.parts], np.int64)

    @cached_property
    def title_lengths(self) -> Numbers:
        """Words in the title of each article."""
        return _joined([part.title_lengths for part in self.parts], np.int64)

    @cached_property
    def tongues(self) -> tuple[str, ...]:
        """Those the articles may be in: "" first, always."""
        return tuple(sorted({"", *(tongue for part in self.parts for tongue in part.tongues)}))

    @cached_property
    def moments(self) -> Numbers:
        """Publication in seconds since 1970; `keys.UNDATED` where unknown."""
        return _joined([part.moments for part in self.parts], np.int64)

    @cached_property
    def numbers(self) -> NDArray[np.uint64]:
        """The id of each article as the number its 16 hexadecimal digits spell."""
        return _joined([part.numbers for part in self.parts], np.uint64)

    @cached_property
    def stories(self) -> NDArray[np.int32]:
        """The number of the story of each article; ALONE where no other tells it."""
        return of_all([(each.file_name, each.stories, each.articles) for each in self._segments])

    @cached_property
    def acting(self) -> Acting:
        """Who acts where."""
        parts = list(zip(self.parts, self._bases, strict=True))
        return Acting(parts, self.alive, self.keyed("actor"))

    def doc(self, key: str) -> int | None:
        """The article with id `key`."""
        try:
            number = np.uint64(int(key, 16)) if len(key) == 16 else None
        except ValueError:
            return None
        if number is None:
            return None
        docs = np.flatnonzero((self.numbers == number) & self.alive).tolist()
        return docs[0] if docs else None

    def sentences(self, docs: Numbers) -> Numbers:
        """The occurrences with which the sentences of `docs`, ascending, begin: ascending.

        The title is one, without words or not.
        """
        found = [docs << POSITION_BITS]
        for part, base in zip(self.parts, self._bases, strict=True):
            owners, begins = part.sentences(_own(docs, base, part.articles))
            positions = part.title_lengths[owners] + BODY_GAP + begins
            found.append((owners + base << POSITION_BITS) | positions)
        return np.sort(np.concatenate(found), kind="stable")

    def key(self, doc: int) -> str:
        """The id of an article."""
        return f"{self.numbers[doc]:016x}"

    def spans(self, docs: Numbers) -> tuple[Numbers, Numbers]:
        """(starts, ends) in letters of the words of `docs`, ascending, one after the other.

        Of each come the words of the title, by the letters of the title, then those of the text.
        """
        own = [
            part.spans(_own(docs, base, part.articles).tolist())
            for part, base in zip(self.parts, self._bases, strict=True)
        ]
        starts, ends = zip(*own, strict=True)
        return _joined(starts, np.int64), _joined(ends, np.int64)

    def named(self, doc: int) -> list[tuple[list[list[Any]], list[list[Any]]]]:
        """Where the actors on an article's card are named: as `parts.named_at` has it."""
        part, own = self._place(doc)
        return part.named(own)

    def _alive(self, segments: Sequence[ColumnSegment]) -> Mask:
        alive = np.ones(self.size, dtype=bool)
        for base, segment in zip(self._bases, segments, strict=True):
            alive[[base + doc for doc in segment.deleted]] = False
        return alive

    def _postings(self, word: str) -> Postings:
        """The articles that hold `word` in any form it has in their tongue."""
        docs, weights = [np.zeros(0, np.int64)], [np.zeros(0, np.float32)]
        for part, base in zip(self.parts, self._bases, strict=True):
            own, weight = lookup.postings(part, word)
            docs.append(own.astype(np.int64) + base)
            weights.append(weight)
        found = Postings(np.concatenate(docs), np.concatenate(weights))
        if self.articles == self.size:
            return found
        living = self.alive[found.docs]
        return Postings(found.docs[living], found.weights[living])

    def group(self, words: Sequence[str]) -> Postings:
        """The articles that hold any of `words`, and what these weigh there as one term."""
        sums = [
            (docs.astype(np.int64) + base, often)
            for part, base in zip(self.parts, self._bases, strict=True)
            for docs, often in standing(part, words)
        ]
        docs, often = summed(sums, self.size)
        living = self.alive[docs]
        return Postings(docs[living], saturated(often[living]))

    def occurrences(self, field: str, word: str, docs: Numbers | None = None) -> Numbers:
        """Where `word` stands: `article << POSITION_BITS | position`.

        In any form it has in the tongue of the article ("stems"), or as written ("exact").
        Ascending; empty when the word stands nowhere. With `docs`, ascending and alive, only
        in these articles, which costs little when they are few.
        """
        found = [np.zeros(0, dtype=np.int64)]
        for part, base in zip(self.parts, self._bases, strict=True):
            own = None if docs is None else _own(docs, base, part.articles)
            if own is None or len(own):
                stands = [
                    (owners + base << POSITION_BITS) | positions
                    for owners, positions in lookup.places(part, field, word, own)
                ]
                found += [np.sort(np.concatenate(stands))] if len(stands) > 1 else stands
        everything = found[-1] if len(found) == 2 else np.concatenate(found)
        if docs is not None or self.articles == self.size:
            return everything
        living: Numbers = everything[self.alive[everything >> POSITION_BITS]]
        return living

    def remember(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` gives, kept while it is asked for often: MEMORIES of the last asked for.

        Threads may ask at once; two that miss the same key both make it.
        """
        with self._memory_lock:
            if key in self._memories:
                self._memories.move_to_end(key)
                known: Made = self._memories[key]
                return known
        made = make()
        with self._memory_lock:
            self._memories[key] = made
            while len(self._memories) > MEMORIES:
                self._memories.popitem(last=False)
        return made

    def _keyed(self, field: str) -> Keyed:
        """A column of keys, by its name in `records.COLUMNS`."""
        columns = [part.keyed(field) for part in self.parts]
        keys = sorted(set().union(*(column.keys[:] for column in columns)))
        place = {key: number for number, key in enumerate(keys)}
        counts: list[Array] = [np.zeros(0, np.int64)]
        ordinals: list[Array] = [np.zeros(0, np.int64)]
        for column in columns:
            renumbered = np.array([place[key] for key in column.keys], dtype=np.int64)
            counts.append(np.diff(column.starts.astype(np.int64)))
            ordinals.append(renumbered[column.ordinals])
        per_doc, flat = np.concatenate(counts), np.concatenate(ordinals)
        living = np.repeat(self.alive, per_doc)
        return keyed(tuple(keys), per_doc * self.alive, flat[living])

    def _lexicon(self, field: str) -> tuple[str, ...]:
        """The distinct words ("exact") or aliases ("alias") in order of their code points."""
        lists = [
            part.aliases[:] if field == "alias" else lookup.bare_words(part) for part in self.parts
        ]
        return tuple(lists[0] if len(lists) == 1 else sorted(set().union(*lists)))

    def _article(self, doc: int) -> Article:
        """The article with this number."""
        part, own = self._place(doc)
        return part.article(own)

    def _card(self, doc: int) -> Card:
        """What a hit shows of the article with this number."""
        part, own = self._place(doc)
        return part.card(own)

    def _place(self, doc: int) -> tuple[Columns, int]:
        place = bisect_right(self._bases, doc) - 1
        return self.parts[place], doc - self._bases[place]


def _own(docs: Numbers, base: int, articles: int) -> Numbers:
    """Those of `docs` that lie in a segment, by its own numbers."""
    first, last = np.searchsorted(docs, [base, base + articles])
    return docs[first:last] - base


def contains(ascending: Numbers, asked: Numbers) -> Mask:
    """Which of `asked` stand in `ascending`."""
    if not len(ascending):
        return np.zeros(len(asked), dtype=bool)
    place = np.minimum(np.searchsorted(ascending, asked), len(ascending) - 1)
    found: Mask = ascending[place] == asked
    return found


def _joined(parts: Sequence[Array], dtype: type) -> Array:
    """The arrays of all segments as one; that of an only one is not copied."""
    return parts[0] if len(parts) == 1 else np.concatenate([np.zeros(0, dtype), *parts])


def open_snapshot(folder: Path) -> Snapshot:
    """The newest commit of the index in `folder`.

    Raises NothingThere when there is none, BrokenIndex when it cannot be read as it is.
    """
    open_generation(folder)

    def opened(_: int) -> Snapshot:
        commit = read_generation(folder)
        return Snapshot(folder, commit.segments, commit.number)

    return undisturbed(folder, opened)
