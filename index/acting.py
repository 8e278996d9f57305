"""Who acts in the articles of a snapshot: where each is named, and how much it matters there.

Invariant: numbers of articles and actors are those of the snapshot and its column `actor`; deleted
articles have no actors and no salience, and are not asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.codec.columns import Columns
from index.codec.container import Array
from index.keyed import Keyed

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]

#: An occurrence of a word is one number: the article above this bit, the position below it.
POSITION_BITS = 32


@dataclass(frozen=True)
class Acting:
    """The segments of a snapshot, each with its first article; `column` is that of the actors."""

    parts: Sequence[tuple[Columns, int]]
    alive: Mask
    column: Keyed

    @cached_property
    def salience(self) -> NDArray[np.uint8]:
        """How much each article is about each of its actors, beside `column.ordinals`."""
        living = []
        for part, base in self.parts:
            starts = part.keyed("actor").starts
            alive = self.alive[base : base + part.articles]
            stays = np.repeat(alive, starts[1:] - starts[:-1])
            living.append(part.saliences if alive.all() else part.saliences[stays])
        return living[0] if len(living) == 1 else np.concatenate([np.zeros(0, np.uint8), *living])

    def mentions(self, wanted: Mask, docs: Numbers) -> tuple[Numbers, Numbers]:
        """(first words, last words) of where the actors `wanted` [keys] are named in `docs`.

        Both are occurrences and ascend, as `docs` do; of mentions one inside the other only the
        longer is there, and of several at the same words one.
        """
        firsts, lasts = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for part, base in self.parts:
            low, high = np.searchsorted(docs, [base, base + part.articles])
            own = docs[low:high] - base
            if len(own):
                first, last = self._named(part, base, own, wanted)
                firsts.append(first)
                lasts.append(last)
        return _outermost(np.concatenate(firsts), np.concatenate(lasts))

    def _named(self, part: Columns, base: int, own: Numbers, wanted: Mask) -> tuple[Array, Array]:
        first, more, actor, counts = part.named_in(own)
        rows = self.column.starts[own + base].astype(np.int64)
        meant = wanted[self.column.ordinals[np.repeat(rows, counts) + actor]]
        stands = np.repeat(own + base << POSITION_BITS, counts)[meant] | first[meant]
        return stands, stands + more[meant]


def _outermost(firsts: Numbers, lasts: Numbers) -> tuple[Numbers, Numbers]:
    """The ranges that no other holds, in order; they come in the order of where they begin."""
    if len(firsts) < 2:
        return firsts, lasts
    # Of those that begin together the longest comes last: see `index.codec.naming`.
    longest = np.append(np.diff(firsts) > 0, True)
    firsts, lasts = firsts[longest], lasts[longest]
    reach = np.maximum.accumulate(lasts)
    outer = np.append(True, lasts[1:] > reach[:-1])
    return firsts[outer], lasts[outer]
