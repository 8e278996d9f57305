"""What is answered: a page of hits with its counts; `to_dict` is the JSON of CLI and API.

Invariant: numbers agree. `total` is exact and can be paged to its end; a facet value's count
is the total of the search that ticks it alone in its facet; the histogram's buckets with
`undated` and `coarser` add up to `histogram.total`. Snippets are text and spans, never markup.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

Json = dict[str, Any]
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with the spans in it that matched: `start`, `end` in characters."""

    text: str
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class ActorTag:
    """An actor of a hit."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One article of the page; `mentions` are the dates it speaks of, as ISO values."""

    id: str
    title: Marked
    snippet: Marked
    score: float
    path: str
    url: str | None
    source: str | None
    language: str | None
    published: str | None
    published_precision: str | None
    actors: tuple[ActorTag, ...]
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet; `count` articles carry it among those the other filters leave."""

    id: str
    label: str
    kind: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """Counts over `scope` articles (the matches without this facet's own filter).

    `distinct` values exist in the scope, of which `values` shows the most frequent and all
    selected ones; `missing` articles of the scope have no value.
    """

    name: str
    label: str
    scope: int
    distinct: int
    missing: int
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Bucket:
    """Articles published within `value` (an ISO year, month or day, usable as a filter)."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Histogram:
    """Publication dates over the matches without the `published` filter.

    sum of bucket counts + `undated` + `coarser` (dated, but less precisely than `interval`)
    = `total`. Buckets are consecutive, empty ones included.
    """

    interval: str
    buckets: tuple[Bucket, ...]
    undated: int
    coarser: int
    total: int


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader of the page should know; `start`, `end` point into the query."""

    text: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class TermCount:
    """How many articles of the whole index hold a word of the query.

    `forms` are the words of the index it stands for where those are not just its own.
    """

    text: str
    articles: int
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """The query as it was understood: canonical text, what was odd, what each word found."""

    canonical: str
    notes: tuple[Note, ...] = ()
    terms: tuple[TermCount, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another search worth a click; `why` is "spelling" or "drop"; `total` what it finds."""

    why: str
    text: str
    query: str
    drop_facet: str | None
    total: int


@dataclass(frozen=True, slots=True)
class Page:
    """The answer to a `Request`; `generation` names the state of the index it speaks of."""

    total: int
    articles: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    histogram: Histogram
    query: Understood
    suggestions: tuple[Suggestion, ...]
    offset: int
    size: int
    next_cursor: str | None
    generation: int
    took_ms: float

    def to_dict(self) -> Json:
        """The page as JSON types; keys are the field names here."""
        return asdict(self)
