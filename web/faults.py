"""Says what went wrong: as a page to people, as problem+json (RFC 9457) to programs.

Invariant: a known fault is told in its own words; an unknown one is logged and told without
its words, which may hold what is nobody's business.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from http import HTTPStatus

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException

from index.errors import DatelineError, NothingThere
from search.errors import ArgumentError, QueryError, UnknownActor
from search.page import Marked

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault as RFC 9457 tells it; `start`, `end` point into the query, if it is at fault.

    `near` are (id, name) of actors that may have been meant.
    """

    status: int
    title: str
    detail: str
    start: int | None = None
    end: int | None = None
    parameter: str | None = None
    near: tuple[tuple[str, str], ...] = ()

    def to_dict(self) -> dict[str, object]:
        """The members of the problem document; `about:blank` because the status says the type."""
        told: dict[str, object] = {
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
        }
        if self.start is not None:
            told["position"] = {"start": self.start, "end": self.end}
        if self.parameter is not None:
            told["parameter"] = self.parameter
        if self.near:
            told["near"] = [{"id": key, "name": name} for key, name in self.near]
        return told


def explain_faults(app: Flask) -> None:
    """Let `app` answer every fault with a page or, under `/api/`, a problem document."""

    def answer(error: Exception) -> Response:
        found = problem(error)
        if found.status == HTTPStatus.INTERNAL_SERVER_ERROR:
            _LOG.error("%s failed", request.path, exc_info=error)
        told = _document(found) if request.path.startswith("/api/") else _page(found)
        if isinstance(error, HTTPException):
            told.headers.extend(_kept_headers(error))
        return told

    app.register_error_handler(Exception, answer)


def problem(error: Exception) -> Problem:
    """What to tell about `error`."""
    if isinstance(error, HTTPException):
        code = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
        return Problem(int(code), error.name, error.description or error.name)
    if isinstance(error, QueryError):
        return Problem(
            400, "The query cannot be understood", str(error), start=error.start, end=error.end
        )
    if isinstance(error, ArgumentError):
        return Problem(400, "The search cannot be run", str(error), parameter=error.parameter)
    if isinstance(error, UnknownActor):
        return Problem(404, "No such actor", str(error), near=error.near)
    if isinstance(error, NothingThere):
        return Problem(404, "Nothing there", str(error))
    if isinstance(error, DatelineError):
        return Problem(503, "The index cannot be read", str(error))
    return Problem(500, "Something broke", "The fault is in Dateline and was logged; try again.")


def _document(found: Problem) -> Response:
    body = json.dumps(found.to_dict(), ensure_ascii=False)
    return Response(body, found.status, content_type="application/problem+json")


def _page(found: Problem) -> Response:
    query = request.args.get("q", "")
    faulty = None
    if found.start is not None and found.end is not None:
        faulty = Marked(query, ((found.start, found.end),))
    html = render_template("fault.html", problem=found, query=query, faulty=faulty)
    return Response(html, found.status, content_type="text/html; charset=utf-8")


def _kept_headers(error: HTTPException) -> list[tuple[str, str]]:
    """The headers by which the protocol explains itself: where to go, what is allowed."""
    return [pair for pair in error.get_headers() if pair[0] in ("Allow", "Location")]
