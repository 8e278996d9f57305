"""Holds the open index for the site and follows its commits.

Invariant: a request sees one generation from beginning to end; the next request sees the
newest. Threads share one engine, and only the swap is locked.
"""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from flask import current_app

from search.local import LocalEngine, open_engine


class Corpus:
    """An index folder that is open for reading as long as the site runs."""

    def __init__(self, folder: Path) -> None:
        self._engine = open_engine(folder)
        self._lock = Lock()

    def current(self) -> LocalEngine:
        """The engine on the newest commit. Raises BrokenIndex if the folder was damaged."""
        with self._lock:
            self._engine = self._engine.refreshed()
            return self._engine


def current() -> LocalEngine:
    """The engine that answers the request being handled."""
    corpus: Corpus = current_app.extensions["corpus"]
    return corpus.current()
