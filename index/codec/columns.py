"""A segment open for reading: its arrays by what they mean.

Invariant: nothing is read before it is asked for, so opening costs the same for any size.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from zlib import decompress

import numpy as np
from numpy.typing import NDArray

from index.article import Article, Json, article_from_dict
from index.codec.container import Array, Container
from index.codec.records import CARD
from index.codec.words import Strings

_CARD = (*CARD, "text", "actors", "mentions")


@dataclass(frozen=True, slots=True)
class Places:
    """Where a stem stands: `positions` and `forms` of posting i are the next `tallies[i]`."""

    docs: Array
    tallies: Array
    positions: Array
    forms: Array


@dataclass(frozen=True, slots=True)
class KeyColumn:
    """Keys of each article: those of d are `keys[o] for o in ordinals[starts[d]:starts[d + 1]]`."""

    keys: Strings
    starts: Array
    ordinals: Array


class Columns:
    """The arrays of one segment."""

    def __init__(self, path: Path) -> None:
        self.container = Container(path)
        self.stems = Strings(self.container, "stems")
        self.words = Strings(self.container, "words")
        self.aliases = Strings(self.container, "alias.keys")

    @property
    def articles(self) -> int:
        """How many articles the segment holds, deleted ones included."""
        return len(self.container["number"])

    @cached_property
    def numbers(self) -> NDArray[np.uint64]:
        """Ids as numbers [D]."""
        return self.container["number"].whole()

    @cached_property
    def moments(self) -> NDArray[np.int64]:
        """Seconds since 1970 [D]."""
        return self.container["moment"].whole()

    @cached_property
    def title_lengths(self) -> NDArray[np.int64]:
        """Words in each title [D]."""
        return self.container["title.lengths"].whole().astype(np.int64)

    @cached_property
    def body_lengths(self) -> NDArray[np.int64]:
        """Words in each body [D]."""
        return self.container["body.lengths"].whole().astype(np.int64)

    def postings(self, stem: int) -> tuple[Array, Array]:
        """(articles ascending, weights) of a stem, by its place among the stems."""
        first, last = self._bounds("posting.starts", stem)
        docs = self.container["posting.docs"].cut(first, last)
        return docs, self.container["posting.weights"].cut(first, last)

    def places(self, stem: int) -> Places:
        """Where a stem stands, by its place among the stems."""
        first, last = self._bounds("posting.starts", stem)
        begin, end = self._bounds("place.starts", stem)
        return Places(
            self.container["posting.docs"].cut(first, last),
            self.container["posting.tallies"].cut(first, last),
            self.container["place.positions"].cut(begin, end),
            self.container["place.forms"].cut(begin, end),
        )

    def word(self, word: str) -> tuple[int, int] | None:
        """(place of its stem, number of its form) of a word; None if no article holds it."""
        place = self.words.place(word)
        if place is None:
            return None
        stem = self.container["word.stem"].cut(place, place + 1)
        return int(stem[0]), int(self.container["word.form"].cut(place, place + 1)[0])

    def keyed(self, name: str) -> KeyColumn:
        """One of `records.COLUMNS`."""
        return KeyColumn(
            Strings(self.container, f"{name}.keys"),
            self.container[f"{name}.starts"].whole(),
            self.container[f"{name}.ordinals"].whole(),
        )

    def digest(self, doc: int) -> str:
        """The digest of an article's content."""
        found: bytes = self.container["digest"].cut(doc, doc + 1)[0]
        return found.decode("ascii")

    def card(self, doc: int) -> Json:
        """What a hit shows: the names in CARD, `text`, `actors` as (id, name)s, `mentions`."""
        return dict(zip(_CARD, json.loads(self._part("card", doc)), strict=True))

    def article(self, doc: int) -> Article:
        """An article in full."""
        return article_from_dict(self.card(doc) | json.loads(self._part("rest", doc)))

    def spans(self, doc: int) -> tuple[memoryview, memoryview]:
        """(starts, ends) [words] in letters: of the title in the title, then of the body in it."""
        data = self._part("spans", doc)
        pairs = np.frombuffer(data, f"<u{data[0]}", offset=1)
        edges = np.cumsum(pairs, dtype=np.int64)
        titles = 2 * int(self.container["title.lengths"].cut(doc, doc + 1)[0])
        if titles:
            edges[titles:] -= edges[titles - 1]
        return edges[::2].data, edges[1::2].data

    def _bounds(self, name: str, place: int) -> tuple[int, int]:
        first, last = self.container[name].cut(place, place + 2).tolist()
        return first, last

    def _part(self, name: str, doc: int) -> bytes:
        first, last = self._bounds(f"{name}.starts", doc)
        return decompress(self.container[f"{name}.bytes"].cut(first, last).data)
