"""A publication date as metadata, markup or a dateline writes it.

Invariant: the day is the one written, in its own time zone, and nothing is guessed: a date
whose day and month could be exchanged, or that has no year, is not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from index.dates.meaning import Meaning, day, month, of_value
from index.dates.mentioned import mentioned_dates

#: A date, its time and what surrounds them; nothing longer is a date.
_LONGEST = 200
_HOUR = 60
#: Zones of RFC 2822, in minutes east of Greenwich; other names are too ambiguous to keep.
_ZONES = {"Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "EST": -5 * _HOUR, "EDT": -4 * _HOUR}
_ZONES |= {"CST": -6 * _HOUR, "CDT": -5 * _HOUR, "MST": -7 * _HOUR, "MDT": -6 * _HOUR}
_ZONES |= {"PST": -8 * _HOUR, "PDT": -7 * _HOUR}

_YEAR_MONTH = re.compile(r"([0-9]{4})[-/.]?([0-9]{2})|([0-9]{4})")
_COMPACT = re.compile(
    r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})"
    r"(?:[T ]?(?P<time>[0-9]{4}(?:[0-9]{2})?)(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])")
_EPOCH = re.compile(r"(?P<seconds>[0-9]{9,10})(?:\.[0-9]{1,9})?|(?P<milliseconds>[0-9]{12,13})")
_TIME = re.compile(
    r"(?<![0-9:])(?P<h>[0-9]{1,2}):(?P<m>[0-9]{2})(?::(?P<s>[0-9]{2})(?:[.,](?P<f>[0-9]{1,9}))?)?"
    r"(?:\s?(?P<half>[AaPp])\.?[Mm]\b\.?)?"
    r"\s?(?P<zone>Z\b|(?:GMT|UTC)?[+-][0-9]{2}:?[0-9]{2}\b|[A-Z]{2,4}\b)?"
)


@dataclass(frozen=True, slots=True)
class Written:
    """What was read: the date, and the timestamp in ISO 8601 where a time stood with it."""

    meaning: Meaning
    at: str | None = None


def read_written(raw: str) -> Written | None:
    """The date in `raw`; None when there is none, or none that can be told for certain."""
    text = raw.strip()
    if not text or len(text) > _LONGEST:
        return None
    try:
        return _compact(text) or _epoch(text) or _coarse(text) or _year_first(text) or _named(text)
    except (ValueError, OverflowError):
        return None


def _compact(text: str) -> Written | None:
    """20250503, 20250503T101500Z, 20250503101500."""
    match = _COMPACT.fullmatch(text)
    if not match or (match["y"] < "1900" and _EPOCH.fullmatch(text)):
        return None
    when = datetime(int(match["y"]), int(match["m"]), int(match["d"]), tzinfo=_zone(match["zone"]))
    if not match["time"]:
        return Written(day(when.date()))
    hour, minute, second = match["time"][:2], match["time"][2:4], match["time"][4:] or "0"
    when = when.replace(hour=int(hour), minute=int(minute), second=int(second))
    return Written(day(when.date()), when.isoformat())


def _epoch(text: str) -> Written | None:
    """Seconds or milliseconds since 1970, which are told in UTC."""
    match = _EPOCH.fullmatch(text)
    if not match:
        return None
    seconds = float(text) if match["seconds"] else int(text) / 1000
    when = datetime.fromtimestamp(int(seconds), UTC)
    return Written(day(when.date()), when.isoformat())


def _coarse(text: str) -> Written | None:
    """2025-05 and 2025."""
    match = _YEAR_MONTH.fullmatch(text)
    if not match:
        return None
    if match[3]:
        return Written(of_value(match[3], "year"))
    return Written(month(int(match[1]), int(match[2])))


def _year_first(text: str) -> Written | None:
    """2025-05-03 or 2025/5/3, with or without a time."""
    match = _YEAR_FIRST.match(text)
    if not match:
        return None
    year, number, of_month = (int(part) for part in match.groups())
    time = _TIME.search(text[match.end() :].removeprefix("T"))
    return Written(day(date(year, number, of_month)), _at(date(year, number, of_month), time))


def _named(text: str) -> Written | None:
    """The first date with its year that is written out, as a text would (RFC 2822 too).

    The time is taken out before, as it may stand between day and year.
    """
    time = _TIME.search(text)
    dated = f"{text[: time.start()]} {text[time.end() :]}" if time else text
    for mention in mentioned_dates(dated, None):
        if mention.interval and mention.precision != "interval":
            meaning = Meaning(mention.value, mention.interval, mention.precision)
            whole = mention.precision == "day"
            return Written(meaning, _at(mention.interval.first, time) if whole else None)
    return None


def _at(when: date, time: re.Match[str] | None) -> str | None:
    """The timestamp of a day and a time; None where there is no such time."""
    if not time:
        return None
    hour = int(time["h"])
    if time["half"]:
        hour = hour % 12 + (12 if time["half"] in "Pp" else 0)
    micro = int((time["f"] or "0").ljust(6, "0")[:6])
    clock = (hour, int(time["m"]), int(time["s"] or 0), micro)
    try:
        zone = _zone(time["zone"])
        return datetime(when.year, when.month, when.day, *clock, tzinfo=zone).isoformat()
    except ValueError:
        return None


def _zone(written: str | None) -> timezone | None:
    """The offset a zone stands for; None when there is none or its name is ambiguous."""
    text = (written or "").removeprefix("GMT").removeprefix("UTC") or (written or "")
    if text[:1] in ("+", "-"):
        minutes = int(text[1:3]) * _HOUR + int(text[-2:])
        return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))
    return timezone(timedelta(minutes=_ZONES[text])) if text in _ZONES else None
