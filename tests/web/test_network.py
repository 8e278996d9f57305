from __future__ import annotations

import csv
from io import StringIO
from urllib.parse import urlsplit

import numpy as np
import pytest
from lxml import etree

from tests.web.conftest import Reader, total_of
from web.drawing import placed

PAGES = ["/cooccurrence?min=1", "/cooccurrence?q=ferry&min=1&kind=country&kind=media"]


@pytest.mark.parametrize("address", PAGES)
def test_every_number_of_the_network_leads_to_that_many_articles(
    reader: Reader, address: str
) -> None:
    page = reader.open(address)
    links = page.select("a[data-total]")
    assert len(links) > 1
    for link in links:
        assert total_of(reader.open(link["href"])) == int(link["data-total"]), link


def test_the_drawing_has_a_link_with_a_name_for_each_node_and_line(reader: Reader) -> None:
    page = reader.open("/cooccurrence?min=1")
    spots, ties = page.select("svg.network a.spot"), page.select("svg.network a.tie")
    assert spots and ties
    assert all(link["aria-label"] and link["href"] for link in spots + ties)
    assert "Norway, country: " in " ".join(link["aria-label"] for link in spots)
    pages = {urlsplit(link["href"]).path for link in spots}
    assert "/actors/country/norway" in pages
    assert "Countries" in page.select_one(".legend").get_text()


def test_the_table_tells_what_the_drawing_shows(reader: Reader) -> None:
    page = reader.open("/cooccurrence?min=1&q=ferry")
    lines = {link["aria-label"] for link in page.select("svg.network a.tie")}
    rows = {link["aria-label"] for link in page.select("table a[data-total]")}
    assert lines <= rows


def test_the_form_keeps_the_search_and_the_settings(reader: Reader) -> None:
    page = reader.open("/cooccurrence?q=ferry&country=country/norway&kind=person&top=5&min=1")
    form = page.select_one("form.settings")
    hidden = {(field["name"], field["value"]) for field in form.select("[type=hidden]")}
    assert hidden == {("q", "ferry"), ("country", "country/norway")}
    assert [box["value"] for box in form.select("[checked]")] == ["person"]
    assert form.select_one("#top")["value"] == "5"


def test_a_network_of_nobody_says_so(reader: Reader) -> None:
    page = reader.open("/cooccurrence?q=nothinglikethis")
    assert total_of(page) == 0
    assert "No two actors" in page.get_text()
    assert not page.select("svg.network")


def test_files_hold_the_edges_of_the_page(reader: Reader) -> None:
    page = reader.open("/cooccurrence?q=ferry&min=1")
    files = {link.get_text(): link["href"] for link in page.select("a[href^='/api/cooccurrence']")}
    told = reader.client.get(files["JSON"]).json
    table = reader.client.get(files["CSV"])
    graph = reader.client.get(files["GraphML"])
    assert table.content_type.startswith("text/csv")
    assert "attachment" in graph.headers["Content-Disposition"]
    rows = list(csv.DictReader(StringIO(table.text)))
    assert sum(int(row["articles"]) for row in rows) == sum(e["count"] for e in told["edges"])
    edges = etree.fromstring(graph.data).findall(".//{*}edge")
    assert len(edges) == len(told["edges"]) == len(page.select("tbody tr"))
    for row in rows[:3]:
        found = urlsplit(row["search"])
        assert found.netloc == "localhost"
        assert total_of(reader.open(f"/?{found.query}")) >= int(row["articles"])


def test_the_api_says_which_parameter_is_wrong(reader: Reader) -> None:
    told = reader.client.get("/api/cooccurrence?kind=town")
    assert (told.status_code, told.json["parameter"]) == (400, "kind")
    assert reader.client.get("/api/cooccurrence?colour=red").status_code == 400


def test_an_actor_s_page_draws_its_network(reader: Reader) -> None:
    page = reader.open("/actors/country/norway")
    names = {link["aria-label"].partition(",")[0] for link in page.select("a.spot")}
    assert {"Norway", "Sweden"} <= names
    link = page.select_one("a[href^='/cooccurrence']")
    assert total_of(reader.open(link["href"])) == total_of(page)


def test_results_lead_to_their_network(reader: Reader) -> None:
    link = reader.open("/?q=ferry").select_one("a[href^='/cooccurrence']")
    assert link["href"] == "/cooccurrence?q=ferry"


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7, 24])
def test_places_are_apart_inside_and_always_the_same(count: int) -> None:
    weights = np.ones((count, count)) - np.eye(count)
    places = placed(weights)
    assert places.shape == (count, 2)
    assert ((places >= 0) & (places <= 1)).all()
    assert len({tuple(place) for place in places.tolist()}) == count
    assert (places == placed(weights)).all()


def test_those_who_are_joined_stand_nearer_than_those_who_are_not() -> None:
    weights = np.zeros((4, 4))
    weights[0, 1] = weights[1, 0] = weights[2, 3] = weights[3, 2] = 1
    places = placed(weights)
    together = np.linalg.norm(places[0] - places[1]) + np.linalg.norm(places[2] - places[3])
    apart = np.linalg.norm(places[0] - places[2]) + np.linalg.norm(places[1] - places[3])
    assert together < apart
