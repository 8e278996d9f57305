"""Sets of articles with their scores, and the algebra of them.

Invariant: `docs` ascend without repeats and `scores` stand beside them; every operation returns
new arrays. A set that only filters has score 0 throughout.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Scores = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Matches:
    """`docs` [n] article numbers, `scores` [n]."""

    docs: Numbers
    scores: Scores


def unscored(docs: Numbers) -> Matches:
    """Articles that pass a condition, none better than another."""
    return Matches(docs, np.zeros(len(docs)))


def within(mask: Mask) -> Matches:
    """The articles a mask [size] lets through."""
    return unscored(np.flatnonzero(mask))


def union(parts: Sequence[Matches]) -> Matches:
    """Articles in any part; scores add up in the order of the parts."""
    docs = np.concatenate([part.docs for part in parts])
    scores = np.concatenate([part.scores for part in parts])
    distinct, place = np.unique(docs, return_inverse=True)
    return Matches(distinct, np.bincount(place, scores, len(distinct)).astype(np.float64))


def intersection(parts: Sequence[Matches]) -> Matches:
    """Articles in every part, narrowed from the rarest; scores add up in the order of the parts."""
    docs = min(parts, key=lambda part: len(part.docs)).docs
    for part in sorted(parts, key=lambda part: len(part.docs)):
        docs = docs[contains(part.docs, docs)]
    scores = np.zeros(len(docs))
    for part in parts:
        scores = scores + part.scores[np.searchsorted(part.docs, docs)]
    return Matches(docs, scores)


def difference(whole: Matches, removed: Matches) -> Matches:
    """Articles of `whole` that are not in `removed`."""
    kept = ~contains(removed.docs, whole.docs)
    return Matches(whole.docs[kept], whole.scores[kept])


def raised(base: Matches, bonus: Matches) -> Matches:
    """`base` with the scores of `bonus` added where both match."""
    shared = contains(bonus.docs, base.docs)
    scores = base.scores.copy()
    scores[shared] += bonus.scores[np.searchsorted(bonus.docs, base.docs[shared])]
    return Matches(base.docs, scores)


def contains(ascending: Numbers, asked: Numbers) -> Mask:
    """Which of `asked` stand in `ascending`."""
    if not len(ascending):
        return np.zeros(len(asked), dtype=bool)
    place = np.minimum(np.searchsorted(ascending, asked), len(ascending) - 1)
    found: Mask = ascending[place] == asked
    return found
