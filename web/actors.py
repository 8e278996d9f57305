"""Shows who is who: the page of one actor, and the list of those named most or meant by a name.

Invariant: a number beside a link is the total of the search behind that link; a name leads to
the actor's page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from search.engine import Engine
from search.errors import ArgumentError
from search.inquiry import network, profile
from search.listing import Wanted
from search.network import KINDS, Network, Shape
from search.page import ActorTag, Hit, Page, Value
from search.pipeline import answer
from search.profile import Called, Companion, Office, Profile, Seen
from search.request import Request
from web.arguments import (
    actor_href,
    article_href,
    filtered,
    href,
    query_href,
    study_href,
    values_href,
)
from web.chart import Chart, chart
from web.drawing import Drawing, drawing
from web.filters import facet_of
from web.wording import kind_label, kind_name

#: How many of each kind stand in the list of those named most.
_MOST = 20
#: The actors drawn around one, that one included.
_AROUND = 13
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Row:
    """Something with a count: `page` is where its name leads, `href` where its number does."""

    label: str
    count: int
    href: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one kind, of `distinct` there are; `everything` lists them all where these do not."""

    label: str
    distinct: int
    rows: tuple[Row, ...]
    everything: str


@dataclass(frozen=True, slots=True)
class Held:
    """An office by all its titles, with the page of the country or body it was held in."""

    titles: str
    office: Office
    href: str


@dataclass(frozen=True, slots=True)
class Portrait:
    """Everything the template of an actor's page shows; `everywhere` is it without the search."""

    request: Request
    profile: Profile
    kind: str
    href: str
    everywhere: str | None
    parent: tuple[ActorTag, str] | None
    offices: tuple[Held, ...]
    names: tuple[Row, ...]
    chart: Chart
    companions: tuple[Group, ...]
    sources: tuple[Row, ...]
    newest: tuple[tuple[Hit, str], ...]
    first: str
    drawing: Drawing | None
    network: str
    contrast: str


@dataclass(frozen=True, slots=True)
class Directory:
    """Everything the template of the list shows; `called` if a name was asked for."""

    groups: tuple[Group, ...]
    called: Called | None


def portrait(engine: Engine, request: Request, key: str) -> Portrait:
    """The view of an actor in the articles of `request`; raises UnknownActor."""
    found = profile(engine, request, key)
    around = network(engine, replace(request, query=found.query), Shape(least=1, top=_AROUND))
    return _portrait(found, around, request)


def _portrait(profile: Profile, around: Network, request: Request) -> Portrait:
    inside = Request(query=profile.query, filters=request.filters)
    known = profile.known
    key, kind = profile.actor.id, profile.actor.kind
    return Portrait(
        request=request,
        profile=profile,
        kind=kind_name(kind),
        href=href(inside),
        everywhere=actor_href(key, Request()) if request.query or request.filters else None,
        parent=(known.parent, actor_href(known.parent.id, Request()))
        if known and known.parent
        else None,
        offices=_held(known.offices if known else ()),
        names=tuple(_seen(name, request) for name in profile.names),
        chart=chart(profile.histogram, inside),
        companions=tuple(
            _group(
                some.kind,
                some.distinct,
                tuple(_companion(each, request) for each in some.values),
                inside,
            )
            for some in profile.companions
            if some.values
        ),
        sources=tuple(_source(value, inside) for value in profile.sources.values),
        newest=tuple((hit, article_href(hit.id, inside)) for hit in profile.newest),
        first=article_href(profile.first.article.id, inside) if profile.first else "",
        drawing=drawing(around.nodes, around.edges, request) if around.edges else None,
        network=study_href(inside, "pages.network"),
        contrast=study_href(inside, "pages.contrast"),
    )


def directory(engine: Engine, called: Called | None) -> Directory:
    """Those whom a name may mean, and those named most."""
    page = answer(engine, Request(size=0, facets=KINDS, values=_MOST))
    named = (
        _group(facet.name, facet.distinct, tuple(map(_value, facet.values)), Request())
        for facet in page.facets
    )
    return Directory(tuple(group for group in named if group.rows), called)


def asked_name(arguments: MultiDict[str, str]) -> str:
    """The one parameter of the list of actors; raises ArgumentError for another."""
    for name in arguments:
        if name != "name":
            raise ArgumentError(name, "no such parameter; there is name")
    given = [name for name in arguments.getlist("name") if name.strip()]
    if len(given) > 1:
        raise ArgumentError("name", f"given {len(given)} times; give it once")
    asked = given[0].strip() if given else ""
    if len(asked) > _LONGEST_NAME:
        raise ArgumentError("name", f"has {len(asked)} characters; give {_LONGEST_NAME} at most")
    return asked


def ticked_actors(request: Request, page: Page) -> tuple[tuple[str, str], ...]:
    """(name, page) of each actor by which a result page is filtered."""
    return tuple(
        (value.label, actor_href(value.id, filtered(request, facet.name, ())))
        for facet in page.facets
        if facet.name in (*KINDS, "actor")
        for value in facet.values
        if value.selected and value.id != "none"
    )


def _group(kind: str, distinct: int, rows: tuple[Row, ...], inside: Request) -> Group:
    everything = values_href(inside, Wanted(kind)) if distinct > len(rows) else ""
    return Group(kind_label(kind), distinct, rows, everything)


def _held(offices: Iterable[Office]) -> tuple[Held, ...]:
    """Each office once, whatever the catalogue calls it."""
    same: dict[tuple[str, str], list[Office]] = {}
    for office in offices:
        same.setdefault((office.of.id, office.years), []).append(office)
    return tuple(
        Held(", ".join(each.title for each in some), some[0], actor_href(of, Request()))
        for (of, _), some in same.items()
    )


def _seen(name: Seen, request: Request) -> Row:
    return Row(name.text, name.articles, query_href(name.query, request))


def _companion(each: Companion, request: Request) -> Row:
    return Row(each.name, each.count, query_href(each.query, request), actor_href(each.id, request))


def _source(value: Value, inside: Request) -> Row:
    return Row(value.label, value.count, href(filtered(inside, "source", [value.id])))


def _value(value: Value) -> Row:
    ticked = filtered(Request(), facet_of(value.kind), [value.id])
    return Row(value.label, value.count, href(ticked), actor_href(value.id, Request()))
