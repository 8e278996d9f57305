"""Queries drawn from a corpus's own words: the same ones whenever the corpus is the same.

Words are chosen by how many articles hold them, and words that are asked together come from one
article, so that no query is empty. Function words and those that English stemmers (Porter's and
Snowball's) disagree on are left out: engines would be doing different jobs.

Invariant: every class of KINDS has equally many queries.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from pathlib import Path
from random import Random

from nltk.stem.porter import PorterStemmer

from bench.corpus import LAST_DAY, YEARS, Corpus
from bench.job import Query, Story, story
from index.languages import is_function_word, stem

_SAMPLE = 30_000
_porter = PorterStemmer(mode=PorterStemmer.ORIGINAL_ALGORITHM)
_WORD = re.compile(r"\b[A-Za-z]{4,14}\b")

#: Shares of the corpus: at least, below.
_COMMON = (0.05, 0.35)
_MEDIUM = (0.003, 0.05)
_RARE = (0.0001, 0.0006)
_ACTOR = (0.005, 0.5)
_LEAST_PHRASES = 3
_LEAST_WIDTH = 5.0  # however small the corpus, in articles


@dataclass(frozen=True, slots=True)
class Statistics:
    """A sample of a corpus: stories and their words, and how many stories hold each."""

    stories: list[Story]
    words: list[list[str]]
    held: Counter[str]
    pairs: Counter[tuple[str, str]]
    actors: Counter[str]

    def within(self, counts: Counter[str], bounds: tuple[float, float]) -> list[str]:
        """What is held by a share of the stories within `bounds`, in alphabetical order."""
        low = max(2.0, bounds[0] * len(self.stories))
        high = max(low + _LEAST_WIDTH, bounds[1] * len(self.stories))
        return sorted(key for key, count in counts.items() if low <= count < high)


def sampled(corpus: Corpus) -> Statistics:
    """Statistics over every so-many-th article, _SAMPLE at most."""
    stories = list(_stories(corpus))
    words = [_words(item) for item in stories]
    pairs: Counter[tuple[str, str]] = Counter()
    for row in words:
        pairs.update(set(pairwise(row)))
    return Statistics(
        stories,
        [[word for word in row if word] for row in words],
        Counter(word for row in words for word in set(row) if word),
        Counter({pair: count for pair, count in pairs.items() if all(pair)}),
        Counter(actor for item in stories for actor in item.actors),
    )


def queries(statistics: Statistics, count: int, seed: int) -> list[Query]:
    """At least `count` different queries, equally many a class, in a shuffled order."""
    rng = Random(seed)  # noqa: S311 - repeatable, not secret
    draw = Draw(rng, statistics)
    each = -(-count // len(KINDS))
    found: list[Query] = []
    for kind, make in KINDS.items():
        fresh: set[Query] = set()
        for _ in range(each * 200):
            fresh.add(make(draw, kind))
            if len(fresh) == each:
                break
        found += sorted(fresh, key=repr)
    rng.shuffle(found)
    return found


class Draw:
    """Draws words, actors and days; lists are made once."""

    def __init__(self, rng: Random, statistics: Statistics) -> None:
        self.rng = rng
        self._statistics = statistics
        self.common, self.medium, self.rare = (
            list(filter(_is_plain, statistics.within(statistics.held, bounds)))
            for bounds in (_COMMON, _MEDIUM, _RARE)
        )
        self.actors = statistics.within(statistics.actors, _ACTOR)
        self.phrases = sorted(
            pair
            for pair, number in statistics.pairs.items()
            if number >= _LEAST_PHRASES and all(map(_is_plain, pair))
        )
        self._usable = set(self.common) | set(self.medium)
        self._known = set(self.actors)

    def together(self, count: int) -> tuple[str, ...]:
        """So many common or medium words of one article."""
        while True:
            row = self.rng.choice(self._statistics.words)
            usable = sorted(self._usable.intersection(row))
            if len(usable) >= count:
                return tuple(self.rng.sample(usable, count))

    def acting(self) -> tuple[str, str]:
        """A word of an article and one of its actors."""
        while True:
            number = self.rng.randrange(len(self._statistics.stories))
            actors = sorted(self._known.intersection(self._statistics.stories[number].actors))
            usable = sorted(self._usable.intersection(self._statistics.words[number]))
            if actors and usable:
                return self.rng.choice(usable), self.rng.choice(actors)

    def prefix(self) -> str:
        """The first four or five letters of a word, and of its stem, which some engines index."""
        while True:
            word = self.rng.choice(self.medium)
            beginning = word[: self.rng.choice((4, 5))]
            longer = stem(word).startswith(beginning) and len(stem(word)) > len(beginning)
            if longer and _is_plain(beginning) and stem(beginning) == beginning:
                return beginning

    def days(self) -> tuple[int, int]:
        """From the first of a month to the last of another, three months to three years on."""
        length = self.rng.choice((3, 6, 12, 36))
        month = LAST_DAY.year * 12 + 1 - self.rng.randrange(length, YEARS * 12)
        last = month + length - 1
        return _number(month) * 100 + 1, _number(last) * 100 + 28


@lru_cache(maxsize=1 << 17)
def _is_plain(word: str) -> bool:
    """Whether all engines take the word for the same stem."""
    return bool(_porter.stem(word) == stem(word))


def _number(month: int) -> int:
    return month // 12 * 100 + month % 12 + 1


def _common(draw: Draw, kind: str) -> Query:
    return Query(kind, every=(draw.rng.choice(draw.common),))


def _rare(draw: Draw, kind: str) -> Query:
    return Query(kind, every=(draw.rng.choice(draw.rare),))


def _and_two(draw: Draw, kind: str) -> Query:
    return Query(kind, every=draw.together(2))


def _and_three(draw: Draw, kind: str) -> Query:
    return Query(kind, every=draw.together(3))


def _or(draw: Draw, kind: str) -> Query:
    return Query(kind, some=draw.together(2))


def _phrase(draw: Draw, kind: str) -> Query:
    return Query(kind, phrase=draw.rng.choice(draw.phrases))


def _not(draw: Draw, kind: str) -> Query:
    kept, excluded = draw.together(2)
    return Query(kind, every=(kept,), none=(excluded,))


def _actor(draw: Draw, kind: str) -> Query:
    word, actor = draw.acting()
    return Query(kind, every=(word,), actor=actor)


def _dates(draw: Draw, kind: str) -> Query:
    first, last = draw.days()
    return Query(kind, every=draw.together(1), first=first, last=last)


def _prefix(draw: Draw, kind: str) -> Query:
    return Query(kind, prefix=draw.prefix())


def _browse(draw: Draw, kind: str) -> Query:
    if draw.rng.random() < 0.5:
        return Query(kind, actor=draw.rng.choice(draw.actors))
    first, last = draw.days()
    return Query(kind, first=first, last=last)


#: The classes of queries, in the order of the tables.
KINDS: dict[str, Callable[[Draw, str], Query]] = {
    "common": _common,
    "rare": _rare,
    "and 2": _and_two,
    "and 3": _and_three,
    "or": _or,
    "phrase": _phrase,
    "not": _not,
    "actor": _actor,
    "dates": _dates,
    "prefix": _prefix,
    "browse": _browse,
}


def _stories(corpus: Corpus) -> Iterator[Story]:
    step = -(-corpus.articles // _SAMPLE)
    with Path(corpus.path).open(encoding="utf-8") as lines:
        for line in islice(lines, 0, None, step):
            yield story(json.loads(line))


def _words(item: Story) -> list[str]:
    """The words of a text in order; an empty one wherever two words do not stand side by side."""
    found: list[str] = []
    at = -1
    for match in _WORD.finditer(item.text):
        if match.start() != at + 1:
            found.append("")
        word = match.group().lower()
        found.append("" if is_function_word(word) else word)
        at = match.end()
    return found
