"""A segment in the making: articles go in one by one, arrays come out.

Articles are cut, inverted and recorded a batch at a time, for what is done once for many is
done fast.

Invariant: the arrays depend on the articles and their order alone, not on the batches.
"""

from __future__ import annotations

from index.article import Article
from index.codec.container import Array
from index.codec.cutting import Cutter
from index.codec.invert import Inverter
from index.codec.records import Recorder

#: Articles, or letters in them, that are taken together.
_ARTICLES = 512
_LETTERS = 1 << 20


class Draft:
    """Takes articles; `arrays` are those of their segment."""

    def __init__(self) -> None:
        self._cutter = Cutter()
        self._inverter = Inverter()
        self._recorder = Recorder()
        self._waiting: list[Article] = []
        self._letters = 0

    def __len__(self) -> int:
        """How many articles it has."""
        return len(self._recorder) + len(self._waiting)

    @property
    def words(self) -> int:
        """Words of the articles, but for the last few: what memory grows with."""
        return len(self._inverter)

    def add(self, article: Article) -> None:
        """Append an article."""
        self._waiting.append(article)
        self._letters += len(article.title) + len(article.text)
        if len(self._waiting) >= _ARTICLES or self._letters >= _LETTERS:
            self._take()

    def arrays(self) -> dict[str, Array]:
        """All that `index.codec.invert` and `index.codec.records` describe."""
        self._take()
        return self._inverter.arrays(list(self._cutter.words)) | self._recorder.arrays()

    def _take(self) -> None:
        if not self._waiting:
            return
        texts = [text for article in self._waiting for text in (article.title, article.text)]
        words = self._cutter.cut(texts)
        self._inverter.add(words)
        self._recorder.add(self._waiting, words)
        self._waiting, self._letters = [], 0
