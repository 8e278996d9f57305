"""A word of a query in one segment: as it is in each tongue that the articles there are in.

Which articles hold a word depends on their tongue twice over: that tags the word, and stems it
(`index.languages.stemming`). An article has one tongue, so what the tongues give is disjoint.

Invariant: articles and places ascend; in a segment of English articles each word is looked up
once.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from index.codec.columns import Columns
from index.codec.container import Array
from index.languages import OF, bare, stem, tagged


def spellings(part: Columns, word: str) -> list[str]:
    """The word as the segment may have it: tagged with each tongue."""
    return [tagged(word, tongue) for tongue in part.tongues]


def bare_words(part: Columns) -> list[str]:
    """The words of a segment without their tags, ascending, each once."""
    words = part.words[:]
    # Tags may outlive the articles they came from.
    return list(dict.fromkeys(map(bare, words))) if OF in "".join(words) else words


def postings(part: Columns, word: str) -> tuple[Array, Array]:
    """(articles, weights) of a word in any of its forms."""
    places = [part.stems.place(stem(each)) for each in spellings(part, word)]
    found = [part.postings(place) for place in places if place is not None]
    if len(found) == 1:
        return found[0]
    docs = np.concatenate([np.zeros(0, np.uint32), *(own for own, _ in found)])
    weights = np.concatenate([np.zeros(0, np.float32), *(own for _, own in found)])
    order = np.argsort(docs, kind="stable")
    return docs[order], weights[order]


def places(
    part: Columns, field: str, word: str, docs: Array | None
) -> Iterator[tuple[Array, Array]]:
    """(articles, positions) of a word in "stems" or "exact" in each tongue, a pair a place.

    With `docs`, ascending, only in these articles.
    """
    for each in spellings(part, word):
        if field == "stems":
            place, form = part.stems.place(stem(each)), None
        else:
            place, form = part.word(each) or (None, None)
        if place is not None:
            stands = part.places(place, docs, with_forms=form is not None)
            owners = np.repeat(stands.docs.astype(np.int64), stands.tallies)
            meant = slice(None) if form is None else stands.forms == form
            yield owners[meant], stands.positions[meant]
