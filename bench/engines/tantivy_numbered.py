"""tantivy-py again, actors counted as numbers: faster than texts, for a lookup kept beside it.

The numbering is a file of ours, which whoever adds articles later has to carry on: `tantivy`
does what its documentation shows, this what it can be brought to.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from tantivy import Document, Index

from bench.engines import tantivy
from bench.job import Story, story

prepare = story

_NAMES = "actors.json"


def build(articles: Iterable[Story], folder: Path, threads: int) -> None:
    """As `tantivy` does, with a fast number for each actor, and their names beside."""
    numbers: dict[str, int] = {}

    def documents() -> Iterator[Document]:
        for article in articles:
            made = tantivy.document(article)
            for actor in article.actors:
                made.add_unsigned("number", numbers.setdefault(actor, len(numbers)))
            yield made

    fields = tantivy.schema(actors_fast=False).add_unsigned_field("number", fast=True).build()
    tantivy.fill(documents(), fields, folder, threads)
    (folder / _NAMES).write_text(json.dumps(list(numbers)), encoding="utf-8")


def open_index(folder: Path) -> Opened:
    """The last commit and the names."""
    names = json.loads((folder / _NAMES).read_text("utf-8"))
    return Opened(Index.open(str(folder)), names)


class Opened(tantivy.Opened):
    """An open index, its searcher and its actors' names."""

    counted = "number"

    def __init__(self, opened: Index, names: list[str]) -> None:
        super().__init__(opened)
        self._names = names

    def actors(self, buckets: tantivy.Counts) -> tantivy.Counts:
        """The facet with numbers for names."""
        return tuple((self._names[number], count) for number, count in buckets)
