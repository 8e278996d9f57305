"""How far a long run is, on a terminal; nothing anywhere else.

Invariant: the line is written to standard error only, at most ten times a second, and is gone
when the run is over.
"""

from __future__ import annotations

import time
from typing import TextIO

_WIDTH = 24
_PAUSE_SECONDS = 0.1
_LARGE = 1 << 20  # bytes of a file in which one can be far


class Progress:
    """A line that is rewritten as files and articles are done; silent if not on a terminal."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream if stream is not None and stream.isatty() else None
        self._files = self._done = self._articles = 0
        self._what = "files"
        self._part = 0.0  # of the file in hand
        self._began = self._shown = time.monotonic()

    def expect(self, files: int) -> None:
        """Say how many files there are."""
        self._files = files

    def expect_articles(self, articles: int) -> None:
        """Say how many articles there are, where they come from no files."""
        self._files, self._what = articles, "articles"

    def file_done(self) -> None:
        """Count a file."""
        self._done += 1
        self._part = 0.0
        self._show()

    def within(self, read: int, size: int) -> None:
        """Say how many bytes of how many of the file in hand are read."""
        self._part = read / size if size > _LARGE else 0.0
        self._show()

    def article_done(self) -> None:
        """Count an article that was read."""
        self._articles += 1
        if self._what == "articles":
            self._done += 1
        self._show()

    def close(self) -> None:
        """Wipe the line."""
        if self._stream:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def _show(self) -> None:
        now = time.monotonic()
        if self._stream is None or now - self._shown < _PAUSE_SECONDS:
            return
        self._shown = now
        full = int(_WIDTH * min(1, (self._done + self._part) / max(self._files, 1)))
        part = f" and {self._part:.0%} of one" if self._part else ""
        part += f", {self._articles:,} articles" if self._what == "files" else ""
        rate = self._articles / (now - self._began)
        self._stream.write(
            f"\r[{'#' * full}{'.' * (_WIDTH - full)}] {self._done:,}/{self._files:,} {self._what}"
            f"{part}, {rate:,.0f}/s\x1b[K"
        )
        self._stream.flush()
