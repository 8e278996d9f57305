"""Many texts cut into words at once: what `index.analysis.cut` gives, a word costing nothing.

No word holds a space, and none depends on what stands beyond one; so a text may be split at
its spaces, and what stands between two of them, a *chunk* (`oil,` or `U.S.-led`), has the same
words at the same places wherever it is met. Chunks repeat as words do: each distinct one is cut
once, and the words of all texts are then put together from those of their chunks, in arrays.

Only whether `US` is the country depends on more, namely on its line: that is asked for each.
Whether a sentence ends between two chunks depends on how the one closes and the other opens.

Invariant: words and places are those of `index.analysis.cut`, and sentences end where
`index.sentences.is_end` has it, whatever was cut before.
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
from index.sentences import ENOUGH, FULL, closing, is_end, opening

#: More distinct chunks, or more letters in them, are not remembered: about 50 MB.
_MOST_CHUNKS = 1 << 18
_MOST_LETTERS = 1 << 24

#: What may stand around a word without being part of it or joining it to another.
_EDGES = string.punctuation + string.whitespace

#: What is known of a word where it stands: that it is a bare acronym, that a sentence begins with
#: it, and from this bit on the code of how it opens.
_ACRONYM, _BEGINS, _OPENING = 1, 2, 2


@dataclass(frozen=True, slots=True)
class Words:
    """The words of texts, in order.

    `numbers` [N] which words, as `Cutter.words` numbers them; `starts` and `ends` [N] their places,
    in letters of their text; `counts` [texts] how many words each text has; `begins` the places
    [0 … N) of the words with which sentences begin, ascending.
    """

    numbers: Array
    starts: Array
    ends: Array
    counts: Array
    begins: Array


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
        joined = " ".join(texts)
        found = self._table.cut(joined.replace("\n", " ").split(" "))
        firsts = np.cumsum([0, *(len(text) + 1 for text in texts)])
        bounds = np.searchsorted(found.starts, firsts)
        counts = np.diff(bounds)
        offsets = np.repeat(firsts[:-1], counts)
        lines = np.cumsum([len(line) + 1 for line in joined.split("\n")])[:-1]
        begins = _begins(found, bounds, np.searchsorted(found.starts, lines))
        starts, ends = found.starts - offsets, found.ends - offsets
        words = Words(found.numbers, starts, ends, counts, begins)
        acronyms = np.flatnonzero(found.flags & _ACRONYM)
        for place, number in self._shouted(texts, words, bounds, acronyms):
            found.numbers[place] = number
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


@dataclass(frozen=True, slots=True)
class _Found:
    """The words [N] of chunks: `flags` as _ACRONYM, _BEGINS and _OPENING have it.

    `behind` are the places of the words behind chunks that something closes, as `closings` say.
    """

    numbers: Array
    starts: Array
    ends: Array
    flags: Array
    behind: Array
    closings: Array


def _begins(found: _Found, bounds: Array, lines: Array) -> Array:
    """`Words.begins`; at `bounds` texts begin, and `lines` after the first, a place for each."""
    begins = np.append(found.flags & _BEGINS != 0, False)
    begins[bounds] = True
    begins[lines[1:][np.diff(lines) == 0]] = True  # a line without words ends a sentence, always
    behind = np.concatenate([found.behind, lines])
    closings = np.concatenate([found.closings, np.full(len(lines), FULL, dtype=np.uint8)])
    openings = np.append(found.flags >> _OPENING, 0)[behind]
    begins[behind[closings + openings > ENOUGH]] = True
    return np.flatnonzero(begins[:-1])


class _Table:
    """The words of every chunk seen: those of chunk c are the `counts[c]` from `firsts[c]` on."""

    def __init__(self, words: Numbering) -> None:
        self._words = words
        self._chunks = Numbering()
        self.letters = 0
        self._lengths = array("I")
        self._firsts, self._counts, self._closings = (array("I") for _ in range(3))
        self._numbers = array("I")
        self._starts = array("I")
        self._sizes = array("I")
        self._flags = array("B")

    @property
    def is_full(self) -> bool:
        """Whether it is time to begin a new one."""
        return len(self._chunks) > _MOST_CHUNKS or self.letters > _MOST_LETTERS

    def cut(self, chunks: Sequence[str]) -> _Found:
        """The words of the chunks of a text."""
        entries = np.fromiter(map(self._chunks.__getitem__, chunks), np.int64, len(chunks))
        self._learn()
        steps = np.array(self._lengths, dtype=np.int64)[entries] + 1
        firsts = np.array(self._firsts, dtype=np.int64)[entries]
        counts = np.array(self._counts, dtype=np.int64)[entries]
        behind = np.cumsum(counts)
        places = np.repeat(firsts - behind + counts, counts) + np.arange(counts.sum())
        starts = np.repeat(np.cumsum(steps) - steps, counts) + np.array(self._starts)[places]
        closings = np.array(self._closings)[entries]
        closed = np.flatnonzero(closings)
        return _Found(
            np.array(self._numbers)[places],
            starts,
            starts + np.array(self._sizes)[places],
            np.array(self._flags)[places],
            behind[closed],
            closings[closed],
        )

    def _learn(self) -> None:
        """Cut the chunks numbered since it was last asked."""
        new = list(islice(self._chunks, len(self._lengths), None))
        cores = [chunk.strip(_EDGES) for chunk in new]
        plain = np.array(list(map(_is_plain, cores)), dtype=bool)
        noted = np.empty((3, len(new)), dtype=np.uint32)
        noted[:, plain] = self._learn_plain(
            list(compress(new, plain)), list(compress(cores, plain))
        )
        noted[:, ~plain] = self._learn_hard(list(compress(new, ~plain)))
        for kept, some in zip((self._firsts, self._counts, self._closings), noted, strict=True):
            kept.frombytes(some.tobytes())
        self._lengths.extend(map(len, new))
        self.letters += sum(map(len, new))

    def _learn_plain(self, chunks: Sequence[str], cores: Sequence[str]) -> list[Sequence[int]]:
        """Note the cores of these chunks, each of which is a word: as `_learn_hard`."""
        first = len(self._numbers)
        self._numbers.extend(map(self._words.__getitem__, map(str.lower, cores)))
        self._starts.extend(map(str.index, chunks, cores))
        self._sizes.extend(map(len, cores))
        self._flags.extend([opening(core) << _OPENING for core in cores])
        closings = [
            0 if chunk.endswith(core) else closing(core, f"{chunk.rpartition(core)[2]} ")
            for chunk, core in zip(chunks, cores, strict=True)
        ]
        return [range(first, first + len(cores)), [1] * len(cores), closings]

    def _learn_hard(self, chunks: Sequence[str]) -> list[Sequence[int]]:
        """Note the words of each of these chunks: (where the first is, how many, closings)."""
        firsts, counts, closings = [], [], []
        for chunk, found in zip(chunks, _cut_apart(chunks), strict=True):
            first = len(self._numbers)
            closings.append(self._note_all(chunk, found))
            firsts.append(first)
            counts.append(len(self._numbers) - first)
        return [firsts, counts, closings]

    def _note_all(self, chunk: str, found: Sequence[tuple[int, int]]) -> int:
        """Note the words of a chunk, which are at the spans `found`; what closes it."""
        last, end = "", 0
        for start, stop in found:
            token = chunk[start : min(stop, start + LONGEST_WORD)]
            word = quiet(token)
            if word:  # else nothing but marks
                flags = _BEGINS * is_end(last, chunk[end:start], token)
                flags |= opening(token) << _OPENING | _ACRONYM * (token in BARE_ACRONYMS)
                self._numbers.append(self._words[word])
                self._starts.append(start)
                self._sizes.append(stop - start)
                self._flags.append(flags)
                last, end = token, stop
        return closing(last, f"{chunk[end:]} ")


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
