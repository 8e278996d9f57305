"""Reading one file: what it is, is found from its content, then the reader of that format reads it.

Invariant: a file yields at least one article or raises `UnreadableFile`; a bad record costs
only itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from index.article import RawArticle, Skipped, more_skipped
from index.errors import UnreadableFile
from index.readers import feeds, kinds, newsml
from index.readers.complete import is_prose
from index.readers.encodings import declared_charset, decode
from index.readers.folders import printable
from index.readers.json_files import read_json, read_json_text
from index.readers.mail import read_mail, read_mailbox
from index.readers.names import NO_COLUMNS, Columns
from index.readers.packing import packing, unpacked
from index.readers.pages import Page, Piece
from index.readers.plain import read_plain
from index.readers.streams import Stream, Watch, head, opened, unwatched, whole
from index.readers.tables import mark_of, mark_of_text, read_table, read_table_text
from index.readers.tar_files import read_tar
from index.readers.warc import read_warc
from index.readers.webpage import read_page
from index.readers.xml import root_name
from index.readers.zip_files import read_zip

T = TypeVar("T")

_HELD = 100  # skipped records remembered until it is known that the file holds an article
_XML = dict.fromkeys(feeds.ROOTS, feeds.read_feed) | dict.fromkeys(newsml.ROOTS, newsml.read_newsml)


def read(
    path: Path, watch: Watch = unwatched, columns: Columns = NO_COLUMNS
) -> Iterator[RawArticle | Skipped]:
    """The articles of a file, and the records of it that are none.

    `watch` is told how far the file was read; `columns` are names in tables and JSON.
    Raises UnreadableFile, possibly only while iterating, when the file holds no article.
    """
    found = _found(path, watch, columns)
    articles = (piece.read() if isinstance(piece, Page) else piece for piece in found)
    return _settled(printable(path), articles)


def cut(path: Path, watch: Watch = unwatched, columns: Columns = NO_COLUMNS) -> Iterator[Piece]:
    """As `read`, but pages inside larger files are cut out only, to be read by who likes to."""
    return _settled(printable(path), _found(path, watch, columns))


def _settled(name: str, found: Iterable[T]) -> Iterator[T | Skipped]:
    """`found`, its skipped records held back until an article shows the file to be readable."""
    held: list[Skipped] = []
    more = 0
    kept = False
    try:
        for item in found:
            if not kept and isinstance(item, Skipped):
                if len(held) < _HELD:
                    held.append(item)
                else:
                    more += item.count
                continue
            if not kept:
                yield from held
                yield from more_skipped(name, more)
                kept = True
            yield item
    except UnreadableFile as fault:
        if not kept:
            raise
        yield Skipped(name, "", fault.reason)
    if not kept:
        raise UnreadableFile(name, held[0].reason if held else "it holds no article")


def _found(path: Path, watch: Watch, columns: Columns) -> Iterator[Piece]:
    with opened(path, watch) as stream:
        yield from _contents(stream, columns)


def _contents(stream: Stream, columns: Columns) -> Iterator[Piece]:
    start = head(stream)
    packed = packing(start)
    if packed and not stream.packed:
        yield from _contents(unpacked(stream, packed), columns)
    elif kinds.is_zip(start):
        yield from read_zip(stream, partial(_member, columns))
    elif kinds.is_tar(start):
        yield from read_tar(stream, partial(_member, columns))
    elif kinds.is_warc(start):
        yield from read_warc(stream)
    elif kinds.is_mailbox(start):
        yield from _as("mail", read_mailbox(stream))
    elif kinds.is_mail(start):
        yield from _as("mail", read_mail(stream))
    elif reason := kinds.foreign(start):
        raise stream.refuse(reason)
    elif kinds.is_json(start):
        yield from _as("JSON", read_json(stream, columns))
    elif mark := mark_of(stream, start, columns):
        yield from _as("table", read_table(stream, mark, columns))
    elif stream.depth and _is_page(start.decode("utf-8", "replace")):
        yield Page(stream.name, whole(stream))
    else:
        yield from _read_text(stream, _text(stream, start), columns)


def _member(columns: Columns, stream: Stream) -> Iterator[Piece]:
    return _settled(stream.name, _contents(stream, columns))


def _text(stream: Stream, start: bytes) -> str:
    markup = start.lstrip().startswith((b"<", b"\xef\xbb\xbf<"))
    try:
        return decode(whole(stream), declared_charset(start) if markup else None)
    except ValueError as error:
        raise stream.refuse(str(error)) from error


def _read_text(stream: Stream, text: str, columns: Columns) -> Iterator[RawArticle | Skipped]:
    if not text.strip():
        raise stream.refuse("it is empty")
    if kinds.is_json(text[:8192].encode()):
        yield from _as("JSON", read_json_text(stream.name, text, columns))
        return
    if mark := mark_of_text(text, columns):
        yield from _as("table", read_table_text(stream.name, text, mark, columns))
        return
    if read_xml := _XML.get(root := root_name(text)):
        yield from _as(f"XML ({root})", read_xml(stream.name, text))
        return
    if kinds.is_page(text):
        kind, article = "HTML", _page(stream, text)
    elif kinds.is_xml(text):
        raise stream.refuse("XML of a kind that is not known: give it as HTML, JSON or plain text")
    else:
        kind, article = "plain text", read_plain(text)
    if not is_prose(article.text):
        raise stream.refuse("too few words for an article")
    yield from _as(kind, [article])


def _as(kind: str, found: Iterable[RawArticle | Skipped]) -> Iterator[RawArticle | Skipped]:
    """`found`, each article told to be of this format."""
    for item in found:
        if isinstance(item, Skipped):
            yield item
        else:
            yield replace(item, told=(("format", kind), *item.told))


def _is_page(start: str) -> bool:
    return kinds.is_page(start) and root_name(start) not in _XML


def _page(stream: Stream, text: str) -> RawArticle:
    try:
        return read_page(text)
    except ValueError as error:
        raise stream.refuse(str(error)) from error
