"""What files hold, understood before it is asked for where there is a crew to do so.

    small files   read and understood by the crew, many together
    a large file  read here, and its articles understood by the crew, many together; pages
                  inside it are only cut out here, and read by the crew too
    without crew  read here, and understood when `keep` is called

Invariant: what comes, and in which order, is the same either way. No file is read before it was
looked at, and no more is held than a few batches.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from concurrent.futures import Future
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from index.article import RawArticle, Skipped
from index.crew import Crew
from index.identity import article_id, content_digest
from index.looking import Look, look_at
from index.readers import Page, Watch, unwatched
from index.readers.names import Columns
from index.recognition import recogniser_of
from index.store import Store
from index.understanding import (
    FileItem,
    Kept,
    Unread,
    article_of,
    keep,
    keep_all,
    keep_files,
    pieces_of,
)

#: A file of so many bytes is large.
LARGE = 1 << 18

#: A batch has so many articles or files, unless it has so many letters before.
_MOST = 64
_LETTERS = 1 << 16

#: A page of more bytes is read here: too many such under way would fill the memory.
_PAGE = 1 << 21

T = TypeVar("T")


class Found(NamedTuple):
    """An article in a file: which it is, which version of it, and a way to have it understood."""

    id: str
    digest: str
    keep: Callable[[], Kept]


Item = Found | Skipped | Unread

#: What a file is cut into: some of it is articles already, a Page is still to be read.
Piece = RawArticle | Page | Skipped | Unread


class Intake:
    """Reads files, with a crew."""

    def __init__(self, store: Store, crew: Crew, today: date, watch: Watch = unwatched) -> None:
        """What `store` holds needs not be understood, unless that changes before its turn.

        `watch` is told how far a file was read that is read here. Raises BrokenIndex when the
        corrections kept with the store are damaged, BrokenCorrections when they do not hold.
        """
        self._store = store
        self._watch = watch
        self._crew = crew
        self._today = today
        self._recogniser = recogniser_of(store.folder, store.manifest)

    def files(self, files: Iterable[Path]) -> Iterator[tuple[Look, Iterator[Item]]]:
        """Each file, in order, with what it holds."""
        looks = (look_at(self._store.manifest, file) for file in files)
        return self._in_turn(map(self._several, _batches(looks, _bytes, LARGE)))

    def items(self, file: Path, key: str) -> Iterator[Item]:
        """What one file holds; it is not opened before this is iterated."""
        pieces = pieces_of(file, self._watch, self._columns(key))
        batches = _batches(pieces, _letters, _LETTERS)
        return self._in_turn(self._part(batch, key) for batch in batches)

    def _in_turn(self, parts: Iterable[Iterator[T]]) -> Iterator[T]:
        """Everything in all parts; of these as many are begun as the crew works ahead."""
        begun: deque[Iterator[T]] = deque()
        for part in parts:
            begun.append(part)
            while len(begun) > self._crew.ahead:
                yield from begun.popleft()
        for part in begun:
            yield from part

    def _several(self, looks: Sequence[Look]) -> Iterator[tuple[Look, Iterator[Item]]]:
        """Several files; if they are small, the crew is told to begin before this returns."""
        new = [(each.file, each.key, self._columns(each.key)) for each in looks if each.is_new]
        if new and max(map(_bytes, looks)) < LARGE and self._crew.ahead:
            told = _later(self._crew.call(keep_files, new, self._today, self._recogniser))
            return (
                (look, _as_found(next(told)) if look.is_new else self._alone(look))
                for look in looks
            )
        return ((look, self._alone(look)) for look in looks)

    def _columns(self, key: str) -> Columns:
        return self._store.manifest.columns_of(key)

    def _alone(self, look: Look) -> Iterator[Item]:
        return self.items(look.file, look.key)

    def _part(self, pieces: Iterable[Piece], key: str) -> Iterator[Item]:
        """Some pieces of a file; the crew is told to begin before this returns."""
        ahead = self._crew.ahead > 0
        items = [self._read(piece, ahead) for piece in pieces]
        found = [self._found(item, key) if isinstance(item, RawArticle) else item for item in items]
        wanted = {
            place: item
            for place, (this, item) in enumerate(zip(found, items, strict=True))
            if isinstance(item, Page) or (isinstance(item, RawArticle) and self._lacks(this))
        }
        if wanted and ahead:
            asked = key, self._today, self._recogniser
            told = _later(self._crew.call(keep_all, list(wanted.values()), *asked))
            return _answered(found, wanted, told)
        self._crew.note(sum(map(_letters, wanted.values())))
        return (item for item in found if not isinstance(item, Page))

    def _read(self, piece: Piece, ahead: bool) -> Piece:
        """What a page holds, or the piece as it is if it is none or left to the crew."""
        if not isinstance(piece, Page) or (ahead and len(piece.content) <= _PAGE):
            return piece
        self._crew.note(_letters(piece))
        return article_of(piece)

    def _lacks(self, item: Item | Page) -> bool:
        return isinstance(item, Found) and not self._store.holds(item.id, item.digest)

    def _found(self, raw: RawArticle, key: str) -> Found:
        way = partial(keep, raw, key, self._today, self._recogniser)
        return Found(article_id(raw, key), content_digest(raw), way)


def _later(answer: Future[list[T]]) -> Iterator[T]:
    """What was answered one by one, waited for when the first is needed."""
    yield from answer.result()


def _answered(
    found: Iterable[Item | Page],
    wanted: Container[int],
    told: Iterator[Kept | Skipped],
) -> Iterator[Item]:
    """`found`, those that are `wanted` by their places being understood already."""
    for place, item in enumerate(found):
        if place in wanted:
            yield from _as_found([next(told)])
        elif not isinstance(item, Page):
            yield item


def _as_found(items: Iterable[FileItem]) -> Iterator[Item]:
    """The items of a file that the crew has read."""
    for item in items:
        if isinstance(item, Kept):
            yield Found(item.record.id, item.record.digest, partial(_same, item))
        else:
            yield item


def _same(kept: Kept) -> Kept:
    return kept


def _batches(items: Iterable[T], size: Callable[[T], int], limit: int) -> Iterator[list[T]]:
    """Items in lists: each alone whose size is the limit, few and small ones together."""
    batch: list[T] = []
    total = 0
    for item in items:
        if batch and size(item) >= limit:
            yield batch
            batch, total = [], 0
        batch.append(item)
        total += size(item)
        if total >= limit or len(batch) >= _MOST:
            yield batch
            batch, total = [], 0
    if batch:
        yield batch


def _bytes(look: Look) -> int:
    return look.size if look.is_new else 0


def _letters(piece: Piece) -> int:
    if isinstance(piece, Page):
        return len(piece.content)
    return len(piece.title) + len(piece.text) if isinstance(piece, RawArticle) else 0
