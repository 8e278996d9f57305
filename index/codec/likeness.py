"""How alike two articles are, from 32 bytes of each.

    likeness [32 D] u1   of each article: KEYS keys u2, BITS bits, two sizes u1

An article is the set of what its body says: its words without function words and the pairs of
neighbours among them; a number counts WEIGHT times, for two forms filled in differ in little
else. Titles, which every outlet writes anew, are left out.

* **Keys** find those that may be alike: the neighbours in threes fall into KEYS bins by their
  hashes, and a key is 16 bits of the smallest in its bin (one permutation hashing: Li, Owen and
  Zhang, NIPS 2012, after Broder 1997). 0 stands for a bin that is empty.
* **Bits** tell how alike: the set falls into bins in the same way, and of the smallest of each one
  bit is kept (b-bit minwise hashing: Li and König, WWW 2010); an empty bin borrows from the next
  (Shrivastava and Li, ICML 2014). Of two sets with Jaccard similarity J the bits agree in a share
  of (1 + J) / 2, with a standard error of J of 0.08.
* **Sizes** are logarithms, in steps of `STEP`: how many different words there are, and how many
  things in the set.

Invariant: what is kept depends on the words of the body alone.
"""

from __future__ import annotations

from itertools import islice
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.codec.container import Array
from index.codec.cutting import Words
from index.codec.numbering import Numbering
from index.languages import is_function_word

KEYS = 8
BITS = 112
BYTES_OF_BITS = BITS // 8
SIZE = 32
STEP = 1.04
WEIGHT = 3

_ROUNDS = 4
_BINS = BITS // _ROUNDS
_PLAIN, _NUMBER, _FUNCTION = range(3)
_EMPTY = np.uint64(0xFFFFFFFFFFFFFFFF)
_NOTHING = np.uint32(0xFFFFFFFF)

Hashes = NDArray[np.uint64]
Mask = NDArray[np.bool_]


class Sketcher:
    """Sketches articles cut by a cutter that numbers its words in `words`."""

    def __init__(self, words: Numbering) -> None:
        self._words = words
        self._hashes = np.zeros(0, dtype=np.uint64)
        self._kinds = np.zeros(0, dtype=np.uint8)

    def sketch(self, words: Words) -> Array:
        """The bytes of articles, given as the words of title and body of each in turn."""
        self._learn()
        counts = words.counts[1::2]
        in_body = np.repeat(np.arange(len(words.counts)) % 2 == 1, words.counts)
        numbers = words.numbers[in_body]
        owners = np.repeat(np.arange(len(counts)), counts)
        kinds = self._kinds[numbers]
        telling = kinds != _FUNCTION
        return _sketched(
            self._hashes[numbers[telling]], kinds[telling] == _NUMBER, owners[telling], len(counts)
        )

    def _learn(self) -> None:
        new = list(islice(self._words, len(self._hashes), None))
        sums = np.fromiter((crc32(word.encode("utf-8")) for word in new), np.uint64, len(new))
        kinds = np.fromiter(map(_kind, new), np.uint8, len(new))
        self._hashes = np.concatenate([self._hashes, mixed(sums)])
        self._kinds = np.concatenate([self._kinds, kinds])


def _kind(word: str) -> int:
    if is_function_word(word):
        return _FUNCTION
    return _PLAIN if word.isalpha() else _NUMBER if any(map(str.isdigit, word)) else _PLAIN


def mixed(numbers: Hashes) -> Hashes:
    """Each number as another that nothing shows of it (the finaliser of SplitMix64)."""
    with np.errstate(over="ignore"):
        numbers = numbers + np.uint64(0x9E3779B97F4A7C15)
        numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


def _sketched(words: Hashes, are_numbers: Mask, owners: Array, articles: int) -> Array:
    """The bytes of `articles`, from the hashes of their telling words in order."""
    pairs, threes = _neighbours(words, 2), _neighbours(words, 3)
    together = [owners[: len(run)] == owners[len(words) - len(run) :] for run in (pairs, threes)]
    extra = words[are_numbers]
    more = [mixed(extra + np.uint64(turn)) for turn in range(1, WEIGHT)]
    everything = np.concatenate([words, pairs[together[0]], *more])
    owned = np.concatenate(
        [owners, owners[: len(pairs)][together[0]], *[owners[are_numbers]] * len(more)]
    )
    sketch = np.zeros((articles, SIZE), dtype=np.uint8)
    keys = _keys(threes[together[1]], owners[: len(threes)][together[1]], articles)
    sketch[:, :16] = keys.view(np.uint8)
    sketch[:, 16:30] = np.packbits(_bits(everything, owned, articles), axis=1)
    sketch[:, 30] = _logarithm(np.bincount(owners[~are_numbers], minlength=articles))
    sketch[:, 31] = _logarithm(np.bincount(owned, minlength=articles))
    return sketch.ravel()


def _neighbours(words: Hashes, count: int) -> Hashes:
    """A hash of each word with those behind it, `count` in all."""
    last = max(0, len(words) - count + 1)
    runs = words[:last]
    for step in range(1, count):
        runs = mixed(runs) + words[step : last + step]
    return mixed(runs)


def _keys(hashes: Hashes, owners: Array, articles: int) -> Array:
    """u2 [articles, KEYS]: what is left of the smallest in each bin, 0 for an empty one."""
    smallest = _smallest(
        hashes, owners * KEYS + (hashes >> np.uint64(61)).astype(np.int64), articles * KEYS
    )
    keys = np.maximum(smallest & np.uint64(0xFFFF), np.uint64(1))
    return np.where(smallest == _EMPTY, 0, keys).astype("<u2").reshape(articles, KEYS)


def _bits(hashes: Hashes, owners: Array, articles: int) -> Mask:
    """[articles, BITS]: one of each bin."""
    halves = [half for own in (hashes, mixed(hashes)) for half in own.view("<u4").reshape(-1, 2).T]
    filled = np.empty((articles, _ROUNDS, _BINS), dtype=np.uint32)
    first = owners * _BINS
    for turn, half in enumerate(halves):
        bins = (half >> 16) * np.uint32(_BINS) >> 16
        least = _smallest(half & 0xFFFF, first + bins, articles * _BINS)
        filled[:, turn] = least.reshape(-1, _BINS)
    # A bin that is empty borrows from the next that is not, and takes another bit of it.
    places = np.arange(2 * _BINS, dtype=np.int8)
    here, again = (np.where(filled == _NOTHING, places[-1], part) for part in np.split(places, 2))
    lenders = np.minimum.accumulate(np.concatenate([here, again], axis=2)[..., ::-1], axis=2)
    lenders = lenders[..., : _BINS - 1 : -1]
    lent = np.take_along_axis(filled, (lenders % _BINS).astype(np.int64), axis=2)
    bits = lent >> ((lenders - places[:_BINS]) % 16).astype(np.uint32) & 1
    return bits.astype(bool).reshape(articles, BITS)


def _smallest(hashes: Array, bins: Array, count: int) -> Array:
    """The smallest hash in each of so many bins; the largest number where there is none."""
    smallest = np.full(count, np.iinfo(hashes.dtype).max, dtype=hashes.dtype)
    np.minimum.at(smallest, bins, hashes)
    return smallest


def _logarithm(numbers: Array) -> Array:
    steps: Array = np.log(np.maximum(numbers, 1)) / np.log(STEP)
    return np.minimum(steps, 255).astype(np.uint8)
