"""Xapian: Snowball stems, value slots, and match spies that count in one matching pass.

An article's actors lie in one slot, side by side, and a spy in Python takes them apart: Xapian's
own spy, on a slot for each actor an article can have, costs five times as much.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import xapian

from bench.job import MARKS, SHOWN, Answer, Hit, Query, Story, story

prepare = story

_DAY, _MONTH, _ACTORS = 0, 1, 2
_SEPARATOR = "\n"
_ACTOR = "XA"
_TITLE_WEIGHT = 2
_GAP = 100
#: Xapian refuses longer terms.
_LONGEST_TERM = 245


def build(articles: Iterable[Story], folder: Path, _threads: int) -> None:
    """One transaction's worth of documents, flushed every so many as Xapian's default goes."""
    database = xapian.WritableDatabase(str(folder), xapian.DB_CREATE_OR_OVERWRITE)
    generator = xapian.TermGenerator()
    generator.set_stemmer(xapian.Stem("english"))
    for article in articles:
        database.add_document(_document(generator, article))
    database.commit()
    database.close()


def open_index(folder: Path) -> Opened:
    """The database, for reading."""
    return Opened(xapian.Database(str(folder)))


class Opened:
    """An open database and the parser of its words."""

    def __init__(self, database: Any) -> None:
        self._database = database
        self._articles = database.get_doccount()
        self._stemmer = xapian.Stem("english")
        self._parser = xapian.QueryParser()
        self._parser.set_database(database)
        self._parser.set_stemmer(self._stemmer)
        self._parser.set_stemming_strategy(xapian.QueryParser.STEM_SOME)

    def answer(self, query: Query) -> Answer:
        """Match all, spying on months and actors; cut snippets of the ten best."""
        enquire = xapian.Enquire(self._database)
        enquire.set_query(self._query(query))
        if not query.has_words:
            enquire.set_weighting_scheme(xapian.BoolWeight())
            enquire.set_sort_by_value(_DAY, True)
        months = xapian.ValueCountMatchSpy(_MONTH)
        actors = _ActorSpy()
        enquire.add_matchspy(months)
        enquire.add_matchspy(actors)
        found = enquire.get_mset(0, SHOWN, self._articles)
        return Answer(
            total=found.get_matches_estimated(),  # exact, for all were checked
            hits=tuple(self._hit(found, match) for match in found),
            actors=actors.most_frequent(),
            months=tuple((int(month.term), month.termfreq) for month in months.values()),
        )

    def _hit(self, found: Any, match: Any) -> Hit:
        key, title, text = match.document.get_data().decode("utf-8").split("\0")
        flags = xapian.MSet.SNIPPET_BACKGROUND_MODEL | xapian.MSet.SNIPPET_EXHAUSTIVE
        snippet = found.snippet(text, 200, self._stemmer, flags, *MARKS, "…")
        return Hit(key, title, snippet.decode("utf-8") or text[:150])

    def _query(self, query: Query) -> Any:
        text = _text(query)
        asked = self._parser.parse_query(text, _FLAGS) if text else xapian.Query.MatchAll
        if query.actor:
            term = xapian.Query(_actor(query.actor))
            asked = xapian.Query(xapian.Query.OP_FILTER, asked, term) if text else term
        if query.first:
            days = xapian.Query(
                xapian.Query.OP_VALUE_RANGE, _DAY, str(query.first), str(query.last)
            )
            whole = text or query.actor
            asked = xapian.Query(xapian.Query.OP_FILTER, asked, days) if whole else days
        return asked


_FLAGS = (
    xapian.QueryParser.FLAG_BOOLEAN
    | xapian.QueryParser.FLAG_PHRASE
    | xapian.QueryParser.FLAG_WILDCARD
)


class _ActorSpy(xapian.MatchSpy):  # type: ignore[misc]  # Xapian ships no types
    """Counts the actors of every match."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: Counter[bytes] = Counter()

    def __call__(self, document: Any, _weight: float) -> None:
        """Xapian calls it once a match."""
        self._counts.update(document.get_value(_ACTORS).split())

    def most_frequent(self) -> tuple[tuple[str, int], ...]:
        """The actors in most of the matches."""
        best = self._counts.most_common(SHOWN)
        return tuple((actor.decode("utf-8"), count) for actor, count in best)


def _document(generator: Any, article: Story) -> Any:
    document = xapian.Document()
    generator.set_document(document)
    generator.index_text(article.title, _TITLE_WEIGHT)
    generator.increase_termpos(_GAP)
    generator.index_text(article.text)
    document.set_data(f"{article.id}\0{article.title}\0{article.text}")
    document.add_value(_DAY, str(article.day))
    document.add_value(_MONTH, str(article.month))
    document.add_value(_ACTORS, _SEPARATOR.join(article.actors))
    for actor in article.actors:
        document.add_boolean_term(_actor(actor))
    return document


def _actor(actor: str) -> str:
    return (_ACTOR + actor).encode("utf-8")[:_LONGEST_TERM].decode("utf-8", "ignore")


def _text(query: Query) -> str:
    parts = list(query.every)
    if query.some:
        parts.append("(" + " OR ".join(query.some) + ")")
    if query.phrase:
        parts.append('"' + " ".join(query.phrase) + '"')
    if query.prefix:
        parts.append(f"{query.prefix}*")
    return " AND ".join(parts) + "".join(f" NOT {word}" for word in query.none)
