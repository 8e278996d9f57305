"""How much more frequent something is in one set of articles than in another.

Something stands in `here` of `total` articles, and in `there` of `others`:

                     with it        without it
    this set         here           total - here
    the other        there          others - there

Invariant: pure functions on arrays [n] of counts and two sizes; no article is in both sets.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Scores = NDArray[np.float64]

#: A G2 above this is chance less than once in a thousand (chi squared, one degree of freedom).
SIGNIFICANT = 10.83


def log_likelihood(here: Numbers, there: Numbers, total: int, others: int) -> Scores:
    """Dunning's log-likelihood ratio G2 of each row, at least 0.

        G2 = 2 * sum over the four cells of O * ln(O / E),   E = row sum * column sum / all

    Dunning, T. (1993): Accurate Methods for the Statistics of Surprise and Coincidence,
    Computational Linguistics 19. Rayson and Garside (2000), Comparing Corpora using Frequency
    Profiling, compare corpora by it with the two cells of the left column alone, for words are
    rare among all words of a corpus; a word may stand in most articles, so that here all four
    cells count, each article being one trial.
    """
    cells = np.array([here, there, total - here, others - there], dtype=np.float64)
    sides = np.array([total, others, total, others], dtype=np.float64)[:, np.newaxis]
    with_it = cells[0] + cells[1]
    columns = np.array([with_it, with_it, total + others - with_it, total + others - with_it])
    expected = sides * columns / max(total + others, 1)
    filled = cells > 0
    ratio = np.divide(cells, expected, out=np.ones_like(cells), where=filled)
    scores: Scores = np.maximum(2 * (cells * np.log(ratio)).sum(axis=0), 0)
    return scores


def log_ratio(here: Numbers, there: Numbers, total: int, others: int) -> Scores:
    """How many times its share doubles: log2 of the ratio of the shares, the size of the effect.

    Hardie, A. (2014): Log Ratio, an informal introduction. As there, half an article stands for
    none, so that the ratio stays finite.
    """
    shares = np.maximum(here, 0.5) / max(total, 1), np.maximum(there, 0.5) / max(others, 1)
    ratios: Scores = np.log2(shares[0] / shares[1])
    return ratios
