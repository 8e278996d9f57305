"""BM25F: how well an article matches a term of the query.

    score = idf * weight,   idf = ln(1 + (N - n + 0.5) / (n + 0.5))

The weight of a term in an article is that of `index.codec.weights`, which has the formula and
its sources; the idf is kept above zero as Lucene keeps it. A phrase, or a group of forms, is
scored as if it were one term, by its own document frequency n among N articles.

Invariant: a score depends on the query and on the articles of the corpus, never on how these
were batched into commits.
"""

from __future__ import annotations

from math import log

import numpy as np

from index.codec.weights import weights
from index.snapshot import Postings, Snapshot
from search.local.matches import Matches, Numbers
from search.local.occurrences import per_article


def scored(snapshot: Snapshot, occurrences: Numbers) -> Matches:
    """The articles of `occurrences`, taken as those of one term, with their scores."""
    docs, in_titles, in_bodies = per_article(snapshot, occurrences)
    titles, bodies = snapshot.title_lengths[docs], snapshot.lengths[docs]
    weighed = weights(in_titles, in_bodies, titles, bodies).astype(np.float64)
    return Matches(docs, idf(snapshot.articles, len(docs)) * weighed, snapshot.size)


def weighed(snapshot: Snapshot, postings: Postings) -> Matches:
    """The articles of a stem with their scores, from the weights it was written with."""
    rarity = idf(snapshot.articles, len(postings.docs))
    return Matches(postings.docs, rarity * postings.weights.astype(np.float64), snapshot.size)


def idf(articles: int, found: int) -> float:
    """Inverse document frequency of a term that `found` of `articles` hold; above 0."""
    return log(1 + (articles - found + 0.5) / (found + 0.5))
