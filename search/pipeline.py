"""The way of a query, on one page: parse, find, suggest, answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from time import perf_counter

from index.errors import NothingThere
from search.engine import Engine, Findings, Opened, Question
from search.language import Parsed, parse, write
from search.page import Note, Page, Understood
from search.parameters import cursor
from search.request import Filter, Request
from search.suggest import suggestions
from search.tree import Everything


def answer(engine: Engine, request: Request) -> Page:
    """The page for a request; raises QueryError when nothing in the query can be searched."""
    started = perf_counter()
    today = date.today()
    parsed = parse(request.query)
    question = _question(request, parsed, today)
    found = engine.find(question)
    last = request.offset + len(found.hits)
    hits = found.stories if request.group == "stories" else found.total
    return Page(
        total=found.total,
        stories=found.stories,
        group=request.group,
        articles=engine.articles,
        hits=found.hits,
        facets=found.facets,
        histogram=found.histogram,
        query=_understood(engine, request, parsed, found),
        suggestions=suggestions(engine, question, found),
        offset=request.offset,
        size=request.size,
        next_cursor=cursor(engine.generation, last) if found.hits and last < hits else None,
        generation=engine.generation,
        took_ms=round((perf_counter() - started) * 1000, 2),
    )


def read_article(
    engine: Engine, key: str, query: str = "", filters: Sequence[Filter] = ()
) -> Opened:
    """The article with id `key`, marked as in the hits of a search; raises NothingThere."""
    tree = parse(query).tree if query.strip() else Everything()
    opened = engine.article(key, tree, [value for each in filters for value in each.values])
    if opened is None:
        raise NothingThere(f"no article has the id {key!r}: it may have left the index")
    return opened


def _question(request: Request, parsed: Parsed, today: date) -> Question:
    return Question(
        tree=parsed.tree,
        filters=request.filters,
        sort=request.sort,
        group=request.group,
        offset=request.offset,
        size=request.size,
        facets=request.facets,
        values=request.values,
        order=request.order,
        interval=request.interval,
        today=today,
    )


def _understood(engine: Engine, request: Request, parsed: Parsed, found: Findings) -> Understood:
    notes = parsed.notes + found.notes
    if request.generation not in (None, engine.generation):
        notes += (
            Note("The index has changed since the page before: hits may repeat or be missed."),
        )
    return Understood(write(parsed.tree), notes, found.terms)
