"""Where the sentences of bodies begin, as how many words each has. D articles:

    sentence.* [D]          how many bytes each article has: `index.codec.runs`
    sentence.bytes u1       the words of its body's sentences, one after the other; the largest
                            says: so many, and on with the next byte

A title is one sentence, whatever it holds.

Invariant: the numbers of an article add up to the words of its body, and none is 0.
"""

from __future__ import annotations

import numpy as np

from index.codec.container import Array
from index.codec.cutting import Words
from index.codec.postings import steps

#: The largest byte.
ON = 255


def pack(words: Words) -> tuple[Array, Array]:
    """(bytes, how many [D]); `words` are those of title and body of each article in turn."""
    owners = np.searchsorted(np.cumsum(words.counts), words.begins, side="right")
    bodies = owners % 2 == 1
    lengths = np.diff(words.begins, append=len(words.numbers))[bodies]
    counts = np.bincount(owners[bodies] // 2, lengths // ON + 1, len(words.counts) // 2)
    return steps(lengths, 1), counts.astype(np.int64)


def unpack(packed: Array, counts: Array) -> tuple[Array, Array]:
    """(which run, word of the body) of each sentence of runs of so many bytes, in order."""
    running = np.concatenate([[0], np.cumsum(packed, dtype=np.int64)])
    last = packed != ON
    owners = np.repeat(np.arange(len(counts)), counts)[last]
    begins = np.concatenate([[0], running[1:][last][:-1]]) if len(owners) else running[:0]
    return owners, begins - running[np.cumsum(counts) - counts][owners]
