"""From a file to what its articles say: everything that needs no index.

Invariant: what comes out depends on the file, its key and the day, not on where it is done.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from index.actors import catalogue
from index.article import Article, DateMention, Published, RawArticle, Skipped
from index.codec.records import Record, record_of
from index.dates import mentioned_dates, published_date
from index.errors import UnreadableFile
from index.identity import article_id, clean, content_digest
from index.languages.deciding import language_of
from index.readers import Page, Watch, cut, read, unwatched
from index.readers.names import NO_COLUMNS, Columns
from index.recognition import PLAIN, Recogniser
from index.sparing import spared

T = TypeVar("T")
_LOOSE_ENDS = 20_000  # new objects after which those that hold one another are looked for
_ROUNDS = 100  # of that after which those that outlived one are looked over too

#: An article, and in a sentence each what it says but we do not believe.
Understood = tuple[Article, tuple[str, ...]]
Dates = tuple[DateMention, ...]


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
    """Load what the first article would otherwise have to wait for, in a process that only reads.

    What is loaded stays, and what reading leaves behind is rarely circular: looked over as often
    as Python would by itself, it costs a fifth of the time.
    """
    catalogue()
    gc.freeze()
    gc.set_threshold(_LOOSE_ENDS, _ROUNDS)


def articles_of(
    file: Path, columns: Columns = NO_COLUMNS
) -> Iterator[RawArticle | Skipped | Unread]:
    """What a file holds; if anything ends that early, `Unread` comes last."""
    return _to_the_end(file, read(file, columns=columns))


def pieces_of(
    file: Path, watch: Watch = unwatched, columns: Columns = NO_COLUMNS
) -> Iterator[RawArticle | Page | Skipped | Unread]:
    """As `articles_of`, but pages inside larger files are still to be read."""
    return _to_the_end(file, cut(file, watch, columns))


def article_of(page: Page) -> RawArticle | Skipped:
    """What a page holds."""
    item, fault = spared("the page cannot be read", page.read, None)
    if item is None:
        return Skipped(page.name, page.place, fault)
    return clean(item) if isinstance(item, RawArticle) else item


def _to_the_end(file: Path, items: Iterable[T]) -> Iterator[T | RawArticle | Unread]:
    try:
        for item in items:
            yield clean(item) if isinstance(item, RawArticle) else item
    except UnreadableFile as fault:
        yield Unread(Skipped(str(file), "", fault.reason), lasting=True)
    except OSError as fault:
        reason = f"it cannot be opened: {fault.strerror or fault}"
        yield Unread(Skipped(str(file), "", reason), lasting=False)


def understand(
    raw: RawArticle, path: str, today: date, recogniser: Recogniser = PLAIN
) -> Understood:
    """What a raw article says; `path` is that of its file, beginning with its corpus."""
    published, note = published_date(raw, path, today)
    language, told, doubt = language_of(raw)
    dates, lost = _dates(raw, published)
    article = Article(
        id=article_id(raw, path),
        path=path,
        title=raw.title,
        text=raw.text,
        digest=content_digest(raw),
        url=raw.url,
        source=raw.source,
        byline=raw.byline,
        language=language,
        language_from=told,
        dateline=raw.dateline,
        published=published,
        dates=dates[0],
        title_dates=dates[1],
    )
    told_by = partial(recogniser.actors, article, raw.lead, today)
    actors, unknown = spared("its actors are not known", told_by, article.actors)
    return replace(article, actors=actors), tuple(filter(None, (note, doubt, lost, unknown)))


def _dates(raw: RawArticle, published: Published | None) -> tuple[tuple[Dates, Dates], str]:
    """The dates that the text and the title speak of."""

    def tell() -> tuple[Dates, Dates]:
        return mentioned_dates(raw.text, published, raw.lead), mentioned_dates(raw.title, published)

    return spared("the dates it speaks of are not known", tell, ((), ()))


def keep(raw: RawArticle, path: str, today: date, recogniser: Recogniser = PLAIN) -> Kept:
    """As `understand`, in the form that the index takes."""
    article, notes = understand(raw, path, today, recogniser)
    return Kept(record_of(article), notes)


def keep_all(
    pieces: Sequence[RawArticle | Page], path: str, today: date, recogniser: Recogniser = PLAIN
) -> list[Kept | Skipped]:
    """As `keep`, of several articles of one file and pages in it."""
    return [_keep_piece(piece, path, today, recogniser) for piece in pieces]


def _keep_piece(
    piece: RawArticle | Page, path: str, today: date, recogniser: Recogniser
) -> Kept | Skipped:
    item = article_of(piece) if isinstance(piece, Page) else piece
    return keep(item, path, today, recogniser) if isinstance(item, RawArticle) else item


def keep_files(
    files: Sequence[tuple[Path, str, Columns]], today: date, recogniser: Recogniser = PLAIN
) -> list[list[FileItem]]:
    """What each of several files holds; each is given with its key and what its columns mean."""
    return [_keep_file(file, key, columns, today, recogniser) for file, key, columns in files]


def _keep_file(
    file: Path, key: str, columns: Columns, today: date, recogniser: Recogniser
) -> list[FileItem]:
    return [
        _keep_piece(piece, key, today, recogniser)
        if isinstance(piece, RawArticle | Page)
        else piece
        for piece in pieces_of(file, columns=columns)
    ]
