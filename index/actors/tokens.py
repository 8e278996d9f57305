"""Cutting a text into runs of capitalised words: the only places where actors are named.

Invariant: one pass of one regular expression, linear in the text; every token's span slices
what it was cut from, and stretches follow one another without overlapping.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Token(NamedTuple):
    """A word at `start` to `end` of its run; `word` and the folded `key` are free of dots.

    `gap` is what stands between the token before and this one, "" at the start of a run;
    `capital` tells whether the word begins with a capital letter.
    """

    start: int
    end: int
    word: str
    key: str
    capital: bool
    gap: str

    @property
    def dotted(self) -> bool:
        """Whether it is written with dots: U.S., J., Gen."""
        return self.end - self.start != len(self.word)


class Run(NamedTuple):
    """Capitalised words side by side, with the small words that tie names together.

    Capitals prove nothing on a line without a single lower-case letter (`shouted`) and in a
    headline that begins every word with one (`heading`).
    """

    tokens: tuple[Token, ...]
    shouted: bool = False
    heading: bool = False


#: Where a run stands in a text, how it is written, and whether its line is shouted.
Stretch = tuple[int, str, bool]

_UPPER = "[" + "".join(c for c in map(chr, range(0x590)) if c.isupper()) + "]"
_LETTER = r"[^\W_]"
_DOTTED = rf"(?:{_UPPER}\.)+(?:{_UPPER}(?!{_LETTER}))?"
_ABBREVIATIONS = (
    ("Mr", "Ms", "Dr", "St", "Lt"),
    ("Mrs", "Rev", "Hon", "Sen", "Rep", "Gov", "Gen", "Col", "Maj", "Sgt", "Adm"),
    ("Prof", "Capt", "Brig", "Cmdr", "Pres"),
)
_ABBREVIATED = rf"(?:{'|'.join(each for some in _ABBREVIATIONS for each in some)})\."
_CAPITALISED = rf"(?:{_DOTTED}|{_ABBREVIATED}|{_UPPER}{_LETTER}*)"
# The first word again, so that the search can leap from capital to capital: what it may follow
# and what its dots mean is looked up behind.
_POINT = "|".join("(?<=" + "|".join(rf"\b{a}\." for a in some) + ")" for some in _ABBREVIATIONS)
_FIRST = (
    rf"{_UPPER}(?<!{_LETTER}.)"
    rf"(?:\.(?:{_UPPER}\.)*(?:{_UPPER}(?!{_LETTER}))?|{_LETTER}*+(?:\.(?:{_POINT}))?)"
)
_LINK = (
    r"(?:of|the|and|for|on|in|to|as|at|with|against|d|l|de|del|della|da|di|do|dos|du|des|la|le|el|al"
    r"|ul|ur|ad|ar|an|ash|wal|e|i|y|au|aux|en|sur|bin|ibn|ben|bint|van|von|der|den|ter|zu|san)"
)
_SPACE = r"(?:[ \t\u00a0]|[ \t]?\r?\n(?![ \t\r]*\n)[ \t]?)"
_GAP = rf"(?:['’]s?{_SPACE}|{_SPACE}(?:&{_SPACE})?|[-‐‑–/]|['’])"
_RUN = re.compile(
    rf"{_FIRST}"
    rf"(?:{_GAP}(?:{_LINK}{_GAP}){{0,2}}{_CAPITALISED}"
    rf"|['’](?![stdm]\b)[a-z]{{1,6}}(?![\w-])|(?:-|{_SPACE})\d{{1,4}}(?!{_LETTER})|-(?:[a-z]{{1,6}}|operation)(?![\w-]))*+"
)
#: What begins a name without a capital: al-Quillon, 7th Fleet. Two letters are looked at first.
_OPENER = re.compile(
    rf"(?<!{_LETTER})(?:al[- ]|(?:el|an|as|ar|ad|ash)-|\d{{1,3}}(?:st|nd|rd|th) )$"
)
_OPENERS = frozenset(("al", "el", "an", "as", "ar", "ad", "sh", "st", "nd", "rd", "th"))
_APART = re.compile(r"[^\w\n]+|_+")
_TOKEN = re.compile(rf"((?:[^\W\d_]\.)+(?:[^\W\d_](?!{_LETTER}))?|{_LETTER}+)")


def fold(word: str) -> str:
    """The key of a word: no case, no diacritics."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def cut(text: str) -> list[Token]:
    """Every word of `text`, capitalised or not, as tokens of one run."""
    if text.isalnum():
        word, key, capital = _word(text)
        return [Token(0, len(text), word, key, capital, "")]
    parts = _TOKEN.split(text)
    first, parts[0] = len(parts[0]), ""
    tokens: list[Token] = []
    for gap, written in zip(parts[::2], parts[1::2], strict=False):
        first += len(gap)
        last = first + len(written)
        word, key, capital = _word(written)
        tokens.append(Token(first, last, word, key, capital, gap))
        first = last
    return tokens


@functools.lru_cache(1 << 14)
def _word(written: str) -> tuple[str, str, bool]:
    """A word without its dots, its key, and whether it begins with a capital letter."""
    word = written.replace(".", "")
    return word, fold(word), word[0].isupper()


def keys_of(aliases: Sequence[str]) -> list[str]:
    """The folded name of each alias, all but the dotted cut in one go."""
    if not aliases:
        return []
    text = "\n".join([fold(alias.replace("\n", " ")) for alias in aliases])
    apart = _APART.sub(" ", text).split("\n")
    return [
        key_of(alias) if "." in alias else plain.strip()
        for alias, plain in zip(aliases, apart, strict=True)
    ]


def key_of(alias: str) -> str:
    """The folded name of an alias."""
    return " ".join(token.key for token in cut(alias))


def stretches(text: str, start: int = 0) -> list[Stretch]:
    """Where runs stand in `text` from `start` on, in order."""
    found = []
    for match in _RUN.finditer(text, start):
        at = match.start()
        if text[at - 3 : at - 1] in _OPENERS:
            opener = _OPENER.search(text, max(start, at - 6), at)
            at = opener.start() if opener else at
        found.append((at, text[at : match.end()], False))
    loud = _shouted_lines(text)
    return list(_marked(found, loud)) if loud else found


def _marked(found: list[Stretch], loud: list[tuple[int, int]]) -> Iterator[Stretch]:
    """Of each stretch, whether it begins on one of the shouted lines."""
    line = 0
    for at, written, _ in found:
        while line < len(loud) and loud[line][1] <= at:
            line += 1
        yield at, written, line < len(loud) and loud[line][0] <= at


def is_heading(title: str) -> bool:
    """Whether a headline begins most of its longer words with capitals."""
    longer = [word for word in title.split() if len(word) > 3 and word[0].isalpha()]
    return len(longer) > 2 and sum(word[0].isupper() for word in longer) > 0.6 * len(longer)


def _shouted_lines(text: str) -> list[tuple[int, int]]:
    """Spans of the lines that hold two or more words and only capitals."""
    spans = []
    start = 0
    for line in text.splitlines(keepends=True):
        if line.isupper() and len(line.split(None, 2)) > 1:
            spans.append((start, start + len(line)))
        start += len(line)
    return spans
