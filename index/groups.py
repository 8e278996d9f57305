"""Many words taken as one term, as a pattern stands for them.

Where all words of a stem are meant, its stored weights tell how often it stands in each article,
and no place of it has to be read.

Invariant: the weight of an article is that of `index.codec.weights` for the words' occurrences
together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from index.codec.columns import Columns
from index.codec.container import Array
from index.codec.weights import frequencies, unsaturated
from index.lookup import spellings


def standing(part: Columns, words: Sequence[str]) -> Iterator[tuple[Array, Array]]:
    """(articles ascending, weighed frequencies) of the words of each stem in a segment.

    The words may be of any tongue.
    """
    forms: defaultdict[int, list[int]] = defaultdict(list)
    for word in words:
        for found in filter(None, map(part.word, spellings(part, word))):
            forms[found[0]].append(found[1])
    for stem, meant in forms.items():
        if len(meant) == part.form_counts[stem]:
            docs, weights = part.postings(stem)
            yield docs, unsaturated(weights)
        else:
            yield _of_forms(part, stem, meant)


def summed(parts: Sequence[tuple[Array, Array]], size: int) -> tuple[Array, Array]:
    """Articles in any of the parts, ascending, each with the sum of its frequencies.

    `size` articles there are in all; each part names an article once.
    """
    sums = np.zeros(size)
    for docs, often in parts:
        sums[docs] += often
    found = np.flatnonzero(sums)
    return found, sums[found]


def _of_forms(part: Columns, stem: int, forms: Sequence[int]) -> tuple[Array, Array]:
    stands = part.places(stem)
    owners = np.repeat(np.arange(len(stands.docs)), stands.tallies)
    wanted = np.zeros(part.form_counts[stem], dtype=bool)
    wanted[forms] = True
    meant = wanted[stands.forms]
    owners, positions = owners[meant], stands.positions[meant]
    titled = positions < part.title_lengths[stands.docs][owners]
    everywhere = np.bincount(owners, minlength=len(stands.docs))
    in_titles = np.bincount(owners[titled], minlength=len(stands.docs))
    held = np.flatnonzero(everywhere)
    docs, in_titles = stands.docs[held], in_titles[held]
    lengths = part.title_lengths[docs], part.body_lengths[docs]
    return docs, frequencies(in_titles, everywhere[held] - in_titles, *lengths)
