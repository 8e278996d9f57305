"""Text as a string of kinds: the words dates are made of, and what stands between them.

Invariant: character `i` of `Kinds.string` is the kind of what stands at `Kinds.spans[i]`, in
the order of the text; whatever is no part of a date appears as a single "break" between two
kinds. One pass, linear in the text: every repetition is bounded or gives nothing back.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass

from index.dates.lexicon import KINDS, SURROUNDINGS, WORDS

Span = tuple[int, int]

_FIRST_YEAR, _LAST_YEAR = 1500, 2100

# Not inside a word or a decimal; "3,2025" is a day and a year, "12,025" one number.
_NUMBER = (
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?"
    r"(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
    r"|[0-9]{4}/[0-9]{2}/[0-9]{2}"
    r"|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}"
    r"|[0-9]{3}0['’]?s|['’][0-9]0s"
    r"|[0-9]++(?:,[0-9]{3}(?![0-9])|[.:][0-9]++){0,6}(?:st|nd|rd|th|ST|ND|RD|TH|%)?"
)


def _words() -> str:
    """The known words as an expression, those in like surroundings together."""
    alike = defaultdict(list)
    for text in sorted(WORDS, key=len, reverse=True):
        alike[SURROUNDINGS.get(WORDS[text].kind, ("", ""))].append(text)
    return "|".join(
        f"{behind}(?:{_by_first_letter(texts)})(?!\\w){ahead}"
        for (behind, ahead), texts in alike.items()
    )


def _by_first_letter(texts: list[str]) -> str:
    """Any of the texts; the shared first letter spares most attempts."""
    rests = defaultdict(list)
    for text in texts:
        rests[text[0]].append(re.escape(text[1:]))
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in sorted(rests.items()))


_PIECE = re.compile(rf"(?<!\w)(?:{_words()}|(?=[0-9'’])(?<![0-9]\.)(?:{_NUMBER})(?!\w))")

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATE_IN_NUMBERS = re.compile(r"[0-9]+([/.])[0-9]+\1[0-9]+")
_CHARACTER = {text: KINDS[word.kind] for text, word in WORDS.items()}
_DASHES = dict.fromkeys("-–—‑−", KINDS["dash"])
_MARKS = {"": "", ",": KINDS["comma"], "/": KINDS["slash"], "(": KINDS["open"]}
_MARKS |= _DASHES
_BETWEEN = {" ": "", ", ": KINDS["comma"], " (": KINDS["open"]} | _MARKS
_BREAK = KINDS["break"]
_LONGEST_GAP = 8


@dataclass(frozen=True, slots=True)
class Kinds:
    """A text read for dates: one character and one span of the text per piece."""

    text: str
    string: str
    spans: list[Span]

    def piece(self, place: int) -> str:
        """A piece as written."""
        start, end = self.spans[place]
        return self.text[start:end]

    def number(self, place: int) -> int | None:
        """The number a piece stands for; None for a word or a mark without one."""
        piece = self.piece(place)
        word = WORDS.get(piece)
        if word:
            return word.number
        return _number(piece) if piece[-1:].isalnum() else None

    def before_a_capital(self, place: int) -> bool:
        """Whether the next word begins with a capital, as the rest of a name would."""
        end = self.spans[place][1]
        return self.text[end : end + 1] == " " and self.text[end + 1 : end + 2].isupper()


def read_kinds(text: str, start: int = 0) -> Kinds:
    """The pieces of `text` from `start` on."""
    string: list[str] = []
    spans: list[Span] = []
    previous = start
    for match in _PIECE.finditer(text, start):
        piece = match[0]
        kind = _CHARACTER.get(piece) or _kind_of_number(piece)
        if not kind:
            continue
        span = match.span()
        gap = text[previous : span[0]]
        between = _BETWEEN.get(gap)
        if between is None:
            between = _uncommon_gap(gap)
        if between:
            string.append(between)
            spans.append((previous, span[0]))
        string.append(kind)
        spans.append(span)
        previous = span[1]
    return Kinds(text, "".join(string), spans)


def _uncommon_gap(gap: str) -> str:
    """White space of any sort (but no paragraph's end) around at most one mark.

    A bracket that opens just before a piece counts whatever is in front of it.
    """
    if gap.endswith("("):
        return KINDS["open"]
    if len(gap) > _LONGEST_GAP or gap.count("\n") > 1:
        return _BREAK
    mark = gap.strip()
    return _MARKS.get(mark, _BREAK)


def _kind_of_number(piece: str) -> str:
    """Which kind of number: a whole date, a decade, a year, a day of a month, a count.

    Anything else, such as 2.5, 12,025 or 7%, is part of no date and has no kind.
    """
    if piece.isdigit():
        return _kind_of_whole_number(len(piece), int(piece[:9]))
    if _ISO.match(piece):
        return KINDS["iso"]
    if _DATE_IN_NUMBERS.fullmatch(piece):
        return KINDS["numeric"]
    if piece[-1] == "s" and piece[-2] in "0'’":
        return KINDS["decade"]
    ordinal = piece[:-2].isdigit() and piece[-2:].lower() in ("st", "nd", "rd", "th")
    return KINDS["day"] if ordinal and 1 <= int(piece[:-2][:9]) <= 31 else ""


def _kind_of_whole_number(digits: int, number: int) -> str:
    if digits == 4 and _FIRST_YEAR <= number <= _LAST_YEAR:
        return KINDS["year"]
    if digits > 3:
        return ""
    return KINDS["day"] if digits <= 2 and 1 <= number <= 31 else KINDS["number"]


def _number(piece: str) -> int | None:
    digits = "".join(itertools.takewhile(str.isdigit, piece.lstrip("'’")))
    number = int(digits[:9])
    if not piece.endswith("s") or len(digits) == 4:
        return number
    return number + (1900 if number >= 20 else 2000)  # "'90s", "'10s"
