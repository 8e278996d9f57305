"""Which words of an article a query matched: what is marked and what a snippet is cut around.

The places of the words are those of the index, and their letters are looked up in the spans kept
with the article: nothing is cut again. Of actors asked for, the places named in the article are
taken as they were kept.

Invariant: every spot is a range of the title or of the text, and each leaf that lies outside a
`Not` and stands in the article has one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from index.acting import POSITION_BITS
from index.analysis import words_at
from index.codec.invert import BODY_GAP
from index.snapshot import Snapshot, contains
from search.anyone import items_in, names_anyone
from search.local.company import in_a_row, standing
from search.local.conjunction import is_function, speaking
from search.local.evaluate import Text, occurrences
from search.local.expand import forms
from search.local.matches import Mask, Numbers
from search.local.names import meaning
from search.local.occurrences import FARTHEST
from search.page import Marked, Spans
from search.tree import (
    And,
    Boost,
    Fuzzy,
    InTitle,
    Is,
    Near,
    Node,
    Or,
    Phrase,
    Prefix,
    Sentence,
    Wildcard,
    Word,
)
from search.words import subjects_in, words_in

#: A function word marks its place but does not draw the snippet to it.
_FUNCTION_WEIGHT = 0.05

_POSITION = (1 << POSITION_BITS) - 1


class Spot(NamedTuple):
    """A matched range of characters; `leaf` tells apart what was asked."""

    start: int
    end: int
    leaf: int
    weight: float


#: The spots of an article's title and those of its text, each in order.
Spots = tuple[list[Spot], list[Spot]]


def spots(
    snapshot: Snapshot, tree: Node, ticked: Iterable[str], docs: Numbers
) -> Mapping[int, Spots]:
    """Everything of a query that can be pointed at in `docs`, ascending.

    `ticked` are the actors chosen in facets.
    """
    leaves = list(dict.fromkeys(_leaves(tree, title_only=False)))
    asked = [meaning(snapshot, leaf) for leaf, _ in leaves if isinstance(leaf, Is)]
    named = [key for meant in asked if meant.column == "actor" for key in meant.keys]
    found: list[Spots] = [([], []) for _ in docs]
    words = [(leaf, title_only) for leaf, title_only in leaves if not isinstance(leaf, Is)]
    if words and len(docs):
        passage = Passage(snapshot, docs)
        for number, (leaf, title_only) in enumerate(words):
            _add_words(found, passage, leaf, number, title_only)
    if named or ticked:
        _add_named(found, snapshot, docs, sorted({*named, *ticked}))
    for title, text in found:
        title.sort()
        text.sort()
    return dict(zip(docs.tolist(), found, strict=True))


@dataclass(frozen=True)
class Passage:
    """The words of the articles `docs`, ascending: of the first its title and text, and so on."""

    snapshot: Snapshot
    docs: Numbers

    @cached_property
    def titles(self) -> Numbers:
        """How many words each title has."""
        return self.snapshot.title_lengths[self.docs]

    @cached_property
    def bounds(self) -> Numbers:
        """Where the words of each article begin, and where the last ends."""
        lengths = self.titles + self.snapshot.lengths[self.docs]
        return np.concatenate([[0], np.cumsum(lengths)])

    @cached_property
    def letters(self) -> tuple[Numbers, Numbers]:
        """(starts, ends) of each word in the title or text it stands in."""
        return self.snapshot.spans(self.docs)

    @cached_property
    def words(self) -> list[str]:
        """All words, as they are searched for exactly."""
        pairs = list(zip(*(edge.tolist() for edge in self.letters), strict=True))
        bounds, words = self.bounds.tolist(), []
        rows = zip(self.docs.tolist(), self.titles.tolist(), strict=True)
        for row, (doc, title) in enumerate(rows):
            card, first = self.snapshot.card(doc), bounds[row]
            words += words_at(card.title, pairs[first : first + title])
            words += words_at(card.text, pairs[first + title : bounds[row + 1]])
        return words

    def places(self, occurrences: Numbers) -> Numbers:
        """Occurrences as places among the words."""
        rows = np.searchsorted(self.docs, occurrences >> POSITION_BITS)
        positions = occurrences & _POSITION
        places: Numbers = self.bounds[rows] + positions
        places[positions >= self.titles[rows]] -= BODY_GAP
        return places

    def holding(self, places: Numbers) -> tuple[Numbers, Mask]:
        """(which of the articles each place is in, whether in the title)."""
        rows = np.searchsorted(self.bounds, places, side="right") - 1
        return rows, places < self.bounds[rows] + self.titles[rows]


def marked(text: str, spots: Sequence[Spot]) -> Marked:
    """The whole text with its spots as spans."""
    return Marked(text, merged((spot.start, spot.end) for spot in spots))


def merged(ranges: Iterable[tuple[int, int]]) -> Spans:
    """Ranges in order, those that overlap made one."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)


Leaf = Text | Is


def _leaves(node: Node, title_only: bool) -> Iterator[tuple[Leaf, bool]]:
    match node:
        case And(children) | Or(children):
            for child in children:
                yield from _leaves(child, title_only)
        case Boost(child):
            yield from _leaves(child, title_only)
        case InTitle(child):
            yield from _leaves(child, title_only=True)
        case Word() | Phrase() | Near() | Sentence() | Prefix() | Wildcard() | Fuzzy() | Is():
            yield node, title_only
        case _:
            return


def _add_words(
    found: Sequence[Spots], passage: Passage, leaf: Text, number: int, title_only: bool
) -> None:
    firsts, lasts = _places(passage, leaf)
    starts, ends = passage.letters
    rows, titled = passage.holding(firsts)
    weights = _weights(passage, leaf)
    columns = (rows, titled, starts[firsts], ends[lasts])
    for row, in_title, start, end in zip(*(each.tolist() for each in columns), strict=True):
        if in_title:
            found[row][0].append(Spot(start, end, number, weights[row]))
        elif not title_only:
            found[row][1].append(Spot(start, end, number, weights[row]))


def _places(passage: Passage, leaf: Text) -> tuple[Numbers, Numbers]:
    """Where a leaf stands among the words of the passage: first and last word of each time."""
    snapshot, docs = passage.snapshot, passage.docs
    if isinstance(leaf, Prefix | Wildcard | Fuzzy):
        meant = set(forms(snapshot, leaf).words)
        at = np.array([at for at, word in enumerate(passage.words) if word in meant], np.int64)
        return at, at
    if isinstance(leaf, Near | Sentence):
        firsts, lasts = _close(snapshot, leaf, docs)
    elif isinstance(leaf, Phrase) and names_anyone(leaf.text):
        firsts, lasts = in_a_row(snapshot, items_in(leaf.text), docs)
    else:
        firsts = occurrences(snapshot, leaf, docs)
        lasts = firsts + (_width(leaf) - 1)
    return passage.places(firsts), passage.places(lasts)


def _width(leaf: Word | Phrase) -> int:
    return len((subjects_in if isinstance(leaf, Word) else words_in)(leaf.text))


def _weights(passage: Passage, leaf: Text) -> list[float]:
    """What a leaf weighs in each article, by the tongue of that."""
    weights, snapshot = np.ones(len(passage.docs)), passage.snapshot
    for tongue in snapshot.tongues:
        if is_function(leaf, tongue):
            weights[speaking(snapshot, tongue)[passage.docs]] = _FUNCTION_WEIGHT
    return weights.tolist()


def _close(snapshot: Snapshot, leaf: Near | Sentence, docs: Numbers) -> tuple[Numbers, Numbers]:
    """Each item of the leaf that stands with all the others, within the distance or sentence."""
    found = occurrences(snapshot, leaf, docs)
    stands = standing(snapshot, items_in(leaf.text), docs).values()
    firsts = np.concatenate([each.firsts for each in stands])
    lasts = np.concatenate([each.lasts for each in stands])
    if not len(found):
        return found, found
    if isinstance(leaf, Sentence):
        sentences = snapshot.sentences(docs)
        own = sentences[np.searchsorted(sentences, firsts, side="right") - 1]
        close = contains(found, own)
    else:
        before = np.searchsorted(found, lasts, side="right") - 1
        near = firsts - found[before] <= min(leaf.distance, FARTHEST)
        close = (before >= 0) & near
    return firsts[close], lasts[close]


def _add_named(
    found: Sequence[Spots], snapshot: Snapshot, docs: Numbers, actors: Sequence[str]
) -> None:
    for row, doc in enumerate(docs.tolist()):
        held = [key for key, _ in snapshot.card(doc).actors]
        asked = [number for number, key in enumerate(held) if key in actors]
        places = snapshot.named(doc) if asked else []
        for number in asked:
            leaf = -1 - actors.index(held[number])
            for some, at in zip(found[row], places[number], strict=True):
                some += [Spot(start, start + length, leaf, 1.0) for start, length, *_ in at]
