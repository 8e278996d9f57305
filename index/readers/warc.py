"""WARC files, as crawlers and CC-NEWS write them: the HTML pages among their records.

Own code, since no library keeps our limits: warcio 1.8 takes a cut gzip member for a whole one
and holds a header of any length.

Invariant: no more than one record is held, and of all that are passed over the number is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from index.article import Skipped
from index.errors import UnreadableFile
from index.readers.encodings import cleaned
from index.readers.http_answers import Answer, fields_of, read_answer
from index.readers.pages import Page
from index.readers.streams import LINE_LIMIT, MIB, Stream

_VERSION = re.compile(rb"WARC/\d\.\d+\s*$")
_LENGTH = re.compile(r"\d{1,15}$")
_HEADER_LIMIT = 2**16
_STEP = 2**16
_HTML = ("text/html", "application/xhtml+xml")
_TOO_LONG = f"responses of more than {LINE_LIMIT // MIB} MiB"


@dataclass(frozen=True, slots=True)
class _Record:
    """A record: its header fields, and its block if it may hold a page."""

    fields: dict[str, str]
    number: int
    block: bytes = b""

    @property
    def type(self) -> str:
        return self.fields.get("warc-type", "").lower()

    @property
    def url(self) -> str:
        return cleaned(self.fields.get("warc-target-uri", "")).strip("<>")

    @property
    def place(self) -> str:
        own = cleaned(self.fields.get("warc-record-id", "")).strip("<>")
        return own.removeprefix("urn:uuid:")[:200] or str(self.number)


def read_warc(stream: Stream) -> Iterator[Page | Skipped]:
    """The pages of a WARC file, still to be read; what else there is comes last, by number."""
    passed: Counter[str] = Counter()
    fault: UnreadableFile | None = None
    try:
        for item in _records(stream):
            if isinstance(item, Skipped):
                yield item
            elif reason := _reason(item):
                passed[reason] += 1
            else:
                yield from _page(stream, item, passed)
    except UnreadableFile as broken:
        fault = broken
    for reason, count in passed.items():
        yield Skipped(stream.name, "", f"{reason} ({count:,})", count)
    if fault:
        raise fault


def _reason(record: _Record) -> str:
    """Why a record holds no page we read, or an empty string."""
    if record.type == "response":
        if not record.url.lower().startswith(("http://", "https://")):
            return "responses that are not from the web"
        return "" if record.block else _TOO_LONG
    if record.type == "resource":
        kind = record.fields.get("content-type", "").lower()
        if not kind.startswith(_HTML):
            return "resources that are no HTML"
        return "" if record.block else _TOO_LONG
    return f"{cleaned(record.type)[:40] or 'nameless'} records"


def _page(stream: Stream, record: _Record, passed: Counter[str]) -> Iterator[Page | Skipped]:
    try:
        answer = _answer(record)
        if answer.status != 200:
            passed["responses with another status than 200"] += 1
        elif answer.kind and answer.kind not in _HTML:
            passed["responses that are no HTML"] += 1
        else:
            stream.budget.spend(unpacked=max(0, len(answer.content) - len(record.block)))
            yield _found(stream, record, answer)
    except ValueError as fault:
        yield Skipped(stream.name, record.url or record.place, str(fault))


def _answer(record: _Record) -> Answer:
    if record.type == "resource":
        return Answer(200, _HTML[0], None, record.block)
    return read_answer(record.block)


def _found(stream: Stream, record: _Record, answer: Answer) -> Page:
    return Page(
        name=stream.name,
        content=answer.content,
        place=record.place,
        url=record.url,
        charset=answer.charset,
        seen=_day(record.fields.get("warc-date", "")),
    )


def _day(written: str) -> str | None:
    with suppress(ValueError):
        return date.fromisoformat(written[:10]).isoformat()
    return None


def _records(stream: Stream) -> Iterator[_Record | Skipped]:
    """The records one after the other; where one is broken, the next that begins as one does."""
    line = _next_line(stream)
    number = 0
    while line:
        number += 1
        record, length = _header(stream, line, number)
        if length is None:
            yield Skipped(
                stream.name, record.place, "a record without a header that says its length"
            )
            line = _next_beginning(stream)
            continue
        block = _block(stream, record, length)
        line = _next_line(stream)
        if block is None:
            yield Skipped(stream.name, record.url or record.place, "a record that is cut short")
        elif line and not _VERSION.match(line):
            reason = "a record whose length is wrong: what follows it is passed over"
            yield Skipped(stream.name, record.url or record.place, reason)
            line = _next_beginning(stream)
        else:
            yield replace(record, block=block)


def _next_line(stream: Stream) -> bytes:
    """The next line that is not blank, or nothing at the end."""
    while (line := stream.raw.readline(_HEADER_LIMIT)) and line.isspace():
        pass
    return line


def _next_beginning(stream: Stream) -> bytes:
    """The next line that a record begins with, or nothing at the end."""
    while (line := stream.raw.readline(_HEADER_LIMIT)) and not _VERSION.match(line):
        pass
    return line


def _header(stream: Stream, first: bytes, number: int) -> tuple[_Record, int | None]:
    """The record that begins here, and the bytes of its block; None when it does not say."""
    lines: list[bytes] = []
    left = _HEADER_LIMIT
    while _VERSION.match(first) and left > 0 and (line := stream.raw.readline(left)).strip():
        lines.append(line)
        left -= len(line)
    record = _Record(fields_of(b"".join(lines)), number)
    length = _LENGTH.match(record.fields.get("content-length", ""))
    return record, int(length[0]) if length and left > 0 else None


def _block(stream: Stream, record: _Record, length: int) -> bytes | None:
    """The block of a record, empty if it holds no page; None when it is cut short."""
    if length <= LINE_LIMIT and record.type in ("response", "resource"):
        block = stream.raw.read(length)
        return block if len(block) == length else None
    while length and (step := stream.raw.read(min(_STEP, length))):
        length -= len(step)
    return None if length else b""
