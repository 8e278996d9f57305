"""A tree printed as the query one would type for it.

Invariant: for each tree that `language.parse` can build, parsing what is printed here gives the
same tree again, so the printed query can stand in a permalink. NOT binds tighter than AND, AND
tighter than OR; brackets are printed only where that order needs them.
"""

from __future__ import annotations

import re

from search.tree import (
    And,
    Boost,
    Dated,
    Everything,
    Fuzzy,
    InTitle,
    Is,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Sentence,
    Undated,
    Wildcard,
    Word,
)
from search.when import write_date

_BARE = re.compile(r"[^\W_]+(?:[-./][^\W_]+)*")


def write(tree: Node) -> str:
    """The canonical query of `tree`."""
    match tree:
        case Or(children):
            return " OR ".join(_within(child, (Or,)) for child in children)
        case And(children):
            return " ".join(_within(child, (Or, And)) for child in children)
        case Not(child):
            return f"-{_within(child, (Or, And, Not))}"
        case Boost(child, weight):
            return f"{_within(child, (Or, And, Not, Boost))}^{_number(weight)}"
        case InTitle(child):
            return f"title:{_within(child, (Or, And, Not, Boost, InTitle))}"
        case _:
            return _write_leaf(tree)


def _within(child: Node, bracketed: tuple[type, ...]) -> str:
    text = write(child)
    return f"({text})" if isinstance(child, bracketed) else text


def _write_leaf(node: Node) -> str:
    match node:
        case Word(text):
            return text
        case Phrase(text):
            return f'"{text}"'
        case Near(text, distance):
            return f'"{text}"~{distance}'
        case Sentence(text):
            return f'"{text}"~sentence'
        case Prefix(text):
            return f"{text}*"
        case Wildcard(pattern):
            return pattern
        case Fuzzy(text, distance):
            return f"{text}~{distance}"
        case _:
            return _write_property(node)


def _write_property(node: Node) -> str:
    match node:
        case Is(field, text):
            return f"{field}:{_value(text)}"
        case Dated(field, when):
            return f"{field}:{_quoted_if_spaced(write_date(when))}"
        case Undated(field):
            return f"{field}:none"
        case Everything():
            return "*"
        case _:
            raise TypeError(f"{node!r} is no node of a query tree")


def _value(text: str) -> str:
    return text if _BARE.fullmatch(text) else f'"{text}"'


def _quoted_if_spaced(text: str) -> str:
    return f'"{text}"' if " " in text else text


def _number(weight: float) -> str:
    return f"{weight:.3f}".rstrip("0").rstrip(".")
