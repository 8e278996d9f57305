"""Sets of articles with their scores, and the algebra of them.

Two ways lead to each result: along the sorted arrays, which costs as much as the sets are
large, and through an array of all articles, which costs as much as the corpus is; the cheaper
is taken, and both give the same numbers.

Invariant: `docs` ascend without repeats and `scores` stand beside them; every operation returns
new arrays. A set that only filters has score 0 throughout.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.snapshot import contains

Numbers = NDArray[np.int64]
Scores = NDArray[np.float64]
Mask = NDArray[np.bool_]

#: A set of less than one in so many articles is searched for, a larger one is marked off.
_SPARSE = 32


@dataclass(frozen=True, slots=True)
class Matches:
    """`docs` [n] article numbers, `scores` [n]; `size` articles there are in all."""

    docs: Numbers
    scores: Scores
    size: int

    @property
    def mask(self) -> Mask:
        """Which of all articles [size] match."""
        marked = np.zeros(self.size, dtype=bool)
        marked[self.docs] = True
        return marked

    def only(self, kept: Mask) -> Matches:
        """Those that are `kept` [n]."""
        return Matches(self.docs[kept], self.scores[kept], self.size)


def within(mask: Mask) -> Matches:
    """The articles a mask [size] lets through, none better than another."""
    docs = np.flatnonzero(mask)
    return Matches(docs, np.zeros(len(docs)), len(mask))


def union(parts: Sequence[Matches]) -> Matches:
    """Articles in any part; scores add up in the order of the parts."""
    size = parts[0].size
    if sum(len(part.docs) for part in parts) * _SPARSE > size:
        scores, mask = np.zeros(size), np.zeros(size, dtype=bool)
        for part in parts:
            scores[part.docs] += part.scores
            mask[part.docs] = True
        docs = np.flatnonzero(mask)
        return Matches(docs, scores[docs], size)
    docs, place = np.unique(np.concatenate([part.docs for part in parts]), return_inverse=True)
    added = np.bincount(place, np.concatenate([part.scores for part in parts]), len(docs))
    return Matches(docs, added.astype(np.float64), size)


def intersection(parts: Sequence[Matches]) -> Matches:
    """Articles in every part, narrowed from the rarest; scores add up in the order of the parts."""
    ordered = sorted(parts, key=lambda part: len(part.docs))
    docs = ordered[0].docs
    for part in ordered[1:]:
        docs = docs[_among(part, docs)]
    scores = np.zeros(len(docs))
    for part in parts:
        scores += _scores_at(part, docs)
    return Matches(docs, scores, parts[0].size)


def difference(whole: Matches, removed: Matches) -> Matches:
    """Articles of `whole` that are not in `removed`."""
    return whole.only(~_among(removed, whole.docs))


def raised(base: Matches, bonus: Matches) -> Matches:
    """`base` with the scores of `bonus` added where both match."""
    shared = _among(bonus, base.docs)
    scores = base.scores.copy()
    scores[shared] += _scores_at(bonus, base.docs[shared])
    return Matches(base.docs, scores, base.size)


def _among(part: Matches, docs: Numbers) -> Mask:
    """Which of `docs` are in `part`."""
    if len(docs) * _SPARSE < part.size:
        return contains(part.docs, docs)
    found: Mask = part.mask[docs]
    return found


def _scores_at(part: Matches, docs: Numbers) -> Scores:
    """The scores of `docs`, all of which are in `part`."""
    if len(docs) == len(part.docs):
        return part.scores
    if len(docs) * _SPARSE < part.size:
        return part.scores[np.searchsorted(part.docs, docs)]
    scattered = np.empty(part.size)
    scattered[part.docs] = part.scores
    found: Scores = scattered[docs]
    return found
