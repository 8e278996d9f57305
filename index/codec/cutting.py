"""Many texts cut into words at once: what `index.analysis.cut` gives, a word costing nothing.

No word holds a space, and none depends on what stands beyond one; so a text may be split at
its spaces, and what stands between two of them, a *chunk* (`oil,` or `U.S.-led`), has the same
words at the same places wherever it is met. Chunks repeat as words do: each distinct one is cut
once, and the words of all texts are then put together from those of their chunks, in arrays.

Only whether `US` is the country depends on more, namely on its line: that is asked for each.

Invariant: words and places are those of `index.analysis.cut`, whatever was cut before.
"""

from __future__ import annotations

import string
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, islice, pairwise

import numpy as np

from index.analysis import BARE_ACRONYMS, LONGEST_WORD, Lines, fold, quiet, spans
from index.codec.container import Array
from index.codec.numbering import Numbering

#: More distinct chunks, or more letters in them, are not remembered: about 50 MB.
_MOST_CHUNKS = 1 << 18
_MOST_LETTERS = 1 << 24

#: What may stand around a word without being part of it or joining it to another.
_EDGES = string.punctuation + string.whitespace


@dataclass(frozen=True, slots=True)
class Words:
    """The words of texts, in order.

    `numbers` [N] which words, as `Cutter.words` numbers them; `starts` and `ends` [N] their places,
    in letters of their text; `counts` [texts] how many words each text has.
    """

    numbers: Array
    starts: Array
    ends: Array
    counts: Array


class Cutter:
    """Cuts texts and numbers their words in `words` as they come."""

    def __init__(self) -> None:
        self.words = Numbering()
        self._table = _Table(self.words)

    @property
    def remembered(self) -> int:
        """Letters of the chunks that need not be cut again."""
        return self._table.letters

    def cut(self, texts: Sequence[str]) -> Words:
        """The words of `texts`, of which at least one is given."""
        if self._table.is_full:
            self._table = _Table(self.words)
        joined = " ".join(texts).replace("\n", " ")
        numbers, starts, ends, acronyms = self._table.cut(joined.split(" "))
        begins = np.cumsum([0, *(len(text) + 1 for text in texts)])
        bounds = np.searchsorted(starts, begins)
        counts = np.diff(bounds)
        offsets = np.repeat(begins[:-1], counts)
        words = Words(numbers, starts - offsets, ends - offsets, counts)
        for place, number in self._shouted(texts, words, bounds, np.flatnonzero(acronyms)):
            numbers[place] = number
        return words

    def _shouted(
        self, texts: Sequence[str], words: Words, bounds: Array, acronyms: Array
    ) -> Iterator[tuple[int, int]]:
        """(place, number) of those words that look like acronyms for all the line is capitals."""
        owners = np.searchsorted(bounds, acronyms, "right") - 1
        of, lines = -1, Lines("")
        for place, owner in zip(acronyms.tolist(), owners.tolist(), strict=True):
            if owner != of:
                of, lines = owner, Lines(texts[owner])
            start = int(words.starts[place])
            token = texts[owner][start : int(words.ends[place])]
            if lines.shouted(start, token):
                yield place, self.words[fold(token)]


def all_folded(names: Sequence[str]) -> list[str]:
    """Each name as `index.codec.keys.folded` has it."""
    cutter = Cutter()
    words = cutter.cut(["", *names])
    said = [*map(list(cutter.words).__getitem__, words.numbers.tolist())]
    bounds = np.cumsum(words.counts).tolist()
    return [" ".join(said[first:last]) for first, last in pairwise(bounds)]


class _Table:
    """The words of every chunk seen: those of chunk c are the `counts[c]` from `firsts[c]` on."""

    def __init__(self, words: Numbering) -> None:
        self._words = words
        self._chunks = Numbering()
        self.letters = 0
        self._lengths = array("I")
        self._firsts = array("I")
        self._counts = array("I")
        self._numbers = array("I")
        self._starts = array("I")
        self._sizes = array("I")
        self._acronyms = array("B")

    @property
    def is_full(self) -> bool:
        """Whether it is time to begin a new one."""
        return len(self._chunks) > _MOST_CHUNKS or self.letters > _MOST_LETTERS

    def cut(self, chunks: Sequence[str]) -> tuple[Array, Array, Array, Array]:
        """(numbers, starts, ends, whether a bare acronym) of the words of a text's chunks."""
        entries = np.fromiter(map(self._chunks.__getitem__, chunks), np.int64, len(chunks))
        self._learn()
        steps = np.array(self._lengths, dtype=np.int64)[entries] + 1
        counts = np.array(self._counts, dtype=np.int64)[entries]
        firsts = np.array(self._firsts, dtype=np.int64)[entries]
        before = np.cumsum(counts) - counts
        places = np.repeat(firsts - before, counts) + np.arange(counts.sum())
        starts = np.repeat(np.cumsum(steps) - steps, counts) + np.array(self._starts)[places]
        return (
            np.array(self._numbers)[places],
            starts,
            starts + np.array(self._sizes)[places],
            np.array(self._acronyms)[places],
        )

    def _learn(self) -> None:
        """Cut the chunks numbered since it was last asked."""
        new = list(islice(self._chunks, len(self._lengths), None))
        cores = [chunk.strip(_EDGES) for chunk in new]
        plain = list(map(_is_plain, cores))
        firsts, counts = (np.ones(len(new), dtype=np.uint32) for _ in range(2))
        is_plain = np.array(plain, dtype=bool)
        firsts[is_plain] = self._learn_plain(
            list(compress(new, plain)), list(compress(cores, plain))
        )
        hard = [chunk for chunk, one in zip(new, plain, strict=True) if not one]
        firsts[~is_plain], counts[~is_plain] = self._learn_hard(hard)
        self._firsts.frombytes(firsts.tobytes())
        self._counts.frombytes(counts.tobytes())
        self._lengths.extend(map(len, new))
        self.letters += sum(map(len, new))

    def _learn_plain(self, chunks: Sequence[str], cores: Sequence[str]) -> Array:
        """Where the word of each of these chunks is noted, which is its core."""
        begin = len(self._numbers)
        self._numbers.extend(map(self._words.__getitem__, map(str.lower, cores)))
        self._starts.extend(map(str.index, chunks, cores))
        self._sizes.extend(map(len, cores))
        self._acronyms.extend(bytes(len(cores)))
        return np.arange(begin, len(self._numbers))

    def _learn_hard(self, chunks: Sequence[str]) -> tuple[list[int], list[int]]:
        """(where the words of each of these chunks are noted, how many they are)."""
        bounds = [len(self._numbers)]
        for chunk, own in zip(chunks, _cut_apart(chunks), strict=True):
            for start, end in own:
                token = chunk[start : min(end, start + LONGEST_WORD)]
                word = quiet(token)
                if word:  # else nothing but marks
                    self._numbers.append(self._words[word])
                    self._starts.append(start)
                    self._sizes.append(end - start)
                    self._acronyms.append(token in BARE_ACRONYMS)
            bounds.append(len(self._numbers))
        return bounds[:-1], [last - first for first, last in pairwise(bounds)]


def _is_plain(core: str) -> bool:
    """Whether what is left of a chunk is, as any definition of a word has it, one word."""
    return (
        core.isalnum()
        and core.isascii()
        and len(core) <= LONGEST_WORD
        and core not in BARE_ACRONYMS
    )


def _cut_apart(chunks: Sequence[str]) -> Iterator[list[tuple[int, int]]]:
    """The spans of the words of each chunk, looked for in all of them together."""
    found = iter([*spans(" ".join(chunks)), (1 << 62, 0)])
    start, end = next(found)
    for begin, stop in pairwise(np.cumsum([0, *(len(chunk) + 1 for chunk in chunks)]).tolist()):
        own = []
        while start < stop:
            own.append((start - begin, end - begin))
            start, end = next(found)
        yield own
