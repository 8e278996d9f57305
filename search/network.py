"""Who is named together: what can be asked, and what is answered.

Invariant: every count is the total of the search that its `query` makes under the same filters;
the months of an edge with its `undated` and `coarser` articles add up to its count.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from index.actors import KINDS as ACTOR_KINDS
from index.actors import PARTIES
from search.extras import Pairs, choices_of, number_of, one_of, parted
from search.page import Note, Told
from search.parameters import Parameter

#: Kinds of actors that can be the nodes of a network.
KINDS = tuple(ACTOR_KINDS)
FORMATS = ("json", "csv", "graphml")
MOST_NODES = 100

PARAMETERS: tuple[Parameter, ...] = (
    Parameter("kind", "kinds of actors that are nodes; all parties when empty", "", KINDS, True),
    Parameter("min", "least articles of a node and of an edge, 1 to 1000000", "2"),
    Parameter("top", f"nodes, the most named first, 2 to {MOST_NODES}", "30"),
    Parameter("by", "month: tell the count of each edge by month too", "", ("month",)),
    Parameter("format", "what is answered", "json", FORMATS),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """How a network is cut out: the `top` most named actors of `kinds`.

    Nodes and edges have `least` articles; `by_month` tells each edge's months.
    """

    kinds: tuple[str, ...] = PARTIES
    least: int = 2
    top: int = 30
    by_month: bool = False


class NetworkNode(Told, frozen=True):
    """An actor that `count` of the articles name."""

    id: str
    name: str
    kind: str
    count: int
    query: str


class MonthCount(Told, frozen=True):
    """How many articles of an edge appeared in a month."""

    month: str
    count: int


class NetworkEdge(Told, frozen=True):
    """Two nodes, by their ids, that `count` of the articles name both.

    `npmi` is their normalised pointwise mutual information (Bouma 2009, "Normalized (Pointwise)
    Mutual Information in Collocation Extraction"): -1 never together, 0 as chance has it, 1 never
    apart. `months`, `undated` and `coarser` (dated less precisely) are told if asked for.
    """

    source: str
    target: str
    count: int
    npmi: float
    query: str
    months: tuple[MonthCount, ...] = ()
    undated: int | None = None
    coarser: int | None = None


class Ties(Told, frozen=True):
    """What an engine knows of who is named together in `total` articles.

    `distinct` actors of the kinds have the least articles; the most named of them are `nodes`.
    """

    total: int
    distinct: int
    nodes: tuple[NetworkNode, ...]
    edges: tuple[NetworkEdge, ...]


class Network(Told, frozen=True):
    """The answer to who is named together; edges with the most articles come first."""

    query: str
    total: int
    kinds: tuple[str, ...]
    least: int
    distinct: int
    nodes: tuple[NetworkNode, ...]
    edges: tuple[NetworkEdge, ...]
    notes: tuple[Note, ...]
    generation: int
    took_ms: float


def shape_from(pairs: Iterable[tuple[str, str]]) -> tuple[Shape, str, Pairs]:
    """(the shape, the format, the parameters left to the search); raises ArgumentError."""
    given, rest = parted(PARAMETERS, pairs)
    kinds = choices_of(PARAMETERS, given, "kind")
    shape = Shape(
        kinds=tuple(kind for kind in KINDS if kind in kinds) or PARTIES,
        least=number_of(PARAMETERS, given, "min", 1, 1_000_000),
        top=number_of(PARAMETERS, given, "top", 2, MOST_NODES),
        by_month=one_of(PARAMETERS, given, "by") == "month",
    )
    return shape, one_of(PARAMETERS, given, "format"), rest


def pairs_of_shape(shape: Shape) -> Pairs:
    """The fewest parameters that ask for `shape`."""
    plain = Shape()
    pairs = [("kind", kind) for kind in shape.kinds] if shape.kinds != plain.kinds else []
    pairs += [("min", str(shape.least))] if shape.least != plain.least else []
    pairs += [("top", str(shape.top))] if shape.top != plain.top else []
    return [*pairs, ("by", "month")] if shape.by_month else pairs
