"""SQLite FTS5: Porter stems, external content, joins for what is counted.

Matches and their scores go to a temporary table once; total, facet, histogram and the ten best
are taken from it. The articles' wide rows are read for the ten best alone.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from weakref import finalize

from bench.job import MARKS, SHOWN, Answer, Hit, Query, Story, story

prepare = story

_TABLES = """
CREATE TABLE article(doc INTEGER PRIMARY KEY, id TEXT, title TEXT, body TEXT, source TEXT);
CREATE TABLE day(doc INTEGER PRIMARY KEY, day INTEGER, month INTEGER);
CREATE TABLE actor(actor INTEGER PRIMARY KEY, id TEXT UNIQUE);
CREATE TABLE acts(doc INTEGER, actor INTEGER, PRIMARY KEY (doc, actor)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(
    title, body, content='article', content_rowid='doc', tokenize='porter unicode61');
"""
_SETTINGS = """
PRAGMA cache_size = -262144;
PRAGMA mmap_size = 8589934592;
PRAGMA temp_store = MEMORY;
"""
_MATCHED = "CREATE TEMP TABLE matched(doc INTEGER PRIMARY KEY, score REAL)"
_FILE = "index.sqlite"
_BATCH = 2000
_TITLE_WEIGHT = 2.0


def build(articles: Iterable[Story], folder: Path, _threads: int) -> None:
    """One transaction; FTS5's segments merged to one and the planner's statistics taken."""
    folder.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(folder / _FILE, isolation_level=None)
    database.executescript(_SETTINGS + _TABLES)
    database.execute("BEGIN")
    actors: dict[str, int] = {}
    for batch in _batches(articles):
        _insert(database, batch, actors)
    database.executemany("INSERT INTO actor(id, actor) VALUES (?, ?)", actors.items())
    database.execute("CREATE INDEX acting ON acts(actor, doc)")
    database.execute("CREATE INDEX days ON day(day)")
    database.execute("INSERT INTO words(words) VALUES ('optimize')")
    database.execute("COMMIT")
    database.execute("ANALYZE")
    database.close()


def open_index(folder: Path) -> Opened:
    """The database, with a roomy cache and its file mapped."""
    database = sqlite3.connect(f"file:{folder / _FILE}?mode=ro", uri=True, isolation_level=None)
    database.executescript(_SETTINGS)
    database.execute(_MATCHED)
    opened = Opened(database)
    finalize(opened, database.close)
    return opened


class Opened:
    """An open connection; statements stay prepared in its cache."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def answer(self, query: Query) -> Answer:
        """Match and rank once, count from the matches, cut."""
        words = _words(query)
        filters, values = _filters(query)
        ask = self._database.execute
        ask("DELETE FROM matched")
        if words:
            ask(_MATCH + filters, (words, *values))
            best = ask(_BEST, (words, SHOWN))
        else:
            ask(_BROWSE + filters, values)
            best = ask(_NEWEST, (SHOWN,))
        return Answer(
            total=int(ask("SELECT count(*) FROM matched").fetchone()[0]),
            hits=tuple(Hit(*row) for row in best),
            actors=tuple(self._actors()),
            months=tuple(ask(_MONTHS)),
        )

    def _actors(self) -> Iterator[tuple[str, int]]:
        """Counted here: SQLite would sort all rows to group them, half as slow again."""
        counts = Counter(chain.from_iterable(self._database.execute(_ACTORS)))
        for actor, count in counts.most_common(SHOWN):
            yield self._database.execute(_NAME, (actor,)).fetchone()[0], count


_MATCH = f"""
INSERT INTO matched SELECT rowid, bm25(words, {_TITLE_WEIGHT}, 1.0) FROM words
WHERE words MATCH ?"""  # noqa: S608 - constants alone
_BROWSE = "INSERT INTO matched SELECT doc, 0.0 FROM day WHERE 1"
_ACTORS = "SELECT actor FROM matched CROSS JOIN acts USING (doc)"
_NAME = "SELECT id FROM actor WHERE actor = ?"
_MONTHS = "SELECT month, count(*) FROM matched CROSS JOIN day USING (doc) GROUP BY month"
_BEST = f"""
SELECT article.id, article.title, cut.snippet FROM (
    SELECT rowid AS doc, snippet(words, 1, '{MARKS[0]}', '{MARKS[1]}', '…', 30) AS snippet
    FROM words WHERE words MATCH ?
    AND rowid IN (SELECT doc FROM matched ORDER BY score LIMIT ?)
) AS cut JOIN article USING (doc) JOIN matched USING (doc) ORDER BY matched.score"""  # noqa: S608
_NEWEST = """
SELECT article.id, article.title, substr(article.body, 1, 150) FROM (
    SELECT doc FROM matched CROSS JOIN day USING (doc) ORDER BY day DESC LIMIT ?
) AS best JOIN article USING (doc)"""


def _insert(database: sqlite3.Connection, batch: list[Story], actors: dict[str, int]) -> None:
    first: int = database.execute("SELECT coalesce(max(doc), 0) + 1 FROM day").fetchone()[0]
    rows = list(enumerate(batch, first))
    database.executemany(
        "INSERT INTO article VALUES (?, ?, ?, ?, ?)",
        [(doc, item.id, item.title, item.text, item.source) for doc, item in rows],
    )
    database.executemany(
        "INSERT INTO words(rowid, title, body) VALUES (?, ?, ?)",
        [(doc, item.title, item.text) for doc, item in rows],
    )
    database.executemany(
        "INSERT INTO day VALUES (?, ?, ?)", [(doc, item.day, item.month) for doc, item in rows]
    )
    database.executemany(
        "INSERT INTO acts VALUES (?, ?)",
        [
            (doc, actors.setdefault(actor, len(actors)))
            for doc, item in rows
            for actor in item.actors
        ],
    )


def _batches(articles: Iterable[Story]) -> Iterator[list[Story]]:
    batch: list[Story] = []
    for article in articles:
        batch.append(article)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch


def _words(query: Query) -> str:
    parts = [f'"{word}"' for word in query.every]
    if query.some:
        parts.append("(" + " OR ".join(f'"{word}"' for word in query.some) + ")")
    if query.phrase:
        parts.append('"' + " ".join(query.phrase) + '"')
    if query.prefix:
        parts.append(f'"{query.prefix}"*')
    asked = " AND ".join(parts)
    return asked + "".join(f' NOT "{word}"' for word in query.none)


def _filters(query: Query) -> tuple[str, tuple[object, ...]]:
    # The plus keeps SQLite from searching the words anew for each article that the filter passes.
    doc = "+rowid" if query.has_words else "doc"
    text = ""
    values: tuple[object, ...] = ()
    if query.actor:
        text += (
            f" AND {doc} IN (SELECT doc FROM acts"  # noqa: S608 - constants alone
            " WHERE actor = (SELECT actor FROM actor WHERE id = ?))"
        )
        values += (query.actor,)
    if query.first:
        text += f" AND {doc} IN (SELECT doc FROM day WHERE day BETWEEN ? AND ?)"  # noqa: S608
        values += (query.first, query.last)
    return text, values
