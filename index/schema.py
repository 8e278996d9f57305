"""The Whoosh schema: what of an article is indexed, and how.

Title and body share one list of positions: the title's words come first, from 0; the body's
start at BODY. So `title:` is a filter on positions, BM25F needs no second list, and no phrase
runs from one into the other. The list exists twice, by stem (`stems`) and by the word as it is
written (`exact`, for quotes and wildcards).

Everything a facet, a range or an order needs is a column, one entry an article; where an article
may have several values they stand in one entry, joined by KEY_SEPARATOR. A date is its ISO value
(`2025-04-22`, `2021`, `2024-10/2024-12`, `XXXX-04-22`).

Invariant: `fields_of` is the only writer of these fields, SCHEMA_VERSION changes with them.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from typing import Any

from whoosh.columns import NumericColumn, VarBytesColumn
from whoosh.fields import COLUMN, ID, STORED, FieldType, Schema
from whoosh.formats import Existence, Format

from index.analysis import cut, stem
from index.article import Actor, Article, period

SCHEMA_VERSION = 1

#: Position of the body's first word; a title is cut off short of it.
BODY = 1 << 16
_LONGEST_TITLE = BODY // 2

#: The moment of an article whose date is unknown: before every other.
UNDATED = -(1 << 63)

#: Joins the values of one article in a column.
KEY_SEPARATOR = "\n"

#: Joins an alias to the id of its actor in the field `alias`.
ALIAS_SEPARATOR = "\t"


class Positions(Format):  # type: ignore[misc]
    """Postings whose value is the ascending positions as native unsigned 32-bit integers."""

    def word_values(self, value: Any, analyzer: Any, **_: Any) -> Iterator[tuple[Any, ...]]:
        """(word, frequency, weight, bytes) of every distinct word; `value`: (word, position)s."""
        places: dict[str, array[int]] = {}
        for word, position in value:
            places.setdefault(word, array("I")).append(position)
        for word, positions in places.items():
            yield word, len(positions), float(len(positions)), positions.tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """The positions of one posting."""
        return array("I", valuestring).tolist()

    def decode_frequency(self, valuestring: bytes) -> int:
        """How often the word stands in the article."""
        return len(valuestring) // 4

    def decode_weight(self, valuestring: bytes) -> float:
        """Whoosh's name for the frequency with boosts; we have none."""
        return float(len(valuestring) // 4)

    def decode_position_boosts(self, valuestring: bytes) -> list[tuple[int, float]]:
        """Every position at weight 1."""
        return [(position, 1.0) for position in self.decode_positions(valuestring)]


class Words(FieldType):  # type: ignore[misc]
    """A field of (word, position) pairs, already analysed."""

    def __init__(self) -> None:
        self.format = Positions()
        self.scorable = True
        self.stored = False
        self.analyzer = None

    def index(self, value: Any, **_: Any) -> Iterator[tuple[Any, ...]]:
        """The postings of one article, words as UTF-8."""
        for word, frequency, weight, positions in self.format.word_values(value, None):
            yield word.encode("utf-8"), frequency, weight, positions

    def to_bytes(self, value: str | bytes) -> bytes:
        """The term as Whoosh keeps it."""
        return value if isinstance(value, bytes) else value.encode("utf-8")


class Keys(FieldType):  # type: ignore[misc]
    """A field of whole values, several an article."""

    def __init__(self) -> None:
        self.format = Existence()
        self.scorable = False
        self.stored = False
        self.analyzer = None

    def index(self, value: Iterable[str], **_: Any) -> Iterator[tuple[Any, ...]]:
        """One posting a distinct value."""
        for key in sorted(set(value)):
            yield key.encode("utf-8"), 1, 1.0, b""

    def to_bytes(self, value: str | bytes) -> bytes:
        """The term as Whoosh keeps it."""
        return value if isinstance(value, bytes) else value.encode("utf-8")


SCHEMA = Schema(
    id=ID(unique=True),
    path=ID(),
    stems=Words(),
    exact=Words(),
    alias=Keys(),
    number=COLUMN(NumericColumn("Q")),
    actor=COLUMN(VarBytesColumn()),
    source=COLUMN(VarBytesColumn()),
    language=COLUMN(VarBytesColumn()),
    published=COLUMN(VarBytesColumn()),
    published_year=COLUMN(VarBytesColumn()),
    mentions=COLUMN(VarBytesColumn()),
    mentions_year=COLUMN(VarBytesColumn()),
    title_length=COLUMN(NumericColumn("I")),
    length=COLUMN(NumericColumn("I")),
    moment=COLUMN(NumericColumn("q", default=UNDATED)),
    article=STORED(),
)


def fields_of(article: Article) -> dict[str, Any]:
    """The keyword arguments for Whoosh's `writer.add_document`."""
    title = cut(article.title).words[:_LONGEST_TITLE]
    body = cut(article.text).words
    places = [*range(len(title)), *range(BODY, BODY + len(body))]
    words = title + body
    published = [article.published.value] if article.published else []
    mentioned = [mention.value for mention in article.dates + article.title_dates]
    return {
        "id": article.id,
        "path": article.path,
        "stems": list(zip(map(stem, words), places, strict=True)),
        "exact": list(zip(words, places, strict=True)),
        "alias": [key for actor in article.actors for key in alias_keys(actor)],
        "number": int(article.id, 16),
        "actor": _keys(actor.id for actor in article.actors),
        "source": _keys([article.source] if article.source else []),
        "language": _keys([article.language] if article.language else []),
        "published": _keys(published),
        "published_year": _keys(map(year_of, published)),
        "mentions": _keys(mentioned),
        "mentions_year": _keys(map(year_of, mentioned)),
        "title_length": len(title),
        "length": len(body),
        "moment": moment(article),
        "article": json.dumps(article.to_dict(), ensure_ascii=False, separators=(",", ":")),
    }


def year_of(value: str) -> str:
    """What a date counts as in a facet: the year it lies in, or the day if it has no year.

    Empty for a month without a year and for a stretch of several years.
    """
    if value.startswith("XXXX"):
        return value if len(value) == len("XXXX-04-22") else ""
    return period(value, "year") or ""


def _keys(values: Iterable[str]) -> bytes:
    """The distinct values as one column entry; a separator inside a value becomes a space."""
    flat = {value.replace(KEY_SEPARATOR, " ") for value in values} - {""}
    return KEY_SEPARATOR.join(sorted(flat)).encode("utf-8")


def alias_keys(actor: Actor) -> set[str]:
    """Every way the article writes the actor, folded, each with the actor's id behind it."""
    names = {actor.name} | {mention.text for mention in actor.mentions + actor.title_mentions}
    return {f"{folded(name)}{ALIAS_SEPARATOR}{actor.id}" for name in names}


def folded(name: str) -> str:
    """A name as names are compared: its folded words joined by single spaces."""
    return " ".join(cut(name).words)


def moment(article: Article) -> int:
    """Seconds since 1970 (UTC) by which articles are ordered in time; UNDATED when unknown."""
    when = article.published
    if when is None:
        return UNDATED
    if when.at is None:
        stamp = datetime.combine(when.interval.first, time.min)
    else:
        stamp = datetime.fromisoformat(when.at)
    aware = stamp if stamp.tzinfo else stamp.replace(tzinfo=UTC)
    return int((aware - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())
