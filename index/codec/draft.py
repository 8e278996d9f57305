"""A segment in the making: articles go in one by one, a file comes out.

Articles are cut, inverted and recorded a batch at a time, for what is done once for many is
done fast.

Invariant: the file depends on the articles and their order alone, not on the batches.
"""

from __future__ import annotations

from pathlib import Path

from index.codec.beside import Beside
from index.codec.records import Record, Recorder

#: Articles, or letters in them, that are taken together.
_ARTICLES = 512
_LETTERS = 1 << 20


class Draft:
    """Takes articles and writes their segment."""

    def __init__(self, beside: Beside) -> None:
        """`beside` writes nothing else until this is written or given up."""
        beside.begin()
        self._wording = beside
        self._recorder = Recorder()
        self._waiting: list[Record] = []
        self._letters = self._taken = 0

    def __len__(self) -> int:
        """How many articles it has."""
        return len(self._recorder) + len(self._waiting)

    @property
    def letters(self) -> int:
        """Letters of the articles, with which memory grows."""
        return self._taken + self._letters

    def add(self, record: Record) -> None:
        """Append an article."""
        self._waiting.append(record)
        self._letters += len(record.title) + len(record.text)
        if len(self._waiting) >= _ARTICLES or self._letters >= _LETTERS:
            self._take()

    def write(self, path: Path) -> None:
        """Write the segment to `path`."""
        self._take()
        self._wording.write(path, self._recorder.arrays)

    def _take(self) -> None:
        texts = [text for record in self._waiting for text in (record.title, record.text)]
        if texts:
            tongues = [record.tongue for record in self._waiting]
            self._wording.add(texts, tongues, [record.marks for record in self._waiting])
            self._recorder.add(self._waiting)
        self._taken += self._letters
        self._waiting, self._letters = [], 0
