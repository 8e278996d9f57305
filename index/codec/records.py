"""What a segment keeps of each article beside its words: columns, and the article itself.

D articles; NAME is one of COLUMNS:

    number [D] u8        the article's id, as its 16 hexadecimal digits spell
    moment [D] i8        seconds since 1970 it is ordered by: `index.codec.keys.moment`
    NAME.* [D]           how many keys each article has: `index.codec.runs`
    NAME.keys.*          the distinct keys, ascending: `index.codec.words`
    NAME.ordinals        the numbers of its keys, ascending, article after article
    alias.keys.*         alias, ALIAS_SEPARATOR, actor id
    card.*, rest.*, spans.*   [D] the article itself: `index.codec.parts`, `index.codec.squeeze`

Invariant: each article can be read without reading another.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import numpy as np

from index.analysis import Cut
from index.article import Article
from index.codec.container import Array
from index.codec.keys import alias_keys, columns_of, moment
from index.codec.parts import PARTS, encoded
from index.codec.runs import as_runs, narrow
from index.codec.squeeze import Press
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


class Recorder:
    """Takes articles one by one and keeps their records until they are asked for."""

    def __init__(self) -> None:
        self._numbers = array("Q")
        self._moments = array("q")
        self._columns = {name: _KeyedColumn() for name in COLUMNS}
        self._aliases: set[str] = set()
        self._parts = [Press() for _ in PARTS]

    def __len__(self) -> int:
        return len(self._numbers)

    def add(self, article: Article, title: Cut, body: Cut) -> None:
        """Append an article; `title` and `body` are its words with their places."""
        self._numbers.append(int(article.id, 16))
        self._moments.append(moment(article))
        for name, keys in columns_of(article).items():
            self._columns[name].add(keys)
        for actor in article.actors:
            self._aliases.update(alias_keys(actor))
        for press, entry in zip(self._parts, encoded(article, title, body), strict=True):
            press.add(entry)

    def arrays(self) -> dict[str, Array]:
        """All arrays named in this module's description."""
        found: dict[str, Array] = {
            "number": np.array(self._numbers, dtype=np.uint64),
            "moment": np.array(self._moments, dtype=np.int64),
            **as_arrays("alias.keys", sorted(self._aliases)),
        }
        for name, column in self._columns.items():
            found |= column.arrays(name)
        for name, press in zip(PARTS, self._parts, strict=True):
            found |= press.arrays(name)
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
            **as_runs(name, counts),
            f"{name}.ordinals": narrow(ordinals[np.lexsort((ordinals, owners))]),
        }
