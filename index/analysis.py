"""What a term is: the one truth, for articles and queries alike.

A text is cut into words by one regular expression (NLTK's `RegexpTokenizer`), and each word is
folded (case, accents, typographic apostrophes, possessive 's). Words keep their place in the
original text. What forms of a word share, its stem, is the matter of `index.languages.stemming`.

Invariant: what a word becomes depends on the word and on whether its line is all capitals, on
nothing else; so a query is analysed exactly as the articles were.

- `U.S.` is one word; so is `US` in a line that is not all capitals: neither is the pronoun.
- `1,750` is `1750`; `F-16` and `2024-0815` are two words each, which a query asks side by side.
- An elided word before another is a word of its own: `l'eau`, `d'Estaing`, `dell'arte`.
- й is not и, and keeps its breve; ё is е. Folding knows no language: ı is i, å a, ø o, æ ae.
- A Chinese or Japanese character is a word of its own, for want of spaces between words.
- There is no stop list: every word can be searched. FUNCTION_WORDS only tell which words of
  English carry no subject of their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nltk.tokenize.regexp import RegexpTokenizer

#: Marks that combine with the letter before them, and invisible characters inside words;
#: `\w` leaves them out, which would cut an accented word in two.
_MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0903\u093a-\u094f\u0962\u0963\u0980-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d"
    "\u0a81-\u0a83\u0abc-\u0acd\u0b82\u0bbe-\u0bcd\u0c00-\u0c03\u0c3e-\u0c4d\u0d00-\u0d03"
    "\u0d3e-\u0d4d\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200b-\u200d\u2060"
)
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTERS = rf"(?:[^\W_{_UNSPACED}]|[{_MARKS}])"

#: Words of French and Italian that lose their end before a vowel, which an apostrophe shows; the
#: possessive of a letter (`T's`) is none.
ELIDED = (
    r"\b(?i:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu|un|d?all|[dn]ell|sull|quell|quest)"
    r"(?=['’ʼ][^\W\d_])(?!['’ʼ]s\b)"
)

_WORD = (
    r"\b[^\W\d_](?:\.[^\W\d_])+(?!\w)\.?(?:['’ʼ]s\b)?"  # U.S., a.m., the U.S.'s
    r"|\d+(?:[.,]\d+)+(?!\w)"  # 1,750 and 5.93
    rf"|[{_UNSPACED}]"
    rf"|{ELIDED}"
    rf"|[^\W_{_UNSPACED}{_MARKS}]{_LETTERS}*(?:['’ʼ]{_LETTERS}+)*"
)

_DROPPED = re.compile(
    "(?<![Ии])\u0306"
    "|[\u00ad\u0300-\u0305\u0307-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u200b-\u200d\u2060]"
)
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'"})
_PLAIN_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")

#: A longer run of letters (encoded data, as a rule) is known by its first so many characters.
LONGEST_WORD = 100

#: Acronyms that spell a function word and yet appear without their dots, save in a line that is
#: `Lines.shouted`.
BARE_ACRONYMS = frozenset({"US", "WHO", "IT", "IS", "AM"})

FUNCTION_WORDS = frozenset(
    """a about after again against all also although am an and any are as at be because been
    before being between both but by can could did do does doing during each for from further
    had has have having he her here hers herself him himself his how i if in into is it its
    itself just may me might more most must my myself no nor not now of off on once only or
    other our ours ourselves out over own said same shall she should so some such than that the
    their theirs them themselves then there these they this those through to too under until up
    upon very was we were what when where which while who whom whose why will with would you
    your yours yourself yourselves us""".split()  # noqa: SIM905 - a list of 140 lines says no more
)

_SPACE = re.compile(r"\s")
_PIECE = 1 << 16

_cutter = RegexpTokenizer(_WORD)


@dataclass(frozen=True, slots=True)
class Cut:
    """The words of a text in order: folded `words`, each at `text[starts[i]:ends[i]]`."""

    words: list[str]
    starts: list[int]
    ends: list[int]


def cut(text: str) -> Cut:
    """Cut `text` into its folded words with their character offsets."""
    places = list(spans(text))
    # A run of nothing but marks is no word.
    held = [(word, *at) for word, at in zip(words_at(text, places), places, strict=True) if word]
    words, starts, ends = zip(*held, strict=True) if held else ((), (), ())
    return Cut(list(words), list(starts), list(ends))


def words_at(text: str, places: Sequence[tuple[int, int]]) -> list[str]:
    """The folded words that stand at some places (start, end) of a text, in order."""
    tokens = [text[start:end] for start, end in places]
    if BARE_ACRONYMS.isdisjoint(tokens):
        return [fold(token[:LONGEST_WORD]) for token in tokens]
    lines, words = Lines(text), []
    for (start, _), token in zip(places, tokens, strict=True):
        shouted = token in BARE_ACRONYMS and lines.shouted(start, token)
        words.append(fold(token) if shouted else quiet(token[:LONGEST_WORD]))
    return words


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the words stand (start, end), looked for in pieces that end at white space.

    NLTK gives each search five seconds, which a book in one file would outlast.
    """
    low = 0
    while low < len(text):
        space = _SPACE.search(text, low + _PIECE)
        high = space.end() if space else len(text)
        for start, end in list(_cutter.span_tokenize(text[low:high])):
            yield low + start, low + end
        low = high


@lru_cache(maxsize=1 << 18)
def fold(token: str) -> str:
    """One word in the form in which words are compared: `Pakistan’s` is `pakistan`."""
    plain = _folded(token)
    if plain.endswith("'s") and len(plain) > 2:
        plain = plain[:-2]
    return _fold_punctuated(plain) if "." in plain or "," in plain else plain


def quiet(token: str) -> str:
    """One word, as `fold` has it, of a line that is not all capitals: `US` is `u.s.`."""
    return _dotted(token.lower()) if token in BARE_ACRONYMS else fold(token)


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    bare = _DROPPED.sub("", unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)))
    return unicodedata.normalize("NFC", bare).casefold().translate(_PLAIN_LETTERS)


def _fold_punctuated(plain: str) -> str:
    if plain[0].isdigit():
        return plain.replace(",", "") if _THOUSANDS.fullmatch(plain) else plain
    letters = plain.replace(".", "")
    return _dotted(letters) if letters in FUNCTION_WORDS else letters


def _dotted(letters: str) -> str:
    return "".join(f"{letter}." for letter in letters)


class Lines:
    """Tells, for places in a text that only ever move forward, whether their line is shouted."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._end = -1
        self._capitals = 0

    def shouted(self, start: int, token: str) -> bool:
        """Whether the word stands in a line of several words, all in capitals."""
        if start >= self._end:
            line = self._line(start)
            self._capitals = sum(map(str.isupper, line)) if line.isupper() else 0
        return self._capitals > len(token)

    def _line(self, start: int) -> str:
        stop = self._text.find("\n", start)
        self._end = len(self._text) if stop < 0 else stop
        return self._text[self._text.rfind("\n", 0, start) + 1 : self._end]
