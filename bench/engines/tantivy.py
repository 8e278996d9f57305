"""tantivy-py: English stems in title and body, fast fields for what is counted.

tantivy-py counts and collects in two passes (search, then aggregate). A month is an integer
field of its own: tantivy's date histogram knows no calendar months.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tantivy
from tantivy import FieldType, Occur

from bench.job import SHOWN, Answer, Hit, Query, Story, story

prepare = story

Counts = tuple[tuple[Any, int], ...]

#: Bytes of memory for postings, a thread.
_HEAP = 256_000_000
_TITLE_WEIGHT = 2.0
_MONTHS = {"terms": {"field": "month", "size": 2000}}


def build(articles: Iterable[Story], folder: Path, threads: int) -> None:
    """One commit; waits for the merges that it sets off."""
    fill(map(document, articles), schema().build(), folder, threads)


def fill(
    documents: Iterable[tantivy.Document], fields: tantivy.Schema, folder: Path, threads: int
) -> None:
    """Write documents, commit, wait."""
    folder.mkdir(parents=True, exist_ok=True)
    writer = tantivy.Index(fields, path=str(folder)).writer(_HEAP * threads, threads)
    for item in documents:
        writer.add_document(item)
    writer.commit()
    writer.wait_merging_threads()


def document(article: Story) -> tantivy.Document:
    """A story as tantivy takes it; by the field, for that is faster than from keywords."""
    made = tantivy.Document()
    made.add_text("id", article.id)
    made.add_text("title", article.title)
    made.add_text("body", article.text)
    made.add_text("source", article.source)
    for actor in article.actors:
        made.add_text("actor", actor)
    made.add_unsigned("day", article.day)
    made.add_unsigned("month", article.month)
    return made


def open_index(folder: Path) -> Opened:
    """The last commit."""
    return Opened(tantivy.Index.open(str(folder)))


class Opened:
    """An open index and its searcher; `counted` is the field that the facet counts."""

    counted = "actor"

    def __init__(self, opened: tantivy.Index) -> None:
        self._opened = opened
        self._schema = opened.schema
        self._searcher = opened.searcher()
        actors = {"terms": {"field": self.counted, "size": SHOWN}}
        self._counts = {"actors": actors, "months": _MONTHS}

    def answer(self, query: Query) -> Answer:
        """Search, aggregate, cut ten snippets."""
        asked = self._query(query)
        order = None if query.has_words else "day"
        found: Any = self._searcher.search(asked, limit=SHOWN, count=True, order_by_field=order)
        counts: Any = self._searcher.aggregate(asked, self._counts)
        snippets = tantivy.SnippetGenerator.create(self._searcher, asked, self._schema, "body")
        documents = [self._searcher.doc(address) for _, address in found.hits]
        return Answer(
            total=found.count,
            hits=tuple(_hit(document, snippets) for document in documents),
            actors=self.actors(_buckets(counts["actors"])),
            months=_buckets(counts["months"]),
        )

    def actors(self, buckets: Counts) -> Counts:
        """The facet from the buckets of `counted`."""
        return buckets

    def _query(self, query: Query) -> tantivy.Query:
        parts = [(Occur.Must, self._words(query))] if _text(query) else []
        if query.prefix:
            parts.append((Occur.Must, self._prefix(query.prefix)))
        if query.actor:
            term = tantivy.Query.term_query(self._schema, "actor", query.actor, "basic")
            parts.append((Occur.Must, tantivy.Query.const_score_query(term, 0.0)))
        if query.first:
            days = tantivy.Query.range_query(
                self._schema, "day", FieldType.Unsigned, query.first, query.last
            )
            parts.append((Occur.Must, tantivy.Query.const_score_query(days, 0.0)))
        return parts[0][1] if len(parts) == 1 else tantivy.Query.boolean_query(parts)

    def _words(self, query: Query) -> tantivy.Query:
        return self._opened.parse_query(
            _text(query), ["title", "body"], field_boosts={"title": _TITLE_WEIGHT}
        )

    def _prefix(self, prefix: str) -> tantivy.Query:
        """Every word that begins so: several times faster than a regular expression, and marked."""
        words = [
            tantivy.Query.term_query(self._schema, field, word)
            for field in ("title", "body")
            for word, _ in self._searcher.terms_with_prefix(field, prefix)
        ]
        return tantivy.Query.boolean_query([(Occur.Should, word) for word in words])


def schema(*, actors_fast: bool = True) -> tantivy.SchemaBuilder:
    """Stored what hits show, fast what is counted."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("title", stored=True, tokenizer_name="en_stem")
    builder.add_text_field("body", stored=True, tokenizer_name="en_stem")
    builder.add_text_field("source", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("actor", fast=actors_fast, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("day", stored=True, indexed=True, fast=True)
    builder.add_unsigned_field("month", fast=True)
    return builder


def _text(query: Query) -> str:
    parts = [f"+{word}" for word in query.every]
    if query.some:
        parts.append(f"+({' OR '.join(query.some)})")
    if query.phrase:
        parts.append(f'+"{" ".join(query.phrase)}"')
    return " ".join(parts + [f"-{word}" for word in query.none])


def _hit(document: tantivy.Document, snippets: tantivy.SnippetGenerator) -> Hit:
    text = document.get_first("body") or ""
    # Without a word that matched, tantivy gives no snippet: then the beginning serves.
    snippet = snippets.snippet_from_doc(document).to_html() or text[:150]
    return Hit(str(document.get_first("id")), str(document.get_first("title")), snippet)


def _buckets(counted: Any) -> Counts:
    return tuple((bucket["key"], bucket["doc_count"]) for bucket in counted["buckets"])
