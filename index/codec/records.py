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
from collections.abc import Iterable, Sequence
from zlib import compress

import numpy as np

from index.analysis import Cut
from index.article import Article
from index.codec.container import Array
from index.codec.invert import narrow
from index.codec.keys import alias_keys, columns_of, moment
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


class Recorder:
    """Takes articles one by one and keeps their records until they are asked for."""

    def __init__(self) -> None:
        self._numbers = array("Q")
        self._digests: list[bytes] = []
        self._moments = array("q")
        self._columns = {name: _KeyedColumn() for name in COLUMNS}
        self._aliases: set[str] = set()
        self._parts: dict[str, list[bytes]] = {part: [] for part in PARTS}

    def __len__(self) -> int:
        return len(self._numbers)

    def add(self, article: Article, title: Cut, body: Cut) -> None:
        """Append an article; `title` and `body` are its words with their places."""
        self._numbers.append(int(article.id, 16))
        self._digests.append(article.digest.encode("ascii"))
        self._moments.append(moment(article))
        for name, keys in columns_of(article).items():
            self._columns[name].add(keys)
        for actor in article.actors:
            self._aliases.update(alias_keys(actor))
        card, rest = _parts(article)
        for part, data in zip(PARTS, (card, rest, _spans(title, body)), strict=True):
            self._parts[part].append(compress(data, _LEVEL))

    def arrays(self) -> dict[str, Array]:
        """All arrays named in this module's description."""
        found: dict[str, Array] = {
            "number": np.array(self._numbers, dtype=np.uint64),
            "digest": np.array(self._digests, dtype="S32"),
            "moment": np.array(self._moments, dtype=np.int64),
            **as_arrays("alias.keys", sorted(self._aliases)),
        }
        for name, column in self._columns.items():
            found |= column.arrays(name)
        for part, entries in self._parts.items():
            found |= _joined(part, entries)
        return found


class _KeyedColumn:
    """Values of one column, numbered as they come."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._counts = array("I")
        self._ordinals = array("I")

    def add(self, keys: Iterable[str]) -> None:
        distinct = set(keys)
        self._counts.append(len(distinct))
        for key in distinct:
            self._ordinals.append(self._numbers.setdefault(key, len(self._numbers)))

    def arrays(self, name: str) -> dict[str, Array]:
        keys = sorted(self._numbers)
        ranks = np.empty(len(keys), dtype=np.int64)
        ranks[[self._numbers[key] for key in keys]] = np.arange(len(keys))
        counts = np.array(self._counts, dtype=np.int64)
        ordinals = ranks[np.array(self._ordinals, dtype=np.int64)]
        owners = np.repeat(np.arange(len(counts)), counts)
        return {
            **as_arrays(f"{name}.keys", keys),
            f"{name}.starts": _ends(counts).astype(np.uint32),
            f"{name}.ordinals": narrow(ordinals[np.lexsort((ordinals, owners))]),
        }


def _parts(article: Article) -> tuple[bytes, bytes]:
    record = article.to_dict()
    actors = [[actor.id, actor.name] for actor in article.actors]
    mentioned = list(dict.fromkeys(mention.value for mention in article.dates))
    card = [*(record.pop(name) for name in CARD), record.pop("text"), actors, mentioned]
    return _json(card), _json(record)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _spans(title: Cut, body: Cut) -> bytes:
    pairs = [_gaps(title), _gaps(body)]
    flat = np.concatenate(pairs)
    size = 2 if flat.max(initial=0) < 1 << 16 else 4
    return bytes([size]) + flat.astype(f"<u{size}").tobytes()


def _gaps(words: Cut) -> Array:
    starts, ends = np.array(words.starts, dtype=np.int64), np.array(words.ends, dtype=np.int64)
    before = np.concatenate([[0], ends[:-1]])
    return np.stack([starts - before[: len(starts)], ends - starts], axis=1).ravel()


def _joined(name: str, entries: Sequence[bytes]) -> dict[str, Array]:
    lengths = np.array([len(entry) for entry in entries], dtype=np.int64)
    text = np.frombuffer(b"".join(entries), dtype=np.uint8)
    return {f"{name}.bytes": text, f"{name}.starts": _ends(lengths).astype(np.uint64)}


def _ends(counts: Array) -> Array:
    """Where each run of so many begins, and where the last ends."""
    return np.concatenate([[0], np.cumsum(counts)])
