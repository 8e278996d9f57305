"""The list of all values of a facet: what is ticked there stays in sight and is never lost."""

from __future__ import annotations

import json
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from bs4 import BeautifulSoup

from index.__main__ import main as index_main
from search.listing import SIZE
from tests.web.conftest import Reader, total_of
from web.app import create_app

Pairs = list[tuple[str, str]]

#: Ticked here, excluded there, and something chosen in another facet.
CHOSEN = "country=country/sweden&not-country=country/peru&not-mentions=2019"


def sent(page: BeautifulSoup) -> Pairs:
    """What the list's form sends as it stands, without a button."""
    form = page.select_one("form#tick")
    assert form is not None
    return [
        (str(control["name"]), str(control.get("value", "")))
        for control in form.select("input")
        if control.get("type") != "checkbox" or control.has_attr("checked")
    ] + [
        (str(menu["name"]), str(menu.select_one("option[selected]")["value"]))
        for menu in form.select("select")
    ]


def apply(reader: Reader, page: BeautifulSoup, pairs: Pairs) -> Pairs:
    """The search to which the button of the list leads with these pairs."""
    form = page.select_one("form#tick")
    button = page.select_one("form#tick .apply button")
    query = urlencode([*pairs, (str(button["name"]), str(button["value"]))])
    response = reader.client.get(f"{form['action']}?{query}")
    assert response.status_code == 302
    assert urlsplit(response.location).path == "/"
    return parse_qsl(urlsplit(response.location).query)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """A reader of articles that have more sources than a page of a list holds."""
    folder = tmp_path_factory.mktemp("crowd")
    told = [
        {"title": f"Ferry {n}", "text": "The ferry came late.", "source": f"Paper {n:03d}"}
        for n in range(SIZE + 20)
    ]
    (folder / "many.jsonl").write_text("\n".join(map(json.dumps, told)))
    assert index_main(["add", "--index", str(folder / "kept"), str(folder / "many.jsonl")]) == 0
    return Reader(create_app(folder / "kept").test_client())


def test_what_is_chosen_and_not_on_the_page_stands_above_it_ticked(reader: Reader) -> None:
    page = reader.open(f"/facets/country?q=ferry&find=norw&{CHOSEN}")
    above = page.select(".elsewhere input[type=checkbox][checked]")
    assert [(box["name"], box["value"]) for box in above] == [
        ("country", "country/sweden"),
        ("not-country", "country/peru"),
    ]
    said = [label.get_text(" ", strip=True) for label in page.select(".elsewhere label")]
    assert said == ["Sweden", "not Peru"]
    assert not {box["value"] for box in page.select(".box li input:not([checked])")} & {
        "country/sweden",
        "country/peru",
    }


def test_a_value_on_the_page_does_not_stand_above_it_too(reader: Reader) -> None:
    page = reader.open("/facets/country?country=country/norway")
    assert not page.select(".elsewhere")
    assert len(page.select("input[value='country/norway'][checked]")) == 1


def test_applying_keeps_all_that_is_chosen(reader: Reader) -> None:
    page = reader.open(f"/facets/country?q=ferry&find=norw&{CHOSEN}")
    assert sorted(apply(reader, page, sent(page))) == sorted(
        [("q", "ferry"), *parse_qsl(CHOSEN)],
    )


def test_what_is_unticked_above_the_list_leaves_the_search(reader: Reader) -> None:
    page = reader.open(f"/facets/country?q=ferry&find=norw&{CHOSEN}")
    left = [pair for pair in sent(page) if pair != ("country", "country/sweden")]
    assert ("country", "country/sweden") not in apply(reader, page, left)
    left = [pair for pair in sent(page) if pair != ("not-country", "country/peru")]
    assert ("not-country", "country/peru") not in apply(reader, page, left)


def test_looking_for_another_value_keeps_what_was_just_ticked(reader: Reader) -> None:
    first = reader.open("/facets/country?q=ferry&find=norw")
    pairs = [pair for pair in sent(first) if pair[0] != "find"]
    pairs += [("country", "country/norway"), ("find", "swed")]
    second = reader.open(f"/facets/country?{urlencode(pairs)}")
    assert second.select_one("#find")["value"] == "swed"
    found = apply(reader, second, [*sent(second), ("country", "country/sweden")])
    assert sorted(found) == [
        ("country", "country/norway"),
        ("country", "country/sweden"),
        ("q", "ferry"),
    ]


def test_turning_the_page_keeps_what_was_just_ticked(crowd: Reader) -> None:
    first = crowd.open("/facets/source?order=name")
    turn = first.select_one(".pager button[name=page]")
    assert turn["value"] == "2"
    pairs = [*sent(first), ("source", "Paper 003"), ("page", "2")]
    second = crowd.open(f"/facets/source?{urlencode(pairs)}")
    assert [label.get_text(strip=True) for label in second.select(".elsewhere label")] == [
        "Paper 003"
    ]
    assert len(second.select(".box li")) == 1 + 20
    assert [b["value"] for b in second.select(".pager button")] == ["1"]
    assert total_of(crowd.open(f"/?{urlencode(apply(crowd, second, sent(second)))}")) == 1


def test_past_the_last_page_the_list_leads_back(crowd: Reader) -> None:
    page = crowd.open("/facets/source?page=9")
    assert "no such page" in page.select_one("main").get_text()
    assert [button["value"] for button in page.select(".pager button")] == ["2"]


def test_values_that_are_none_and_dates_are_called_as_in_the_facet(reader: Reader) -> None:
    page = reader.open("/facets/source?source=none&not-source=nobody")
    said = [label.get_text(" ", strip=True) for label in page.select(".elsewhere label")]
    assert said == ["not nobody", "none known"]
    dated = reader.open("/facets/published?published=2024-02")
    assert "February 2024" in dated.select_one(".elsewhere").get_text()


def test_the_list_as_json_tells_what_is_chosen_beyond_it(reader: Reader) -> None:
    told = reader.client.get(f"/api/facets/country?q=ferry&find=norw&{CHOSEN}").json
    assert [(each["id"], each["selected"], each["excluded"]) for each in told["chosen"]] == [
        ("country/sweden", True, False),
        ("country/peru", False, True),
    ]
    assert reader.client.get("/api/facets/country?then=articles").status_code == 400


def test_numbers_of_what_is_chosen_are_what_their_links_find(reader: Reader) -> None:
    ticked = "country=country/norway&country=country/sweden&not-country=country/chile"
    links = reader.open(f"/facets/country?{ticked}&find=peru").select(".elsewhere a.number")
    assert len(links) == 3
    for link in links:
        assert total_of(reader.open(str(link["href"]))) == int(str(link["data-total"]))
