"""Which articles tell the same story: one text in several outlets, cut, edited or headed anew.

Two articles are alike if their sketches (`index.codec.likeness`) say that what both hold is a
large enough share of what either holds. How large depends on two things. A short text is mostly
form (`… forecast a shortage of 350 mln in the money market today`), and few words make it another
article: the share asked for grows as texts get shorter. And copies appear within a day, while
forms come back for ever: later ones must be more alike, and much later ones nearly the same. Of a
text that was cut, nearly all must stand in the whole.

The most alike come together first. What joins a story must be alike to its middle, which is one
article of it: a chain of articles, each like the next, makes no story.

Invariant: which stories there are depends on the articles alone, not on their order, nor on how
they were committed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from index.codec.container import Array
from index.codec.keys import UNDATED
from index.codec.likeness import BITS, BYTES_OF_BITS, KEYS, STEP

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]
Pairs = tuple[Numbers, Numbers]

#: Copies appear within so many hours; those of up to so many days later must be LATER times as
#: alike, and those of any other day NEARLY the same.
HOURS, DAYS = 16, 3
LATER, NEARLY = 1.8, 0.9
#: The share asked of long texts; of shorter ones it is (FORM / words)² more, but never above MOST.
SHARE, FORM, MOST = 0.31, 10.5, 0.97
#: How much of a cut text must stand in the whole, (SHORT / words)² more of a short one, and how
#: large the two must be to one another for the sketch to tell.
WITHIN, SHORT, LEAST = 0.76, 7.0, 0.31
#: Fewer words say too little to tell articles apart.
ENOUGH = 8

#: A share is estimated with about this error, half of which is held against a cut text.
_ERROR = 0.1
#: With so many of those that follow it is an article with some key compared.
_AHEAD = 64
_CHUNK = 1 << 20
_HOUR, _DAY = 3600, 86_400
#: No date is so many days from 1970, which take _WIDTH bits with a sign.
_EVER, _WIDTH = 1 << 22, 24


def stories(sketches: Array, moments: Numbers, numbers: NDArray[np.uint64]) -> list[list[int]]:
    """The places of the articles of each story of two or more, in no order.

    `sketches` [D, SIZE] u1, `moments` [D] seconds since 1970 or UNDATED, `numbers` [D] ids.
    """
    known = _Known(sketches, moments, numbers)
    return _grouped(known, *_links(known))


class _Known:
    """What is known of articles, as columns."""

    def __init__(self, sketches: Array, moments: Numbers, numbers: NDArray[np.uint64]) -> None:
        self.numbers = numbers
        self.keys = sketches[:, : 2 * KEYS].copy().view("<u2")
        bits = np.zeros((len(sketches), 16), dtype=np.uint8)
        bits[:, :BYTES_OF_BITS] = sketches[:, 2 * KEYS : -2]
        self._bits = bits.view("<u8")
        self._words = STEP ** sketches[:, -2].astype(np.float32)
        self.sizes = STEP ** sketches[:, -1].astype(np.float32)
        self._hours = moments / _HOUR
        self.undated = moments == UNDATED
        self.days = np.clip(moments // _DAY, -_EVER, _EVER)

    def alike(self, first: Numbers, second: Numbers) -> Mask:
        """Whether the articles of each pair are alike."""
        share = self.share(first, second)
        words = np.minimum(self._words[first], self._words[second])
        asked = SHARE + (FORM / words) ** 2
        hours = np.abs(self._hours[first] - self._hours[second])
        hours[self.undated[first] | self.undated[second]] = 0
        asked = np.where(hours > HOURS, asked * LATER, asked)
        asked = np.where(hours > 24 * DAYS, np.maximum(asked, NEARLY), asked)
        cut = self._within(first, second, share) >= WITHIN + (SHORT / words) ** 2
        cut &= (share >= LEAST) & (hours <= HOURS)
        alike: Mask = ((share >= np.minimum(asked, MOST)) | cut) & (words >= ENOUGH)
        return alike

    def share(self, first: Numbers, second: Numbers) -> Array:
        """How much both articles of each pair hold of what either holds, about."""
        differ = np.bitwise_count(self._bits[first] ^ self._bits[second]).sum(axis=1)
        shared: Array = 1 - 2 * differ.astype(np.float32) / BITS
        return shared

    def _within(self, first: Numbers, second: Numbers, share: Array) -> Array:
        """How much at least of the smaller article of each pair stands in the larger."""
        sure = share - _ERROR / 2
        one, other = self.sizes[first], self.sizes[second]
        within: Array = sure / (1 + sure) * (one + other) / np.minimum(one, other)
        return within


def _links(known: _Known) -> Pairs:
    """The pairs that are alike, each once, the lower place first."""
    found = [np.zeros(0, dtype=np.int64)]
    for one, other in _candidates(known):
        likely = known.share(one, other) >= min(SHARE, LEAST)
        first, second = np.minimum(one, other)[likely], np.maximum(one, other)[likely]
        alike = known.alike(first, second)
        found.append(first[alike] << 32 | second[alike])
    links = np.unique(np.concatenate(found))
    return links >> 32, links & 0xFFFFFFFF


def _candidates(known: _Known) -> Iterator[Pairs]:
    """Pairs that may be alike: near in time they share a key, else two."""
    in_time = np.lexsort((known.numbers, known.days))
    for place in range(KEYS):
        keys = known.keys[:, place]
        yield from _sharing(known, keys, _sorted(in_time, keys), DAYS, _AHEAD)
    for place in range(0, KEYS, 2):
        one, other = known.keys[:, place], known.keys[:, place + 1]
        both = np.where(other > 0, one.astype(np.int64) << 16 | other, 0) * (one > 0)
        yield from _sharing(known, both, _sorted(in_time, other, one), 2 * _EVER, 1)


def _sorted(docs: Numbers, *keys: Array) -> Numbers:
    """`docs` in the order of the last of `keys`, then of the one before it; else as they are."""
    for each in keys:
        docs = docs[np.argsort(each[docs], kind="stable")]
    return docs


def _sharing(known: _Known, keys: Array, order: Numbers, days: int, ahead: int) -> Iterator[Pairs]:
    """Pairs with the same key but 0, each article with `ahead` within so many days of it.

    Without a date it is near to all; and each is paired with the first of all with its key.
    `order` has the articles by key and then by day.
    """
    order = order[keys[order] > 0]
    keys, times = keys[order].astype(np.int64), known.days[order]
    places = np.arange(len(order))
    begins = np.maximum.accumulate(np.where(np.diff(keys, prepend=-1) != 0, places, 0))
    within = np.where(known.undated[order], _EVER, np.minimum(times + days, _EVER))
    last = np.searchsorted((keys << _WIDTH) + times, (keys << _WIDTH) + within, side="right")
    counts = np.minimum(last - places - 1, ahead)
    later = np.flatnonzero(begins < places)
    yield order[begins[later]], order[later]
    some = np.flatnonzero(counts)
    for low in range(0, len(some), _CHUNK // ahead):
        own = some[low : low + _CHUNK // ahead]
        firsts = np.repeat(own, counts[own])
        steps = np.arange(len(firsts)) - np.repeat(
            np.cumsum(counts[own]) - counts[own], counts[own]
        )
        yield order[firsts], order[firsts + 1 + steps]


def _grouped(known: _Known, first: Numbers, second: Numbers) -> list[list[int]]:
    """The articles of each story, its middle first."""
    ids = known.numbers[first], known.numbers[second]
    order = np.lexsort((np.maximum(*ids), np.minimum(*ids), -known.share(first, second)))
    pairs = list(zip(first[order].tolist(), second[order].tolist(), strict=True))
    linked = {*pairs, *((other, one) for one, other in pairs)}
    story = {doc: [doc] for pair in pairs for doc in pair}
    for one, other in pairs:
        if story[one] is not story[other]:
            whole, part = _joinable(known, linked, story[one], story[other])
            whole += part
            story.update(dict.fromkeys(part, whole))
    return [docs for doc, docs in story.items() if doc == docs[0] and len(docs) > 1]


def _joinable(
    known: _Known, linked: set[tuple[int, int]], one: list[int], other: list[int]
) -> tuple[list[int], Sequence[int]]:
    """Of two stories the one that the other may join, and what of this joins: all or nothing."""
    larger, smaller = sorted(
        (one, other), key=lambda docs: (-len(docs), -known.sizes[docs[0]], known.numbers[docs[0]])
    )
    for whole, part in ((larger, smaller), (smaller, larger)):
        if all((whole[0], doc) in linked for doc in part):
            return whole, part
    return larger, ()
