"""Shows the filters of a search: chips for those in force, boxes of those to choose from.

Invariant: a number beside a link is the total of the search behind that link; ticking means
OR within a facet and AND between facets.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from search.listing import Wanted
from search.page import Facet, Page, Value
from search.parameters import EXCLUDE
from search.request import FACETS, MANY, MAX_VALUES, Request
from web.arguments import (
    chosen,
    excluding,
    filtered,
    href,
    readmitting,
    ticked,
    unticked,
    values_href,
)
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
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A facet value as a checkbox, whose parameter is `name`.

    `href` is the search that its number counts (None: that is this one): with it alone, or beside
    the others where all must be there. `exclude` is the search without it.
    """

    name: str
    value: Value
    label: str
    href: str | None
    exclude: str | None


@dataclass(frozen=True, slots=True)
class Box:
    """A facet as a group of checkboxes; `more` shows more of its values, `everything` all.

    `every` says whether all that is ticked must be there; None where there is no choice of that.
    """

    facet: Facet
    choices: tuple[Choice, ...]
    open: bool
    more: str | None
    everything: str | None
    every: bool | None


def chips(request: Request, page: Page) -> tuple[Chip, ...]:
    """The filters of `request`, called as `page` calls them."""
    labels = {(box.name, value.id): value.label for box in page.facets for value in box.values}
    found = []
    for part in request.filters:
        for value in dict.fromkeys((*part.values, *part.excluded)):
            said = spoken(value) if part.facet in DATED else labels.get((part.facet, value), value)
            if value in part.values:
                without = href(unticked(request, part.facet, value))
                found.append(Chip(FACETS[part.facet], said, without))
            if value in part.excluded:
                without = href(readmitting(request, part.facet, value))
                found.append(Chip(FACETS[part.facet], said, without, excluded=True))
    return tuple(found)


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
    mine = chosen(request, facet.name)
    wider = replace(request, values=min(request.values * 4, MAX_VALUES), offset=0)
    cut = facet.distinct > len(facet.values) and wider.values > request.values
    return Box(
        facet=facet,
        choices=tuple(choice(facet.name, value, request) for value in facet.values),
        open=facet.name in OPEN or bool(mine.values or mine.excluded),
        more=href(wider) if cut else None,
        everything=values_href(request, Wanted(facet.name)) if cut else None,
        every=mine.every if facet.name in MANY and (mine.every or len(mine.values) > 1) else None,
    )


def choice(facet: str, value: Value, request: Request) -> Choice:
    """A value of a facet as it is shown under `request`."""
    mine = chosen(request, facet)
    others = mine.values if mine.every else ()
    found = filtered(request, facet, dict.fromkeys((*others, value.id)))
    return Choice(
        name=f"{EXCLUDE}{facet}" if value.excluded else facet,
        value=value,
        label=spoken(value.id) if facet in DATED else value.label,
        href=None if chosen(found, facet) == mine else href(found),
        exclude=None if value.excluded else href(excluding(request, facet, value.id)),
    )
