"""The words of articles in other tongues than English, told apart: `index.languages.stemming`.

Texts are cut without regard to their language, so the words of all tongues have numbers first as
if they were of one. Here those of an article get the number of the word tagged with its tongue:
one look at each distinct word, however often it stands there. English costs nothing.

Invariant: words keep their places; only their numbers change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from index.codec.container import Array
from index.codec.cutting import Words
from index.codec.numbering import Numbering
from index.languages import tagged


def tagged_by(words: Words, tongues: Sequence[str], numbering: Numbering) -> Words:
    """The words of title and body of each article in turn, told apart by `tongues` [articles]."""
    others = sorted(set(tongues) - {""})
    if not others:
        return words
    owners = np.repeat(np.arange(len(words.counts)) // 2, words.counts)
    of_article, numbers = np.array(tongues), words.numbers.copy()
    for tongue in others:
        mine = (of_article == tongue)[owners]
        numbers[mine] = _tagged(words.numbers[mine], tongue, numbering)
    return replace(words, numbers=numbers)


def _tagged(numbers: Array, tongue: str, numbering: Numbering) -> Array:
    spelled = list(numbering)
    said = np.flatnonzero(np.bincount(numbers, minlength=len(spelled)))
    renumbered = np.zeros(len(spelled), dtype=numbers.dtype)
    renumbered[said] = [numbering[tagged(spelled[number], tongue)] for number in said.tolist()]
    return renumbered[numbers]
