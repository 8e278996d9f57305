"""A segment open for reading: its arrays by what they mean.

Invariant: nothing is read before it is asked for, so opening costs the same for any size.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.article import Article
from index.codec.container import Array, Container
from index.codec.likeness import SIZE
from index.codec.parts import (
    PARTS,
    Card,
    decoded,
    decoded_card,
    decoded_spans,
    digest_of,
    named_at,
)
from index.codec.postings import (
    Inverted,
    Places,
    unpack_all_ascending,
    unpack_all_bits,
    unpack_ascending,
    unpack_bits,
    unpack_positions,
)
from index.codec.runs import Runs
from index.codec.sentences import unpack
from index.codec.squeeze import Pressed
from index.codec.weights import in_full
from index.codec.words import Strings
from index.languages import tongue_of

_RUNS = ("posting", "gap", "place", "far", "form")

#: If less than one posting in so many is asked for, it is found by counting bits.
_SPARSE = 16

#: Where the bits that are set in each byte are, lowest first; 8 for those it does not have.
_SELECT = np.sort(
    np.where(np.arange(256)[:, np.newaxis] >> np.arange(9) & 1, np.arange(9), 8), axis=1
)


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
        self.runs = {name: Runs(self.container, name) for name in _RUNS}
        self.sentence_runs = Runs(self.container, "sentence")
        self.named_runs = Runs(self.container, "named")
        self.parts = {name: Pressed(self.container, name) for name in PARTS}

    @property
    def articles(self) -> int:
        """How many articles the segment holds, deleted ones included."""
        return len(self.container["number"])

    @cached_property
    def numbers(self) -> NDArray[np.uint64]:
        """Ids as numbers [D]."""
        return self.container["number"].whole()

    @cached_property
    def tongues(self) -> tuple[str, ...]:
        """Those the articles may be in, as of `index.languages`: "" first, always."""
        keys = Strings(self.container, "language.keys")
        return tuple(sorted({"", *map(tongue_of, keys)}))

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

    @property
    def sketches(self) -> NDArray[np.uint8]:
        """What `index.codec.likeness` keeps of each article [D, SIZE]."""
        return self.container["likeness"].whole().reshape(-1, SIZE)

    @cached_property
    def saliences(self) -> NDArray[np.uint8]:
        """How much each article is about each of its actors, beside the ordinals of `actor`."""
        return self.container["actor.salience"].whole()

    @cached_property
    def form_counts(self) -> Array:
        """How many words each stem stands for [T]."""
        return np.bincount(self.container["word.stem"].whole(), minlength=len(self.stems))

    def postings(self, stem: int) -> tuple[Array, Array]:
        """(articles ascending u4, weights f4) of a stem, by its place among the stems."""
        first, last = self.runs["posting"].bounds(stem)
        units = self.container["posting.weights"].cut(first, last)
        return self._docs(stem, last - first), in_full(units)

    def places(self, stem: int, docs: Array | None = None, with_forms: bool = True) -> Places:
        """Where a stem stands, by its place among the stems.

        Only in the articles `docs`, ascending, if these are given: that is faster. Without forms
        these are all 0.
        """
        begin, end = self.runs["place"].bounds(stem)
        near = self.container["place.near"].cut(begin, end)
        first, last = self.runs["posting"].bounds(stem)
        owners, stays = self._docs(stem, last - first), None
        if docs is None:
            tallies = np.diff(self._firsts(begin, end), append=len(near))
        else:
            at = _places_of(docs.astype(owners.dtype), owners)
            starts, ends = self._bounds_of(at, len(owners), begin, end)
            owners, tallies, stays = owners[at], ends - starts, ranges_of(starts, ends - starts)
        positions = unpack_positions(near, self._bytes("far", "place.far", stem), stays)
        bits = self._width(stem) >> 3 if with_forms else 0
        packed = self._bytes("form", "form.bytes", stem) if bits else near
        return Places(owners, tallies, positions, unpack_bits(packed, len(near), bits, stays))

    def inverted(self, first: int, last: int) -> Inverted:
        """All postings of the stems `first` up to `last`."""
        counts = {name: runs.counts(first, last) for name, runs in self.runs.items()}
        cut = {name: runs.span(first, last) for name, runs in self.runs.items()}
        widths = self.container["width"].cut(first, last).astype(np.int64)
        units = self.container["posting.weights"].cut(*cut["posting"])
        near = self.container["place.near"].cut(*cut["place"])
        gaps = self.container["gap.bytes"].cut(*cut["gap"])
        forms = self.container["form.bytes"].cut(*cut["form"])
        return Inverted(
            postings=counts["posting"],
            docs=unpack_all_ascending(gaps, counts["posting"], counts["gap"], widths & 7),
            weights=in_full(units),
            tallies=np.diff(self._firsts(*cut["place"]), append=len(near)),
            positions=unpack_positions(near, self.container["place.far"].cut(*cut["far"])),
            forms=unpack_all_bits(forms, counts["place"], widths >> 3),
            bits=widths >> 3,
        )

    def word(self, word: str) -> tuple[int, int] | None:
        """(place of its stem, number of its form) of a word; None if no article holds it."""
        place = self.words.place(word)
        if place is None:
            return None
        return (
            int(self.container["word.stem"].item(place)),
            int(self.container["word.form"].item(place)),
        )

    def keyed(self, name: str) -> KeyColumn:
        """One of `records.COLUMNS`."""
        return KeyColumn(
            Strings(self.container, f"{name}.keys"),
            Runs(self.container, name).starts(),
            self.container[f"{name}.ordinals"].whole(),
        )

    def digest(self, doc: int) -> str:
        """The digest of an article's content."""
        return digest_of(self.parts["rest"][doc])

    def card(self, doc: int) -> Card:
        """What a hit shows of an article."""
        return decoded_card(self.parts["card"][doc])

    def article(self, doc: int) -> Article:
        """An article in full."""
        return decoded(self._key(doc), self.card(doc), self.parts["rest"][doc])

    def named(self, doc: int) -> list[tuple[list[list[Any]], list[list[Any]]]]:
        """Where the actors on an article's card are named: as `parts.named_at` has it."""
        return named_at(self.parts["rest"][doc])

    def spans(self, docs: list[int]) -> tuple[Array, Array]:
        """(starts, ends) in letters of the words of these articles, one after the other.

        Of each come the words of the title, by the letters of the title, then those of the text.
        """
        lengths = np.empty(2 * len(docs), dtype=np.int64)
        lengths[::2], lengths[1::2] = self.title_lengths[docs], self.body_lengths[docs]
        return decoded_spans([self.parts["spans"][doc] for doc in docs], lengths)

    def sentences(self, docs: Array) -> tuple[Array, Array]:
        """(article, word of its body) with which each sentence of the articles `docs` begins."""
        starts, counts = self._sentence_starts[docs], np.diff(self._sentence_starts)[docs]
        packed = self.container["sentence.bytes"].whole()[ranges_of(starts, counts)]
        owners, begins = unpack(packed, counts)
        return docs[owners], begins

    def named_in(self, docs: Array) -> tuple[Array, Array, Array, Array]:
        """(first, more, actor, counts) of mentions in the articles `docs`: `index.codec.naming`."""
        starts, counts = self._named_starts[docs], np.diff(self._named_starts)[docs]
        at = ranges_of(starts, counts)
        first, more, actor = (
            self.container[f"named.{name}"].whole()[at].astype(np.int64)
            for name in ("first", "more", "actor")
        )
        return first, more, actor, counts

    @cached_property
    def _named_starts(self) -> Array:
        return self.named_runs.starts()

    @cached_property
    def _sentence_starts(self) -> Array:
        return self.sentence_runs.starts()

    def _key(self, doc: int) -> str:
        return f"{self.container['number'].item(doc):016x}"

    def _docs(self, stem: int, count: int) -> Array:
        return unpack_ascending(self._bytes("gap", "gap.bytes", stem), count, self._width(stem) & 7)

    def _width(self, stem: int) -> int:
        return int(self.container["width"].item(stem))

    def _bytes(self, runs: str, name: str, stem: int) -> Array:
        return self.container[name].cut(*self.runs[runs].bounds(stem))

    def _firsts(self, begin: int, end: int) -> Array:
        """At which of the places `begin` up to `end` a posting begins, counted from `begin`."""
        low = begin // 8
        packed = self.container["place.first"].cut(low, -(-end // 8))
        bits = np.unpackbits(packed, bitorder="little")[begin - 8 * low : end - 8 * low]
        return np.flatnonzero(bits.view(bool))

    def _bounds_of(self, postings: Array, count: int, begin: int, end: int) -> tuple[Array, Array]:
        """(begins, ends) of some of the `count` postings of a stem among its places."""
        if len(postings) * _SPARSE < count:
            return self._bounds_at(postings, begin, end)
        firsts = np.append(self._firsts(begin, end), end - begin)
        return firsts[postings], firsts[postings + 1]

    def _bounds_at(self, postings: Array, begin: int, end: int) -> tuple[Array, Array]:
        """The same by counting bits: a posting begins where bit number `posting` is that is set."""
        low = begin // 8
        packed = self.container["place.first"].cut(low, -(-end // 8)).copy()
        packed[0] &= 256 - (1 << (begin - 8 * low))
        running = np.cumsum(np.bitwise_count(packed), dtype=np.int64)
        asked = np.concatenate([postings, postings + 1])
        byte = np.minimum(np.searchsorted(running, asked, side="right"), len(packed) - 1)
        before = running[byte] - np.bitwise_count(packed[byte])
        # Behind the last posting there is no further bit, or one of the stem that follows.
        bits = 8 * byte + _SELECT[packed[byte], asked - before]
        bounds = np.minimum(bits + 8 * low - begin, end - begin)
        return bounds[: len(postings)], bounds[len(postings) :]


def ranges_of(starts: Array, counts: Array) -> Array:
    """The numbers of ranges that begin at `starts`, one range after the other."""
    before = np.cumsum(counts) - counts
    numbers: Array = np.repeat(starts - before, counts)
    numbers += np.arange(len(numbers))
    return numbers


def _places_of(asked: Array, ascending: Array) -> Array:
    """Where those of `asked`, ascending, that are there stand in `ascending`."""
    at = np.searchsorted(ascending, asked)
    at = at[at < len(ascending)]
    found: Array = at[ascending[at] == asked[: len(at)]]
    return found
