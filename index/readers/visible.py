"""The date a reader sees beside the headline, in the language of the page.

Invariant: only a line that is little more than a date is read, and only close to the headline;
one that could be read in two ways, or that tells of a change, is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from index.dates.written import read_written
from index.readers.markup import Block, Tree, blocks, every, first, words_of

_LONGEST = 120  # characters of a line that may be a date and who wrote it
_FEW = 8  # words that a line which ends in a full stop may have
_BEFORE, _AFTER = 4, 14  # blocks around the headline to look at
_MOST_BLOCKS = 3_000
_CHANGED = re.compile(
    r"\b(?:updated?|modified|last|edited|aktualisiert|mis à jour|modifié|actualizad[oa]"
    r"|atualizad[oa]|aggiornat[oa]|bijgewerkt|actualizat)\b",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?![\d/-])")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?[-./年년]\s?(\d{1,2})\s?[-./月월]\s?(\d{1,2})(?!\d)")
_NAMED = re.compile(
    r"(?<!\d)(\d{1,2})(?:\.|er|º|ª)?\s+(?:de\s+|d['’])?([^\W\d_]{3,})\.?\s+(?:de[l]?\s+)?(\d{4})"
)
#: Beginnings of the months' names, January first; English ones are read with the dates of texts.
_MONTH_ROWS = """
jan|ene|gen|янв|sty|jän|ιαν|ינו|يناير|ian
feb|fév|fev|феб|фев|lut|feb|φεβ|פבר|فبراير
mar|mär|maa|мар|mrt|maj_|mrz|μαρ|מרץ|مارس
apr|avr|abr|апр|kwi|απρ|אפר|أبريل|ابريل
may|mai|mag|мая|maj|mei|máj|μαΐ|μαι|מאי|مايو
jun|juin|giu|июн|cze|ιουν|יוני|يونيو
jul|juil|lug|июл|lip|ιουλ|יולי|يوليو
aug|aoû|ago|авг|sie|αυγ|אוג|أغسطس|اغسطس
sep|set|сен|wrz|σεπ|ספט|سبتمبر
oct|okt|out|ott|окт|paź|οκτ|אוק|أكتوبر|اكتوبر
nov|ноя|lis|νοε|נוב|نوفمبر
dec|déc|dez|dic|дек|gru|δεκ|דצמ|ديسمبر
"""
_MONTHS = {
    name: number for number, row in enumerate(_MONTH_ROWS.split(), 1) for name in row.split("|")
}


def visible_date(page: Tree, title: str, language: str | None) -> str:
    """The day written near the headline, in ISO 8601; else empty."""
    headings = (tag for tag in every(page, "h1", "h2", "h3") if words_of(tag) == title)
    heading = next(headings, None) or first(page, "h1")
    for text in _around(page, heading) if heading else ():
        found = read_written(readable(text, language))
        if found and found.meaning.precision == "day":
            return found.meaning.value
    return ""


def readable(text: str, language: str | None) -> str:
    """A date in a form that is understood without the page: in ISO 8601 or English; else empty.

    A day and a month that could be exchanged are told apart by the language alone: English has
    both orders, every other language that writes the year last has the day first.
    """
    if read_written(text):
        return text
    for pattern, parts in ((_YEAR_FIRST, (1, 2, 3)), (_NUMERIC, (4, 3, 1))):
        match = pattern.search(text)
        if match and (pattern is _YEAR_FIRST or (language or "en") != "en"):
            return _iso(*(int(match[part]) for part in parts))
    if match := _NAMED.search(text):
        number = next((_MONTHS[name] for name in _names(match[2].lower())), 0)
        return _iso(int(match[3]), number, int(match[1]))
    return ""


def _names(word: str) -> Iterator[str]:
    """The known beginnings of a month's name, the longest first."""
    return (word[:length] for length in range(len(word), 2, -1) if word[:length] in _MONTHS)


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _around(page: Tree, heading: Tree) -> Iterator[str]:
    """Short lines behind the headline and, after them, before it, the nearest first."""
    before: list[Block] = []
    after: list[Block] = []
    for block, _ in zip(blocks(page), range(_MOST_BLOCKS), strict=False):
        inside = block.owner is heading or heading in block.owner.parents
        if inside and not after:
            before = before[-_BEFORE:]
            after.append(block)
        elif after:
            after.append(block)
        else:
            before.append(block)
        if len(after) > _AFTER:
            break
    for block in (*after[1:], *reversed(before)) if after else ():
        if _is_line(block.text) and not _CHANGED.match(block.text):
            yield _CHANGED.split(block.text, maxsplit=1)[0]


def _is_line(text: str) -> bool:
    """Whether a text is short and no sentence, which would date what it tells of."""
    sentence = text.endswith((".", "!", "?", "。")) and len(text.split()) > _FEW
    return len(text) <= _LONGEST and not sentence
