"""When an article appeared, and where we learnt it.

Invariant: the first source that gives a plausible date wins, in the order of trust: what the
article's data says, its URL, the name of its file, its dateline; but an older day in the URL, or
the next to one told in UTC, is better evidence than a stated one. Never the file's own time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import PurePosixPath

from index.article import Published, RawArticle
from index.dates.lexicon import WORDS
from index.dates.written import Written, read_written

_EARLIEST = date(1700, 1, 1)
_LONGEST_ADDRESS = 2000
_SHOWN = 60
_EDITION = "lies after the day in the URL, which is given once"

# Years as a publisher's address or file name may hold them; an article's number is none.
_YEAR = r"(?:19|20)[0-9]{2}"
_MONTH = r"0?[1-9]|1[0-2]|[A-Za-z]{3,9}"
_DATED = re.compile(
    rf"(?<![0-9A-Za-z])(?P<y>{_YEAR})(?P<mark>[-/_.])(?P<m>{_MONTH})(?P=mark)(?P<d>[0-3]?[0-9])"
    r"(?![0-9])"
)
_DATED_COMPACT = re.compile(rf"(?<![0-9A-Za-z])(?P<all>{_YEAR}[01][0-9][0-3][0-9])(?![0-9A-Za-z])")
_DATED_MONTH = re.compile(rf"/(?P<y>{_YEAR})/(?P<m>{_MONTH})/")


def published_date(raw: RawArticle, path: str, today: date) -> tuple[Published | None, str | None]:
    """The publication date of `raw`, and a note about a written one that was not used.

    `path` is the article's file; it speaks for the article only where it holds nothing else
    (`raw.place` is empty). A date is implausible, and noted, when it cannot be read, lies
    beyond the day after `today`, or after the one on which a crawler saw the page, or before
    1700. The day of the crawl is no date of the page. The note is one sentence.
    """
    note = None
    today = min(today, date.fromisoformat(raw.seen)) if raw.seen else today
    for found_in, value, written in _candidates(raw, path):
        reason = _fault(written, today)
        if written and not reason:
            when = _published(found_in, written)
            first = _of_address(raw, when, today)
            if first is None:
                return when, note
            is_edition = first.at is None
            return first, note or (_unused(value, found_in, _EDITION) if is_edition else None)
        note = note or _unused(value, found_in, reason)
    return None, note


def _unused(value: str, found_in: str, reason: str | None) -> str:
    shown = value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
    return f"The date {shown!r} ({found_in}) was not used: it {reason}."


def _published(found_in: str, written: Written) -> Published:
    meaning = written.meaning
    assert meaning.interval is not None  # noqa: S101 - read_written gives no other
    return Published(meaning.value, meaning.interval, meaning.precision, found_in, written.at)


def _of_address(raw: RawArticle, when: Published, today: date) -> Published | None:
    """The day in the URL where it is better evidence than a stated one.

    An address is given once: what states a later day tells when the article was last brought
    out. And a moment told in UTC has the day of the place it was told in only by chance: the
    neighbouring day in the address is the one its readers saw.
    """
    if when.found_in == "url" or when.precision != "day":
        return None
    for value in _values((raw.url or "")[:_LONGEST_ADDRESS]):
        written = read_written(value)
        if written and written.meaning.precision == "day" and not _fault(written, today):
            first = _published("url", written)
            days = (when.interval.first - first.interval.first).days
            if abs(days) == 1 and when.at and when.at.endswith("+00:00"):
                return replace(first, at=when.at)
            return first if days > 1 else None
    return None


def _candidates(raw: RawArticle, path: str) -> Iterator[tuple[str, str, Written | None]]:
    """What each source writes, in the order of trust: where, the text, the date in it."""
    if raw.published and raw.published.strip():
        found_in = raw.published_from if raw.published_from != "none" else "metadata"
        yield found_in, raw.published.strip(), read_written(raw.published)
    name = PurePosixPath(raw.member if raw.place else path).name
    for found_in, text in (("url", raw.url or ""), ("file name", name)):
        for value in _values(text[:_LONGEST_ADDRESS]):
            yield found_in, value, read_written(value)
    written = read_written(raw.dateline)
    if written:
        yield "dateline", raw.dateline, written


def _values(address: str) -> Iterator[str]:
    """The dates in a URL or a file name, as ISO 8601."""
    for match in (*_DATED.finditer(address), *_DATED_MONTH.finditer(address)):
        number = _month(match["m"])
        if number:
            end = f"-{int(match['d']):02d}" if "d" in match.groupdict() else ""
            yield f"{match['y']}-{number:02d}{end}"
    for match in _DATED_COMPACT.finditer(address):
        if read_written(match["all"]):
            yield match["all"]


def _month(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    word = WORDS.get(text.title())
    return word.number if word and word.kind in ("month", "homonym") else None


def _fault(written: Written | None, today: date) -> str | None:
    """Why a date cannot be the publication date, as the rest of a sentence about it."""
    interval = written.meaning.interval if written else None
    if interval is None:
        return "is no date that can be read with certainty"
    if interval.first > today + timedelta(days=1):
        return "lies in the future"
    return f"lies before {_EARLIEST.year}" if interval.last < _EARLIEST else None
