"""BM25F: how much a term says about an article.

    tf' = sum over fields f of  w_f * tf_f / (1 - b_f + b_f * length_f / pivot_f)
    score = idf * (k1 + 1) * tf' / (k1 + tf'),   idf = ln(1 + (N - n + 0.5) / (n + 0.5))

Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields" (CIKM 2004),
in the form with a length norm a field of Zaragoza et al., "Microsoft Cambridge at TREC-13"
(2004); the idf is kept above zero as Lucene keeps it.

Invariant: the pivots are constants, not averages of the corpus, so a score does not depend on
how articles were batched into commits, only on the articles.
"""

from __future__ import annotations

from math import log

from index.snapshot import Snapshot
from search.local.matches import Matches, Numbers, Scores
from search.local.occurrences import per_article

K1 = 1.2
TITLE_WEIGHT = 3.0
TITLE_B = 0.5
TITLE_PIVOT = 9.0
BODY_WEIGHT = 1.0
BODY_B = 0.75
BODY_PIVOT = 350.0


def scored(snapshot: Snapshot, occurrences: Numbers) -> Matches:
    """The articles of `occurrences`, taken as those of one term, with their scores."""
    docs, in_titles, in_bodies = per_article(occurrences)
    title_norm = 1 - TITLE_B + TITLE_B * snapshot.title_lengths[docs] / TITLE_PIVOT
    body_norm = 1 - BODY_B + BODY_B * snapshot.lengths[docs] / BODY_PIVOT
    frequency = TITLE_WEIGHT * in_titles / title_norm + BODY_WEIGHT * in_bodies / body_norm
    return Matches(docs, idf(snapshot.articles, len(docs)) * saturated(frequency))


def idf(articles: int, found: int) -> float:
    """Inverse document frequency of a term that `found` of `articles` hold; above 0."""
    return log(1 + (articles - found + 0.5) / (found + 0.5))


def saturated(frequency: Scores) -> Scores:
    """What `frequency` occurrences weigh: 1 for the first, towards k1 + 1 for many."""
    return frequency * (K1 + 1) / (frequency + K1)
