from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from index.__main__ import main as index_main
from tests.web.conftest import TOTAL, Reader, total_of
from web.app import create_app

PAGES = ["/actors/country/norway", "/actors/country/norway?q=ferry", "/actors"]


@pytest.mark.parametrize("address", PAGES)
def test_every_number_of_an_actor_s_page_leads_to_that_many_articles(
    reader: Reader, address: str
) -> None:
    links = reader.open(address).select("a[data-total]")
    assert links
    for link in links:
        assert total_of(reader.open(link["href"])) == int(link["data-total"]), link


def test_an_actor_s_page_says_who_it_is_and_where_it_is_named(reader: Reader) -> None:
    page = reader.open("/actors/country/norway")
    assert page.h1.get_text() == "Norway"
    assert "NO" in page.select_one(".facts").get_text()
    assert total_of(page) == total_of(reader.open("/?country=country/norway"))
    assert page.select_one(".when svg.bars a")
    assert {"Sweden"} <= {row.get_text() for row in page.select(".group .rows bdi")}
    assert {"Norway"} <= {row.get_text() for row in page.select(".about .rows bdi")}
    assert page.select(".twins a")


def test_a_companion_s_name_leads_to_its_page_within_the_same_search(reader: Reader) -> None:
    page = reader.open("/actors/country/norway?q=ferry")
    name = page.select_one(".group .rows a")
    assert urlsplit(name["href"]).path.startswith("/actors/")
    assert "q=ferry" in name["href"]
    assert "Within a search for ferry" in reader.open(name["href"]).get_text()


def test_an_actor_known_to_the_catalogue_but_in_no_article_says_so(reader: Reader) -> None:
    page = reader.open("/actors/person/ronald-reagan")
    assert "no article names it" in page.select_one("[role=status]").get_text()
    offices = [fact.get_text() for fact in page.select(".facts dd")]
    assert "president, United States, 1981–1989" in offices


def test_an_unknown_actor_is_404_with_links_to_those_like_it(reader: Reader) -> None:
    page = reader.open("/actors/country/norwy", 404)
    near = page.select_one(".fault a[href='/actors/country/norway']")
    assert near.get_text() == "Norway"
    told = reader.client.get("/api/actors/country/norwy")
    assert (told.status_code, told.mimetype) == (404, "application/problem+json")
    assert told.json["near"] == [{"id": "country/norway", "name": "Norway"}]


def test_a_name_leads_to_its_actor_and_an_unknown_one_says_so(reader: Reader) -> None:
    found = reader.client.get("/actors?name=Norwegian")
    assert (found.status_code, found.headers["Location"]) == (302, "/actors/country/norway")
    unknown = reader.open("/actors?name=Atlantis")
    assert "“Atlantis”" in unknown.select_one("[role=status]").get_text()
    told = reader.client.get("/api/actors?name=Norwegian").json
    assert [actor["id"] for actor in told["actors"]] == ["country/norway"]


def test_the_list_of_actors_takes_a_name_and_nothing_else(reader: Reader) -> None:
    assert reader.client.get("/actors?q=ferry").status_code == 400
    assert reader.client.get(f"/api/actors?name={'x' * 201}").status_code == 400


def test_an_actor_as_json_is_its_page_with_links_that_find_its_counts(reader: Reader) -> None:
    told = reader.client.get("/api/actors/country/norway?q=ferry").json
    assert told["actor"] == {"id": "country/norway", "name": "Norway", "kind": "country"}
    assert told["known"]["iso"] == "NO"
    assert told["articles"] == TOTAL
    counted = [(told, "total"), *((name, "articles") for name in told["names"])]
    counted += [(each, "count") for group in told["companions"] for each in group["values"]]
    assert len(counted) > 3
    for each, number in counted:
        assert total_of(reader.open(each["href"])) == each[number]


def test_an_article_links_to_the_pages_of_its_actors(reader: Reader) -> None:
    hit = reader.open("/?q=glaciers").select_one(".hit h2 a")
    links = [link["href"] for link in reader.open(hit["href"]).select(".subjects a")]
    assert any(link.startswith("/actors/country/") for link in links)


def test_a_ticked_actor_leads_to_its_page(reader: Reader) -> None:
    page = reader.open("/?q=ferry&country=country/norway")
    assert page.select_one(".abouts a")["href"] == "/actors/country/norway?q=ferry"
    assert not reader.open("/?q=ferry").select(".abouts a[href^='/actors/']")


def test_an_actor_page_takes_no_unknown_parameter(reader: Reader) -> None:
    assert reader.client.get("/actors/country/norway?colour=red").status_code == 400


def test_where_more_are_named_beside_an_actor_than_are_shown_a_link_lists_them(
    tmp_path: Path,
) -> None:
    names = ("Chile", "Peru", "Norway", "Sweden", "Kenya", "Ghana", "Japan", "India", "Malta")
    names = (*names, "Cuba", "Egypt")
    told = [{"title": f"{name} trades", "text": f"{name} trades with Iceland."} for name in names]
    (tmp_path / "trade.jsonl").write_text("\n".join(map(json.dumps, told)))
    kept = str(tmp_path / "kept")
    assert index_main(["add", "--index", kept, str(tmp_path / "trade.jsonl")]) == 0
    reader = Reader(create_app(Path(kept)).test_client())
    page = reader.open("/actors/country/iceland?q=trades")
    (link,) = page.select(".group .wider a")
    listed = {label.get_text(strip=True) for label in reader.open(link["href"]).select("label bdi")}
    assert listed == {*names, "Iceland"}
    assert not reader.open("/actors/country/peru").select(".group .wider a")


def test_an_office_with_two_titles_is_told_once(reader: Reader) -> None:
    offices = reader.open("/actors/person/james-baker").select(".facts dd")
    told = [each for office in offices if "1985–1988" in (each := office.get_text())]
    assert told == ["treasury secretary, secretary of the treasury, United States, 1985–1988"]
