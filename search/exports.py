"""A network as files for other tools: CSV for spreadsheets, GraphML for those that draw graphs.

A table is UTF-8 without a byte order mark: Gephi and scripts would read one as part of the name of
the first column. Names come from articles, which anyone may write.

Invariant: no cell of a table is taken for a formula (OWASP, "CSV Injection"), and a graph is
well-formed XML 1.0 whatever a name holds.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from html import escape
from io import StringIO

from index.terminal import printable
from search.network import Network, NetworkEdge

#: From the query of a count to the address of its search.
Link = Callable[[str], str]

#: What a spreadsheet takes for the beginning of a formula, in Western and in Asian widths.
_FORMULA = tuple("=+-@＝＋－＠")
#: What is no character of XML 1.0 (section 2.2 of the recommendation).
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_COLUMNS = (
    "source",
    "source_name",
    "source_kind",
    "source_articles",
    "target",
    "target_name",
    "target_kind",
    "target_articles",
    "month",
    "articles",
    "npmi",
    "search",
)
_NODE_DATA = {"actor": "string", "label": "string", "kind": "string", "articles": "int"}
_EDGE_DATA = {"weight": "int", "npmi": "double", "months": "string"}


def as_csv(network: Network, link: Link) -> str:
    """The edges as a table (RFC 4180), one a row; one a month where months are told.

    Rows of articles without a date say `undated`, those dated less precisely `coarser`.
    """
    by_id = {node.id: node for node in network.nodes}
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for edge in network.edges:
        ends: list[object] = []
        for node in (by_id[edge.source], by_id[edge.target]):
            ends += [_cell(node.id), _cell(node.name), _cell(node.kind), node.count]
        for month, count in _counts(edge):
            writer.writerow([*ends, month, count, edge.npmi, _cell(link(edge.query))])
    return text.getvalue()


def as_graphml(network: Network, link: Link) -> str:
    """Nodes and edges as GraphML (Brandes and others 2002), undirected."""
    number = {node.id: f"n{place}" for place, node in enumerate(network.nodes)}
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *_keys("node", {**_NODE_DATA, "search": "string"}),
        *_keys("edge", {**_EDGE_DATA, "search": "string"}),
        '<graph id="cooccurrence" edgedefault="undirected">',
        f"<desc>{_text(_description(network))}</desc>",
    ]
    for node in network.nodes:
        actor = (node.id, node.name, node.kind, node.count, link(node.query))
        lines += [f'<node id="{number[node.id]}">', *_data("node", _NODE_DATA, actor), "</node>"]
    for edge in network.edges:
        months = " ".join(f"{month}:{count}" for month, count in _counts(edge) if month)
        told = (edge.count, edge.npmi, months, link(edge.query))
        ends = f'source="{number[edge.source]}" target="{number[edge.target]}"'
        lines += [f"<edge {ends}>", *_data("edge", _EDGE_DATA, told), "</edge>"]
    return "\n".join([*lines, "</graph>", "</graphml>", ""])


def file_name(network: Network, form: str) -> str:
    """What a file is called; that actors are left out stands in it, where no one can miss it."""
    shown, distinct = len(network.nodes), network.distinct
    cut = f"-{shown}-of-{distinct}-actors" if shown < distinct else ""
    return f"cooccurrence{cut}.{form}"


def _description(network: Network) -> str:
    return (
        f"{len(network.nodes)} of {network.distinct} actors that at least {network.least} of the "
        f"{network.total} articles found name, and all pairs of them that as many name; the query: "
        f"{network.query}"
    )


def _counts(edge: NetworkEdge) -> Iterator[tuple[str, int]]:
    """The articles of an edge by month if that was asked for, else all."""
    if edge.undated is None:
        yield "", edge.count
        return
    yield from ((month.month, month.count) for month in edge.months)
    rest = {"undated": edge.undated, "coarser": edge.coarser or 0}
    yield from ((name, count) for name, count in rest.items() if count)


def _cell(text: str) -> str:
    """A cell that is text: on one line, and marked as such where it could be a formula."""
    plain = printable(text)
    return f"'{plain}" if plain.lstrip().startswith(_FORMULA) else plain


def _keys(part: str, kinds: dict[str, str]) -> Iterator[str]:
    for name, kind in kinds.items():
        yield f'<key id="{part}-{name}" for="{part}" attr.name="{name}" attr.type="{kind}"/>'


def _data(part: str, kinds: dict[str, str], told: Iterable[object]) -> Iterator[str]:
    for name, value in zip([*kinds, "search"], told, strict=True):
        yield f'<data key="{part}-{name}">{_text(str(value))}</data>'


def _text(text: str) -> str:
    return escape(_NO_XML.sub("\N{REPLACEMENT CHARACTER}", text))
