"""What a segment keeps of each article beside its words: columns, and the article itself.

D articles; NAME is one of COLUMNS:

    number [D] u8        the article's id, as its 16 hexadecimal digits spell
    moment [D] i8        seconds since 1970 it is ordered by: `index.codec.keys.moment`
    NAME.* [D]           how many keys each article has: `index.codec.runs`
    NAME.keys.*          the distinct keys, ascending: `index.codec.words`
    NAME.ordinals        the numbers of its keys, ascending, article after article
    alias.keys.*         alias, ALIAS_SEPARATOR, actor id
    actor.salience       how much it is about each of its actors: `index.codec.naming`
    card.*, rest.* [D]   the article itself: `index.codec.parts`, `index.codec.squeeze`

Invariant: each article can be read without reading another.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from index.article import Article
from index.codec.container import Array
from index.codec.cutting import all_folded
from index.codec.keys import ALIAS_SEPARATOR, columns_of, moment, names_of
from index.codec.naming import marks_of
from index.codec.numbering import Numbering
from index.codec.parts import card_of, rest_of
from index.codec.runs import as_runs, narrow
from index.codec.squeeze import Press
from index.codec.words import as_arrays
from index.languages import tongue_of
from index.salience import saliences

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


class Record(NamedTuple):
    """All that a segment takes of an article: small, and cheap to hand to another process.

    `tongue` is as of `index.languages`; `keys` are those of each of COLUMNS; `names` each way in
    which it writes an actor, with the actor's id, and `marks` where it does, as of
    `index.codec.naming`; `saliences` as of `index.salience`; `card` and `rest` as of
    `index.codec.parts`.
    """

    id: str
    path: str
    digest: str
    title: str
    text: str
    tongue: str
    moment: int
    keys: tuple[list[str], ...]
    names: list[tuple[str, str]]
    marks: bytes
    saliences: bytes
    card: bytes
    rest: bytes


def record_of(article: Article) -> Record:
    """What a segment takes of an article."""
    keys = columns_of(article)
    return Record(
        id=article.id,
        path=article.path,
        digest=article.digest,
        title=article.title,
        text=article.text,
        tongue=tongue_of(article.language),
        moment=moment(article),
        keys=tuple([keys[name] for name in COLUMNS]),
        names=[(name, actor.id) for actor in article.actors for name in names_of(actor)],
        marks=marks_of(article),
        saliences=saliences(article),
        card=card_of(article),
        rest=rest_of(article),
    )


class Recorder:
    """Takes the records of articles and keeps them until they are asked for."""

    def __init__(self) -> None:
        self._numbers = array("Q")
        self._moments = array("q")
        self._columns = {name: _KeyedColumn() for name in COLUMNS}
        self._names: set[tuple[str, str]] = set()
        self._saliences = bytearray()
        self._cards, self._rests = Press(), Press()

    def __len__(self) -> int:
        return len(self._numbers)

    def add(self, records: Sequence[Record]) -> None:
        """Append articles."""
        for place, column in enumerate(self._columns.values()):
            column.add([record.keys[place] for record in records])
        for record in records:
            self._numbers.append(int(record.id, 16))
            self._moments.append(record.moment)
            self._names.update(record.names)
            self._saliences += record.saliences
            self._cards.add(record.card)
            self._rests.add(record.rest)

    def arrays(self) -> dict[str, Array]:
        """All arrays named in this module's description."""
        found: dict[str, Array] = {
            "number": np.array(self._numbers, dtype=np.uint64),
            "moment": np.array(self._moments, dtype=np.int64),
            "actor.salience": np.frombuffer(bytes(self._saliences), dtype=np.uint8),
            **as_arrays("alias.keys", sorted(_aliases(self._names))),
        }
        for name, column in self._columns.items():
            found |= column.arrays(name)
        return found | self._cards.arrays("card") | self._rests.arrays("rest")


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
            **as_runs(name, counts),
            f"{name}.ordinals": narrow(ordinals),
        }


def _aliases(names: Collection[tuple[str, str]]) -> set[str]:
    """The keys of (name, actor's id) pairs."""
    spelled = list({name for name, _ in names})
    alias = dict(zip(spelled, all_folded(spelled), strict=True))
    return {f"{alias[name]}{ALIAS_SEPARATOR}{key}" for name, key in names}
