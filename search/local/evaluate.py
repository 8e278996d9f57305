"""What a query tree means on a snapshot: the articles that match, and how well.

Evaluation is set at a time: a leaf becomes the ascending occurrences of its words, these become
articles with BM25F scores, and the inner nodes are set algebra on them.

Invariant: a node matches exactly the living articles its meaning in `search.tree` names; only
words score, conditions (actors, dates, sources) let through or not.
"""

from __future__ import annotations

from datetime import date

import numpy as np

from index.analysis import cut, is_function_word, stem
from index.snapshot import Snapshot
from search.local import matches
from search.local.calendar import dated, having, undated
from search.local.expand import forms
from search.local.matches import Matches, Numbers
from search.local.names import meaning
from search.local.occurrences import any_of, in_title, near, side_by_side
from search.local.score import scored, weighed
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
    Undated,
    Wildcard,
    Word,
)

Text = Word | Phrase | Near | Prefix | Wildcard | Fuzzy


def evaluate(snapshot: Snapshot, node: Node, today: date, title_only: bool = False) -> Matches:
    """The articles `node` matches; with `title_only` its words count in titles alone."""

    def of(child: Node) -> Matches:
        return evaluate(snapshot, child, today, title_only)

    match node:
        case And(children):
            return _all_of(children, [of(child) for child in children])
        case Or(children):
            return matches.union([of(child) for child in children])
        case Not(child):
            return matches.difference(matches.within(snapshot.alive), of(child))
        case Boost(child, weight):
            plain = of(child)
            return Matches(plain.docs, plain.scores * weight)
        case InTitle(child):
            return evaluate(snapshot, child, today, title_only=True)
        case Everything() | Is() | Dated() | Undated():
            return _condition(snapshot, node, today)
        case _:
            return _of_words(snapshot, node, title_only)


def _of_words(snapshot: Snapshot, leaf: Text, title_only: bool) -> Matches:
    stems = [stem(word) for word in cut(leaf.text).words] if isinstance(leaf, Word) else []
    if len(stems) == 1 and not title_only:
        return weighed(snapshot, snapshot.postings(stems[0]))
    found = occurrences(snapshot, leaf)
    return scored(snapshot, in_title(snapshot, found) if title_only else found)


def occurrences(snapshot: Snapshot, leaf: Text) -> Numbers:
    """Where the words of a leaf stand, as one term: see `search.local.occurrences`."""
    match leaf:
        case Word(text):
            return side_by_side(snapshot, "stems", [stem(word) for word in cut(text).words])
        case Phrase(text):
            return side_by_side(snapshot, "exact", cut(text).words)
        case Near(text, distance):
            return near(snapshot, "exact", cut(text).words, distance)
        case _:
            return any_of(snapshot, "exact", forms(snapshot, leaf).words)


def _condition(snapshot: Snapshot, node: Everything | Is | Dated | Undated, today: date) -> Matches:
    match node:
        case Everything():
            return matches.within(snapshot.alive)
        case Is():
            meant = meaning(snapshot, node)
            asked = frozenset(meant.keys)
            return matches.within(having(snapshot.keyed(meant.column), asked.__contains__))
        case Dated(field, when):
            return matches.within(dated(snapshot, field, when, today))
        case Undated(field):
            return matches.within(undated(snapshot, field))


def _all_of(children: tuple[Node, ...], parts: list[Matches]) -> Matches:
    """The conjunction, in which a function word beside other words scores but excludes nothing."""
    if not any(_has_subject(child) for child in children):
        return matches.intersection(parts)
    optional = np.array([_is_function(child) for child in children])
    found = matches.intersection([p for p, o in zip(parts, optional, strict=True) if not o])
    for part, passed_over in zip(parts, optional, strict=True):
        found = matches.raised(found, part) if passed_over else found
    return found


def _is_function(node: Node) -> bool:
    match node:
        case Boost(child):
            return _is_function(child)
        case Word(text):
            return all(is_function_word(word) for word in cut(text).words)
        case _:
            return False


def _has_subject(node: Node) -> bool:
    """Whether the node asks for words of their own, not only grammar or conditions."""
    match node:
        case And(children) | Or(children):
            return any(_has_subject(child) for child in children)
        case Boost(child) | InTitle(child):
            return _has_subject(child)
        case Not() | Everything() | Is() | Dated() | Undated():
            return False
        case _:
            return not _is_function(node)
