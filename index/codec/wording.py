"""What articles say, on its way into a segment: words, postings, places.

Of the two halves of a segment this one costs the most, and it needs nothing but texts, so that
it can be made beside the other: `index.codec.beside`.

Invariant: what is written depends on the texts and their order alone, not on the batches.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from index.codec.container import Array
from index.codec.cutting import Cutter
from index.codec.invert import Inverter
from index.codec.parts import spans_of
from index.codec.segment import write_segment
from index.codec.squeeze import Press


class Wording:
    """Takes the texts of articles and writes their segment."""

    def __init__(self) -> None:
        self._cutter = Cutter()
        self._inverter = Inverter()
        self._spans = Press()
        self._prepared: tuple[dict[str, Array], dict[str, Array]]

    def add(self, texts: Sequence[str]) -> None:
        """Append articles, given as title and text of each in turn."""
        words = self._cutter.cut(texts)
        self._inverter.add(words)
        for entry in spans_of(words):
            self._spans.add(entry)

    def prepare(self) -> None:
        """Do of writing what needs no records: no texts follow."""
        words = self._inverter.arrays(list(self._cutter.words))
        self._prepared = words, self._spans.arrays("spans")

    def write(self, path: Path, records: dict[str, Array]) -> None:
        """Write what was prepared, with what `index.codec.records` keeps of the articles."""
        words, spans = self._prepared
        write_segment(path, words, spans | records)
