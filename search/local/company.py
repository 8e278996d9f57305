"""Actors among the words of a quotation: where any of a kind is named, near words or beside them.

A mention counts as one word, as long as it may be: it begins with its first word and ends with its
last, and a distance is measured from its nearer edge. A word that is asked for is not at the same
time someone: mentions that hold such a word do not count, so `"asif @person"~5` finds someone
else near Asif. A mark takes as many mentions as there are marks for those it means: two each for
`"@country @country"~9` and for `@actor` in `"@person @actor"~9`.

Invariant: the stretches of an item ascend, and none lies in another of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from index.codec.columns import ranges_of
from index.snapshot import Snapshot, contains
from search.anyone import Anyone, Item
from search.local.expand import similar
from search.local.matches import Mask, Numbers
from search.local.names import meaning
from search.tree import PROPERTIES, Is


class Standing(NamedTuple):
    """Where an item stands: first and last words, both ascending; and how often it must."""

    firsts: Numbers
    lasts: Numbers
    times: int


def standing(
    snapshot: Snapshot, items: Sequence[Item], docs: Numbers | None = None
) -> dict[Item, Standing]:
    """Where each item stands in the articles, of `docs` if these are given, that hold them all."""
    if docs is None and len(items) > 1:
        docs = _holding(snapshot, items)
    elif docs is None:
        docs = np.flatnonzero(snapshot.alive)
    wanted = Counter(items)
    found: dict[Item, Standing] = {}
    for word in (item for item in wanted if isinstance(item, str)):
        stands = snapshot.occurrences("exact", word, docs)
        found[word] = Standing(stands, stands, wanted[word])
    places = [np.zeros(0, np.int64), *(each.firsts for each in found.values())]
    words = np.sort(np.concatenate(places), kind="stable")
    for someone in (item for item in wanted if isinstance(item, Anyone)):
        times = sum(isinstance(other, Anyone) and someone.includes(other) for other in items)
        found[someone] = Standing(*_elsewhere(snapshot, someone, docs, words), times)
    return found


def in_a_row(
    snapshot: Snapshot, items: Sequence[Item], docs: Numbers | None = None
) -> tuple[Numbers, Numbers]:
    """(first words, last words) of where `items` stand in order without a gap."""
    stands = standing(snapshot, items, docs)
    firsts, lasts, _ = stands[items[0]]
    for item in items[1:]:
        begins, ends, _ = stands[item]
        low = np.searchsorted(begins, lasts + 1, side="left")
        counts = np.searchsorted(begins, lasts + 1, side="right") - low
        firsts, lasts = np.repeat(firsts, counts), ends[ranges_of(low, counts)]
    return firsts, lasts


def carriers(snapshot: Snapshot, someone: Anyone) -> Mask:
    """The articles [size] that name such an actor."""
    return snapshot.remember(
        ("carriers", someone), lambda: snapshot.keyed("actor").carriers(_meant(snapshot, someone))
    )


def unknown(snapshot: Snapshot, someone: Anyone) -> str:
    """What to tell of a mark for an actor whom no article names; empty for all others."""
    if not someone.slug or _meant(snapshot, someone).any():
        return ""
    field = {kind: field for field, kind in PROPERTIES.items()}.get(someone.kind, "actor")
    keys = snapshot.keyed("actor").keys
    meant = meaning(snapshot, Is(field, someone.slug.replace("-", " "))).keys
    own = f"{someone.kind}/"
    slugs = [key.removeprefix(own) for key in keys if key.startswith(own)]
    near = [own + slug for slug in similar(slugs, someone.slug, 2)]
    offered = [key for key in (*meant, *near) if key in keys]
    hint = f" Did you mean @{offered[0]}?" if offered else ""
    return f"No article names {someone}.{hint}"


def _holding(snapshot: Snapshot, items: Sequence[Item]) -> Numbers:
    """The articles that hold all items, narrowed from the rarest word on."""
    words = [snapshot.postings(item).docs for item in items if isinstance(item, str)]
    masks = [carriers(snapshot, item) for item in set(items) if isinstance(item, Anyone)]
    if not words:
        return np.flatnonzero(np.logical_and.reduce(masks))
    docs, *others = sorted(words, key=len)
    for mask in masks:
        docs = docs[mask[docs]]
    for holding in others:
        docs = docs[contains(holding, docs)]
    return docs


def _elsewhere(
    snapshot: Snapshot, someone: Anyone, docs: Numbers, words: Numbers
) -> tuple[Numbers, Numbers]:
    """Where someone is named by other words than `words`, ascending."""
    docs = docs[carriers(snapshot, someone)[docs]]
    firsts, lasts = snapshot.acting.mentions(_meant(snapshot, someone), docs)
    if not len(words):
        return firsts, lasts
    following = words.take(np.searchsorted(words, firsts), mode="clip")
    apart = (following < firsts) | (following > lasts)
    return firsts[apart], lasts[apart]


def _meant(snapshot: Snapshot, someone: Anyone) -> Mask:
    """Which actors [keys] a mark stands for."""

    def find() -> Mask:
        keys = snapshot.keyed("actor").keys
        if someone.slug:
            return np.array([key == f"{someone.kind}/{someone.slug}" for key in keys], dtype=bool)
        start = f"{someone.kind}/" if someone.kind else ""
        return np.array([key.startswith(start) for key in keys], dtype=bool)

    return snapshot.remember(("meant", someone), find)
