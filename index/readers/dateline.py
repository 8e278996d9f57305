"""The dateline or source line before an article's first sentence: where, when and who reports.

Invariant: a dateline is found only at the very start, is followed by prose, and what is not
surely one stays part of the text: a lost place costs less than a lost subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.readers.houses import is_house

_REACH = 130  # characters a dateline may take
_PROSE = 20  # characters of text that must follow it

_SEPARATOR = re.compile(r":(?=\s)|[ \t]+(?:[-–—_]{1,3})(?=\s)|\s?[–—](?=\s?\w)|\s?--(?=\s?\w)")
_BRACKET_END = re.compile(r"[)\]/]\.?(?=\s)")
_AGENCY = re.compile(r"^(?P<rest>.*?)[\s,.]*[(\[/](?P<name>[^()\[\]/]{2,40})[)\]/]\.?$")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"(?:^|[\s,])\s*(?P<date>(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
    rf"(?:{_MONTH}\s+{_DAY}(?:,?\s+\d{{4}})?|{_DAY}\s+{_MONTH}(?:,?\s+\d{{4}})?"
    rf"|\d{{4}}-\d\d-\d\d|{_MONTH}\s+\d{{4}}))[.,]?$",
    re.IGNORECASE,
)
_NAME_PARTS = re.compile(r"\s*[/,;]\s*|\s+and\s+")
_PARTICLES_WORDS = """
de del la le el al of the on in upon da do dos sur am an der ul
"""
_PARTICLES = frozenset(_PARTICLES_WORDS.split())
# What stands before a colon at the start of an article and is no place.
_LABELS_WORDS = """
abstract alert analysis answer announcement background breaking brief caption comment commentary
conclusion corrected correction corrections disclaimer edit editorial exclusive explainer
explained fact factbox feature first flash highlights image important interview introduction
investigation just key lead listen live note obituary opinion overview photo photos picture
pictures podcast poll preview profile q question quiz read recap report reported result results
review revealed scoop series special sponsored story summary thread timeline title topic
transcript update updated updates urgent video warning watch why how what who when where editor's
a president minister premier chancellor senator governor secretary general colonel chief mr mrs ms
dr prof sir dear lord king queen prince pope judge
"""
_LABELS = frozenset(_LABELS_WORDS.split())


@dataclass(frozen=True, slots=True)
class Dateline:
    """`length` characters at the start of a text; `words` are them without separators."""

    length: int
    words: str
    source: str | None = None
    published: str | None = None


def find_dateline(text: str) -> Dateline | None:
    """The dateline `text` begins with: "Agency:", "Place / Place:", "PLACE, Feb 2 (Agency) -".

    A source line may be followed by a place line; both then count as one dateline.
    """
    first = _one(text, 0)
    second = _one(text, first.length) if first and first.source and not first.published else None
    if first is None or second is None:
        return first
    words = f"{first.words} {second.words}"
    return Dateline(second.length, words, first.source, second.published)


def understand(words: str) -> Dateline:
    """What a dateline that a record keeps in a field of its own says."""
    plain = words.strip().rstrip("-–—:_ ").rstrip()
    rest, agency = _agency(plain)
    return Dateline(0, plain, agency or None, _dated(rest)[1] or None)


def _one(text: str, start: int) -> Dateline | None:
    start = len(text) - len(text[start:].lstrip()) if start else len(text) - len(text.lstrip())
    line_end = text.find("\n", start)
    reach = min(start + _REACH, line_end if line_end >= 0 else len(text))
    for pattern, mark in ((_SEPARATOR, ""), (_BRACKET_END, ")")):
        # A line that is nothing but a dateline ends in its separator: look one character further.
        found = pattern.search(text, start, reach + 1)
        if found is None:
            continue
        end = found.end()
        words = text[start:end] if mark else text[start : found.start()]
        after = text[end:].lstrip()
        length = len(text) - len(after)
        if len(after) >= _PROSE and (line := _read(words.strip(), mark or found.group(), after)):
            return Dateline(length, line.words, line.source, line.published)
    return None


def _read(words: str, mark: str, after: str) -> Dateline | None:
    """What `words` before the separator `mark` say, or None when they are no dateline."""
    if not words or len(words.split()) > 14:
        return None
    if is_house(words):
        bare = words.strip("()[]/")
        return Dateline(0, bare, bare) if mark != ")" or bare != words else None
    rest, agency = _agency(words)
    places, published = _dated(rest)
    sure = bool(published) or is_house(agency)
    likely = sure or _plain_place(mark, places, after)
    doubtful = not sure and ((agency and not places.isupper()) or mark == ")" or not places)
    if doubtful or not likely or (places and not _are_places(places)):
        return None
    return Dateline(0, words, agency or None, published or None)


def _agency(words: str) -> tuple[str, str]:
    """A dateline without the agency in brackets at its end, and the agency."""
    found = _AGENCY.match(words)
    if found is None or not found["name"][0].isupper():
        return words, ""
    if is_date(found["name"]):  # "Place (March 5, 2024)" has a date where others have an agency
        return f"{found['rest']}, {found['name']}", ""
    return found["rest"].strip(), found["name"].strip()


def _dated(words: str) -> tuple[str, str]:
    """A dateline without the date at its end, and the date."""
    found = _DATE.search(words)
    if found is None:
        return words.strip(" ,."), ""
    return words[: found.start()].strip(" ,."), found["date"].strip(" ,")


def is_date(words: str) -> bool:
    """Whether `words` are a date and nothing else."""
    found = _DATE.match(words.strip())
    return found is not None and bool(found["date"])


def _are_places(words: str) -> bool:
    names = _NAME_PARTS.split(words)
    return len(names) <= 5 and all(_is_place(name) for name in names)


def _is_place(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= 4 or _LABELS.intersection(name.lower().split()):
        return False
    return all(
        word[0].isupper() or (word.lower() in _PARTICLES and position)
        for position, word in enumerate(words)
    ) and not any(letter.isdigit() for letter in name)


def _plain_place(mark: str, places: str, after: str) -> bool:
    """Whether a place alone, with no date or agency beside it, is a dateline.

    A sentence in running prose must follow that begins with a capital; after a dash it must
    hold no second dash, which would make the pair an aside about a subject.
    """
    opening = after.lstrip("“\"'‘«([")[:1]
    beginning = after.split(maxsplit=12)[:12]
    prose = sum(word.islower() for word in beginning) >= 3
    if len(places.split()) > 7 or not prose or not (opening.isupper() or opening.isdigit()):
        return False
    if mark == ":" or places.isupper():
        return True
    sentence = re.split(r"[.!?](?:\s|$)", after, maxsplit=1)[0]
    return re.search(r"\s[-–—]{1,3}\s|[–—]", sentence) is None
