"""Shows the filters of a search: chips for those in force, boxes of those to choose from.

Invariant: a number beside a link is the total of the search behind that link; ticking means
OR within a facet and AND between facets.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from search.page import Facet, Page, Value
from search.request import FACETS, MAX_VALUES, Request
from web.arguments import filtered, href, ticked, unticked
from web.wording import spoken, typed_ends

#: Facets that hold dates, and are shown in words.
DATED = ("published", "mentions")
#: Facets that stand open before anything in them is ticked.
OPEN = ("country", "person", "organisation", "armed-group")


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force; `href` is the search without it."""

    facet: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A facet value as a checkbox; `href` is the search with it alone (None: that is this one)."""

    value: Value
    label: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Box:
    """A facet as a group of checkboxes; `more` shows more of its values."""

    facet: Facet
    choices: tuple[Choice, ...]
    open: bool
    more: str | None


def chips(request: Request, page: Page) -> tuple[Chip, ...]:
    """The filters of `request`, called as `page` calls them."""
    labels = {(box.name, value.id): value.label for box in page.facets for value in box.values}
    return tuple(
        Chip(
            FACETS.get(part.facet, part.facet),
            spoken(value) if part.facet in DATED else labels.get((part.facet, value), value),
            href(unticked(request, part.facet, value)),
        )
        for part in request.filters
        for value in part.values
    )


def boxes(request: Request, page: Page) -> tuple[Box, ...]:
    """The facets of `page`; publication dates have the histogram and their own fields."""
    return tuple(_box(facet, request) for facet in page.facets if facet.name != "published")


def date_fields(request: Request) -> tuple[tuple[str, str], tuple[str, ...]]:
    """What the two date fields hold, and which `published` values are checkboxes instead.

    One stretch of time fills the fields, so that typing another replaces it.
    """
    chosen = ticked(request, "published")
    stretch = typed_ends(chosen[0]) if len(chosen) == 1 else None
    return (stretch, ()) if stretch else (("", ""), chosen)


def facet_of(kind: str) -> str:
    """The facet that holds actors of this kind."""
    return kind if kind in FACETS else "actor"


def _box(facet: Facet, request: Request) -> Box:
    chosen = ticked(request, facet.name)
    wider = replace(request, values=min(request.values * 4, MAX_VALUES), offset=0)
    cut = facet.distinct > len(facet.values) and wider.values > request.values
    return Box(
        facet=facet,
        choices=tuple(_choice(facet.name, value, request, chosen) for value in facet.values),
        open=facet.name in OPEN or bool(chosen),
        more=href(wider) if cut else None,
    )


def _choice(facet: str, value: Value, request: Request, chosen: tuple[str, ...]) -> Choice:
    alone = None if chosen == (value.id,) else href(filtered(request, facet, [value.id]))
    label = spoken(value.id) if facet in DATED else value.label
    return Choice(value, label, alone)
