"""The command `python -m web`: serve the site with waitress and say where.

Invariant: a fault the user can mend is one line on the error stream and exit code 2; the
address is printed only once the server really listens there.
"""

from __future__ import annotations

import argparse
import logging
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from socket import AF_INET, AF_INET6, socket
from socket import create_server as listening
from types import FrameType

from flask import Flask
from waitress.server import create_server

from index.errors import DatelineError
from index.location import add_index_option, index_folder
from index.recognition import catalogues
from index.terminal import printable
from web.app import create_app
from web.guard import MAX_URL


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until interrupted; 0 after an orderly end, 2 if serving could not begin."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.ERROR if options.quiet else logging.WARNING)
    folder = index_folder(options.index)
    try:
        app = create_app(folder, options.host)
        catalogues(folder)  # which the first question about an actor would otherwise wait for
    except (DatelineError, OSError) as fault:
        return _refuse(str(fault))
    try:
        opened = _listen(options.host, options.port)
    except OSError as fault:
        reason = (fault.strerror or str(fault)).partition(" (while")[0].lower()
        where = f"{options.host}:{options.port}"
        return _refuse(f"cannot listen on {where}: {reason}; choose another --host or --port")
    with opened:
        _serve(app, opened, folder, options)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m web", description="Serve the search pages and the JSON API."
    )
    add_index_option(parser)
    parser.add_argument(
        "--host", default="127.0.0.1", help="where to listen (default: this machine alone)"
    )
    parser.add_argument(
        "--port",
        type=_within(0, 65535),
        default=8000,
        help="port to listen on (default: 8000; 0: any free one)",
    )
    parser.add_argument(
        "--threads",
        type=_within(1, 64),
        default=4,
        help="how many requests to answer at once (default: 4)",
    )
    parser.add_argument("--quiet", action="store_true", help="print nothing but errors")
    return parser


def _within(least: int, most: int) -> Callable[[str], int]:
    """A reader of whole numbers from `least` to `most` for an option."""

    def number(text: str) -> int:
        if not text.isdecimal() or not least <= int(text[:9]) <= most:
            raise argparse.ArgumentTypeError(f"{text!r} is no whole number {least} to {most}")
        return int(text)

    return number


def _listen(host: str, port: int) -> socket:
    """A bound socket; ours rather than waitress's, which leaves its own open when it fails."""
    return listening((host, port), family=AF_INET6 if ":" in host else AF_INET)


def _serve(app: Flask, opened: socket, folder: Path, options: argparse.Namespace) -> None:
    server = create_server(
        app,
        sockets=[opened],
        threads=options.threads,
        ident="dateline",
        # Room for our own, friendlier answer to an address that is too long.
        max_request_header_size=8 * MAX_URL,
        max_request_body_size=MAX_URL,
    )
    signal.signal(signal.SIGTERM, _stop)
    try:
        if not options.quiet:
            host, port = opened.getsockname()[:2]
            shown = f"[{host}]" if ":" in host else host
            print(f"Dateline serves {folder} at http://{shown}:{port}/", flush=True)
        server.run()
    except (KeyboardInterrupt, SystemExit):
        pass
    finally:
        server.close()


def _stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


def _refuse(reason: str) -> int:
    print(f"python -m web: {printable(reason)}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
