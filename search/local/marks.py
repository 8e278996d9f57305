"""Which words of an article a query matched: what is marked and what a snippet is cut around.

The words of the article are cut again and compared with the words each leaf of the tree stands
for; of actors and dates asked for, the places named in the article are taken as they were kept.

Invariant: every spot is a range of the text it was found in, and each leaf that lies outside a
`Not` and stands in the article has one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.analysis import Cut, cut, is_function_word, stem
from index.article import Article
from index.snapshot import Snapshot
from search.local.expand import forms
from search.local.names import meaning
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
    Wildcard,
    Word,
)

#: A function word marks its place but does not draw the snippet to it.
_FUNCTION_WEIGHT = 0.05


@dataclass(frozen=True, slots=True)
class Spot:
    """A matched range of characters; `leaf` tells apart what was asked."""

    start: int
    end: int
    leaf: int
    weight: float


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words to find: one set of equal choices a place, side by side or within `distance`."""

    places: tuple[frozenset[str], ...]
    by_stem: bool
    distance: int | None
    title_only: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Marker:
    """Everything of a query that can be pointed at in an article."""

    patterns: tuple[Pattern, ...]
    actors: frozenset[str]

    def title(self, article: Article) -> list[Spot]:
        """Spots of the title, in order."""
        named = _named(article, self.actors, in_title=True)
        return sorted([*_found(article.title, self.patterns), *named], key=_place)

    def text(self, article: Article) -> list[Spot]:
        """Spots of the text, in order."""
        named = _named(article, self.actors, in_title=False)
        patterns = [pattern for pattern in self.patterns if not pattern.title_only]
        return sorted([*_found(article.text, patterns), *named], key=_place)


def marker(snapshot: Snapshot, tree: Node, ticked: Iterable[str]) -> Marker:
    """What to point at for `tree`, and for the actors `ticked` in facets."""
    leaves = list(_leaves(tree, title_only=False))
    asked = [meaning(snapshot, leaf) for leaf, _ in leaves if isinstance(leaf, Is)]
    actors = [key for meant in asked if meant.column == "actor" for key in meant.keys]
    patterns = [
        _pattern(snapshot, leaf, title) for leaf, title in leaves if not isinstance(leaf, Is)
    ]
    return Marker(tuple(dict.fromkeys(patterns)), frozenset([*actors, *ticked]))


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


Leaf = Word | Phrase | Near | Prefix | Wildcard | Fuzzy | Is


def _leaves(node: Node, title_only: bool) -> Iterator[tuple[Leaf, bool]]:
    match node:
        case And(children) | Or(children):
            for child in children:
                yield from _leaves(child, title_only)
        case Boost(child):
            yield from _leaves(child, title_only)
        case InTitle(child):
            yield from _leaves(child, title_only=True)
        case Word() | Phrase() | Near() | Prefix() | Wildcard() | Fuzzy() | Is():
            yield node, title_only
        case _:
            return


def _pattern(snapshot: Snapshot, leaf: Node, title_only: bool) -> Pattern:
    match leaf:
        case Word(text):
            words = cut(text).words
            weight = _FUNCTION_WEIGHT if all(map(is_function_word, words)) else 1.0
            places = tuple(frozenset([stem(word)]) for word in words)
            return Pattern(places, True, None, title_only, weight)
        case Phrase(text) | Near(text):
            places = tuple(frozenset([word]) for word in cut(text).words)
            distance = leaf.distance if isinstance(leaf, Near) else None
            return Pattern(places, False, distance, title_only, 1.0)
        case Prefix() | Wildcard() | Fuzzy():
            choices = frozenset(forms(snapshot, leaf).words)
            return Pattern((choices,), False, None, title_only, 1.0)
        case _:
            raise TypeError(f"{leaf!r} has no words to point at")


def _named(article: Article, actors: frozenset[str], in_title: bool) -> Iterator[Spot]:
    for actor in article.actors:
        if actor.id in actors:
            mentions = actor.title_mentions if in_title else actor.mentions
            leaf = -1 - sorted(actors).index(actor.id)
            yield from (Spot(found.start, found.end, leaf, 1.0) for found in mentions)


def _found(text: str, patterns: Sequence[Pattern]) -> Iterator[Spot]:
    if not patterns:
        return
    pieces = cut(text)
    exact, stems = _standing(pieces.words), _standing([stem(word) for word in pieces.words])
    for leaf, pattern in enumerate(patterns):
        standing = stems if pattern.by_stem else exact
        near = pattern.distance is not None
        ranges = _close(standing, pattern) if near else _adjacent(standing, pattern)
        yield from (_spot(pieces, first, last, leaf, pattern.weight) for first, last in ranges)


def _standing(words: Sequence[str]) -> Mapping[str, set[int]]:
    """The places of each word."""
    standing: defaultdict[str, set[int]] = defaultdict(set)
    for place, word in enumerate(words):
        standing[word].add(place)
    return standing


def _spot(pieces: Cut, first: int, last: int, leaf: int, weight: float) -> Spot:
    return Spot(pieces.starts[first], pieces.ends[last], leaf, weight)


def _adjacent(standing: Mapping[str, set[int]], pattern: Pattern) -> Iterator[tuple[int, int]]:
    """(first, last) word of each place where the pattern stands side by side."""
    later = len(pattern.places) - 1
    firsts: set[int] | None = None
    for step, choices in enumerate(pattern.places):
        found = {place - step for word in standing.keys() & choices for place in standing[word]}
        firsts = found if firsts is None else firsts & found
    yield from ((first, first + later) for first in sorted(firsts or ()))


def _close(standing: Mapping[str, set[int]], pattern: Pattern) -> Iterator[tuple[int, int]]:
    """Each word of the pattern that stands with all the others within the distance."""
    asked = Counter(word for choices in pattern.places for word in choices)
    stands = sorted((place, word) for word in standing.keys() & asked for place in standing[word])
    held: Counter[str] = Counter()
    reached = shown = 0
    for first, (place, word) in enumerate(stands):
        while reached < len(stands) and stands[reached][0] <= place + (pattern.distance or 0):
            held[stands[reached][1]] += 1
            reached += 1
        if held >= asked:
            yield from ((at, at) for at, _ in stands[max(first, shown) : reached])
            shown = reached
        held[word] -= 1
