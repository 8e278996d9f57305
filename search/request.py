"""What is asked: one value for the terminal, the browser and the API.

Invariant: a `Request` is plain and complete; the same request on the same generation of an
index gives the same page, whichever door it came through.
"""

from __future__ import annotations

from dataclasses import dataclass

SORTS = ("relevance", "newest", "oldest")
INTERVALS = ("auto", "year", "month", "day")

#: Orders of the values of a facet.
ORDERS = ("count", "salience", "name")

#: What a hit is: a story with all its articles that match, or each article by itself.
GROUPS = ("stories", "articles")

#: Facets, in the order in which they are shown; each is also the name of its filter.
FACETS = {
    "country": "Countries",
    "person": "People",
    "organisation": "Organisations",
    "armed-group": "Armed groups",
    "media": "Media",
    "place": "Places",
    "actor": "All actors",
    "source": "Sources",
    "language": "Languages",
    "published": "Published",
    "mentions": "Dates spoken of",
}

#: Facets of which an article may have several values.
MANY = ("country", "person", "organisation", "armed-group", "media", "place", "actor", "mentions")

MAX_SIZE = 100
MAX_VALUES = 1000


@dataclass(frozen=True, slots=True)
class Filter:
    """What is chosen in one facet: an article passes if it has any of the ticked `values`.

    With `every` it must have them all. It passes only without any of those `excluded`.
    Values are ids as the facet shows them. For `published` and `mentions` they are date
    expressions of the query language ("2025-05", "2024..2025-03", ">=2025-05-01", "none").
    """

    facet: str
    values: tuple[str, ...]
    excluded: tuple[str, ...] = ()
    every: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """A search: `offset` and `size` cut the page, `values` bounds each facet shown, in `order`.

    `group` says what hits are: pages count stories or articles; facets and histogram always count
    articles.

    `generation` is the state of the index on which a cursor was made: when the index has moved
    on, the page says so.
    """

    query: str = ""
    filters: tuple[Filter, ...] = ()
    sort: str = "relevance"
    group: str = "stories"
    offset: int = 0
    size: int = 10
    facets: tuple[str, ...] = tuple(FACETS)
    values: int = 10
    order: str = "count"
    interval: str = "auto"
    generation: int | None = None
