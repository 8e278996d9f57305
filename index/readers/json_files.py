"""JSON and JSON Lines: one article, a list, an object that holds a list, or one object a line.

Invariant: which of them a file is shows in its content; JSON Lines are read line by line, so
their size is not limited, and a line that cannot be read costs only itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial

from index.article import RawArticle, Skipped
from index.errors import UnreadableFile
from index.readers.encodings import decode
from index.readers.feeds import with_feed
from index.readers.names import NO_COLUMNS, Columns, renamed
from index.readers.records import articles_in
from index.readers.streams import LINE_LIMIT, MIB, Stream, lines, whole

_TOO_LONG = f"a line of more than {LINE_LIMIT // MIB} MiB"


def read_json(stream: Stream, columns: Columns = NO_COLUMNS) -> Iterator[RawArticle | Skipped]:
    """The articles of a file that begins as JSON does.

    Raises UnreadableFile when it is neither JSON nor has a line that is an article.
    """
    beginning = lines(stream)
    first, second = next(beginning, None), next(beginning, None)
    stream.raw.seek(0)
    if first and second and not isinstance(_parsed(first[1], columns), str):
        yield from _read_lines(stream.name, lines(stream), columns)
        return
    try:
        value = _document(stream.name, _decoded(whole(stream)), columns)
    except UnreadableFile as fault:
        stream.raw.seek(0)
        yield from _unless_none(fault, _read_lines(stream.name, lines(stream), columns))
    else:
        yield from articles_in(with_feed(value), stream.name)


def read_json_text(
    name: str, text: str, columns: Columns = NO_COLUMNS
) -> Iterator[RawArticle | Skipped]:
    """As `read_json`, of a text already decoded (from UTF-16, say)."""
    try:
        value = _document(name, text, columns)
    except UnreadableFile as fault:
        rows = enumerate((line.encode() for line in text.split("\n")), 1)
        numbered = ((number, line) for number, line in rows if line.strip())
        yield from _unless_none(fault, _read_lines(name, numbered, columns))
    else:
        yield from articles_in(with_feed(value), name)


def _unless_none(
    fault: UnreadableFile, found: Iterable[RawArticle | Skipped]
) -> Iterator[RawArticle | Skipped]:
    """`found`, or `fault` raised when no article is among it."""
    kept = False
    for item in found:
        kept = kept or isinstance(item, RawArticle)
        yield item
    if not kept:
        raise fault


def _read_lines(
    name: str, numbered: Iterable[tuple[int, bytes | None]], columns: Columns
) -> Iterator[RawArticle | Skipped]:
    for number, line in numbered:
        value = _parsed(line, columns)
        if isinstance(value, str):
            yield Skipped(name, str(number), value)
        else:
            yield from articles_in(with_feed(value), name, str(number))


def _parsed(line: bytes | None, columns: Columns) -> object:
    """The JSON value of a line; a string is the reason why it has none we could use."""
    if line is None:
        return _TOO_LONG
    try:
        value = _loads(_decoded(line), columns)
    except (ValueError, RecursionError) as error:
        return _reason(error)
    return value if isinstance(value, dict | list) else "JSON, but not an object"


def _document(name: str, text: str, columns: Columns) -> object:
    try:
        return _loads(text, columns)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(name, _reason(error)) from error


def _loads(text: str, columns: Columns) -> object:
    return json.loads(text, object_hook=partial(renamed, columns=columns) if columns else None)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decode(data)


def _reason(error: ValueError | RecursionError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"JSON that breaks off at line {error.lineno}, column {error.colno}: {error.msg}"
    if isinstance(error, RecursionError):
        return "JSON that is nested too deeply"
    if "int_max_str_digits" in str(error):
        return "JSON with a number of thousands of digits"
    return f"JSON that cannot be read: {error}"
