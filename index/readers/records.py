"""From a JSON value to articles, by the field names that news tools use.

Invariant: an object is an article when it has a text, whatever it lies in; what the fields are
called is known to `names` alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from index.article import RawArticle, Skipped
from index.readers.complete import complete, host
from index.readers.encodings import cleaned
from index.readers.markup import plain_text
from index.readers.names import (
    BYLINE,
    LANGUAGE,
    LAST_TEXT,
    PLACE,
    PUBLISHED,
    SOURCE,
    TEXT,
    TITLE,
    URL,
    squeezed,
)

Record = Mapping[str, object]

_INNER = ("name", "rendered", "value", "text", "#text", "@value", "$date", "main", "title", "url")
_WRAPPED = ("rendered", "value", "#text")
_NESTING = 6  # how deep an object that holds articles may hold them
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_TIMESTAMP = re.compile(r"[0-9]{10}(?:[0-9]{3})?")
_LANGUAGE_TAG = re.compile(r"([a-z]{2,3})(?:[-_].*)?$", re.IGNORECASE)


def articles_in(value: object, name: str, place: str = "") -> Iterator[RawArticle | Skipped]:
    """The articles in a JSON value, and what stands among them without a text.

    `place` is the line the value stands on; an object that is the whole file has none.
    """
    if isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield from _item(item, name, f"{place}.{number}" if place else str(number))
    elif isinstance(value, dict):
        yield from _in_object(value, name, place)


def _item(item: object, name: str, place: str) -> Iterator[RawArticle | Skipped]:
    if isinstance(item, dict):
        yield from _in_object(item, name, place)
    else:
        yield Skipped(name, place, f"not an object but {str(item)[:40]!r}")


def _in_object(value: Record, name: str, place: str) -> Iterator[RawArticle | Skipped]:
    """The object itself when it has a text, else what it holds, else its description."""
    record = _squeezed(value)
    text = _text(record, TEXT)
    if not text:
        held = False
        for item, where in _inner(value, place, _NESTING):
            held = True
            yield from _item(item, name, where)
        if held:
            return
        text = _text(record, LAST_TEXT)
    if text:
        yield _article(record, text, (_own(record) or place) if place else "")
    else:
        keys = ", ".join(cleaned(str(key))[:40] for key in list(value)[:8]) or "none"
        yield Skipped(name, place, f"no text in it; its fields: {keys}")


def _inner(value: Record, place: str, depth: int) -> Iterator[tuple[object, str]]:
    """What lies in an object that may be an article: an object of its own, or items of a list."""
    for key, inner in value.items():
        where = f"{place}.{cleaned(key)}" if place else cleaned(key)
        if isinstance(inner, dict) and depth:
            if _is_record(inner):
                yield inner, where
            else:
                yield from _inner(inner, place, depth - 1)
        elif isinstance(inner, list) and any(_may_hold(item, depth) for item in inner):
            for number, item in enumerate(inner, 1):
                yield item, f"{place}.{number}" if place else str(number)


def _may_hold(item: object, depth: int) -> bool:
    if not isinstance(item, dict) or not depth:
        return False
    return _is_record(item) or any(True for _ in _inner(item, "", depth - 1))


def _is_record(value: Record) -> bool:
    record = _squeezed(value)
    return bool(_text(record, TEXT) or (_text(record, LAST_TEXT) and _first(record, TITLE)))


def _squeezed(record: Record) -> Record:
    return {squeezed(key): value for key, value in record.items()}


def _text(record: Record, names: tuple[str, ...]) -> str:
    for name in names:
        if name in record and (text := plain_text(_prose(record[name]))).strip():
            return text
    return ""


def _prose(value: object) -> str:
    """A text field: a string, a list of paragraphs, or an object that wraps a string."""
    if isinstance(value, dict):
        value = next((value[name] for name in _WRAPPED if name in value), "")
    if isinstance(value, list):
        return cleaned("\n\n".join(part for part in value if isinstance(part, str)))
    return cleaned(value) if isinstance(value, str) else ""


def _own(record: Record) -> str:
    return _first(record, PLACE).strip()[:200]


def _article(record: Record, text: str, place: str) -> RawArticle:
    return complete(
        RawArticle(
            title=_line(record, TITLE) or "",
            text=text,
            place=place,
            dateline=_line(record, ("dateline",)) or "",
            url=_line(record, URL),
            source=_source(record),
            byline=_line(record, BYLINE),
            language=language(_first(record, LANGUAGE)),
            published=_date(record),
            published_from="metadata",
            told=tuple(_told(record)),
        )
    )


def _told(record: Record) -> Iterator[tuple[str, str]]:
    """Which field each part was taken from, by its name without case and marks."""
    text = next((name for name in (*TEXT, *LAST_TEXT) if _prose(record.get(name)).strip()), "")
    yield "text", text
    for part, names in (("title", TITLE), ("published", PUBLISHED), ("source", SOURCE)):
        name = next((name for name in names if _first(record, (name,))), "")
        if name:
            yield part, name


def _line(record: Record, names: tuple[str, ...]) -> str | None:
    return " ".join(plain_text(_first(record, names)).split()) or None


def _source(record: Record) -> str | None:
    """Who published it; of an address its host."""
    said = _line(record, SOURCE)
    return host(said) if said and _ADDRESS.match(said) else said


def _date(record: Record) -> str | None:
    said = _first(record, PUBLISHED).strip()
    # A column has no numbers, only their digits: those of a timestamp are ten or thirteen.
    return _moment(int(said)) if _TIMESTAMP.fullmatch(said) else said or None


def _first(record: Record, names: tuple[str, ...]) -> str:
    """The first of the named fields that says something, as text."""
    for name in names:
        if name in record and (text := as_text(record[name])).strip():
            return text
    return ""


def as_text(value: object) -> str:
    """A field as text: an object by its name or content, a list joined, a timestamp as ISO 8601."""
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return _moment(value)
    if isinstance(value, list):
        parts = [as_text(item) for item in value if not isinstance(item, list)]
        return ", ".join(part for part in parts if part.strip())
    if isinstance(value, dict):
        for name in _INNER:
            inner = value.get(name)
            if isinstance(inner, str | int) and not isinstance(inner, bool):
                return as_text(inner)
    return ""


def _moment(number: float) -> str:
    """Seconds or milliseconds since 1970 as ISO 8601; smaller numbers as they are."""
    seconds = number / 1000 if abs(number) > 1e11 else number
    if not 1e8 < abs(seconds) < 1e11:
        return str(number)
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def language(tag: str) -> str | None:
    """A language tag without its region ("en-GB" is "en"); a name as it is, in lower case."""
    tag = tag.strip().lower()
    found = _LANGUAGE_TAG.match(tag)
    return found[1] if found else tag or None
