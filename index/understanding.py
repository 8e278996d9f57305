"""From a file to what its articles say: everything that needs no index.

Invariant: what comes out depends on the file, its key and the day, not on where it is done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from index.actors import catalogue, recognise
from index.article import Article, RawArticle, Skipped
from index.codec.records import Record, record_of
from index.dates import mentioned_dates, published_date
from index.errors import UnreadableFile
from index.identity import article_id, clean, content_digest
from index.readers import Watch, read, unwatched
from index.readers.names import NO_COLUMNS, Columns

#: An article, and in a sentence each what it says but we do not believe.
Understood = tuple[Article, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Unread:
    """The end of a file of which not everything could be read.

    `lasting` tells that the file is to blame, and not the disk, which may be better tomorrow.
    """

    skipped: Skipped
    lasting: bool


class Kept(NamedTuple):
    """An article understood, as the index takes it, and what it says but we do not believe."""

    record: Record
    notes: tuple[str, ...]


FileItem = Kept | Skipped | Unread


def make_ready() -> None:
    """Load what the first article would otherwise have to wait for."""
    catalogue()


def articles_of(
    file: Path, watch: Watch = unwatched, columns: Columns = NO_COLUMNS
) -> Iterator[RawArticle | Skipped | Unread]:
    """What a file holds; if anything ends that early, `Unread` comes last."""
    try:
        for item in read(file, watch, columns):
            yield item if isinstance(item, Skipped) else clean(item)
    except UnreadableFile as fault:
        yield Unread(Skipped(str(file), "", fault.reason), lasting=True)
    except OSError as fault:
        reason = f"it cannot be opened: {fault.strerror or fault}"
        yield Unread(Skipped(str(file), "", reason), lasting=False)


def understand(raw: RawArticle, path: str, today: date) -> Understood:
    """What a raw article says; `path` is that of its file, beginning with its corpus."""
    published, note = published_date(raw, path, today)
    year = published.interval.first.year if published else None
    article = Article(
        id=article_id(raw, path),
        path=path,
        title=raw.title,
        text=raw.text,
        digest=content_digest(raw),
        url=raw.url,
        source=raw.source,
        byline=raw.byline,
        language=raw.language,
        dateline=raw.dateline,
        published=published,
        actors=recognise(raw.title, raw.text, raw.lead, catalogue(), year),
        dates=mentioned_dates(raw.text, published, raw.lead),
        title_dates=mentioned_dates(raw.title, published),
    )
    return article, (note,) if note else ()


def keep(raw: RawArticle, path: str, today: date) -> Kept:
    """As `understand`, in the form that the index takes."""
    article, notes = understand(raw, path, today)
    return Kept(record_of(article), notes)


def keep_all(raws: Sequence[RawArticle], path: str, today: date) -> list[Kept]:
    """As `keep`, of several articles of one file."""
    return [keep(raw, path, today) for raw in raws]


def keep_files(files: Sequence[tuple[Path, str, Columns]], today: date) -> list[list[FileItem]]:
    """What each of several files holds; each is given with its key and what its columns mean."""
    return [_keep_file(file, key, columns, today) for file, key, columns in files]


def _keep_file(file: Path, key: str, columns: Columns, today: date) -> list[FileItem]:
    return [
        keep(item, key, today) if isinstance(item, RawArticle) else item
        for item in articles_of(file, columns=columns)
    ]
