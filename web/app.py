"""Puts the site together.

Invariant: nothing happens at import; each call makes an app of its own, with its own index.
"""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from werkzeug.routing import PathConverter

from web import wording
from web.api import api
from web.arguments import study_href
from web.corpus import Corpus
from web.faults import explain_faults
from web.guard import protect
from web.marks import marked
from web.pages import pages


class ArticleKey(PathConverter):
    """The id of an article in an address: any text, slashes and colons included."""

    regex = ".+"
    part_isolating = False


def create_app(folder: Path, host: str = "127.0.0.1") -> Flask:
    """The site over the index in `folder`, to be served at `host`.

    Raises NothingThere if there is no index, BrokenIndex if it cannot be opened.
    """
    app = Flask(__name__)
    app.extensions["corpus"] = Corpus(folder)
    # Ids are addresses and paths; two slashes in one are not a slip.
    app.url_map.merge_slashes = False
    app.url_map.converters["key"] = ArticleKey
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_options = {
        "trim_blocks": True,
        "lstrip_blocks": True,
        "finalize": wording.harmless,
    }
    app.register_blueprint(pages)
    app.register_blueprint(api)
    _speak(app)
    explain_faults(app)
    protect(app, host)
    return app


def _speak(app: Flask) -> None:
    """Give the templates the words of `wording` and `marks`."""
    filters = (
        marked,
        wording.counted,
        wording.articles,
        wording.stories,
        wording.spoken,
        wording.machine_date,
        wording.outside,
        wording.kind_label,
        wording.kind_name,
        wording.times,
        wording.share,
        wording.spans,
        study_href,
    )
    for says in filters:
        app.jinja_env.filters[says.__name__] = says
