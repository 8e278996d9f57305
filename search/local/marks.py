"""Which words of an article a query matched: what is marked and what a snippet is cut around.

The places of the words are those of the index, and their letters are looked up in the spans kept
with the article: nothing is cut again. Of actors asked for, the places named in the article are
taken as they were kept.

Invariant: every spot is a range of the title or of the text, and each leaf that lies outside a
`Not` and stands in the article has one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from index.analysis import cut, is_function_word
from index.article import Article
from index.codec.invert import BODY_GAP
from index.snapshot import POSITION_BITS, Snapshot, contains
from search.local.evaluate import Text, occurrences
from search.local.expand import forms
from search.local.matches import Numbers
from search.local.names import meaning
from search.local.occurrences import FARTHEST, any_of
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
from search.words import words_in

#: A function word marks its place but does not draw the snippet to it.
_FUNCTION_WEIGHT = 0.05

#: So many words of a pattern are looked up before it is cheaper to cut the articles again.
_FEW = 20


@dataclass(frozen=True, slots=True)
class Spot:
    """A matched range of characters; `leaf` tells apart what was asked."""

    start: int
    end: int
    leaf: int
    weight: float


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one leaf stands in the articles looked at: runs of `words` words from `firsts` on."""

    firsts: Numbers
    words: int
    weight: float
    title_only: bool


class Marker:
    """Everything of a query that can be pointed at in some articles.

    `docs` are their numbers, ascending; `ticked` the actors chosen in facets.
    """

    def __init__(
        self, snapshot: Snapshot, tree: Node, ticked: Iterable[str], docs: Numbers
    ) -> None:
        self._snapshot = snapshot
        leaves = dict.fromkeys(_leaves(tree, title_only=False))
        asked = [meaning(snapshot, leaf) for leaf, _ in leaves if isinstance(leaf, Is)]
        named = [key for meant in asked if meant.column == "actor" for key in meant.keys]
        self._actors = sorted({*named, *ticked})
        self._stands = [
            _stand(snapshot, leaf, title_only, docs)
            for leaf, title_only in leaves
            if not isinstance(leaf, Is)
        ]

    def spots(self, doc: int) -> tuple[list[Spot], list[Spot]]:
        """(spots of the title, spots of the text) of one of the articles, each in order."""
        titles: list[Spot] = []
        texts: list[Spot] = []
        held = [key for key, _ in self._snapshot.card(doc)["actors"] if key in self._actors]
        if held:
            article = self._snapshot.article(doc)
            titles += _named(article, self._actors, in_title=True)
            texts += _named(article, self._actors, in_title=False)
        begins, ends = self._snapshot.spans(doc) if self._stands else ((), ())
        title = int(self._snapshot.title_lengths[doc])
        for leaf, stand in enumerate(self._stands):
            for place in _places(stand.firsts, doc, title):
                spot = Spot(begins[place], ends[place + stand.words - 1], leaf, stand.weight)
                if place < title:
                    titles.append(spot)
                elif not stand.title_only:
                    texts.append(spot)
        return sorted(titles, key=_place), sorted(texts, key=_place)


def _places(occurrences: Numbers, doc: int, title: int) -> list[int]:
    """Those of one article, as places among its words: the `title` words of the title first."""
    first = doc << POSITION_BITS
    low, high = occurrences.searchsorted((first, first + (1 << POSITION_BITS))).tolist()
    positions = (occurrences[low:high] - first).tolist()
    return [at if at < title else at - BODY_GAP for at in positions]


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


def _place(spot: Spot) -> tuple[int, int]:
    return spot.start, spot.end


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


def _stand(snapshot: Snapshot, leaf: Text, title_only: bool, docs: Numbers) -> Stand:
    if isinstance(leaf, Near | Sentence):
        return Stand(_close(snapshot, leaf, docs), 1, 1.0, title_only)
    if isinstance(leaf, Prefix | Wildcard | Fuzzy):
        words = _present(snapshot, forms(snapshot, leaf).words, docs)
        return Stand(any_of(snapshot, words, docs), 1, 1.0, title_only)
    words = words_in(leaf.text)
    functional = isinstance(leaf, Word) and all(map(is_function_word, words))
    weight = _FUNCTION_WEIGHT if functional else 1.0
    return Stand(occurrences(snapshot, leaf, docs), len(words), weight, title_only)


def _present(snapshot: Snapshot, words: Sequence[str], docs: Numbers) -> Sequence[str]:
    """Those of `words` that stand in the articles looked at; of a few, all."""
    if len(words) <= _FEW:
        return words
    cards = [snapshot.card(doc) for doc in docs.tolist()]
    held = {word for card in cards for part in ("title", "text") for word in cut(card[part]).words}
    return [word for word in words if word in held]


def _close(snapshot: Snapshot, leaf: Near | Sentence, docs: Numbers) -> Numbers:
    """Each word of the leaf that stands with all the others, within the distance or sentence."""
    firsts = occurrences(snapshot, leaf, docs)
    everywhere = any_of(snapshot, list(dict.fromkeys(words_in(leaf.text))), docs)
    if not len(firsts):
        return everywhere[:0]
    if isinstance(leaf, Sentence):
        sentences = snapshot.sentences(docs)
        own = sentences[np.searchsorted(sentences, everywhere, side="right") - 1]
        return everywhere[contains(firsts, own)]
    before = np.searchsorted(firsts, everywhere, side="right") - 1
    near = everywhere - firsts[before] <= min(leaf.distance, FARTHEST)
    return everywhere[(before >= 0) & near]


def _named(article: Article, actors: Sequence[str], in_title: bool) -> Iterator[Spot]:
    for actor in article.actors:
        if actor.id in actors:
            mentions = actor.title_mentions if in_title else actor.mentions
            leaf = -1 - actors.index(actor.id)
            yield from (Spot(found.start, found.end, leaf, 1.0) for found in mentions)
