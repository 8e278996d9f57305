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

from search.listing import Wanted, pairs_of_wanted
from search.parameters import EXCLUDE, cursor, request_from
from search.request import FACETS, Filter, Request

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
    pairs += [(part.facet, value) for part in request.filters for value in part.values]
    pairs += [(f"{EXCLUDE}{each.facet}", v) for each in request.filters for v in each.excluded]
    pairs += [("all", part.facet) for part in request.filters if part.every]
    pairs += [
        (name, str(getattr(request, name)))
        for name in ("sort", "group", "size", "values", "order", "interval")
        if getattr(request, name) != getattr(plain, name)
    ]
    if request.facets != plain.facets:
        pairs.append(("facets", ",".join(request.facets)))
    return pairs + _place(request)


def href(request: Request) -> str:
    """The address of the result page of `request`."""
    return address(url_for("pages.results"), pairs_of(request))


def article_href(key: str, request: Request, mark: str = "") -> str:
    """The address of an article opened from the results of `request`, which it carries along.

    What names the actor `mark` is marked too.
    """
    pairs = [*pairs_of(request), *([("mark", mark)] if mark else [])]
    return address(url_for("pages.article", key=key), pairs)


def actor_href(key: str, request: Request) -> str:
    """The address of the page of an actor, as far as the articles of `request` go."""
    return address(url_for("pages.actor", key=key), pairs_of(replace(request, offset=0)))


def study_href(request: Request, endpoint: str) -> str:
    """The address of another page on the articles of `request`."""
    return address(url_for(endpoint), pairs_of(replace(request, offset=0)))


def values_href(request: Request, wanted: Wanted, endpoint: str = "pages.values") -> str:
    """The address of a page of the values of a facet, in the articles of `request`."""
    pairs = [*pairs_of(replace(request, offset=0)), *pairs_of_wanted(wanted)]
    return address(url_for(endpoint, facet=wanted.facet), pairs)


def query_href(query: str, request: Request) -> str:
    """The address of the result page of `request` with another query."""
    return href(replace(request, query=query, offset=0))


def next_href(request: Request, next_cursor: str) -> str:
    """The address of the API at which `request` goes on."""
    pairs = pairs_of(replace(request, offset=0))
    return address(url_for("api.find"), [*pairs, ("cursor", next_cursor)])


def ticked(request: Request, facet: str) -> tuple[str, ...]:
    """The values of `facet` that `request` filters by."""
    return chosen(request, facet).values


def chosen(request: Request, facet: str) -> Filter:
    """What `request` has chosen in `facet`."""
    return next((part for part in request.filters if part.facet == facet), Filter(facet, ()))


def filtered(request: Request, facet: str, values: Iterable[str]) -> Request:
    """`request` with exactly these values of `facet` ticked, none of them excluded any more."""
    mine, kept = chosen(request, facet), tuple(values)
    excluded = tuple(value for value in mine.excluded if value not in kept)
    return choosing(request, replace(mine, values=kept, excluded=excluded))


def excluding(request: Request, facet: str, value: str) -> Request:
    """`request` without the articles that have a value of `facet`, which is not ticked then."""
    mine = chosen(request, facet)
    left = tuple(other for other in mine.values if other != value)
    excluded = tuple(dict.fromkeys((*mine.excluded, value)))
    return choosing(request, replace(mine, values=left, excluded=excluded))


def readmitting(request: Request, facet: str, value: str) -> Request:
    """`request` that does not exclude a value of `facet`."""
    mine = chosen(request, facet)
    excluded = tuple(other for other in mine.excluded if other != value)
    return choosing(request, replace(mine, excluded=excluded))


def choosing(request: Request, mine: Filter) -> Request:
    """`request` with what is chosen in one facet instead, at its first page."""
    asks = mine.values or mine.excluded
    own = (replace(mine, every=mine.every and bool(mine.values)),) if asks else ()
    kept = {part.facet: part for part in request.filters if part.facet != mine.facet}
    kept |= {part.facet: part for part in own}
    ordered = tuple(kept[name] for name in FACETS if name in kept)
    return replace(request, filters=ordered, offset=0)


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
