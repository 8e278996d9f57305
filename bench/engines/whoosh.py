"""Plain Whoosh 2.7.4 with its default codec, tuned: own columns are counted, not `groupedby`.

One matching pass finds, scores and remembers every match; counting reads columns that were
loaded once. The words to mark are looked up once a query, not once a hit as `Hit.highlights`
would; stored character offsets cost more than they save, for they need every match's terms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoosh import fields, highlight
from whoosh import query as q
from whoosh.analysis import StemmingAnalyzer
from whoosh.collectors import TopCollector, WrappingCollector
from whoosh.columns import NumericColumn, VarBytesColumn
from whoosh.filedb.filestore import FileStorage
from whoosh.qparser import MultifieldParser
from whoosh.scoring import BM25F

from bench.job import SHOWN, Answer, Hit, Query, Story, story

prepare = story

_TITLE_WEIGHT = 2.0
_ANALYZER = StemmingAnalyzer(stoplist=None)
_FORMATTER = highlight.HtmlFormatter(tagname="b")


def build(articles: Iterable[Story], folder: Path, _threads: int) -> None:
    """One writer, one commit, one segment."""
    folder.mkdir(parents=True, exist_ok=True)
    writer = FileStorage(str(folder)).create_index(_schema()).writer(limitmb=256)
    for article in articles:
        joined = " ".join(article.actors)
        writer.add_document(
            id=article.id,
            title=article.title,
            body=article.text,
            source=article.source,
            actor=joined,
            actors=joined.encode("utf-8"),
            day=article.day,
            days=article.day,
        )
    writer.commit(optimize=True)


def open_index(folder: Path) -> Opened:
    """The index with its columns loaded."""
    return Opened(FileStorage(str(folder)).open_index())


class Opened:
    """An open searcher; `_actors` and `_days` are by document number."""

    def __init__(self, opened: Any) -> None:
        self._searcher = opened.searcher(weighting=BM25F())
        reader = self._searcher.reader()
        documents = range(reader.doc_count_all())
        actors, days = reader.column_reader("actors"), reader.column_reader("days")
        self._actors = [actors[doc].decode("utf-8").split() for doc in documents]
        self._days = [days[doc] for doc in documents]
        boosts = {"title": _TITLE_WEIGHT, "body": 1.0}
        self._parser = MultifieldParser(["title", "body"], opened.schema, fieldboosts=boosts)

    def answer(self, query: Query) -> Answer:
        """One pass over the matches; then columns and snippets."""
        asked = self._query(query)
        if query.has_words:
            # Any shortcut by quality would keep matches from being seen, and counted.
            collector = _Remembering(TopCollector(SHOWN, usequality=False, replace=0))
            self._searcher.search_with_collector(asked, collector)
            matched, results = collector.matched, collector.results()
            hits = self._hits(results, asked)
        else:
            matched = list(self._searcher.docs_for_query(asked))
            newest = sorted(matched, key=self._days.__getitem__, reverse=True)[:SHOWN]
            hits = tuple(map(self._plain, newest))
        actors = Counter(actor for doc in matched for actor in self._actors[doc])
        months = Counter([self._days[doc] // 100 for doc in matched])
        return Answer(
            len(matched), hits, tuple(actors.most_common(SHOWN)), tuple(sorted(months.items()))
        )

    def _query(self, query: Query) -> Any:
        text = _text(query)
        parts = [self._parser.parse(text)] if text else []
        if query.actor:
            parts.append(q.ConstantScoreQuery(q.Term("actor", query.actor), 0.0))
        if query.first:
            days = q.NumericRange("day", query.first, query.last)
            parts.append(q.ConstantScoreQuery(days, 0.0))
        return q.And(parts) if len(parts) > 1 else parts[0]

    def _hits(self, results: Any, asked: Any) -> tuple[Hit, ...]:
        reader = self._searcher.reader()
        found = asked.existing_terms(reader, fieldname="body", expand=True)
        words = {term.decode("utf-8") for _, term in found}
        return tuple(Hit(hit["id"], hit["title"], _snippet(hit["body"], words)) for hit in results)

    def _plain(self, doc: int) -> Hit:
        stored = self._searcher.stored_fields(doc)
        return Hit(stored["id"], stored["title"], stored["body"][:150])


class _Remembering(WrappingCollector):  # type: ignore[misc]  # Whoosh ships no types
    """Keeps the number of every document that the collector inside is shown."""

    def __init__(self, child: Any) -> None:
        super().__init__(child)
        self.matched: list[int] = []

    def collect(self, sub_docnum: int) -> Any:
        """Whoosh calls it once a match."""
        self.matched.append(self.offset + sub_docnum)
        return self.child.collect(sub_docnum)


def _snippet(text: str, words: set[str]) -> str:
    fragmenter = highlight.ContextFragmenter(maxchars=200, surround=40)
    marked: str = highlight.highlight(text, words, _ANALYZER, fragmenter, _FORMATTER, top=2)
    return marked or text[:150]


def _schema() -> Any:
    words = {"analyzer": _ANALYZER, "stored": True}
    return fields.Schema(
        id=fields.ID(stored=True),
        title=fields.TEXT(**words),
        body=fields.TEXT(**words),
        source=fields.ID(stored=True),
        actor=fields.KEYWORD(),
        actors=fields.COLUMN(VarBytesColumn()),
        day=fields.NUMERIC(int),
        days=fields.COLUMN(NumericColumn("I")),
    )


def _text(query: Query) -> str:
    parts = list(query.every)
    if query.some:
        parts.append("(" + " OR ".join(query.some) + ")")
    if query.phrase:
        parts.append('"' + " ".join(query.phrase) + '"')
    if query.prefix:
        parts.append(f"{query.prefix}*")
    return " AND ".join(parts + [f"NOT {word}" for word in query.none])
