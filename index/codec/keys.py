"""What of an article is a key, an alias or an order: the values its columns are made of.

A date is its ISO value (`2025-04-22`, `2021`, `2024-10/2024-12`, `XXXX-04-22`).

Invariant: these functions depend on the article alone.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import lru_cache

from index.analysis import cut
from index.article import Actor, Article
from index.days import period

#: The moment of an article whose date is unknown: before every other.
UNDATED = -(1 << 63)

#: Joins an alias to the id of its actor.
ALIAS_SEPARATOR = "\t"


def columns_of(article: Article) -> dict[str, list[str]]:
    """The keys of an article in each column; an absent one has none."""
    published = [article.published.value] if article.published else []
    mentioned = [mention.value for mention in article.dates + article.title_dates]
    return {
        "path": [article.path],
        "actor": [actor.id for actor in article.actors],
        "source": [article.source] if article.source else [],
        "language": [article.language] if article.language else [],
        "published": published,
        "published_year": [year for value in published if (year := year_of(value))],
        "mentions": mentioned,
        "mentions_year": [year for value in mentioned if (year := year_of(value))],
    }


@lru_cache(maxsize=1 << 16)
def year_of(value: str) -> str:
    """What a date counts as in a facet: the year it lies in, or the day if it has no year.

    Empty for a month without a year and for a stretch of several years.
    """
    if value.startswith("XXXX"):
        return value if len(value) == len("XXXX-04-22") else ""
    return period(value, "year") or ""


def names_of(actor: Actor) -> set[str]:
    """Every way the article writes the actor."""
    return {actor.name} | {mention.text for mention in actor.mentions + actor.title_mentions}


def folded(name: str) -> str:
    """A name as names are compared: its folded words joined by single spaces."""
    return " ".join(cut(name).words)


def moment(article: Article) -> int:
    """Seconds since 1970 (UTC) by which articles are ordered in time; UNDATED when unknown."""
    when = article.published
    return UNDATED if when is None else _seconds(when.at, when.interval.first)


@lru_cache(maxsize=1 << 16)
def _seconds(at: str | None, first: date) -> int:
    stamp = datetime.combine(first, time.min) if at is None else datetime.fromisoformat(at)
    aware = stamp if stamp.tzinfo else stamp.replace(tzinfo=UTC)
    return int((aware - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())
