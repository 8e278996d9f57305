"""Our segments as Whoosh sees them: its codec, reading only.

`whoosh.index.open_dir` opens an index of ours, and Whoosh's searcher runs over it; Dateline
itself reads `Columns`. What is written goes through `index.codec.writer`, never through
Whoosh's own writer, which would do it posting by posting.

Invariant: every term, posting and stored field Whoosh is given is read from the same arrays.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.base import Codec, PerDocumentReader, Segment, TermsReader
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo

from index.codec.columns import Columns
from index.codec.words import Strings
from index.schema import KEYED

EXTENSION = ".col"


class ColumnSegment(Segment):  # type: ignore[misc]
    """An entry of Whoosh's table of contents: a segment's name, size and deleted articles.

    `stories` tells which of its articles tell the same story as others of the commit, as
    `index.stories` packs it.
    """

    def __init__(self, indexname: str, articles: int) -> None:
        super().__init__(indexname)
        self.articles = articles
        self.deleted: frozenset[int] = frozenset()
        self.stories = b""

    @property
    def file_name(self) -> str:
        """The file that holds it."""
        return str(self.make_filename(EXTENSION))

    def without(self, more: frozenset[int]) -> ColumnSegment:
        """The same segment with `more` articles deleted."""
        lesser = ColumnSegment(self.indexname, self.articles)
        lesser.segid = self.segid
        lesser.deleted = self.deleted | more
        return lesser

    def telling(self, stories: bytes) -> ColumnSegment:
        """The same segment with other `stories`."""
        same = self.without(frozenset())
        same.stories = stories
        return same

    def codec(self) -> Codec:
        """How Whoosh reads it."""
        return ColumnCodec()

    def doc_count_all(self) -> int:
        """Articles, deleted ones included."""
        return self.articles

    def deleted_count(self) -> int:
        """Deleted articles."""
        return len(self.deleted)

    def deleted_docs(self) -> Iterator[int]:
        """The numbers of deleted articles."""
        return iter(self.deleted)

    def is_deleted(self, docnum: int) -> bool:
        """Whether an article is deleted."""
        return docnum in self.deleted


class ColumnCodec(Codec):  # type: ignore[misc]
    """Whoosh's extension point, the reading half."""

    def terms_reader(self, storage: Any, segment: ColumnSegment) -> ColumnTerms:
        """The inverted index."""
        return ColumnTerms(Columns(Path(storage.folder) / segment.file_name))

    def per_document_reader(self, storage: Any, segment: ColumnSegment) -> ColumnDocuments:
        """What is kept of each article."""
        return ColumnDocuments(Columns(Path(storage.folder) / segment.file_name), segment)


class ColumnTerms(TermsReader):  # type: ignore[misc]
    """Terms and postings: stems, exact words, ids and the keys of columns."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._lists: dict[str, Strings] = {name: columns.keyed(name).keys for name in KEYED}
        self._lists |= {"stems": columns.stems, "exact": columns.words}
        self._ids = {f"{number:016x}": doc for doc, number in enumerate(columns.numbers.tolist())}

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        field, text = term
        if field == "id":
            return text.decode() in self._ids
        return field in self._lists and self._lists[field].place(text.decode()) is not None

    def indexed_field_names(self) -> list[str]:
        """The fields that have terms."""
        return sorted([*self._lists, "id"])

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Every (field, term) in order."""
        for field in self.indexed_field_names():
            yield from self.terms_from(field, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """(field, term) of one field from `prefix` on, then those of the fields after it."""
        for field in self.indexed_field_names():
            if field >= fieldname:
                start = prefix.decode() if field == fieldname else ""
                yield from ((field, term.encode()) for term in self._from(field, start))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Every term with what is known of it."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """As `items`, from a term on."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Counts of a term; raises KeyError when there is none."""
        docs, values = self._postings(fieldname, text)
        weights = [len(value) // 4 for value in values] if values else [1] * len(docs)
        return TermInfo(
            weight=sum(weights), df=len(docs), minlength=1, maxlength=1,
            maxweight=max(weights), minid=docs[0], maxid=docs[-1],
        )  # fmt: skip

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        """The postings of a term as Whoosh walks them."""
        docs, values = self._postings(fieldname, text)
        weights = [len(value) / 4 for value in values] if values else None
        info = self.term_info(fieldname, text)
        term = (fieldname, text)
        return ListMatcher(docs, weights, values, format_, scorer, term=term, terminfo=info)

    def _from(self, field: str, start: str) -> list[str]:
        if field == "id":
            return sorted(key for key in self._ids if key >= start)
        return self._lists[field].within(start, chr(0x10FFFF) * 2)

    def _postings(self, field: str, text: bytes) -> tuple[list[int], list[bytes] | None]:
        """(articles, positions as bytes or None); raises KeyError."""
        term = text.decode()
        if field == "id":
            return [self._ids[term]], None
        place = self._lists[field].place(term)
        if place is None:
            raise KeyError(f"{field}:{term}")
        if field in KEYED:
            column = self._columns.keyed(field)
            owners = np.repeat(np.arange(self._columns.articles), np.diff(column.starts))
            return owners[column.ordinals == place].tolist(), None
        return self._standing(field, term, place)

    def _standing(self, field: str, term: str, place: int) -> tuple[list[int], list[bytes]]:
        form = None
        if field == "exact":
            place, form = self._columns.word(term) or (place, None)
        stands = self._columns.places(place)
        owners = np.repeat(np.arange(len(stands.docs)), stands.tallies)
        kept = np.ones(len(owners), dtype=bool) if form is None else stands.forms == form
        postings, begins = np.unique(owners[kept], return_index=True)
        positions = np.split(stands.positions[kept].astype(np.uint32), begins[1:])
        return stands.docs[postings].tolist(), [part.tobytes() for part in positions]


class ColumnDocuments(PerDocumentReader):  # type: ignore[misc]
    """Articles and their lengths."""

    def __init__(self, columns: Columns, segment: ColumnSegment) -> None:
        self._columns = columns
        self._segment = segment

    def doc_count(self) -> int:
        """Articles that are not deleted."""
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        """Articles, deleted ones included."""
        return self._segment.articles

    def has_deletions(self) -> bool:
        """Whether any is deleted."""
        return bool(self._segment.deleted)

    def is_deleted(self, docnum: int) -> bool:
        """Whether an article is deleted."""
        return docnum in self._segment.deleted

    def deleted_docs(self) -> Iterator[int]:
        """The numbers of deleted articles."""
        return iter(sorted(self._segment.deleted))

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """The article, as `Article.to_dict` has it."""
        return {"article": self._columns.article(docnum).to_dict()}

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Words of an article, for the fields of words."""
        return int(self._lengths()[docnum]) if fieldname in ("stems", "exact") else default

    def field_length(self, fieldname: str) -> int:
        """Words of all articles."""
        return int(self._lengths().sum()) if fieldname in ("stems", "exact") else 0

    def min_field_length(self, fieldname: str) -> int:
        """Words of the shortest article."""
        return int(self._lengths().min(initial=0)) if fieldname in ("stems", "exact") else 0

    def max_field_length(self, fieldname: str) -> int:
        """Words of the longest article."""
        return int(self._lengths().max(initial=0)) if fieldname in ("stems", "exact") else 0

    def _lengths(self) -> Any:
        return self._columns.title_lengths + self._columns.body_lengths
