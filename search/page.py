"""What is answered: a page of hits with its counts; `to_dict` is the JSON of CLI and API.

Invariant: numbers agree. `total` and `stories` are exact, and the one that `group` names can be
paged to its end; hits and what is folded into them add up to `total` in either case. A facet
value's count is the total of the search that ticks it alone in its facet, or beside the others
where all must be there; the histogram's buckets with `undated` and `coarser` add up to
`histogram.total`. Snippets are text and spans, never markup.

A page is some hundreds of small objects: as `msgspec` structs, these are frozen and yet made in a
fifth of the time that frozen dataclasses take.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct, to_builtins

Json = dict[str, Any]
Spans = tuple[tuple[int, int], ...]

#: Articles folded into a hit that are listed with it.
MOST_TWINS = 10


class Told(Struct, frozen=True):
    """Something answered; keys of its JSON are its field names."""

    def to_dict(self) -> Json:
        """It as JSON types."""
        found: Json = to_builtins(self)
        return found


class Marked(Struct, frozen=True):
    """A text with the spans in it that matched: `start`, `end` in characters."""

    text: str
    spans: Spans = ()


class ActorTag(Struct, frozen=True, omit_defaults=True):
    """An actor; those of a hit have a `salience`, and the most salient come first."""

    id: str
    name: str
    kind: str
    salience: int | None = None


class Twin(Told, frozen=True):
    """Another article that tells the same story."""

    id: str
    title: str
    url: str | None
    source: str | None
    published: str | None


class Hit(Struct, frozen=True):
    """One article of the page; `mentions` are the dates it speaks of, as ISO values.

    Where hits are stories it is the best of its own, `folded` other articles of which match too;
    `also` are the first of these.
    """

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
    folded: int
    also: tuple[Twin, ...]


class Value(Struct, frozen=True):
    """One value of a facet; `count` articles carry it among those the other filters leave.

    Of an excluded one as many would, were it not excluded.
    """

    id: str
    label: str
    kind: str
    count: int
    selected: bool
    excluded: bool = False


class Facet(Struct, frozen=True):
    """Counts over `scope` articles: the matches without what is ticked in this facet.

    What it excludes stays excluded, and where all ticked values must be there, so do these.
    `distinct` values exist in the scope, of which `values` shows the first and all chosen ones;
    `missing` articles of the scope have no value.
    """

    name: str
    label: str
    scope: int
    distinct: int
    missing: int
    values: tuple[Value, ...]


class Bucket(Struct, frozen=True):
    """Articles published within `value` (an ISO year, month or day, usable as a filter)."""

    value: str
    label: str
    count: int
    selected: bool


class Histogram(Struct, frozen=True):
    """Publication dates over the matches without the `published` filter.

    sum of bucket counts + `undated` + `coarser` (dated, but less precisely than `interval`)
    + `outside` (dated outside `within`, the one year or month looked into) = `total`. Buckets
    are consecutive, empty ones included.
    """

    interval: str
    buckets: tuple[Bucket, ...]
    undated: int
    coarser: int
    total: int
    within: str | None = None
    outside: int = 0


class Note(Struct, frozen=True):
    """Something the reader of the page should know; `start`, `end` point into the query."""

    text: str
    start: int = 0
    end: int = 0


class TermCount(Struct, frozen=True):
    """How many articles of the whole index hold a word of the query.

    `forms` are the words of the index it stands for where those are not just its own.
    """

    text: str
    articles: int
    forms: tuple[str, ...] = ()


class Understood(Struct, frozen=True):
    """The query as it was understood: canonical text, what was odd, what each word found."""

    canonical: str
    notes: tuple[Note, ...] = ()
    terms: tuple[TermCount, ...] = ()


class Suggestion(Struct, frozen=True):
    """Another search worth a click; `why` is "spelling" or "drop"; `total` what it finds."""

    why: str
    text: str
    query: str
    drop_facet: str | None
    total: int


class Page(Told, frozen=True):
    """The answer to a `Request`; `generation` names the state of the index it speaks of.

    `total` articles match, which tell `stories`; `group` says which of the two the hits are.
    """

    total: int
    stories: int
    group: str
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

    @property
    def pageable(self) -> int:
        """How many hits there are on all pages together."""
        return self.stories if self.group == "stories" else self.total
