"""Text as a string of kinds: the words dates are made of, and what stands between them.

Invariant: character `i` of `Kinds.string` is the kind of `Kinds.pieces[i]`, and the pieces in
their order are the text from `Kinds.start` on. A piece is a word, a number or a mark with the
white space behind it, which may hold one line's end; the end of a paragraph is a piece. One
pass, linear in the text: every repetition is bounded or gives nothing back.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cached_property

from index.dates.lexicon import ABBREVIATIONS, KINDS, WORDS

_FIRST_YEAR, _LAST_YEAR = 1500, 2100

# "3,2025" is a day and a year, "12,025" one number, "2.5" and "10:30" are one number each.
_NUMBER = (
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?"
    r"(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
    r"|[0-9]{4}/[0-9]{2}/[0-9]{2}"
    r"|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}"
    r"|[0-9]{3}0['’]?s|['’][0-9]0s"
    r"|[0-9]++(?:,[0-9]{3}(?![0-9])|[.:][0-9]++){0,6}+(?:st|nd|rd|th|ST|ND|RD|TH|%)?"
)
# Most are words in small letters, which can be nothing else.
_PIECE = re.compile(
    r"[a-z]++(?!\w)\s? *+"
    rf"|(?:(?=[0-9'’])(?:{_NUMBER})(?!\w)|(?:{'|'.join(ABBREVIATIONS)})\.|\w++|[^\w\s])\s? *+|\s+"
)

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATE_IN_NUMBERS = re.compile(r"[0-9]+([/.])[0-9]+\1[0-9]+")
_BREAK = KINDS["break"]
_MONTH_AND_YEAR = re.compile("[{month}{homonym}]{day}?{comma}?{year}".format(**KINDS))
#: So many different pieces are remembered, which are most of those that ever come.
_REMEMBERED = 1 << 16
_LONGEST_REMEMBERED = 24


class _KindOf(dict[str, str]):
    """Piece -> character of its kind, worked out once for what comes often."""

    def __missing__(self, piece: str) -> str:
        kind = _kind(piece.rstrip())
        if len(self) < _REMEMBERED and len(piece) <= _LONGEST_REMEMBERED:
            self[piece] = kind
        return kind


_KIND_OF = _KindOf()


@dataclass(frozen=True)
class Kinds:
    """A text read for dates from `start` on: one character a piece."""

    text: str
    start: int
    pieces: list[str]
    string: str

    @cached_property
    def ends(self) -> list[int]:
        """Where each piece ends in the text, with its white space."""
        return list(itertools.accumulate(map(len, self.pieces), initial=self.start))[1:]

    @cached_property
    def full_dates(self) -> int:
        """How many months are told with their year."""
        return len(_MONTH_AND_YEAR.findall(self.string))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where pieces `first` to `last` stand in the text."""
        trailing = len(self.pieces[last]) - len(self.piece(last))
        return self.ends[first] - len(self.pieces[first]), self.ends[last] - trailing

    def piece(self, place: int) -> str:
        """A piece as written."""
        return self.pieces[place].rstrip()

    def number(self, place: int) -> int | None:
        """The number a piece stands for; None for a word or a mark without one."""
        piece = self.piece(place)
        word = WORDS.get(piece)
        if word:
            return word.number
        return _number(piece) if piece[-1:].isalnum() else None

    def before_a_capital(self, place: int) -> bool:
        """Whether the next word begins with a capital, as the rest of a name would."""
        following = self.pieces[place + 1 : place + 2]
        return self.pieces[place].endswith(" ") and bool(following) and following[0][0].isupper()


def read_kinds(text: str, start: int = 0) -> Kinds:
    """The pieces of `text` from `start` on."""
    pieces = _PIECE.findall(text, start)
    return Kinds(text, start, pieces, "".join(map(_KIND_OF.__getitem__, pieces)))


def _kind(piece: str) -> str:
    word = WORDS.get(piece)
    if word:
        return KINDS[word.kind]
    return _kind_of_number(piece) if piece[:1] in "'’" or piece[:1].isdigit() else _BREAK


def _kind_of_number(piece: str) -> str:
    """Which kind of number: a whole date, a decade, a year, a day of a month, a count.

    Anything else, such as 2.5, 12,025, 7% or 2021st, is part of no date.
    """
    if piece.isascii() and piece.isdigit():
        return _kind_of_whole_number(len(piece), int(piece[:9]))
    if _ISO.match(piece):
        return KINDS["iso"]
    if _DATE_IN_NUMBERS.fullmatch(piece):
        return KINDS["numeric"]
    if piece[-1:] == "s" and len(piece) > 3 and piece[-2] in "0'’":
        return KINDS["decade"]
    ordinal = piece[:-2].isdecimal() and piece[-2:].lower() in ("st", "nd", "rd", "th")
    return KINDS["day"] if ordinal and 1 <= int(piece[:-2][:9]) <= 31 else _BREAK


def _kind_of_whole_number(digits: int, number: int) -> str:
    if digits == 4 and _FIRST_YEAR <= number <= _LAST_YEAR:
        return KINDS["year"]
    if digits > 3:
        return _BREAK
    return KINDS["day"] if digits <= 2 and 1 <= number <= 31 else KINDS["number"]


def _number(piece: str) -> int | None:
    digits = "".join(itertools.takewhile(str.isdigit, piece.lstrip("'’")))
    number = int(digits[:9])
    if not piece.endswith("s") or len(digits) == 4:
        return number
    return number + (1900 if number >= 20 else 2000)  # "'90s", "'10s"
