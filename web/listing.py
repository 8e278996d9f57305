"""Shows all values of a facet in the articles of a search, to look for, tick and exclude.

The list is one form: looking for values, turning pages and applying all send what is ticked.

Invariant: all that is chosen in the facet is shown, on this page or above it, and the form keeps
what is chosen elsewhere; a number beside a link is the total of the search behind it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import url_for
from werkzeug.datastructures import MultiDict

from search.listing import Listing, Wanted, wanted_from
from search.parameters import request_from
from search.request import FACETS, ORDERS, Request
from web.arguments import Pairs, href, pairs_of
from web.filters import Choice, choice
from web.wording import order_name

#: The addresses of the lists: one for each facet.
FACET_RULE = f"/facets/<any({', '.join(map(repr, FACETS))}):facet>"

#: What the button sends that leaves the list for the articles.
APPLY = ("then", "articles")


@dataclass(frozen=True, slots=True)
class Values:
    """Everything the template of the list shows.

    `chosen` is what is ticked or excluded and not among `choices`; `hidden` all that the form keeps
    unseen, and `before` and `after` are the numbers of the pages around this one.
    """

    request: Request
    listing: Listing
    back: str
    here: str
    hidden: Pairs
    chosen: tuple[Choice, ...]
    choices: tuple[Choice, ...]
    orders: tuple[tuple[str, str, bool], ...]
    before: int | None
    after: int | None


def asked_values(facet: str, arguments: MultiDict[str, str]) -> tuple[Request, Wanted]:
    """(the search, the values) that URL parameters ask for; raises ArgumentError."""
    wanted, rest = wanted_from(facet, arguments.items(multi=True))
    request = request_from((name, value if value.strip() else "") for name, value in rest)
    return replace(request, offset=0), wanted


def applied(facet: str, arguments: MultiDict[str, str]) -> str | None:
    """The search that was ticked in the list, if that is asked for instead of more of the list.

    Raises ArgumentError.
    """
    if APPLY not in arguments.items(multi=True):
        return None
    others = MultiDict(pair for pair in arguments.items(multi=True) if pair != APPLY)
    return href(asked_values(facet, others)[0])


def listed_values(listing: Listing, request: Request, wanted: Wanted) -> Values:
    """The view of `listing`, the answer to `request` for `wanted`."""
    name = wanted.facet
    chosen = tuple(choice(name, value, request) for value in listing.chosen)
    choices = tuple(choice(name, value, request) for value in listing.values)
    controls = {(each.name, each.value.id) for each in chosen + choices}
    controls |= {pair for pair in pairs_of(request) if pair[0] == "order"}
    number = listing.page
    return Values(
        request=request,
        listing=listing,
        back=href(request),
        here=url_for("pages.values", facet=name),
        hidden=[pair for pair in pairs_of(request) if pair not in controls],
        chosen=chosen,
        choices=choices,
        orders=tuple((order, order_name(order), order == request.order) for order in ORDERS),
        before=min(number - 1, listing.pages) or None,
        after=number + 1 if number < listing.pages else None,
    )
