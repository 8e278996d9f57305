"""A query string cut into tokens: brackets, quotes, operators, field names, words.

Invariant: any string can be cut, in time linear in its length; every token knows where it
stands. Nothing is lost but white space, what cannot be seen, and unpaired quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from search.page import Note
from search.tree import PROPERTIES

Kind = Literal["open", "close", "word", "quoted", "field", "minus", "and", "or", "not"]

#: Each way of writing a field name, with the name it stands for.
FIELDS = {
    "title": "title",
    **{name: name for name in PROPERTIES},
    "language": "lang",
    "published": "published",
    "mentions": "mentions",
}

_OPERATORS: dict[str, Kind] = {"AND": "and", "OR": "or", "NOT": "not"}

#: Each mark that opens a phrase, with those that close it.
_QUOTES = {
    '"': re.compile('"'),
    "“": re.compile('[”"]'),
    "‟": re.compile('[”"]'),
    "„": re.compile('[“”"]'),
    "”": re.compile("”"),
    "«": re.compile("»"),
    "»": re.compile("[«»]"),
}
_MARKS = "".join(_QUOTES)

# Read as white space: control characters, lone surrogates, marks of writing direction.
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_CHUNK = re.compile(rf"[^\s(){_MARKS}]+")
_FIELD = re.compile(rf"(?:[^\w\s(){_MARKS}*?]|_)*([A-Za-z]+):(?=[^\s)])")
_NUMBER = r"-?[0-9]{0,30}(?:\.[0-9]{1,30})?"
_AFTER_BRACKET = re.compile(rf"(?:\^{_NUMBER})*")
_AFTER_QUOTE = re.compile(rf"(?:~sentence(?!\w)|[~^]{_NUMBER})*")


@dataclass(frozen=True, slots=True)
class Token:
    """`query[start:end]`, as `kind`.

    `text` is a word, the inside of a quotation or the name of a field; `suffix` is what was
    attached to a closing bracket or quote (`^2`, `~5`).
    """

    kind: Kind
    text: str
    start: int
    end: int
    suffix: str = ""


def visible(query: str) -> str:
    """`query`, of the same length, with a space for each character that cannot be seen."""
    return _INVISIBLE.sub(" ", query)


def cut_query(query: str) -> tuple[tuple[Token, ...], tuple[Note, ...]]:
    """The tokens of a `visible` query, and a note about quotation marks without a partner."""
    cutter = _Cutter(query)
    tokens = tuple(cutter.tokens())
    if not cutter.strays:
        return tokens, ()
    first = cutter.strays[0]
    text = counted(
        len(cutter.strays),
        "A quotation mark has no partner",
        "{} quotation marks have no partner",
    )
    return tokens, (Note(f"{text}; the words around are searched one by one.", first, first + 1),)


class _Cutter:
    """One pass over a query; `strays` are the places of quotation marks left over."""

    def __init__(self, query: str) -> None:
        self._query = query
        self._hopeless: set[str] = set()
        self.strays: list[int] = []

    def tokens(self) -> Iterator[Token]:
        at = 0
        follows_field = False
        while at < len(self._query):
            token = self._token(at, follows_field)
            if token is None:
                at += 1
                continue
            yield token
            follows_field = token.kind == "field"
            at = token.end

    def _token(self, at: int, follows_field: bool) -> Token | None:
        character = self._query[at]
        if character.isspace():
            return None
        if character == "(":
            return Token("open", "(", at, at + 1)
        if character == ")":
            suffix = _matched(_AFTER_BRACKET, self._query, at + 1)
            return Token("close", ")", at, at + 1 + len(suffix), suffix)
        if character in _QUOTES:
            return self._quoted(at, character)
        return self._chunk(at, follows_field)

    def _quoted(self, at: int, mark: str) -> Token | None:
        """A quotation; None where `mark` opens none (5", an unpaired quote)."""
        after_letter = at > 0 and self._query[at - 1].isalnum()
        inert = mark in self._hopeless or (after_letter and mark in '"”»')
        closing = None if inert else _QUOTES[mark].search(self._query, at + 1)
        if closing is None:
            if not inert:
                self._hopeless.add(mark)
            self.strays.append(at)
            return None
        inside = self._query[at + 1 : closing.start()].replace('"', " ")
        suffix = _matched(_AFTER_QUOTE, self._query, closing.end())
        end = closing.end() + len(suffix)
        return Token("quoted", " ".join(inside.split()), at, end, suffix)

    def _chunk(self, at: int, follows_field: bool) -> Token:
        if self._is_minus(at):
            return Token("minus", "-", at, at + 1)
        field = _FIELD.match(self._query, at)
        if field and field[1].lower() in FIELDS:
            return Token("field", FIELDS[field[1].lower()], at, field.end())
        text = _matched(_CHUNK, self._query, at)
        kind: Kind = "word" if follows_field else _OPERATORS.get(text, "word")
        return Token(kind, text, at, at + len(text))

    def _is_minus(self, at: int) -> bool:
        before, after = self._query[max(at - 1, 0) : at], self._query[at + 1 : at + 2]
        detached = not before or before.isspace() or before == "("
        attached = bool(after) and after not in "-)" and not after.isspace()
        return self._query[at] == "-" and detached and attached


def _matched(pattern: re.Pattern[str], text: str, at: int) -> str:
    found = pattern.match(text, at)
    return found[0] if found else ""


def counted(count: int, one: str, many: str) -> str:
    """`one`, or `many` with its `{}` filled, as `count` asks."""
    return one if count == 1 else many.format(count)
