"""Shows all values of a facet in the articles of a search, to look for, tick and exclude.

Invariant: the form that applies ticks keeps all that is chosen and not shown here; a number
beside a link is the total of the search behind it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import url_for
from werkzeug.datastructures import MultiDict

from search.listing import Listing, Wanted, wanted_from
from search.parameters import request_from
from search.request import FACETS, ORDERS, Request
from web.arguments import Pairs, href, pairs_of, values_href
from web.filters import Choice, choice
from web.wording import order_name

#: The addresses of the lists: one for each facet.
FACET_RULE = f"/facets/<any({', '.join(map(repr, FACETS))}):facet>"


@dataclass(frozen=True, slots=True)
class Values:
    """Everything the template of the list shows.

    `kept` is the search that the form for looking keeps, `hidden` all that the form of ticks keeps.
    """

    request: Request
    listing: Listing
    back: str
    here: str
    kept: Pairs
    hidden: Pairs
    choices: tuple[Choice, ...]
    orders: tuple[tuple[str, str, bool], ...]
    before: str | None
    after: str | None


def asked_values(facet: str, arguments: MultiDict[str, str]) -> tuple[Request, Wanted]:
    """(the search, the values) that URL parameters ask for; raises ArgumentError."""
    wanted, rest = wanted_from(facet, arguments.items(multi=True))
    request = request_from((name, value if value.strip() else "") for name, value in rest)
    return replace(request, offset=0), wanted


def listed_values(listing: Listing, request: Request, wanted: Wanted) -> Values:
    """The view of `listing`, the answer to `request` for `wanted`."""
    name = wanted.facet
    choices = tuple(choice(name, value, request) for value in listing.values)
    boxes = {(each.name, each.value.id) for each in choices}
    pairs = pairs_of(request)
    return Values(
        request=request,
        listing=listing,
        back=href(request),
        here=url_for("pages.values", facet=name),
        kept=[pair for pair in pairs if pair[0] != "order"],
        hidden=[pair for pair in pairs if pair not in boxes],
        choices=choices,
        orders=tuple((order, order_name(order), order == request.order) for order in ORDERS),
        before=_at(request, wanted, listing, -1),
        after=_at(request, wanted, listing, 1),
    )


def _at(request: Request, wanted: Wanted, listing: Listing, steps: int) -> str | None:
    number = wanted.number + steps
    inside = 1 <= number <= listing.pages
    return values_href(request, replace(wanted, number=number)) if inside else None
