"""Dateline, by its public functions alone."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bench.job import MARKS, SHOWN, Answer, Hit, Query
from index.article import Article, article_from_dict
from index.store import writing
from search.engine import Engine
from search.local import open_engine
from search.page import Bucket, Marked
from search.pipeline import answer
from search.request import Filter, Request

prepare = article_from_dict


def build(articles: Iterable[Article], folder: Path, _threads: int) -> None:
    """Put every article, committing whenever the store finds it due, as `index add` does."""
    with writing(folder) as store:
        for article in articles:
            store.put(article)
            if store.is_due:
                store.commit()
        store.commit()


def open_index(folder: Path) -> Opened:
    """The index as the site and the terminal open it."""
    return Opened(open_engine(folder))


class Opened:
    """An open index, asked through the pipeline of the site."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def answer(self, query: Query) -> Answer:
        """Query string to page, and the page in plain values."""
        page = answer(self._engine, _request(query))
        return Answer(
            total=page.total,
            hits=tuple(Hit(hit.id, hit.title.text, _html(hit.snippet)) for hit in page.hits),
            actors=tuple((value.id, value.count) for value in page.facets[0].values),
            months=tuple(map(_month, filter(_filled, page.histogram.buckets))),
        )


def _request(query: Query) -> Request:
    # The actor is ticked in the facet of its kind: the facet of all actors, which is shown,
    # then counts over the matches, as that of the peers does.
    kind = query.actor.partition("/")[0]
    return Request(
        query=written(query),
        filters=(Filter(kind, (query.actor,)),) if query.actor else (),
        group="articles",
        sort="relevance" if query.has_words else "newest",
        size=SHOWN,
        facets=("actor",),
        values=SHOWN,
        interval="month",
    )


def written(query: Query) -> str:
    """The query in Dateline's language, save for the actor."""
    parts = list(query.every)
    if query.some:
        parts.append(f"({' OR '.join(query.some)})")
    if query.phrase:
        parts.append(f'"{" ".join(query.phrase)}"')
    if query.prefix:
        parts.append(f"{query.prefix}*")
    parts += [f"-{word}" for word in query.none]
    if query.first:
        parts.append(f"published:{_day(query.first)}..{_day(query.last)}")
    return " ".join(parts)


def _day(day: int) -> str:
    return f"{day // 10000:04d}-{day // 100 % 100:02d}-{day % 100:02d}"


def _html(marked: Marked) -> str:
    parts, at = [], 0
    for start, end in marked.spans:
        parts += [marked.text[at:start], MARKS[0], marked.text[start:end], MARKS[1]]
        at = end
    return "".join([*parts, marked.text[at:]])


def _filled(bucket: Bucket) -> bool:
    return bucket.count > 0


def _month(bucket: Bucket) -> tuple[int, int]:
    return int(bucket.value.replace("-", "")), bucket.count
