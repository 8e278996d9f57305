"""The way of a question about many articles at once, on one page: who is this, who is
named together, and what sets these apart?

Invariant: an inquiry reads the same query and filters as the search, so that each of its numbers
is the total of a search.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from time import perf_counter

from search.contrast import Bounds, Contrast, before
from search.engine import Engine
from search.errors import UnknownActor
from search.language import parse, write
from search.listing import SIZE, Listing, Wanted
from search.narrowing import narrowed
from search.network import Network, Shape
from search.pipeline import answer
from search.profile import Profile
from search.request import FACETS, Request
from search.tree import Everything, Is, Not

#: The newest articles on an actor's page.
NEWEST = 5


def profile(engine: Engine, request: Request, key: str) -> Profile:
    """Who the actor with id `key` is, in the articles of a request; raises UnknownActor."""
    started = perf_counter()
    parsed = parse(request.query)
    tree = parsed.tree
    about = engine.about(key, tree, request.filters, date.today())
    if about is None:
        raise UnknownActor(key, tuple((near.id, near.name) for near in engine.nearest(key)))
    query = narrowed(tree, Is("actor", key) if about.present else Not(Everything()))
    page = answer(
        engine,
        replace(
            request,
            query=query,
            sort="newest",
            group="articles",
            offset=0,
            size=NEWEST,
            facets=("source",),
        ),
    )
    return Profile(
        actor=about.actor,
        present=about.present,
        query=query,
        total=page.total,
        articles=page.articles,
        known=about.known,
        names=about.names,
        left_out=about.left_out,
        first=about.first,
        histogram=page.histogram,
        companions=about.companions,
        sources=page.facets[0],
        newest=page.hits,
        notes=parsed.notes + about.notes + page.query.notes,
        generation=page.generation,
        took_ms=round((perf_counter() - started) * 1000, 2),
    )


def network(engine: Engine, request: Request, shape: Shape) -> Network:
    """Who is named together in the articles of a request."""
    started = perf_counter()
    parsed = parse(request.query)
    ties = engine.ties(parsed.tree, request.filters, date.today(), shape)
    return Network(
        query=write(parsed.tree),
        total=ties.total,
        kinds=shape.kinds,
        least=shape.least,
        distinct=ties.distinct,
        nodes=ties.nodes,
        edges=ties.edges,
        notes=parsed.notes,
        generation=engine.generation,
        took_ms=round((perf_counter() - started) * 1000, 2),
    )


def values(engine: Engine, request: Request, wanted: Wanted) -> Listing:
    """A page of all values of a facet in the articles of a request, in its order."""
    started = perf_counter()
    parsed = parse(request.query)
    found = engine.listed(parsed.tree, request.filters, date.today(), wanted, request.order)
    return Listing(
        facet=wanted.facet,
        label=FACETS[wanted.facet],
        query=write(parsed.tree),
        find=wanted.find,
        order=request.order,
        scope=found.scope,
        distinct=found.distinct,
        found=found.found,
        page=wanted.number,
        pages=max(1, -(-found.found // SIZE)),
        values=found.values,
        chosen=found.chosen,
        notes=parsed.notes,
        generation=engine.generation,
        took_ms=round((perf_counter() - started) * 1000, 2),
    )


def contrast(engine: Engine, request: Request, bounds: Bounds) -> Contrast:
    """What sets the articles of a request apart; raises ArgumentError if there is no before."""
    started, today = perf_counter(), date.today()
    parsed = parse(request.query)
    tree, filters = parsed.tree, request.filters
    others = before(tree, filters, today) if bounds.against == "before" else None
    found = engine.contrasted(tree, filters, others, today, bounds)
    period = [each.values[0] for each in others or () if each.facet == "published"]
    return Contrast(
        query=write(tree),
        total=found.total,
        against=bounds.against,
        before=period[0] if period else None,
        others=found.others,
        actors=found.actors,
        words=found.words,
        notes=parsed.notes + found.notes,
        generation=engine.generation,
        took_ms=round((perf_counter() - started) * 1000, 2),
    )
