"""The JSON API: the same searches and articles as the pages, for programs.

Invariant: `/api/search` takes the parameters of the result page and gives `Page.to_dict()`,
as the terminal does; a page that has a next one names it in its `Link` header (RFC 8288).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from flask import Blueprint, Response, jsonify, request

from search.exports import as_csv, as_graphml, file_name
from search.inquiry import contrast, network, profile
from search.inquiry import values as values_of
from search.page import Json
from search.pipeline import answer, read_article
from search.request import Request
from web.actors import asked_name
from web.arguments import asked, next_href, query_href, values_href
from web.contrast import asked_contrast
from web.corpus import current
from web.listing import FACET_RULE, asked_values
from web.network import asked_network

#: How a network is written as a file of a format, and what type that is.
_FILES = {
    "csv": (as_csv, "text/csv; charset=utf-8; header=present"),
    "graphml": (as_graphml, "application/graphml+xml; charset=utf-8"),
}

api = Blueprint("api", __name__, url_prefix="/api")


@api.get("/search", endpoint="find")
def find() -> Response:
    """A page of results."""
    question = asked(request.args)
    page = answer(current(), question)
    response = jsonify(page.to_dict())
    if page.next_cursor:
        response.headers["Link"] = f'<{next_href(question, page.next_cursor)}>; rel="next"'
    return response


@api.get("/articles/<key:key>", endpoint="article")
def article(key: str) -> Response:
    """An article in full; under `marks` the spans of its title and text that a search marks.

    Under `story` are the other articles that tell the same, newest first.
    """
    question = asked(request.args)
    opened = read_article(current(), key, question.query, question.filters)
    marks = {"title": opened.title.spans, "text": opened.text.spans}
    story = [twin.to_dict() for twin in opened.story]
    return jsonify({**opened.article.to_dict(), "marks": marks, "story": story})


@api.get("/actors", endpoint="actors")
def actors() -> Response:
    """The actors that `name` may mean."""
    called = current().called(asked_name(request.args))
    return jsonify(linked(called.to_dict(), Request()))


@api.get("/actors/<key:key>", endpoint="actor")
def actor(key: str) -> Response:
    """Who an actor is, in the articles of a search."""
    question = asked(request.args)
    return jsonify(linked(profile(current(), question, key).to_dict(), question))


@api.get("/cooccurrence", endpoint="network")
def cooccurrence() -> Response:
    """Who is named together in the articles of a search, as JSON or as a file."""
    question, shape, form = asked_network(request.args)
    found = network(current(), question, shape)
    if form == "json":
        return jsonify(linked(found.to_dict(), question))

    def link(query: str) -> str:
        return urljoin(request.host_url, query_href(query, question))

    write, content_type = _FILES[form]
    named = {"Content-Disposition": f'attachment; filename="{file_name(found, form)}"'}
    return Response(write(found, link), headers=named, content_type=content_type)


@api.get("/contrast", endpoint="contrast")
def show_contrast() -> Response:
    """What sets the articles of a search apart."""
    question, bounds = asked_contrast(request.args)
    return jsonify(linked(contrast(current(), question, bounds).to_dict(), question))


@api.get(FACET_RULE, endpoint="values")
def values(facet: str) -> Response:
    """A page of all values of a facet in the articles of a search."""
    question, wanted = asked_values(facet, request.args)
    listing = values_of(current(), question, wanted)
    response = jsonify(listing.to_dict())
    if wanted.number < listing.pages:
        after = replace(wanted, number=wanted.number + 1)
        response.headers["Link"] = f'<{values_href(question, after, "api.values")}>; rel="next"'
    return response


def linked(told: Json, question: Request) -> Json:
    """What is told, in which each query has beside it the `href` of its search."""

    def walk(part: Any) -> Any:
        if isinstance(part, list | tuple):
            return [walk(each) for each in part]
        if not isinstance(part, dict):
            return part
        own = {"href": query_href(part["query"], question)} if "query" in part else {}
        return {**{name: walk(each) for name, each in part.items()}, **own}

    found: Json = walk(told)
    return found
