"""A page cut out of a larger file, not yet read: the slow part, which can be done elsewhere.

Invariant: a page is no longer than FILE_LIMIT and holds all that reading it needs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from index.article import RawArticle, Skipped
from index.readers.complete import host, is_prose
from index.readers.encodings import declared_charset, decode
from index.readers.streams import HEAD
from index.readers.webpage import read_page


@dataclass(frozen=True, slots=True)
class Page:
    """HTML in the file on disk `name`; `place` and `member` are those of its article.

    Only a page that a crawler fetched has a `url`; `charset` is then the one its server named,
    and `seen` the day.
    """

    name: str
    content: bytes
    place: str = ""
    member: str = ""
    url: str | None = None
    charset: str | None = None
    seen: str | None = None

    def read(self) -> RawArticle | Skipped:
        """The article, or why it is none."""
        try:
            charset = self.charset or declared_charset(self.content[:HEAD])
            article = read_page(decode(self.content, charset))
        except ValueError as fault:
            return self._skipped(str(fault))
        if not is_prose(article.text):
            return self._skipped("too few words for an article")
        return replace(
            article,
            place=self.place,
            member=self.member,
            url=self.url or article.url,
            source=article.source or host(self.url),
            seen=self.seen,
            told=(("format", "WARC" if self.url else "HTML"), *article.told),
        )

    def _skipped(self, reason: str) -> Skipped:
        return Skipped(self.name, self.url or self.place, reason)


#: What is found in a file.
Piece = RawArticle | Skipped | Page
