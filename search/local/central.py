"""How much articles are about the actors that were asked for, as a score.

    score = idf · (k1 + 1) · salience / MOST

An actor scores as a word does: by how few articles name it (`search.local.score`), and by a weight
that is below K1 + 1 (`index.codec.weights`), here the share of the greatest salience that it has in
the article (`index.salience`). Of several that are meant by one name, or ticked in one facet, the
most salient counts.

Invariant: a score depends on the query and on the articles of the corpus alone.
"""

from __future__ import annotations

import numpy as np

from index.codec.weights import K1
from index.salience import MOST
from index.snapshot import Snapshot
from search.local.calendar import among
from search.local.matches import Matches
from search.local.score import idf
from search.page import ActorTag


def central(snapshot: Snapshot, keys: tuple[str, ...]) -> Matches:
    """The articles that name any of the actors `keys`, scored by how much they are about them."""
    return snapshot.remember(("central", keys), lambda: _central(snapshot, keys))


def foremost(snapshot: Snapshot, doc: int) -> tuple[ActorTag, ...]:
    """The actors of an article, the most salient first, equals in the order of their names."""
    column = snapshot.keyed("actor")
    row = slice(*column.starts[doc : doc + 2].tolist())
    keys = (column.keys[place] for place in column.ordinals[row].tolist())
    salience = dict(zip(keys, snapshot.acting.salience[row].tolist(), strict=True))
    ordered = sorted(snapshot.card(doc).actors, key=lambda pair: (-salience[pair[0]], pair[1]))
    return tuple(ActorTag(key, name, key.partition("/")[0], salience[key]) for key, name in ordered)


def _central(snapshot: Snapshot, keys: tuple[str, ...]) -> Matches:
    column = snapshot.keyed("actor")
    at = np.flatnonzero(among(column.keys, keys)[column.ordinals])
    owners = column.owners[at]
    begins = np.flatnonzero(np.diff(owners, prepend=-1))
    docs = owners[begins]
    if not len(docs):
        return Matches(docs, np.zeros(0), snapshot.size)
    highest = np.maximum.reduceat(snapshot.acting.salience[at], begins)
    weights = (K1 + 1) / MOST * highest.astype(np.float64)
    return Matches(docs, idf(snapshot.articles, len(docs)) * weights, snapshot.size)
