"""The job every engine is timed at: a query in, the whole answer of a news search out.

Uses the standard library alone, so that a peer can run under an interpreter that has nothing
of Dateline installed.

Invariant: a `Query` says the same to every engine, and an `Answer` is comparable between any
two of them; nothing in either depends on an engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Any, Protocol

Json = dict[str, Any]

#: How many hits and facet values an answer shows.
SHOWN = 10

#: Around the words that matched, where an engine lets us choose.
MARKS = ("<b>", "</b>")


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked; every part that is given has to match.

    `every`, `some` and `none` are words in any of their forms, `phrase` words side by side,
    `prefix` the beginning of a word, `actor` an actor's id, `first` and `last` the days
    (YYYYMMDD) between which an article appeared, both included.
    """

    kind: str
    every: tuple[str, ...] = ()
    some: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    phrase: tuple[str, ...] = ()
    prefix: str = ""
    actor: str = ""
    first: int = 0
    last: int = 0

    @property
    def has_words(self) -> bool:
        """Whether there is anything to rank by; else the newest articles come first."""
        return bool(self.every or self.some or self.phrase or self.prefix)

    def to_dict(self) -> Json:
        """The query as JSON types; `query_from_dict` is the inverse."""
        return asdict(self)


def query_from_dict(record: Json) -> Query:
    """The inverse of `Query.to_dict`, lists as JSON has them taken for tuples."""
    plain: Json = {
        key: tuple(value) if isinstance(value, list) else value for key, value in record.items()
    }
    return Query(**plain)


@dataclass(frozen=True, slots=True)
class Hit:
    """One of the ten best: its id, its title, and a snippet with what matched marked in it."""

    id: str
    title: str
    snippet: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole job: exact total, ten best, most frequent actors, articles a month (YYYYMM)."""

    total: int
    hits: tuple[Hit, ...]
    actors: tuple[tuple[str, int], ...]
    months: tuple[tuple[int, int], ...]


class Engine(Protocol):
    """An open index of some engine."""

    def answer(self, query: Query) -> Answer:
        """Do the whole job."""


@dataclass(frozen=True, slots=True)
class Story:
    """What a peer indexes of an understood article; `day` is YYYYMMDD, `month` YYYYMM.

    `actors` are those that Dateline's facet of all actors counts: media report, they do not act.
    """

    id: str
    title: str
    text: str
    source: str
    actors: tuple[str, ...]
    day: int
    month: int


def story(record: Json) -> Story:
    """The story in an understood article."""
    day = int(record["published"].replace("-", ""))
    return Story(
        id=record["id"],
        title=record["title"],
        text=record["text"],
        source=record["source"] or "",
        actors=tuple(actor["id"] for actor in record["actors"] if actor["kind"] != "media"),
        day=day,
        month=day // 100,
    )


@dataclass(slots=True)
class Clock:
    """Counts articles handed over and the seconds spent on preparing them."""

    seconds: float = 0.0
    articles: int = 0

    def over(self, items: Iterable[Any]) -> Iterator[Any]:
        """The same items, with the time to produce each on the clock."""
        upcoming = iter(items)
        while True:
            began = perf_counter()
            item = next(upcoming, None)
            self.seconds += perf_counter() - began
            if item is None:
                return
            self.articles += 1
            yield item


def size_of(folder: Path) -> int:
    """Bytes of all files under `folder`."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
