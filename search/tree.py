"""The query tree: what was asked, free of how it was typed and of the engine that answers.

Invariant: nodes are frozen values without positions or analysis; `language.parse` builds
them, `language.write` prints them, and each engine gives them a meaning. Texts are as typed
(case and accents kept, white space single), so that a printed tree reads like its query.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Everything:
    """Every article: an empty query, or `*`."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any of its forms; what analysis cuts in several stands side by side."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words exactly as written, side by side and in order; marks stand for actors (`anyone`)."""

    text: str


@dataclass(frozen=True, slots=True)
class Near:
    """Words and marks, all within `distance` words of one another, in any order."""

    text: str
    distance: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words and marks, all in one sentence, in any order; a title is one."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any word that begins so (`afghan*`)."""

    text: str


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Any word of this shape: `*` stands for any letters, `?` for exactly one."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Any word within `distance` edits (1 or 2)."""

    text: str
    distance: int


@dataclass(frozen=True, slots=True)
class And:
    """All of two or more."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of two or more."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Every article but these."""

    child: Node


@dataclass(frozen=True, slots=True)
class InTitle:
    """The words of `child` (words, phrases and booleans of them) in the title alone."""

    child: Node


@dataclass(frozen=True, slots=True)
class Is:
    """An exact property: `field` is one of PROPERTIES, `text` what was typed for it."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Days:
    """Whole days, both ends included; None leaves an end open."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Last:
    """The last `count` units up to today; `unit` is "day", "week", "month" or "year"."""

    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class YearlessDay:
    """A day that was written without its year."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of the article; `field` is "published" or "mentions"."""

    field: str
    when: Days | Last | YearlessDay


@dataclass(frozen=True, slots=True)
class Undated:
    """No date known; `field` is "published" or "mentions"."""

    field: str


@dataclass(frozen=True, slots=True)
class Boost:
    """Weighs `child` by `weight` (above 0) in the ranking; matches what `child` matches."""

    child: Node
    weight: float


Node = (
    Everything
    | Word
    | Phrase
    | Near
    | Sentence
    | Prefix
    | Wildcard
    | Fuzzy
    | And
    | Or
    | Not
    | InTitle
    | Is
    | Dated
    | Undated
    | Boost
)

#: Field names of `Is`, each with the kind of actor it asks for (None: not an actor). A `story` is
#: named by any article of it.
PROPERTIES: dict[str, str | None] = {
    "source": None,
    "lang": None,
    "actor": "",
    "person": "person",
    "country": "country",
    "org": "organisation",
    "group": "armed-group",
    "story": None,
}


def children_of(node: Node) -> tuple[Node, ...]:
    """The nodes directly below `node`."""
    match node:
        case And(children) | Or(children):
            return children
        case Not(child) | InTitle(child) | Boost(child):
            return (child,)
        case _:
            return ()


def rebuilt(node: Node, change: Callable[[Node], Node]) -> Node:
    """The tree with `change` applied to every leaf."""
    match node:
        case And(children):
            return And(tuple(rebuilt(child, change) for child in children))
        case Or(children):
            return Or(tuple(rebuilt(child, change) for child in children))
        case Not(child):
            return Not(rebuilt(child, change))
        case InTitle(child):
            return InTitle(rebuilt(child, change))
        case Boost(child, weight):
            return Boost(rebuilt(child, change), weight)
        case _:
            return change(node)
