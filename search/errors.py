"""What can go wrong with a question; each message names the words, the place and the remedy.

Invariant: a question that can be answered in part is answered, with notes; only one that
holds nothing to search for, or that asks for an unknown thing, raises.
"""

from __future__ import annotations

from index.errors import DatelineError


class QueryError(DatelineError):
    """A query in which nothing can be searched; `start` and `end` point into it."""

    def __init__(self, message: str, start: int = 0, end: int = 0) -> None:
        super().__init__(message)
        self.start = start
        self.end = end


class ArgumentError(DatelineError):
    """A parameter that does not exist or has an impossible value."""

    def __init__(self, parameter: str, message: str) -> None:
        super().__init__(f"{parameter}: {message}")
        self.parameter = parameter
