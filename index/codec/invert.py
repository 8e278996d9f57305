"""From articles to the arrays of a segment.

An inverted index is the transpose of the article × stem matrix, and a transpose of what comes
in the order of articles is one stable sort by stem: no posting is touched one by one.

D articles, W words, T stems, P postings (stem, article), N words in all texts:

    words.*, stems.*                 ascending strings, see `index.codec.words`
    word.stem [W]  word.form [W]     each word's stem, and its number among the words of that stem
    posting.starts [T + 1]           the postings of stem t are posting.starts[t] … [t + 1]
    posting.docs [P]                 their articles, ascending
    posting.weights [P] f4           what the stem weighs there: `index.codec.weights`
    posting.tallies [P]              how often it stands there
    place.starts [T + 1]             the places of stem t begin at place.starts[t]
    place.positions [N]              ascending in each posting: title from 0, body from BODY_GAP
                                     after the title's last
    place.forms [N]                  which word of the stem stands there
    title.lengths [D]  body.lengths [D]

Postings and places are packed before they are written: `index.codec.postings`.

Invariant: the arrays depend on the articles and their order alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.codec.container import Array
from index.codec.cutting import Words
from index.codec.runs import narrow
from index.codec.weights import weights
from index.codec.words import as_arrays
from index.languages import stem

#: No two words are asked to be nearer than this, so no phrase runs from a title into a body.
BODY_GAP = 1024

#: Postings that are weighed together.
_BLOCK = 1 << 16


class Inverter:
    """Takes the words of articles and turns them round."""

    def __init__(self) -> None:
        self._numbers: list[Array] = []
        self._counts: list[Array] = []

    def add(self, words: Words) -> None:
        """Append articles, given as the words of title and body of each in turn."""
        self._numbers.append(words.numbers)
        self._counts.append(words.counts)

    def arrays(self, vocabulary: Sequence[str]) -> dict[str, Array]:
        """All arrays named in this module's description; `vocabulary` are the words by number."""
        counts = np.concatenate([np.zeros(0, dtype=np.int64), *self._counts])
        titles, bodies = counts.reshape(-1, 2).T
        numbers = np.concatenate([np.zeros(0, dtype=np.uint32), *self._numbers])
        words, said = _ranked(vocabulary, numbers)
        stemmed = list(map(stem, words))
        stems = sorted(set(stemmed))
        place = {text: number for number, text in enumerate(stems)}
        word_stem = np.fromiter(map(place.__getitem__, stemmed), np.uint32, len(words))
        word_form = narrow(forms_of(word_stem))
        return {
            **as_arrays("words", words),
            **as_arrays("stems", stems),
            "word.stem": word_stem,
            "word.form": word_form,
            **_postings(word_stem[said], word_form[said], len(stems), titles, bodies),
            "title.lengths": narrow(titles),
            "body.lengths": narrow(bodies),
        }


def _ranked(vocabulary: Sequence[str], numbers: Array) -> tuple[list[str], Array]:
    """(the words that are said, ascending; `numbers` as numbers of these)."""
    used = np.flatnonzero(np.bincount(numbers, minlength=len(vocabulary))).tolist()
    order = sorted(used, key=vocabulary.__getitem__)
    ranks = np.zeros(len(vocabulary), dtype=np.uint32)
    ranks[order] = np.arange(len(order))
    return [vocabulary[number] for number in order], ranks[numbers]


def forms_of(word_stem: Array) -> Array:
    """Each word's number among the words of its stem, in the order of the words."""
    order = np.argsort(word_stem, kind="stable")
    sorted_stems = word_stem[order]
    first = np.searchsorted(sorted_stems, sorted_stems)
    forms = np.empty(len(word_stem), dtype=np.int64)
    forms[order] = np.arange(len(word_stem)) - first
    return forms


def by_stem(stems: Array) -> Array:
    """The stable order of words by stem: radix passes over the halves of the number."""
    order = np.argsort((stems & 0xFFFF).astype(np.uint16), kind="stable")
    if stems.max(initial=0) > 0xFFFF:
        order = order[np.argsort((stems >> 16).astype(np.uint16)[order], kind="stable")]
    return order


def _postings(
    stems: Array, forms: Array, count: int, titles: Array, bodies: Array
) -> dict[str, Array]:
    owners, positions = _places(titles, bodies)
    order = by_stem(stems)
    stems, owners, positions = stems[order], owners[order], positions[order]
    begins = np.flatnonzero(_changes(stems) | _changes(owners))
    docs, posting_stems = owners[begins], stems[begins]
    tallies = np.diff(np.append(begins, len(stems)))
    entitled = positions < titles.astype(np.uint32)[owners]
    in_titles = np.add.reduceat(entitled, begins, dtype=np.uint32)
    return {
        "posting.starts": _starts(posting_stems, count),
        "posting.docs": docs,
        "posting.weights": _weights(in_titles, tallies - in_titles, titles, bodies, docs),
        "posting.tallies": narrow(tallies),
        "place.starts": _starts(stems, count),
        "place.positions": narrow(positions),
        "place.forms": forms[order],
    }


def _places(titles: Array, bodies: Array) -> tuple[Array, Array]:
    """(article, position) of every word in the order of the texts, as u4."""
    lengths = titles + bodies
    owners = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)
    # What is to be added to a word's number to have its position, in each title and body.
    begins = np.cumsum(lengths) - lengths
    shifts = np.stack([-begins, BODY_GAP - begins], axis=1).ravel()
    positions = np.repeat(shifts, np.stack([titles, bodies], axis=1).ravel())
    positions += np.arange(len(owners))
    return owners, positions.astype(np.uint32)


def _weights(
    in_titles: Array, in_bodies: Array, titles: Array, bodies: Array, docs: Array
) -> Array:
    """`weights` of postings, a block at a time: what is worked out between is soon large."""
    found = np.empty(len(docs), dtype=np.float32)
    for first in range(0, len(docs), _BLOCK):
        some = slice(first, first + _BLOCK)
        lengths = titles[docs[some]], bodies[docs[some]]
        found[some] = weights(in_titles[some], in_bodies[some], *lengths)
    return found


def _changes(numbers: Array) -> Array:
    """Where a run of equal numbers begins."""
    return np.concatenate([[True], numbers[1:] != numbers[:-1]]) if len(numbers) else numbers != 0


def _starts(ascending: Array, count: int) -> Array:
    return np.searchsorted(ascending, np.arange(count + 1)).astype(np.uint64)
