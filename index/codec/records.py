"""What a segment keeps of each article beside its words: columns, and the article itself.

D articles; NAME is one of COLUMNS:

    number [D] u8                    the article's id, as its 16 hexadecimal digits spell
    digest [D] S32                   its content's digest
    moment [D] i8                    seconds since 1970 it is ordered by: `index.codec.keys.moment`
    NAME.keys.*                      the distinct keys, ascending: `index.codec.words`
    NAME.starts [D + 1]              the keys of article d: NAME.ordinals[starts[d]:starts[d + 1]],
    NAME.ordinals                    ascending numbers of keys
    alias.keys.*                     alias, ALIAS_SEPARATOR, actor id
    PART.bytes, PART.starts [D + 1]  one zlib stream an article, for each part:
      card                           JSON list of what a hit shows: as in CARD, the text, pairs of
                                     the actors' ids and names, the dates mentioned
      rest                           JSON object of everything else of `Article.to_dict`
      spans                          u2 or u4 pairs (letters since the last word's end, letters of
                                     the word), title then body; the first byte is the item's size

Invariant: each article can be read without reading another.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, pairwise, product
from zlib import compress

import numpy as np

from index.article import Article
from index.codec.container import Array
from index.codec.cutting import Words, all_folded
from index.codec.invert import narrow
from index.codec.keys import ALIAS_SEPARATOR, columns_of, moment, names_of
from index.codec.numbering import Numbering
from index.codec.words import as_arrays

COLUMNS = (
    "path",
    "actor",
    "source",
    "language",
    "published",
    "published_year",
    "mentions",
    "mentions_year",
)
CARD = ("id", "path", "title", "url", "source", "language", "published", "published_precision")
PARTS = ("card", "rest", "spans")
_LEVEL = 6
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Recorder:
    """Takes articles and keeps their records until they are asked for."""

    def __init__(self) -> None:
        self._numbers = array("Q")
        self._digests: list[bytes] = []
        self._moments = array("q")
        self._columns = {name: _KeyedColumn() for name in COLUMNS}
        self._names: set[tuple[str, str]] = set()
        self._parts = (Parts("card"), Parts("rest"))

    def __len__(self) -> int:
        return len(self._numbers)

    def add(self, articles: Sequence[Article]) -> None:
        """Append articles."""
        keys = [columns_of(article) for article in articles]
        for name, column in self._columns.items():
            column.add([each[name] for each in keys])
        for article in articles:
            self._numbers.append(int(article.id, 16))
            self._digests.append(article.digest.encode("ascii"))
            self._moments.append(moment(article))
            for actor in article.actors:
                self._names.update(product(names_of(actor), (actor.id,)))
            for part, entry in zip(self._parts, _parts(article), strict=True):
                part.add(entry)

    def arrays(self) -> dict[str, Array]:
        """All arrays named in this module's description."""
        found: dict[str, Array] = {
            "number": np.array(self._numbers, dtype=np.uint64),
            "digest": np.array(self._digests, dtype="S32"),
            "moment": np.array(self._moments, dtype=np.int64),
            **as_arrays("alias.keys", sorted(_aliases(self._names))),
        }
        for name, column in self._columns.items():
            found |= column.arrays(name)
        for part in self._parts:
            found |= part.arrays()
        return found


class Parts:
    """One of PARTS of each article."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._entries: list[bytes] = []

    def add(self, entry: bytes) -> None:
        """Append that of an article."""
        self._entries.append(compress(entry, _LEVEL))

    def arrays(self) -> dict[str, Array]:
        """Its two arrays."""
        lengths = np.array([len(entry) for entry in self._entries], dtype=np.int64)
        text = np.frombuffer(b"".join(self._entries), dtype=np.uint8)
        return {
            f"{self._name}.bytes": text,
            f"{self._name}.starts": _ends(lengths).astype(np.uint64),
        }


class _KeyedColumn:
    """Values of one column, numbered as they come."""

    def __init__(self) -> None:
        self._numbers = Numbering()
        self._counts = array("I")
        self._ordinals = array("I")

    def add(self, keys: Sequence[Sequence[str]]) -> None:
        """Append the keys of articles."""
        self._counts.extend(map(len, keys))
        self._ordinals.extend(map(self._numbers.__getitem__, chain.from_iterable(keys)))

    def arrays(self, name: str) -> dict[str, Array]:
        keys = sorted(self._numbers)
        ranks = np.empty(len(keys), dtype=np.int64)
        ranks[[self._numbers[key] for key in keys]] = np.arange(len(keys))
        owners = np.repeat(np.arange(len(self._counts)), np.array(self._counts, dtype=np.int64))
        ordinals = ranks[np.array(self._ordinals, dtype=np.int64)]
        # An article may say the same twice.
        owners, ordinals = np.divmod(np.unique(owners * len(keys) + ordinals), max(1, len(keys)))
        counts = np.bincount(owners, minlength=len(self._counts))
        return {
            **as_arrays(f"{name}.keys", keys),
            f"{name}.starts": _ends(counts).astype(np.uint32),
            f"{name}.ordinals": narrow(ordinals),
        }


def _aliases(names: Collection[tuple[str, str]]) -> set[str]:
    """The keys of (name, actor's id) pairs."""
    spelled = list({name for name, _ in names})
    alias = dict(zip(spelled, all_folded(spelled), strict=True))
    return {f"{alias[name]}{ALIAS_SEPARATOR}{key}" for name, key in names}


def _parts(article: Article) -> tuple[bytes, bytes]:
    record = article.to_dict()
    actors = [[actor.id, actor.name] for actor in article.actors]
    mentioned = list(dict.fromkeys(mention.value for mention in article.dates))
    card = [*(record.pop(name) for name in CARD), record.pop("text"), actors, mentioned]
    return _json(card), _json(record)


def _json(value: object) -> bytes:
    return _ENCODER.encode(value).encode("utf-8")


def spans_of(words: Words) -> Iterator[bytes]:
    """The part `spans` of each article."""
    bounds = _ends(words.counts)
    before = np.zeros_like(words.starts)
    before[1:] = words.ends[:-1]
    before[bounds[:-1][words.counts > 0]] = 0
    pairs = np.stack([words.starts - before, words.ends - words.starts], axis=1)
    for first, last in pairwise(bounds[::2].tolist()):
        own = pairs[first:last]
        size = 2 if own.max(initial=0) < 1 << 16 else 4
        yield bytes([size]) + own.astype(f"<u{size}").tobytes()


def _ends(counts: Array) -> Array:
    """Where each run of so many begins, and where the last ends."""
    return np.concatenate([[0], np.cumsum(counts)])
