"""Networks as files: whatever a name holds, a table stays a table and a graph a graph."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from search.exports import as_csv, as_graphml, file_name
from search.network import MonthCount, Network, NetworkEdge, NetworkNode

SPACE = "{http://graphml.graphdrawing.org/xmlns}"


def made(name: str, months: tuple[MonthCount, ...] = (), undated: int | None = None) -> Network:
    nodes = (
        NetworkNode("person/x", name, "person", 5, "actor:person/x"),
        NetworkNode("country/y", "Y & Z <Republic>", "country", 4, "actor:country/y"),
    )
    edge = NetworkEdge(
        "person/x", "country/y", 3, -0.25, "both", months, undated, None if undated is None else 0
    )
    return Network("*", 9, ("person", "country"), 1, 2, nodes, (edge,), (), 1, 0.1)


def link(query: str) -> str:
    return f"http://here/?q={query}&a=b"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text)))


def test_an_edge_is_a_row_with_both_its_ends() -> None:
    (row,) = rows(as_csv(made("Jo Li"), link))
    assert row["source_name"] == "Jo Li"
    assert (row["source_articles"], row["target_articles"], row["articles"]) == ("5", "4", "3")
    assert (row["npmi"], row["month"]) == ("-0.25", "")
    assert row["search"] == "http://here/?q=both&a=b"


def test_an_edge_has_a_row_a_month_where_months_are_told() -> None:
    found = rows(as_csv(made("Jo", (MonthCount("2024-01", 2),), undated=1), link))
    assert [(row["month"], row["articles"]) for row in found] == [
        ("2024-01", "2"),
        ("undated", "1"),
    ]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "＝1"])
def test_no_name_is_a_formula(name: str) -> None:
    (row,) = rows(as_csv(made(name), link))
    assert row["source_name"].startswith("'")


@given(name=st.text(max_size=12))
def test_a_table_has_its_shape_whatever_a_name_holds(name: str) -> None:
    found = list(csv.reader(StringIO(as_csv(made(name), link), newline="")))
    assert [len(row) for row in found] == [12, 12]
    assert not found[1][1].lstrip().startswith(("=", "+", "-", "@"))


@given(name=st.text(st.characters(codec=None), max_size=12))
def test_a_graph_is_xml_whatever_a_name_holds(name: str) -> None:
    root = etree.fromstring(as_graphml(made(name), link).encode("utf-8"))
    assert root.tag == f"{SPACE}graphml"
    keys = {key.get("id"): key for key in root.findall(f"{SPACE}key")}
    graph = root.find(f"{SPACE}graph")
    nodes = {node.get("id") for node in graph.findall(f"{SPACE}node")}
    assert len(nodes) == 2
    for part in (*graph.iter(f"{SPACE}node"), *graph.iter(f"{SPACE}edge")):
        for data in part:
            assert keys[data.get("key")].get("for") == part.tag.removeprefix(SPACE)
    for edge in graph.findall(f"{SPACE}edge"):
        assert {edge.get("source"), edge.get("target")} <= nodes


def test_a_graph_says_who_its_nodes_are_and_what_its_edges_weigh() -> None:
    root = etree.fromstring(as_graphml(made("Jo\x00"), link).encode("utf-8"))
    told = {
        (data.getparent().get("id"), data.get("key")): data.text
        for data in root.iter(f"{SPACE}data")
    }
    assert told["n0", "node-label"] == "Jo�"
    assert told["n1", "node-label"] == "Y & Z <Republic>"
    assert told["n0", "node-actor"] == "person/x"
    weights = [data.text for data in root.iter(f"{SPACE}data") if data.get("key") == "edge-weight"]
    assert weights == ["3"]


def test_files_say_when_actors_are_left_out() -> None:
    whole = made("Jo")
    cut = replace(whole, distinct=31, query="a < b")
    assert file_name(whole, "csv") == "cooccurrence.csv"
    assert file_name(cut, "graphml") == "cooccurrence-2-of-31-actors.graphml"
    told = etree.fromstring(as_graphml(cut, link).encode("utf-8")).find(f".//{SPACE}desc").text
    assert told.startswith("2 of 31 actors")
    assert told.endswith("a < b")


def test_a_table_begins_with_the_name_of_its_first_column() -> None:
    assert as_csv(made("Jo"), link).startswith("source,")
