"""Who is named together, counted on the column of actors.

Only the most named actors are nodes, so that their pairs fit into a small square of counts: each
article's pairs are written down, as many articles at a time as memory is meant for, and counted.

Invariant: counts are exact, and do not depend on how articles are batched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log

import numpy as np

from index.snapshot import Snapshot
from search.local.actors import of_kind, tag
from search.local.facets import greatest, tally
from search.local.histogram import Calendar, calendar_of
from search.local.matches import Numbers
from search.narrowing import narrowed
from search.network import MonthCount, NetworkEdge, NetworkNode, Shape, Ties
from search.tree import Is, Node

#: Pairs that are counted together.
_BLOCK = 1 << 21


@dataclass(frozen=True, slots=True)
class Rows:
    """Whom articles name: `owners` [n], ascending, their places; `nodes` [n], who."""

    owners: Numbers
    nodes: Numbers


def ties(snapshot: Snapshot, tree: Node, docs: Numbers, shape: Shape) -> Ties:
    """The network of the articles `docs` (ascending), which match `tree` under some filters."""
    column = snapshot.keyed("actor")
    counts = _counts(snapshot, docs, shape)
    chosen = greatest(counts, shape.top)
    rows = _rows(snapshot, docs, chosen)
    square = np.zeros(len(chosen) ** 2, dtype=np.int64)
    for pairs, _ in _pairs(rows, len(chosen)):
        square += np.bincount(pairs, minlength=len(square))
    edges = np.flatnonzero(square >= shape.least)
    edges = edges[np.lexsort((edges, -square[edges]))]
    nodes = []
    for place in chosen.tolist():
        actor = tag(snapshot, column.keys[place])
        query = narrowed(tree, Is("actor", actor.id))
        nodes.append(NetworkNode(actor.id, actor.name, actor.kind, int(counts[place]), query))
    months = _months(snapshot, docs, rows, edges, len(chosen)) if shape.by_month else None
    found = []
    for number, (edge, count) in enumerate(
        zip(edges.tolist(), square[edges].tolist(), strict=True)
    ):
        one, other = (nodes[place] for place in divmod(edge, len(nodes)))
        told = months[number] if months else ((), None, None)
        found.append(_edge(tree, (one, other), count, len(docs), told))
    return Ties(len(docs), int(np.count_nonzero(counts)), tuple(nodes), tuple(found))


Months = tuple[tuple[MonthCount, ...], int | None, int | None]


def npmi(together: int, one: int, other: int, total: int) -> float:
    """Normalised pointwise mutual information of two events among `total` trials.

        npmi = ln(p(a, b) / (p(a) p(b))) / -ln p(a, b)

    Bouma, G. (2009): Normalized (Pointwise) Mutual Information in Collocation Extraction. Of two
    that every article names it is 1, its limit; `together` is at least 1.
    """
    if together == total:
        return 1.0
    return log(together * total / (one * other)) / -log(together / total)


def _counts(snapshot: Snapshot, docs: Numbers, shape: Shape) -> Numbers:
    """Articles by actor; 0 for those of other kinds or with fewer than the least."""
    column = snapshot.keyed("actor")
    everyone = tally(column, docs)
    counts = np.zeros_like(everyone)
    for kind in shape.kinds:
        ids = of_kind(column.keys, kind)
        counts[ids] = everyone[ids]
    counts[counts < shape.least] = 0
    return counts


def _rows(snapshot: Snapshot, docs: Numbers, chosen: Numbers) -> Rows:
    column = snapshot.keyed("actor")
    number = np.full(len(column.keys), -1)
    number[chosen] = np.arange(len(chosen))
    named = number[column.rows(docs)]
    owners = np.repeat(np.arange(len(docs)), np.diff(column.starts)[docs])
    kept = named >= 0
    return Rows(owners[kept], named[kept])


def _pairs(rows: Rows, nodes: int) -> Iterator[tuple[Numbers, Numbers]]:
    """(`one * nodes + other`, the place of its article) of each pair, one < other, in blocks."""
    ends = np.searchsorted(rows.owners, rows.owners, side="right")
    after = ends - np.arange(len(ends)) - 1
    running = np.cumsum(after)
    low = 0
    while low < len(after):
        done = running[low - 1] if low else 0
        high = max(low + 1, int(np.searchsorted(running, done + _BLOCK, side="right")))
        first = np.repeat(np.arange(low, high), after[low:high])
        begins = running[low:high] - after[low:high] - done
        second = first + 1 + np.arange(len(first)) - np.repeat(begins, after[low:high])
        one, other = rows.nodes[first], rows.nodes[second]
        yield np.minimum(one, other) * nodes + np.maximum(one, other), rows.owners[first]
        low = high


def _months(
    snapshot: Snapshot, docs: Numbers, rows: Rows, edges: Numbers, nodes: int
) -> list[Months]:
    """By edge: its articles by month, those without a date, those dated less precisely."""
    calendar = calendar_of(snapshot, "month")
    width = calendar.width
    number = np.full(nodes**2, -1)
    number[edges] = np.arange(len(edges))
    counts = np.zeros(len(edges) * width, dtype=np.int64)
    for pairs, owners in _pairs(rows, nodes):
        kept = number[pairs] >= 0
        codes = calendar.codes[docs[owners[kept]]]
        counts += np.bincount(number[pairs[kept]] * width + codes, minlength=len(counts))
    return [_told(calendar, row) for row in counts.reshape(len(edges), width)]


def _told(calendar: Calendar, row: Numbers) -> Months:
    undated, coarser, by_label = calendar.parted(row)
    filled = np.flatnonzero(by_label).tolist()
    months = tuple(MonthCount(calendar.labels[at], int(by_label[at])) for at in filled)
    return months, undated, coarser


def _edge(
    tree: Node, ends: tuple[NetworkNode, NetworkNode], count: int, total: int, months: Months
) -> NetworkEdge:
    one, other = ends
    return NetworkEdge(
        one.id,
        other.id,
        count,
        round(npmi(count, one.count, other.count, total), 4),
        narrowed(tree, Is("actor", one.id), Is("actor", other.id)),
        *months,
    )
