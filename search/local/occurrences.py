"""Where words stand together: phrases, proximity, sentences and fields, by arithmetic.

An occurrence is `article << POSITION_BITS | position` (see `index.snapshot`), so that the next
word of a phrase is the occurrence plus one, and no distance reaches into another article.

Invariant: arrays of occurrences ascend without repeats.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.acting import POSITION_BITS
from index.snapshot import Snapshot, contains
from search.anyone import Item
from search.local.company import Standing, standing
from search.local.matches import Mask, Numbers

_POSITION = (1 << POSITION_BITS) - 1

#: No two words are asked to be nearer than the length of a long article: keeps `near` in bounds.
FARTHEST = 1000


def any_of(snapshot: Snapshot, words: Sequence[str], docs: Numbers | None = None) -> Numbers:
    """Where any of `words` stands exactly."""
    parts = [snapshot.occurrences("exact", word, docs) for word in words]
    return np.sort(np.concatenate([np.zeros(0, dtype=np.int64), *parts]), kind="stable")


def side_by_side(
    snapshot: Snapshot, field: str, words: Sequence[str], docs: Numbers | None = None
) -> Numbers:
    """Where `words` stand in order without a gap: the place of the first."""
    parts = [part - place for place, part in enumerate(_standing(snapshot, field, words, docs))]
    ordered = sorted(parts, key=len)
    found = ordered[0]
    for part in ordered[1:]:
        found = found[contains(part, found)]
    return found


def near(
    snapshot: Snapshot, items: Sequence[Item], distance: int, docs: Numbers | None = None
) -> Numbers:
    """Where all `items` stand exactly within `distance` of one another, in any order.

    The places are those where the item ends that ends first. An item asked twice must stand
    there twice.
    """
    stands = standing(snapshot, items, docs).values()
    first = np.sort(np.concatenate([each.lasts for each in stands]), kind="stable")
    # The rarest leaves the fewest places for the others to be looked for.
    for firsts, lasts, times in sorted(stands, key=_many):
        last = np.searchsorted(lasts, first) + (times - 1)
        first, last = first[last < len(lasts)], last[last < len(lasts)]
        first = first[firsts[last] - first <= min(distance, FARTHEST)]
    return first[np.diff(first, prepend=-1) > 0]


def _many(stands: Standing) -> int:
    return len(stands.firsts)


def in_one_sentence(
    snapshot: Snapshot, items: Sequence[Item], docs: Numbers | None = None
) -> Numbers:
    """Where the sentences begin in which all `items` stand exactly, in any order.

    An item asked twice must stand there twice; a mention stands in the sentence it begins in.
    """
    stands = standing(snapshot, items, docs).values()
    owners = min(stands, key=_many).firsts >> POSITION_BITS
    sentences = snapshot.sentences(owners[np.diff(owners, prepend=-1) > 0])
    if not len(sentences):
        return sentences
    together = np.ones(len(sentences), dtype=bool)
    for firsts, _, times in stands:
        at = np.searchsorted(sentences, firsts, side="right") - 1
        there = sentences[at] >> POSITION_BITS == firsts >> POSITION_BITS
        together &= np.bincount(at[there], minlength=len(sentences)) >= times
    return sentences[together]


def in_title(snapshot: Snapshot, occurrences: Numbers) -> Numbers:
    """Those that stand in a title."""
    return occurrences[_titled(snapshot, occurrences)]


def per_article(snapshot: Snapshot, occurrences: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """(docs, times in the title, times in the body), one entry an article."""
    owners = occurrences >> POSITION_BITS
    starts = np.flatnonzero(np.diff(owners, prepend=-1))
    ends = np.append(starts[1:], len(occurrences))
    before = np.concatenate([[0], np.cumsum(_titled(snapshot, occurrences))])
    titles = before[ends] - before[starts]
    return owners[starts], titles, ends - starts - titles


def _standing(
    snapshot: Snapshot, field: str, words: Sequence[str], docs: Numbers | None
) -> list[Numbers]:
    """Where each word stands, in those articles alone that hold them all."""
    if docs is None and len(words) > 1:
        ordered = sorted((snapshot.postings(word).docs for word in words), key=len)
        docs = ordered[0]
        for holding in ordered[1:]:
            docs = docs[contains(holding, docs)]
    return [snapshot.occurrences(field, word, docs) for word in words]


def _titled(snapshot: Snapshot, occurrences: Numbers) -> Mask:
    lengths = snapshot.title_lengths[occurrences >> POSITION_BITS]
    titled: Mask = (occurrences & _POSITION) < lengths
    return titled
