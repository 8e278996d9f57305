"""What can go wrong while articles are read and kept, told with the place and the remedy.

Invariant: these are raised where the fault is known and caught only by the commands and the web
error handlers.
"""

from __future__ import annotations

#: The two remedies for a broken index; the second always helps.
REBUILD = "python -m index rebuild makes the index again from its articles"
START_OVER = "remove the folder and add the articles again"


class DatelineError(Exception):
    """Any fault Dateline can explain to its user in one line."""


class UnreadableFile(DatelineError):
    """A file that holds no article we can read; `reason` is one clause without the path."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class NothingThere(DatelineError):
    """A path, article or actor that was named but does not exist."""


class BrokenIndex(DatelineError):
    """A folder that is no index, or an index that cannot be opened as it is."""


class IndexLocked(DatelineError):
    """Another process is writing to the index."""


class BrokenCatalogue(DatelineError):
    """The actor catalogue contradicts itself or cannot be parsed."""


class NoRecogniser(DatelineError):
    """A recogniser that a user named and that cannot be had."""


class BrokenCorrections(DatelineError):
    """An actors.toml that cannot be parsed, or contradicts itself or the catalogue."""
