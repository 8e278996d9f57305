"""What a query tree means on a snapshot: the articles that match, and how well.

Evaluation is set at a time: a leaf becomes the ascending occurrences of its words, these become
articles with BM25F scores, and the inner nodes are set algebra on them.

Invariant: a node matches exactly the living articles its meaning in `search.tree` names; words
score, and actors by how much an article is about them; other conditions (dates, sources) let
through or not.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache, partial
from time import monotonic

import numpy as np

from index.snapshot import Snapshot
from search.anyone import items_in, names_anyone
from search.errors import QueryError
from search.local import matches
from search.local.calendar import among, dated, undated
from search.local.central import central
from search.local.company import in_a_row
from search.local.conjunction import conjoined
from search.local.expand import forms
from search.local.gathering import story_of
from search.local.matches import Mask, Matches, Numbers
from search.local.names import meaning
from search.local.occurrences import any_of, in_one_sentence, in_title, near, side_by_side
from search.local.score import scored, weighed
from search.tree import (
    PROPERTIES,
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
from search.words import subjects_in, words_in

#: A query may take so long to match; each of its leaves is bounded by itself.
BUDGET_SECONDS = 10.0

#: So many leaves asked for last are kept of a snapshot: whoever turns the page or ticks a value
#: asks for the same again. One found in a million articles takes 16 MB.
KEPT = 8

Text = Word | Phrase | Near | Sentence | Prefix | Wildcard | Fuzzy
Condition = Everything | Is | Dated | Undated


class Evaluation:
    """One question put to a snapshot; what a leaf found is kept for counting and marking."""

    def __init__(self, snapshot: Snapshot, today: date) -> None:
        self.snapshot = snapshot
        self._today = today
        self._found: dict[tuple[Text, bool], Matches] = {}
        self._deadline = monotonic() + BUDGET_SECONDS

    def matches(self, node: Node, title_only: bool = False) -> Matches:
        """The articles `node` matches; with `title_only` its words count in titles alone."""
        match node:
            case And(children):
                return self._all_of(children, title_only)
            case Or(children):
                return matches.union([self.matches(each, title_only) for each in children])
            case Not(child):
                everything = matches.within(self.snapshot.alive)
                return matches.difference(everything, self.matches(child, title_only))
            case Boost(child, weight):
                plain = self.matches(child, title_only)
                return Matches(plain.docs, plain.scores * weight, plain.size)
            case InTitle(child):
                return self.matches(child, title_only=True)
            case Is() if _is_actor(node):
                return central(self.snapshot, meaning(self.snapshot, node).keys)
            case Everything() | Is() | Dated() | Undated():
                return matches.within(self._condition(node))
            case _:
                return self.of_words(node, title_only)

    def of_words(self, leaf: Text, title_only: bool = False) -> Matches:
        """The articles that hold the words of a leaf, scored as one term."""
        key = (leaf, title_only)
        if key not in self._found:
            self._require_time()
            self._found[key] = _found(self.snapshot, leaf, title_only)
        return self._found[key]

    def _all_of(self, children: tuple[Node, ...], title_only: bool) -> Matches:
        """The conjunction: of what holds the words, what conditions let through, less the rest."""
        actors = [each for each in children if _is_actor(each)]
        words = tuple(each for each in children if not isinstance(each, Not | Condition))
        let_through = self.snapshot.alive
        for condition in (each for each in children if isinstance(each, Condition)):
            if condition not in actors:
                let_through = let_through & self._condition(condition)
        if words:
            found = conjoined(
                self.snapshot, words, [self.matches(each, title_only) for each in words]
            )
            found = found.only(let_through[found.docs])
        else:
            found = matches.within(let_through)
        if actors:
            found = matches.intersection([found, *(self.matches(each) for each in actors)])
        for excluded in (each.child for each in children if isinstance(each, Not)):
            found = matches.difference(found, self.matches(excluded, title_only))
        return found

    def _require_time(self) -> None:
        if monotonic() > self._deadline:
            raise QueryError(
                f"The query took longer than {BUDGET_SECONDS:g} seconds: ask for fewer patterns, "
                "or for fewer common words near one another"
            )

    def _condition(self, node: Condition) -> Mask:
        snapshot = self.snapshot
        match node:
            case Everything():
                return snapshot.alive
            case Is("story", text):
                doc = snapshot.doc(text)
                mask = np.zeros(snapshot.size, dtype=bool)
                mask[story_of(snapshot, doc) if doc is not None else []] = True
                return mask
            case Is():
                meant = meaning(snapshot, node)
                column = snapshot.keyed(meant.column)
                return column.carriers(among(column.keys, meant.keys))
            case Dated(field, when):
                return dated(snapshot, field, when, self._today)
            case Undated(field):
                return undated(snapshot, field)


def _is_actor(node: Node) -> bool:
    return isinstance(node, Is) and PROPERTIES[node.field] is not None


def evaluate(snapshot: Snapshot, node: Node, today: date) -> Matches:
    """The articles `node` matches on a snapshot."""
    return Evaluation(snapshot, today).matches(node)


def occurrences(snapshot: Snapshot, leaf: Text, docs: Numbers | None = None) -> Numbers:
    """Where the words of a leaf stand, as one term; with `docs` in these articles alone."""
    match leaf:
        case Word(text):
            return side_by_side(snapshot, "stems", subjects_in(text), docs)
        case Phrase(text) if names_anyone(text):
            return in_a_row(snapshot, items_in(text), docs)[0]
        case Phrase(text):
            return side_by_side(snapshot, "exact", words_in(text), docs)
        case Near(text, distance):
            return near(snapshot, items_in(text), distance, docs)
        case Sentence(text):
            return in_one_sentence(snapshot, items_in(text), docs)
        case _:
            return any_of(snapshot, forms(snapshot, leaf).words, docs)


def _found(snapshot: Snapshot, leaf: Text, title_only: bool) -> Matches:
    """As `_of_words`, but for single words, which take no time, from what was found before."""
    if isinstance(leaf, Word):
        return _of_words(snapshot, leaf, title_only)
    find = snapshot.remember("leaves", lambda: lru_cache(KEPT)(partial(_of_words, snapshot)))
    return find(leaf, title_only)


def _of_words(snapshot: Snapshot, leaf: Text, title_only: bool) -> Matches:
    words = subjects_in(leaf.text) if isinstance(leaf, Word) else ()
    if len(words) == 1 and not title_only:
        return weighed(snapshot, snapshot.postings(words[0]))
    if isinstance(leaf, Prefix | Wildcard | Fuzzy) and not title_only:
        return weighed(snapshot, snapshot.group(forms(snapshot, leaf).words))
    found = occurrences(snapshot, leaf)
    return scored(snapshot, in_title(snapshot, found) if title_only else found)
