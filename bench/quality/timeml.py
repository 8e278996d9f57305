"""TimeML: texts in which every time expression is marked as TIMEX3, with type and value.

TimeML marks more than Dateline calls a date (durations, habits, "recently"), and either end of
a range by itself. Here a range is one date, as in `from 1939 to 1945` or `1939-45`; what names
no stretch of the calendar has the value None.

Invariant: a value is written as Dateline writes it, so that equal values are equal strings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from index.dates import resolve
from index.dates.lexicon import EARLY, LATE, MIDDLE
from index.dates.meaning import Meaning, century, decade
from index.days import days_of

_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_PART = {"START": EARLY, "MID": MIDDLE, "END": LATE}
#: Many annotators leave `mod` to the words.
_PART_WORDS = {"early": EARLY, "beginning": EARLY, "start": EARLY, "mid": MIDDLE, "middle": MIDDLE}
_PART_WORDS |= {"late": LATE, "end": LATE}
_SEASON = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}
_YEAR_PART = re.compile(r"([0-9]{4})-(?:Q([1-4])|H([12])|(SP|SU|FA|AU|WI))")
_DASH = re.compile(r"\s?[-–—/]\s?")
_JOINT = re.compile(r" (?:to|until|till|through|and) ")
_OPENS = re.compile(r"(?:from|between) (?:the )?\Z", re.I)


@dataclass(frozen=True, slots=True)
class GoldDate:
    """Where a time expression stands and what it means; None where it is no date."""

    start: int
    end: int
    value: str | None


@dataclass(frozen=True, slots=True)
class DatedText:
    """A text, when it was published (ISO 8601, if known), and its time expressions in order."""

    name: str
    text: str
    published: str | None
    dates: tuple[GoldDate, ...]


def read_timeml(file: Path) -> DatedText:
    """A TimeML file; of expressions in one another, the outer. Raises ValueError without TEXT."""
    source = file.read_text(encoding="utf-8")
    body = re.search(r"<TEXT>(.*)</TEXT>", source, re.S)
    if not body:
        raise ValueError(f"{file} has no <TEXT>")
    text, dates = _marked(body[1])
    return DatedText(file.name, text, None, tuple(_ranges(text, dates)))


def _marked(body: str) -> tuple[str, list[GoldDate]]:
    """The text without its tags, and what the outermost TIMEX3 mark in it."""
    text, at = "", 0
    dates: list[GoldDate] = []
    opened: list[tuple[int, dict[str, str]]] = []
    for tag in _TAG.finditer(body):
        text += unescape(body[at : tag.start()])
        at = tag.end()
        if tag[2] != "TIMEX3":
            continue
        if not tag[1]:
            opened.append((len(text), dict(_ATTRIBUTE.findall(tag[3]))))
        elif opened:
            start, timex = opened.pop()
            if not opened:
                dates.append(GoldDate(start, len(text), _value(timex, text[start:])))
    return text + unescape(body[at:]), dates


def _value(timex: dict[str, str], written: str) -> str | None:
    """The value of a DATE or TIME as Dateline writes it; None for anything else."""
    words = re.findall(r"[a-z]+", written.lower())
    value = timex.get("value", "").partition("T")[0]
    if timex.get("type") not in ("DATE", "TIME"):
        return None
    try:
        part = _PART.get(timex.get("mod", "")) or next(
            (_PART_WORDS[word] for word in words[:2] if word in _PART_WORDS), None
        )
        meaning = _of_part(value, part) if part else _of_whole(value)
        return meaning.value if meaning else _plain(value)
    except ValueError:
        return None


def _of_whole(value: str) -> Meaning | None:
    match = _YEAR_PART.fullmatch(value)
    if match:
        year = int(match[1])
        if match[4]:
            return resolve.season(_SEASON[match[4]], year)
        return (
            resolve.quarter(int(match[2]), year) if match[2] else resolve.half(int(match[3]), year)
        )
    if re.fullmatch(r"[0-9]{3}", value):
        return decade(int(value) * 10)
    return century(int(value) + 1) if re.fullmatch(r"[0-9]{2}", value) else None


def _of_part(value: str, part: int) -> Meaning | None:
    numbers = [int(number) for number in re.findall(r"[0-9]+", value)]
    if re.fullmatch(r"[0-9]{4}", value):
        return resolve.part_of_year(part, numbers[0])
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", value):
        return resolve.part_of_month(part, numbers[1], numbers[0])
    if re.fullmatch(r"[0-9]{3}", value):
        return resolve.part_of_decade(part, numbers[0] * 10)
    if re.fullmatch(r"[0-9]{2}", value):
        return resolve.part_of_century(part, numbers[0] + 1, 0)
    return _of_whole(value)


def _plain(value: str) -> str | None:
    """A year, a month or a day, or one of no known year."""
    if value.startswith("XXXX-") and not re.search(r"[WX]", value[5:]):
        return value
    days_of(value)
    return value


def _ranges(text: str, dates: list[GoldDate]) -> list[GoldDate]:
    """The dates, the two ends of a range as one."""
    joined: list[GoldDate] = []
    for date in dates:
        last = joined[-1] if joined else None
        begun = _begins_range(text, last, date) if last else None
        if last and begun is not None and last.value and date.value:
            joined[-1] = GoldDate(begun, date.end, f"{last.value}/{date.value}")
        else:
            joined.append(date)
    return joined


def _begins_range(text: str, first: GoldDate, second: GoldDate) -> int | None:
    """Where the range of two dates begins, if they are one."""
    between = text[first.end : second.start]
    opening = _OPENS.search(text, max(0, first.start - 12), first.start)
    if opening and (_JOINT.fullmatch(between) or _DASH.fullmatch(between)):
        return opening.start()
    return first.start if _DASH.fullmatch(between) else None
