"""Shows what sets the articles of a search apart: actors and words, against the rest or before.

Invariant: a number of articles here is the total of the search behind it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from flask import url_for
from werkzeug.datastructures import MultiDict

from search.contrast import (
    Bounds,
    Contrast,
    ContrastActor,
    ContrastWord,
    before,
    bounds_from,
    pairs_of_bounds,
)
from search.errors import ArgumentError
from search.language import parse
from search.parameters import request_from
from search.request import Request
from web.arguments import Pairs, actor_href, address, filtered, href, pairs_of, query_href


@dataclass(frozen=True, slots=True)
class Row:
    """An actor or a word, with its share here and elsewhere in percent."""

    label: str
    kind: str
    row: ContrastActor | ContrastWord
    here: float
    there: float
    href: str
    page: str


@dataclass(frozen=True, slots=True)
class Apart:
    """Everything the template of the page shows.

    `rest` and `before` lead to what can be compared with; `why_not` says why not with the period
    before, and `others` leads to the articles of that period.
    """

    request: Request
    bounds: Bounds
    contrast: Contrast
    back: str
    hidden: Pairs
    actors: tuple[Row, ...]
    words: tuple[Row, ...]
    rest: str
    before: str
    why_not: str
    others: str | None
    file: str


def asked_contrast(arguments: MultiDict[str, str]) -> tuple[Request, Bounds]:
    """The search and the bounds that URL parameters ask for; raises ArgumentError."""
    bounds, rest = bounds_from(arguments.items(multi=True))
    return request_from((name, value if value.strip() else "") for name, value in rest), bounds


def apart(contrast: Contrast, request: Request, bounds: Bounds) -> Apart:
    """The view of `contrast`, the answer to `request` within `bounds`."""
    inside = replace(request, offset=0)
    moved = filtered(inside, "published", [contrast.before]) if contrast.before else None
    return Apart(
        request=request,
        bounds=bounds,
        contrast=contrast,
        back=href(inside),
        hidden=pairs_of(inside) + ([("against", "before")] if contrast.before else []),
        actors=tuple(_actor(row, contrast, inside) for row in contrast.actors),
        words=tuple(_word(row, contrast, inside) for row in contrast.words),
        rest=_page("pages.contrast", inside, replace(bounds, against="rest")),
        before=_page("pages.contrast", inside, replace(bounds, against="before")),
        why_not=_why_not(request),
        others=href(moved) if moved else None,
        file=_page("api.contrast", inside, bounds),
    )


def _actor(row: ContrastActor, contrast: Contrast, request: Request) -> Row:
    shares = _shares(row, contrast)
    found = query_href(row.query, request)
    return Row(row.name, row.kind, row, *shares, found, actor_href(row.id, request))


def _word(row: ContrastWord, contrast: Contrast, request: Request) -> Row:
    return Row(row.text, "", row, *_shares(row, contrast), query_href(row.query, request), "")


def _shares(row: ContrastActor | ContrastWord, contrast: Contrast) -> tuple[float, float]:
    here = 100 * row.count / max(contrast.total, 1)
    return here, 100 * row.elsewhere / max(contrast.others, 1)


def _page(endpoint: str, request: Request, bounds: Bounds) -> str:
    return address(url_for(endpoint), [*pairs_of(request), *pairs_of_bounds(bounds)])


def _why_not(request: Request) -> str:
    """Why the articles cannot be compared with the period before; "" if they can."""
    try:
        before(parse(request.query).tree, request.filters, date.today())
    except ArgumentError as fault:
        return str(fault).removeprefix("against: ")
    return ""
