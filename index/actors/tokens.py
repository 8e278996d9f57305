"""Cutting a text into runs of capitalised words: the only places where actors are named.

Invariant: one pass of one regular expression, linear in the text; every token's span slices
the text it was cut from, and runs follow one another without overlapping.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple


class Token(NamedTuple):
    """A word of a run: `text[start:end]`; `word` and the folded `key` are free of dots.

    `gap` is what stands between the token before and this one, "" at the start of a run;
    `capital` tells whether the word begins with a capital letter.
    """

    start: int
    end: int
    word: str
    key: str
    gap: str
    capital: bool

    @property
    def dotted(self) -> bool:
        """Whether it is written with dots: U.S., J., Gen."""
        return self.end - self.start != len(self.word)


class Run(NamedTuple):
    """Capitalised words side by side, with the small words that tie names together.

    Capitals prove nothing on a line without a single lower-case letter (`shouted`) and in a
    headline that begins every word with one (`heading`).
    """

    tokens: list[Token]
    shouted: bool = False
    heading: bool = False

    @property
    def start(self) -> int:
        """Where the run begins in its text."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where the run ends in its text."""
        return self.tokens[-1].end


_UPPER = "[" + "".join(c for c in map(chr, range(0x590)) if c.isupper()) + "]"
_LETTER = r"[^\W_]"
_DOTTED = rf"(?:{_UPPER}\.)+(?:{_UPPER}(?!{_LETTER}))?"
_ABBREVIATED = (
    r"(?:Mr|Mrs|Ms|Dr|Prof|Rev|Hon|St|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Brig|Cmdr|Pres)\."
)
_CAPITALISED = rf"(?:{_DOTTED}|{_ABBREVIATED}|{_UPPER}{_LETTER}*)"
_LINK = (
    r"(?:of|the|and|for|on|in|to|as|at|with|against|d|l|de|del|della|da|di|do|dos|du|des|la|le|el|al"
    r"|ul|ur|ad|ar|an|ash|e|i|y|bin|ibn|ben|bint|van|von|der|den|ter|zu|san)"
)
_SPACE = r"(?:[ \t\u00a0]|[ \t]?\r?\n(?![ \t\r]*\n)[ \t]?)"
_GAP = rf"(?:['’]s?{_SPACE}|{_SPACE}(?:&{_SPACE})?|[-‐‑–/]|['’])"
_RUN = re.compile(
    rf"(?<!{_LETTER})(?:al[- ]|el-|an-|ash-|as-|ar-|ad-)?{_CAPITALISED}"
    rf"(?:{_GAP}(?:{_LINK}{_GAP}){{0,2}}{_CAPITALISED}"
    rf"|['’](?![stdm]\b)[a-z]{{1,6}}(?![\w-])|(?:-|{_SPACE})\d{{1,4}}(?!{_LETTER})|-[a-z]{{1,6}}(?![\w-]))*+"
)
_TOKEN = re.compile(rf"(?:[^\W\d_]\.)+(?:[^\W\d_](?!{_LETTER}))?|{_LETTER}+")


def fold(word: str) -> str:
    """The key of a word: no case, no diacritics."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def cut(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Every word of `text[start:end]`, capitalised or not, as tokens of one run."""
    tokens: list[Token] = []
    before = -1
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        first, last = match.span()
        word = match[0]
        if "." in word:
            word = word.replace(".", "")
        gap = text[before:first] if before >= 0 else ""
        tokens.append(Token(first, last, word, fold(word), gap, word[0].isupper()))
        before = last
    return tokens


def runs(text: str, start: int, ignored: frozenset[str], *, heading: bool = False) -> Iterator[Run]:
    """The runs of `text` from `start` on, in order, but for those of one of `ignored` words."""
    shouted = _shouted_lines(text)
    line = 0
    for match in _RUN.finditer(text, start):
        first, last = match.span()
        found = match[0]
        if found.isalnum():
            key = fold(found)
            if key in ignored:
                continue
            tokens = [Token(first, last, found, key, "", True)]
        else:
            tokens = cut(text, first, last)
        while line < len(shouted) and shouted[line][1] <= first:
            line += 1
        loud = line < len(shouted) and shouted[line][0] <= first
        yield Run(tokens, loud, heading)


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
