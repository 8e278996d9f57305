"""Shows who is named together: a drawing, the table beside it, and files to take along.

Invariant: the table holds every edge of the answer, up to MOST_ROWS; each number beside a link
is the total of the search behind it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import url_for
from werkzeug.datastructures import MultiDict

from search.network import (
    FORMATS,
    KINDS,
    Network,
    NetworkEdge,
    Shape,
    pairs_of_shape,
    shape_from,
)
from search.parameters import request_from
from search.request import Request
from web.arguments import Pairs, actor_href, address, href, pairs_of, query_href
from web.drawing import Drawing, drawing

MOST_ROWS = 100


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors with their pages, and the search that finds both."""

    edge: NetworkEdge
    names: tuple[str, str]
    pages: tuple[str, str]
    href: str


@dataclass(frozen=True, slots=True)
class Together:
    """Everything the template of the page shows; `hidden` is the search the form keeps."""

    request: Request
    shape: Shape
    network: Network
    back: str
    kinds: tuple[tuple[str, bool], ...]
    hidden: Pairs
    drawing: Drawing
    pairs: tuple[Pair, ...]
    files: tuple[tuple[str, str], ...]


def asked_network(arguments: MultiDict[str, str]) -> tuple[Request, Shape, str]:
    """(the search, the shape, the format) that URL parameters ask for; raises ArgumentError."""
    shape, form, rest = shape_from(arguments.items(multi=True))
    return request_from((name, value if value.strip() else "") for name, value in rest), shape, form


def together(network: Network, request: Request, shape: Shape) -> Together:
    """The view of `network`, the answer to `request` cut out by `shape`."""
    inside = replace(request, offset=0)
    names = {node.id: node.name for node in network.nodes}
    return Together(
        request=request,
        shape=shape,
        network=network,
        back=href(inside),
        kinds=tuple((kind, kind in shape.kinds) for kind in KINDS),
        hidden=pairs_of(inside),
        drawing=drawing(network.nodes, network.edges, inside),
        pairs=tuple(_pair(edge, names, inside) for edge in network.edges[:MOST_ROWS]),
        files=tuple((form, _file(form, inside, shape)) for form in FORMATS),
    )


def _pair(edge: NetworkEdge, names: dict[str, str], request: Request) -> Pair:
    ends = edge.source, edge.target
    return Pair(
        edge,
        (names[ends[0]], names[ends[1]]),
        (actor_href(ends[0], request), actor_href(ends[1], request)),
        query_href(edge.query, request),
    )


def _file(form: str, request: Request, shape: Shape) -> str:
    """The address of the network as a file, with all that is told of it."""
    pairs = [*pairs_of(request), *pairs_of_shape(replace(shape, by_month=True))]
    return address(url_for("api.network"), [*pairs, ("format", form)])
