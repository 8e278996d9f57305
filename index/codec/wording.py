"""What articles say, on its way into a segment: words, postings, places, sentences, likeness.

Of the two halves of a segment this one costs the most, and it needs nothing but texts, so that
it can be made beside the other: `index.codec.beside`.

Invariant: what is written depends on the texts and their order alone, not on the batches.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.codec.container import Array
from index.codec.cutting import Cutter
from index.codec.invert import Inverter
from index.codec.likeness import Sketcher
from index.codec.naming import Named, named
from index.codec.parts import spans_of
from index.codec.runs import as_runs, narrow
from index.codec.segment import write_segment
from index.codec.sentences import pack
from index.codec.squeeze import Press
from index.codec.tagging import tagged_by

#: The sentences of no articles.
_NONE = np.zeros(0, dtype=np.uint8), np.zeros(0, dtype=np.int64)

#: The mentions of no articles.
_UNNAMED = (np.zeros(0, dtype=np.int64),) * 4


class Wording:
    """Takes the texts of articles and writes their segment."""

    def __init__(self) -> None:
        self._cutter = Cutter()
        self._inverter = Inverter()
        self._spans = Press()
        self._sketcher = Sketcher(self._cutter.words)
        self._sketches = [np.zeros(0, dtype=np.uint8)]
        self._sentences: list[tuple[Array, Array]] = []
        self._named: list[Named] = []
        self._prepared: tuple[dict[str, Array], dict[str, Array]]

    def add(self, texts: Sequence[str], tongues: Sequence[str], marks: Sequence[bytes]) -> None:
        """Append articles, given as title and text of each in turn.

        Of each its tongue is given, and where it names actors, as of `naming.marks_of`.
        """
        words = self._cutter.cut(texts)
        self._inverter.add(tagged_by(words, tongues, self._cutter.words))
        self._sentences.append(pack(words))
        self._named.append(named(words, marks))
        self._sketches.append(self._sketcher.sketch(words))
        for entry in spans_of(words):
            self._spans.add(entry)

    def prepare(self) -> None:
        """Do of writing what needs no records: no texts follow."""
        words = self._inverter.arrays(list(self._cutter.words))
        packed, counts = (
            np.concatenate(some) for some in zip(_NONE, *self._sentences, strict=True)
        )
        sentences = {"sentence.bytes": packed, **as_runs("sentence", counts)}
        likeness = {"likeness": np.concatenate(self._sketches)}
        self._prepared = words, self._spans.arrays("spans") | sentences | likeness | self._naming()

    def _naming(self) -> dict[str, Array]:
        first, more, actor, counts = (
            narrow(np.concatenate(some)) for some in zip(_UNNAMED, *self._named, strict=True)
        )
        items = {"named.first": first, "named.more": more, "named.actor": actor}
        return {**items, **as_runs("named", counts)}

    def write(self, path: Path, records: dict[str, Array]) -> None:
        """Write what was prepared, with what `index.codec.records` keeps of the articles."""
        words, beside = self._prepared
        write_segment(path, words, beside | records)
