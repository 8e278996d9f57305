"""What can go wrong with a question; each message names the words, the place and the remedy.

Invariant: a question that can be answered in part is answered, with notes; only one that
holds nothing to search for, or that asks for an unknown thing, raises.
"""

from __future__ import annotations

from index.errors import DatelineError, NothingThere


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


class UnknownActor(NothingThere):
    """An actor's id that neither an article nor the catalogue has; `near` are (id, name)."""

    def __init__(self, key: str, near: tuple[tuple[str, str], ...]) -> None:
        alike = ", ".join(other for other, _ in near)
        hint = f"did you mean {alike}?" if near else "an id is kind/name, as the facets show it"
        super().__init__(f"no actor has the id {key!r}: {hint}")
        self.near = near
