"""Turns a page of the search into what the result page shows: hits, links, steps, fields.

Invariant: nothing is counted here. State that a reader cannot see is in the form's hidden
fields, so that submitting the form keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from search.page import ActorTag, Hit, Page, Suggestion, Twin
from search.request import INTERVALS, ORDERS, Filter, Request
from web.actors import ticked_actors
from web.arguments import Pairs, article_href, choosing, chosen, filtered, href, pairs_of
from web.chart import Chart, chart
from web.filters import Box, Chip, boxes, chips, date_fields, facet_of
from web.wording import also_in, order_name

#: So many actors are shown with a hit; the article page lists them all.
MOST_TAGS = 8
#: Parameters that the form keeps without showing them.
UNSEEN = ("group", "size", "values", "interval", "facets")


@dataclass(frozen=True, slots=True)
class Tag:
    """An actor of a hit; `href` narrows the search to it."""

    tag: ActorTag
    href: str


@dataclass(frozen=True, slots=True)
class Other:
    """Another article of a hit's story, with the address at which it opens."""

    twin: Twin
    href: str


@dataclass(frozen=True, slots=True)
class Found:
    """A hit with the address at which it opens.

    `also` says in how many articles its story stands that were folded into it, the first of which
    are `others`; `unfolded` finds them all.
    """

    hit: Hit
    href: str
    actors: tuple[Tag, ...]
    also: str
    others: tuple[Other, ...]
    unfolded: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A suggestion with the address of its search."""

    suggestion: Suggestion
    href: str


@dataclass(frozen=True, slots=True)
class Step:
    """A place in the pager; `number` is None where pages are left out."""

    number: int | None
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Results:
    """Everything the template of the result page shows.

    `number` and `last` count pages from 1; `unfiltered` is the query without filters.
    """

    request: Request
    page: Page
    number: int
    last: int
    found: tuple[Found, ...]
    chips: tuple[Chip, ...]
    boxes: tuple[Box, ...]
    chart: Chart
    dates: tuple[str, str]
    ticked_dates: tuple[str, ...]
    offers: tuple[Offer, ...]
    steps: tuple[Step, ...]
    before: str
    after: str
    hidden: Pairs
    orders: tuple[tuple[str, str, bool], ...]
    left_out: tuple[str, ...]
    intervals: tuple[tuple[str, str, bool], ...]
    unfiltered: str
    everything: str
    regrouped: str
    abouts: tuple[tuple[str, str], ...]


def results(request: Request, page: Page) -> Results:
    """The view of `page`, the answer to `request`."""
    dates, ticked_dates = date_fields(request)
    size = max(request.size, 1)
    number = request.offset // size + 1
    last = max(1, -(-page.pageable // size))
    return Results(
        request=request,
        page=page,
        number=number,
        last=last,
        found=tuple(_found(hit, request, page) for hit in page.hits),
        chips=chips(request, page),
        boxes=boxes(request, page),
        chart=chart(page.histogram, request),
        dates=dates,
        ticked_dates=ticked_dates,
        offers=tuple(Offer(offer, _offered(offer, request)) for offer in page.suggestions),
        steps=_steps(request, number, last),
        before=_at(request, number - 1),
        after=_at(request, number + 1),
        hidden=_hidden(request, {facet.name for facet in page.facets}),
        orders=tuple((order, order_name(order), order == request.order) for order in ORDERS),
        left_out=chosen(request, "published").excluded,
        intervals=tuple((by, _by(request, by), by == request.interval) for by in INTERVALS),
        unfiltered=href(replace(request, filters=(), offset=0)),
        everything=href(Request()),
        regrouped=href(replace(request, group=_other_group(request), offset=0)),
        abouts=ticked_actors(request, page),
    )


def _hidden(request: Request, shown: set[str]) -> Pairs:
    """What no control of the page shows: parameters, and what is chosen in facets not counted."""
    others = tuple(
        part for part in request.filters if part.facet not in shown and part.facet != "published"
    )
    unseen = [pair for pair in pairs_of(request) if pair[0] in UNSEEN]
    return pairs_of(Request(filters=others)) + unseen


def _found(hit: Hit, request: Request, page: Page) -> Found:
    tags = tuple(Tag(actor, _narrowed(actor, request)) for actor in hit.actors[:MOST_TAGS])
    outlets = {twin.source for twin in hit.also} - {hit.source, None}
    return Found(
        hit=hit,
        href=article_href(hit.id, request),
        actors=tags,
        also=also_in(hit.folded, len(outlets)),
        others=tuple(Other(twin, article_href(twin.id, request)) for twin in hit.also),
        unfolded=_unfolded(hit, request, page),
    )


def _unfolded(hit: Hit, request: Request, page: Page) -> str:
    """The same search within the story of `hit`, each article by itself."""
    asked = page.query.canonical
    query = f"story:{hit.id}" if asked == "*" else f"({asked}) story:{hit.id}"
    return href(replace(request, query=query, group="articles", offset=0))


def _other_group(request: Request) -> str:
    return "articles" if request.group == "stories" else "stories"


def _narrowed(actor: ActorTag, request: Request) -> str:
    """The same search among the articles with `actor`, instead of others of its kind."""
    return href(filtered(request, facet_of(actor.kind), [actor.id]))


def _offered(offer: Suggestion, request: Request) -> str:
    other = replace(request, query=offer.query, offset=0)
    dropped = Filter(offer.drop_facet or "", ())
    return href(choosing(other, dropped) if offer.drop_facet else other)


def _by(request: Request, interval: str) -> str:
    return href(replace(request, interval=interval, offset=0))


def _at(request: Request, number: int) -> str:
    return href(replace(request, offset=max(0, number - 1) * request.size))


def _steps(request: Request, here: int, last: int) -> tuple[Step, ...]:
    """The first page, the last, and those around this one; gaps stand for the others."""
    shown = {1, last, *range(here - 1, here + 2)} & set(range(1, last + 1))
    steps: list[Step] = []
    for number in sorted(shown):
        if steps and number != (steps[-1].number or 0) + 1:
            steps.append(Step(None, ""))
        steps.append(Step(number, _at(request, number), number == here))
    return tuple(steps)
