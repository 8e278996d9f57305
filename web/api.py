"""The JSON API: the same searches and articles as the pages, for programs.

Invariant: `/api/search` takes the parameters of the result page and gives `Page.to_dict()`,
as the terminal does; a page that has a next one names it in its `Link` header (RFC 8288).
"""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from search.pipeline import answer, read_article
from web.arguments import asked, next_href
from web.corpus import current

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
    """An article in full, with the spans of `q` in its title and text under `marks`.

    Under `story` are the other articles that tell the same, newest first.
    """
    opened = read_article(current(), key, asked(request.args).query)
    marks = {"title": opened.title.spans, "text": opened.text.spans}
    story = [twin.to_dict() for twin in opened.story]
    return jsonify({**opened.article.to_dict(), "marks": marks, "story": story})
