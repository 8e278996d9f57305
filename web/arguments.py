"""Turns URL parameters into a `Request`, and a `Request` back into the address that asks it.

Invariant: the URL is the whole state. `asked` reads back what `href` wrote, and an address
holds nothing that is the default anyway, so that equal searches have equal addresses.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlencode

from flask import url_for
from werkzeug.datastructures import MultiDict

from search.parameters import cursor, request_from
from search.request import Filter, Request

Pairs = list[tuple[str, str]]


def asked(arguments: MultiDict[str, str]) -> Request:
    """The request these URL parameters make.

    A form sends its empty fields too; they ask for nothing. Raises ArgumentError for an
    unknown parameter or an impossible value.
    """
    return request_from(
        (name, value if value.strip() else "") for name, value in arguments.items(multi=True)
    )


def pairs_of(request: Request) -> Pairs:
    """The fewest parameters that ask for `request`; pages count from 1."""
    plain = Request()
    pairs = [("q", request.query)] if request.query else []
    pairs += [(ticked.facet, value) for ticked in request.filters for value in ticked.values]
    pairs += [
        (name, str(getattr(request, name)))
        for name in ("sort", "group", "size", "values", "interval")
        if getattr(request, name) != getattr(plain, name)
    ]
    if request.facets != plain.facets:
        pairs.append(("facets", ",".join(request.facets)))
    return pairs + _place(request)


def href(request: Request) -> str:
    """The address of the result page of `request`."""
    return address(url_for("pages.results"), pairs_of(request))


def article_href(key: str, request: Request) -> str:
    """The address of an article opened from the results of `request`, which it carries along."""
    return address(url_for("pages.article", key=key), pairs_of(request))


def actor_href(key: str, request: Request) -> str:
    """The address of the page of an actor, as far as the articles of `request` go."""
    return address(url_for("pages.actor", key=key), pairs_of(replace(request, offset=0)))


def study_href(request: Request, endpoint: str) -> str:
    """The address of another page on the articles of `request`."""
    return address(url_for(endpoint), pairs_of(replace(request, offset=0)))


def query_href(query: str, request: Request) -> str:
    """The address of the result page of `request` with another query."""
    return href(replace(request, query=query, offset=0))


def next_href(request: Request, next_cursor: str) -> str:
    """The address of the API at which `request` goes on."""
    pairs = pairs_of(replace(request, offset=0))
    return address(url_for("api.find"), [*pairs, ("cursor", next_cursor)])


def ticked(request: Request, facet: str) -> tuple[str, ...]:
    """The values of `facet` that `request` filters by."""
    return tuple(v for part in request.filters if part.facet == facet for v in part.values)


def filtered(request: Request, facet: str, values: Iterable[str]) -> Request:
    """`request` with exactly these values of `facet` ticked, at its first page."""
    others = tuple(part for part in request.filters if part.facet != facet)
    chosen = tuple(values)
    mine = (Filter(facet, chosen),) if chosen else ()
    return replace(request, filters=others + mine, offset=0)


def unticked(request: Request, facet: str, value: str) -> Request:
    """`request` without one value of `facet`, at its first page."""
    return filtered(request, facet, (v for v in ticked(request, facet) if v != value))


def _place(request: Request) -> Pairs:
    """Where the page begins: by its number, or by a cursor where no page begins."""
    if not request.offset:
        return []
    whole, rest = divmod(request.offset, max(request.size, 1))
    if request.size and not rest:
        return [("page", str(whole + 1))]
    return [("cursor", cursor(request.generation or 0, request.offset))]


def address(path: str, pairs: Pairs) -> str:
    """A path with its parameters."""
    return f"{path}?{urlencode(pairs)}" if pairs else path
