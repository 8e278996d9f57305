"""The pages: the results of a search, and one article.

Invariant: pages read and never change anything; all they show is a function of the address
and the generation of the index.
"""

from __future__ import annotations

from flask import Blueprint, render_template, request

from search.pipeline import answer, read_article
from web.arguments import asked
from web.corpus import current
from web.reading import reading
from web.results import results

pages = Blueprint("pages", __name__)


@pages.get("/", endpoint="results")
def show_results() -> str:
    """The result page; without a query it is the whole corpus to browse."""
    question = asked(request.args)
    return render_template("results.html", view=results(question, answer(current(), question)))


@pages.get("/articles/<key:key>", endpoint="article")
def show_article(key: str) -> str:
    """One article, the words of the query it was found by marked."""
    question = asked(request.args)
    opened = read_article(current(), key, question.query)
    return render_template("article.html", view=reading(opened, question))
