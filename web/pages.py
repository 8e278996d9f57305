"""The pages: the results of a search, and one article.

Invariant: pages read and never change anything; all they show is a function of the address
and the generation of the index.
"""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from search.inquiry import contrast, network
from search.inquiry import values as values_of
from search.pipeline import answer, read_article
from search.request import Request
from web.actors import asked_name, directory, portrait
from web.arguments import actor_href, asked
from web.contrast import apart, asked_contrast
from web.corpus import current
from web.listing import FACET_RULE, applied, asked_values, listed_values
from web.network import asked_network, together
from web.reading import asked_article, reading
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
    question, actor = asked_article(request.args)
    opened = read_article(current(), key, question.query, question.filters)
    return render_template("article.html", view=reading(opened, question, actor))


@pages.get("/actors", endpoint="actors")
def show_actors() -> str | Response:
    """Who is named most; or with `name` the actor of that name, or those that may be meant."""
    name = asked_name(request.args)
    called = current().called(name) if name else None
    if called and len(called.actors) == 1:
        return redirect(actor_href(called.actors[0].id, Request()))
    return render_template("actors.html", view=directory(current(), called))


@pages.get("/actors/<key:key>", endpoint="actor")
def show_actor(key: str) -> str:
    """One actor, in the articles of a search."""
    question = asked(request.args)
    return render_template("actor.html", view=portrait(current(), question, key))


@pages.get("/cooccurrence", endpoint="network")
def show_network() -> str:
    """Who is named together in the articles of a search."""
    question, shape, _ = asked_network(request.args)
    view = together(network(current(), question, shape), question, shape)
    return render_template("network.html", view=view)


@pages.get("/contrast", endpoint="contrast")
def show_contrast() -> str:
    """What sets the articles of a search apart."""
    question, bounds = asked_contrast(request.args)
    view = apart(contrast(current(), question, bounds), question, bounds)
    return render_template("contrast.html", view=view)


@pages.get(FACET_RULE, endpoint="values")
def show_values(facet: str) -> str | Response:
    """All values of a facet in the articles of a search, or the search ticked there."""
    if found := applied(facet, request.args):
        return redirect(found)
    question, wanted = asked_values(facet, request.args)
    view = listed_values(values_of(current(), question, wanted), question, wanted)
    return render_template("values.html", view=view)
