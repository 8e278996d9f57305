"""What a stem weighs in an article: the part of BM25F that does not depend on the query.

    tf' = sum over fields f of  w_f * tf_f / (1 - b_f + b_f * length_f / pivot_f)
    weight = (k1 + 1) * tf' / (k1 + tf')

Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields" (CIKM 2004),
in the form with a length norm a field of Zaragoza et al., "Microsoft Cambridge at TREC-13"
(2004). A score is the weight times the idf of the query's term (`search.local.score`).

A weight is kept in two bytes: it is rounded to a multiple of UNIT, wherever it is worked out, so
that what is stored and what is computed are equal.

Invariant: the pivots are settings of the format, not averages of a corpus, so a weight is
known when the article is written and does not depend on what else was.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

K1 = 1.2
TITLE_WEIGHT = 3.0
TITLE_B = 0.5
TITLE_PIVOT = 9.0
BODY_WEIGHT = 1.0
BODY_B = 0.75
BODY_PIVOT = 350.0

#: A weight is below K1 + 1, so that it is a multiple of this by less than 1 << 16.
UNIT = np.float32((K1 + 1) / 0xFFFF)

Numbers = NDArray[Any]


def weights(
    in_titles: Numbers, in_bodies: Numbers, title_lengths: Numbers, body_lengths: Numbers
) -> NDArray[np.float32]:
    """Weights [n] of a term that stands so often in titles and bodies of these lengths [n]."""
    return saturated(frequencies(in_titles, in_bodies, title_lengths, body_lengths))


def frequencies(
    in_titles: Numbers, in_bodies: Numbers, title_lengths: Numbers, body_lengths: Numbers
) -> NDArray[np.float64]:
    """tf' [n]: how often a term stands, by field and length."""
    title_norm = 1 - TITLE_B + TITLE_B * title_lengths / TITLE_PIVOT
    body_norm = 1 - BODY_B + BODY_B * body_lengths / BODY_PIVOT
    found: NDArray[np.float64] = (
        TITLE_WEIGHT * in_titles / title_norm + BODY_WEIGHT * in_bodies / body_norm
    )
    return found


def saturated(frequency: NDArray[np.float64]) -> NDArray[np.float32]:
    """Weights of these tf' [n], as they are kept."""
    return in_full(np.rint(frequency * (K1 + 1) / (frequency + K1) / UNIT))


def unsaturated(weight: NDArray[np.float32]) -> NDArray[np.float64]:
    """The tf' that were saturated to these weights [n], as nearly as the kept weights tell."""
    kept = np.minimum(weight.astype(np.float64), K1 + 1 - UNIT)
    return K1 * kept / (K1 + 1 - kept)


def in_full(units: Numbers) -> NDArray[np.float32]:
    """Weights from multiples of UNIT."""
    return np.multiply(units, UNIT, dtype=np.float32)
