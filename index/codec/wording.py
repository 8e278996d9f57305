"""What articles say, on its way into a segment: words, postings, places.

Of the two halves of a segment this one costs the most, and it needs nothing but texts, so that
it can be made beside the other: `index.codec.beside`.

Invariant: what is written depends on the texts and their order alone, not on the batches.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from index.codec.container import Array, write
from index.codec.cutting import Cutter
from index.codec.invert import Inverter
from index.codec.records import Parts, spans_of


class Wording:
    """Takes the texts of articles and writes their segment."""

    def __init__(self) -> None:
        self._cutter = Cutter()
        self._inverter = Inverter()
        self._spans = Parts("spans")

    def add(self, texts: Sequence[str]) -> None:
        """Append articles, given as title and text of each in turn."""
        words = self._cutter.cut(texts)
        self._inverter.add(words)
        for entry in spans_of(words):
            self._spans.add(entry)

    def write(self, path: Path, records: dict[str, Array]) -> None:
        """Write the segment; `records` is what `index.codec.records` keeps of the articles."""
        words = self._inverter.arrays(list(self._cutter.words))
        write(path, words | self._spans.arrays() | records)
