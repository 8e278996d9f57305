"""Where words stand together: phrases, proximity and fields as arithmetic on occurrences.

An occurrence is `article << POSITION_BITS | position` (see `index.snapshot`), so that the next
word of a phrase is the occurrence plus one, and no distance reaches into another article.

Invariant: arrays of occurrences ascend without repeats.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from index.snapshot import POSITION_BITS, Snapshot
from search.local.matches import Mask, Numbers

_POSITION = (1 << POSITION_BITS) - 1

#: No two words are asked to be nearer than the length of a long article: keeps `near` in bounds.
FARTHEST = 1000


def any_of(snapshot: Snapshot, field: str, words: Sequence[str]) -> Numbers:
    """Where any of `words` stands."""
    parts = [snapshot.occurrences(field, word) for word in words]
    return np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *parts]))


def side_by_side(snapshot: Snapshot, field: str, words: Sequence[str]) -> Numbers:
    """Where `words` stand in order without a gap: the place of the first."""
    parts = [snapshot.occurrences(field, word) - place for place, word in enumerate(words)]
    found = min(parts, key=len)
    for part in sorted(parts, key=len):
        found = np.intersect1d(found, part, assume_unique=True)
    return found


def near(snapshot: Snapshot, field: str, words: Sequence[str], distance: int) -> Numbers:
    """Where all `words` stand within `distance` of one another, in any order: the first place.

    A word asked twice must stand there twice.
    """
    wanted = Counter(words)
    places = {word: snapshot.occurrences(field, word) for word in wanted}
    first = np.unique(np.concatenate(list(places.values())))
    for word, times in wanted.items():
        last = np.searchsorted(places[word], first) + times - 1
        first, last = first[last < len(places[word])], last[last < len(places[word])]
        first = first[places[word][last] - first <= min(distance, FARTHEST)]
    return first


def in_title(snapshot: Snapshot, occurrences: Numbers) -> Numbers:
    """Those that stand in a title."""
    return occurrences[_titled(snapshot, occurrences)]


def articles_of(occurrences: Numbers) -> Numbers:
    """The articles in which they stand, ascending."""
    docs = occurrences >> POSITION_BITS
    return docs[np.flatnonzero(np.diff(docs, prepend=-1))]


def per_article(snapshot: Snapshot, occurrences: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """(docs, times in the title, times in the body), one entry an article."""
    docs, starts = np.unique(occurrences >> POSITION_BITS, return_index=True)
    ends = np.append(starts[1:], len(occurrences))
    before = np.concatenate([[0], np.cumsum(_titled(snapshot, occurrences))])
    titles = before[ends] - before[starts]
    return docs, titles, ends - starts - titles


def _titled(snapshot: Snapshot, occurrences: Numbers) -> Mask:
    lengths = snapshot.title_lengths[occurrences >> POSITION_BITS]
    titled: Mask = (occurrences & _POSITION) < lengths
    return titled
