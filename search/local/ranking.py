"""The order of hits: total, and the same however articles were batched into commits.

Relevance is by score, then newest, then id; time is by publication, undated last, then id.

Invariant: only as many articles are sorted as the page needs, and these are the same that
sorting all of them would give.
"""

from __future__ import annotations

import numpy as np

from index.codec.keys import UNDATED
from index.snapshot import Snapshot
from search.local.matches import Matches, Numbers, Scores


def best(snapshot: Snapshot, matches: Matches, sort: str, first: int, size: int) -> Numbers:
    """Places in `matches` of the hits `first` up to `first + size`, best first."""
    most = first + size
    keys = _keys(snapshot, matches, sort)
    places, level = _foremost(keys, most)
    # Of the many that may be level with the last, only the newest can be on the page.
    newest, also = _foremost(_newest(snapshot, matches.docs[level]), most - len(places))
    places = np.concatenate([places, level[newest], level[also]])
    docs = matches.docs[places]
    order = np.lexsort((snapshot.numbers[docs], _newest(snapshot, docs), keys[places]))
    return places[order][first:most]


def in_order(snapshot: Snapshot, matches: Matches, sort: str) -> Numbers:
    """Places of all matches, best first."""
    return best(snapshot, matches, sort, 0, len(matches.docs))


def _keys(snapshot: Snapshot, matches: Matches, sort: str) -> Scores:
    """What is sorted by first [n]: the smaller, the better."""
    if sort == "relevance":
        return -matches.scores
    newest = _newest(snapshot, matches.docs)
    return newest if sort == "newest" else np.where(newest == -float(UNDATED), np.inf, -newest)


def _newest(snapshot: Snapshot, docs: Numbers) -> Scores:
    return -snapshot.moments[docs].astype(np.float64)


def _foremost(keys: Scores, most: int) -> tuple[Numbers, Numbers]:
    """(places of the keys smaller than the `most`-th smallest, places of those equal to it)."""
    if not 0 < most < len(keys):
        everything = np.arange(len(keys) if most else 0)
        return everything, everything[:0]
    threshold = np.partition(keys, most - 1)[most - 1]
    return np.flatnonzero(keys < threshold), np.flatnonzero(keys == threshold)
