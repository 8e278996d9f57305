"""Readers: from files anyone may have written to raw articles.

Invariant: only here are files opened and markup parsed; what cannot be read is said, never
raised past `UnreadableFile`, and never ends the reading of the files after it.
"""

from index.readers.files import cut, read
from index.readers.folders import walk
from index.readers.pages import Page
from index.readers.streams import Watch, unwatched

__all__ = ["Page", "Watch", "cut", "read", "unwatched", "walk"]
