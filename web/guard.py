"""What the site refuses and what it tells browsers never to do.

Invariant: every response carries HEADERS, errors too; nothing on a page may run or load that
does not come from `static/`.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, request
from werkzeug.exceptions import MisdirectedRequest, RequestURITooLarge

#: The longest path and query string answered, in bytes as sent.
MAX_URL = 8192

#: Names a browser may call a server by that listens on this machine alone.
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # What is searched for stays here: links to the papers themselves carry no referrer.
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def protect(app: Flask, host: str) -> None:
    """Give `app`, served at `host`, its limits and headers.

    On a loopback `host` only requests that name a loopback host are answered (421 otherwise),
    so that a foreign page cannot read the corpus by pointing its own name here.
    """

    def check() -> None:
        if host in LOOPBACK and not _names_loopback(request.host):
            raise MisdirectedRequest(f"this server answers to {host} only")
        if len(request.full_path.encode()) > MAX_URL:
            raise RequestURITooLarge(f"the address is longer than {MAX_URL} bytes; ask for less")

    def harden(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    app.before_request(check)
    app.after_request(harden)


def _names_loopback(host: str) -> bool:
    try:
        return urlsplit(f"//{host}").hostname in LOOPBACK
    except ValueError:
        return False
