"""What an article is: raw as a reader found it, and understood as the index keeps it.

Invariant: every span is a half-open range of characters (`start`, `end`) of the string it
belongs to, so that the page can always show *why* an article carries an actor or a date.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from index.days import Interval, interval_of

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RawArticle:
    """What a reader took from a file, nothing understood yet.

    `place` tells several articles of one file apart (a record's own id, else its line
    number; empty when the file is one article). `lead` counts the characters at the start
    of `text` that are a dateline or a source line, not a sentence. `published` is the date
    as the file wrote it and `published_from` where: "metadata", "markup", "byline", "dateline".
    `member` is the name of the file inside an archive that is this article and nothing else;
    `seen` the day (ISO 8601) a crawler fetched the page, which is not when it appeared.
    `told` says for people what was found where: ("format", "JSON"), ("title", "headline").
    """

    title: str
    text: str
    place: str = ""
    lead: int = 0
    dateline: str = ""
    url: str | None = None
    source: str | None = None
    byline: str | None = None
    language: str | None = None
    published: str | None = None
    published_from: str = "none"
    member: str = ""
    seen: str | None = None
    told: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was met and left out, with the reason a user can act on.

    `count` is how many things it stands for: the parts of a file beyond the first few are told
    as one.
    """

    path: str
    place: str
    reason: str
    count: int = 1

    def __str__(self) -> str:
        where = f"{self.path}#{self.place}" if self.place else self.path
        return f"{where}: {self.reason}"


def more_skipped(path: str, count: int) -> tuple[Skipped, ...]:
    """What stands for the parts of a file beyond those told one by one, if there are any."""
    things = "part was" if count == 1 else "parts were"
    return (Skipped(path, "", f"{count:,} more {things} skipped", count),) if count else ()


@dataclass(frozen=True, slots=True)
class Published:
    """When an article appeared.

    `value` is ISO 8601 at the precision known ("2025-04-22", "2024-10", "2021"); `at` is the
    full timestamp where one was written, ISO 8601 with its offset; `found_in` is "metadata",
    "markup", "byline", "url", "file name" or "dateline"; `precision` is "day", "month" or "year".
    """

    value: str
    interval: Interval
    precision: str
    found_in: str
    at: str | None = None


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date the text speaks of, where it stands and what it means.

    `value` is ISO 8601 (8601-2 for what is not known): "2025-04-22", "2024-10", "2021",
    "2024-10/2024-12" (late 2024), "XXXX-04-22" (a day without a year: `interval` is None).
    `precision` is "day", "month", "year" or "interval".
    """

    start: int
    end: int
    text: str
    value: str
    interval: Interval | None
    precision: str
    rule: str

    def to_dict(self) -> Json:
        """The mention as `read` prints it: interval ends as `from` and `to`."""
        ends = self.interval
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "value": self.value,
            "from": ends.first.isoformat() if ends else None,
            "to": ends.last.isoformat() if ends else None,
            "precision": self.precision,
            "rule": self.rule,
        }


class Mention(NamedTuple):
    """An alias found at a place, and the rule that took it for its actor."""

    start: int
    end: int
    text: str
    rule: str

    def to_dict(self) -> Json:
        """The mention as `read` prints it."""
        return {"start": self.start, "end": self.end, "text": self.text, "rule": self.rule}


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something that acts in one article, with every place it is named.

    `id` is `kind/slug` and the same in every article; `mentions` are spans of the text,
    `title_mentions` spans of the title, `dateline_mentions` of the dateline. At least one of the
    three is not empty.
    """

    id: str
    name: str
    kind: str
    mentions: tuple[Mention, ...] = ()
    title_mentions: tuple[Mention, ...] = ()
    dateline_mentions: tuple[Mention, ...] = ()

    @property
    def everywhere(self) -> tuple[Mention, ...]:
        """Every mention: those of the title first, then of the dateline, then of the text."""
        return self.title_mentions + self.dateline_mentions + self.mentions

    def to_dict(self) -> Json:
        """The actor as `read` prints it."""
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "mentions": [mention.to_dict() for mention in self.mentions],
            "title_mentions": [mention.to_dict() for mention in self.title_mentions],
            "dateline_mentions": [mention.to_dict() for mention in self.dateline_mentions],
        }


@dataclass(frozen=True, slots=True)
class Article:
    """An article understood: what the index keeps and the answer shows.

    `language` is an ISO 639-1 code, or what the article declares where we know no code for it;
    `language_from` is "text", "metadata" or "none".
    """

    id: str
    path: str
    title: str
    text: str
    digest: str
    url: str | None = None
    source: str | None = None
    byline: str | None = None
    language: str | None = None
    language_from: str = "none"
    dateline: str = ""
    published: Published | None = None
    actors: tuple[Actor, ...] = ()
    dates: tuple[DateMention, ...] = ()
    title_dates: tuple[DateMention, ...] = ()

    def to_dict(self) -> Json:
        """The article as one JSON object: what `read` prints and the API serves."""
        when = self.published
        return {
            "id": self.id,
            "path": self.path,
            "url": self.url,
            "title": self.title,
            "text": self.text,
            "source": self.source,
            "byline": self.byline,
            "language": self.language,
            "language_from": self.language_from,
            "dateline": self.dateline,
            "published": when.value if when else None,
            "published_at": when.at if when else None,
            "published_from": when.found_in if when else "none",
            "published_precision": when.precision if when else None,
            "actors": [actor.to_dict() for actor in self.actors],
            "dates": [mention.to_dict() for mention in self.dates],
            "title_dates": [mention.to_dict() for mention in self.title_dates],
            "digest": self.digest,
        }


def article_from_dict(record: Mapping[str, Any]) -> Article:
    """The inverse of `Article.to_dict`."""
    return Article(
        **{name: record[name] for name in _PLAIN},
        published=_published(record),
        actors=tuple(_actor(actor) for actor in record["actors"]),
        dates=tuple(_date(mention) for mention in record["dates"]),
        title_dates=tuple(_date(mention) for mention in record["title_dates"]),
    )


_PLAIN = (
    "id",
    "path",
    "url",
    "title",
    "text",
    "source",
    "byline",
    "language",
    "language_from",
    "dateline",
    "digest",
)


def _published(record: Mapping[str, Any]) -> Published | None:
    if record["published"] is None:
        return None
    return Published(
        value=record["published"],
        interval=interval_of(record["published"]),
        precision=record["published_precision"],
        found_in=record["published_from"],
        at=record["published_at"],
    )


def _actor(record: Mapping[str, Any]) -> Actor:
    return Actor(
        id=record["id"],
        name=record["name"],
        kind=record["kind"],
        mentions=tuple(Mention(**mention) for mention in record["mentions"]),
        title_mentions=tuple(Mention(**mention) for mention in record["title_mentions"]),
        dateline_mentions=tuple(Mention(**each) for each in record.get("dateline_mentions", ())),
    )


def _date(record: Mapping[str, Any]) -> DateMention:
    first, last = record["from"], record["to"]
    known = Interval(date.fromisoformat(first), date.fromisoformat(last)) if first else None
    plain = {name: record[name] for name in ("start", "end", "text", "value", "precision", "rule")}
    return DateMention(**plain, interval=known)
