"""Lays out a network: where each actor stands, and which lines join them.

Invariant: geometry only, and the same for the same network. As in `web.chart`, places are in
percent of the width and pixels of the height, so that a drawing follows the window while its
words keep their size.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from search.network import NetworkEdge, NetworkNode
from search.request import Request
from web.arguments import actor_href, query_href

#: At most so many nodes and edges are drawn, the most named first: more would be a thicket.
MOST_NODES, MOST_EDGES = 24, 60
#: Height of a drawing, and the margins within which nodes stand: percent, pixels.
TALL, ASIDE, ABOVE, BELOW = 440, 9.0, 22, 40
#: From this node on labels are left out of narrow windows.
LABELLED = 8
_LETTERS = 22
_STEPS = 200
#: Half the size of the smallest and of the largest node, and the widths of lines, in pixels.
_SMALL, _LARGE, _THIN, _THICK = 5, 13, 0.8, 6.0

Places = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spot:
    """A node as drawn; `x` in percent, `y` and `size` (half of it) in pixels."""

    node: NetworkNode
    x: str
    y: int
    size: int
    label: str
    anchor: str
    lesser: bool
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """An edge as drawn between two spots."""

    edge: NetworkEdge
    names: tuple[str, str]
    ends: tuple[Spot, Spot]
    width: str
    href: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A network as drawn, heavier lines on top: of the actors that lines join, if not too many."""

    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    kinds: tuple[str, ...]
    tall: int
    whole: bool


def drawing(
    nodes: tuple[NetworkNode, ...], edges: tuple[NetworkEdge, ...], request: Request
) -> Drawing:
    """A network of the articles of `request` as drawn: most named nodes first, heaviest edges."""
    first = {node.id for node in nodes[:MOST_NODES]}
    kept = [edge for edge in edges if edge.source in first and edge.target in first][:MOST_EDGES]
    joined = {end for edge in kept for end in (edge.source, edge.target)}
    shown = [node for node in nodes if node.id in joined]
    place = {node.id: number for number, node in enumerate(shown)}
    weights = np.zeros((len(shown), len(shown)))
    for edge in kept:
        one, other = place[edge.source], place[edge.target]
        weights[one, other] = weights[other, one] = sqrt(edge.count)
    places = placed(weights)
    most = max((node.count for node in shown), default=1)
    spots = tuple(
        _spot(node, number, places[number], most, request) for number, node in enumerate(shown)
    )
    heaviest = kept[0].count if kept else 1
    lines = tuple(
        _line(edge, (spots[place[edge.source]], spots[place[edge.target]]), heaviest, request)
        for edge in reversed(kept)
    )
    kinds = tuple(dict.fromkeys(node.kind for node in shown))
    return Drawing(spots, lines, kinds, TALL, len(shown) == len(nodes) and len(kept) == len(edges))


def placed(weights: Places) -> Places:
    """Places [n, 2], 0 to 1, for nodes drawn together by `weights` [n, n], which is symmetric.

    Forces after Fruchterman and Reingold (1991), "Graph Drawing by Force-directed Placement":
    all push each other away, edges pull, and steps grow smaller. It begins with a circle, so
    that nothing is left to chance.
    """
    n = len(weights)
    if n < 2:
        return np.full((n, 2), 0.5)
    angles = 2 * np.pi * np.arange(n) / n
    # A circle of equal nodes would never leave its balance: every other one stands further in.
    radii = np.where(np.arange(n) % 2, 0.5, 0.35)
    places = np.stack([radii * np.cos(angles), radii * np.sin(angles)], axis=1)
    pull = weights / max(float(weights.max()), 1e-9)
    apart = sqrt(1 / n)
    for step in np.linspace(0.1, 0.002, _STEPS):
        between = places[:, np.newaxis] - places
        distance = np.maximum(np.sqrt((between**2).sum(axis=2)), 1e-3)
        force = (apart / distance) ** 2 - pull * distance / apart
        moves = (between * force[:, :, np.newaxis]).sum(axis=1) - places * 0.5
        lengths = np.maximum(np.sqrt((moves**2).sum(axis=1)), 1e-9)
        places += moves * (np.minimum(lengths, step) / lengths)[:, np.newaxis]
    return _spread(places)


def _spread(places: Places) -> Places:
    """Places in a square of 1, a third by where they are, two thirds by their order.

    So a node that stands far off does not press the others into a corner, and no two coincide.
    """
    low, high = places.min(axis=0), places.max(axis=0)
    inside = (places - low) / np.maximum(high - low, 1e-9)
    order = places.argsort(axis=0, kind="stable").argsort(axis=0) / (len(places) - 1)
    spread: Places = (inside + 2 * order) / 3
    return spread


def _spot(node: NetworkNode, number: int, place: Places, most: int, request: Request) -> Spot:
    x = ASIDE + float(place[0]) * (100 - 2 * ASIDE)
    y = ABOVE + float(place[1]) * (TALL - ABOVE - BELOW)
    return Spot(
        node=node,
        x=f"{x:.2f}%",
        y=round(y),
        size=round(_SMALL + (_LARGE - _SMALL) * sqrt(node.count / most)),
        label=node.name if len(node.name) <= _LETTERS else f"{node.name[: _LETTERS - 1]}…",
        anchor="start" if x < 20 else "end" if x > 80 else "middle",
        lesser=number >= LABELLED,
        href=actor_href(node.id, request),
    )


def _line(edge: NetworkEdge, ends: tuple[Spot, Spot], heaviest: int, request: Request) -> Line:
    return Line(
        edge=edge,
        names=(ends[0].node.name, ends[1].node.name),
        ends=ends,
        width=f"{_THIN + (_THICK - _THIN) * edge.count / heaviest:.1f}",
        href=query_href(edge.query, request),
    )
