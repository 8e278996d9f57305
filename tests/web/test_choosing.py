"""Excluding values, asking for all of them, and lists of all values, without JavaScript."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup

from tests.web.conftest import TOTAL, Reader


def total(page: BeautifulSoup) -> int:
    shown = page.select_one("p.count strong")
    assert shown is not None
    return int(shown.text.split()[0].replace(",", ""))


def asked(address: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(address).query)


@pytest.mark.parametrize(
    "address",
    [
        "/?country=country/norway",
        "/?not-country=country/norway",
        "/?not-country=country/norway&not-mentions=2019",
        "/?country=country/norway&country=country/sweden&all=country",
        "/?country=country/norway&not-country=country/sweden&order=salience",
        "/?not-published=2024&order=name",
        "/facets/country",
        "/facets/actor?q=ferry&country=country/norway",
        "/facets/source?not-country=country/norway&order=name",
        "/facets/country?country=country/norway&all=country",
    ],
)
def test_every_number_beside_a_value_is_what_its_link_finds(reader: Reader, address: str) -> None:
    page = reader.open(address)
    links = page.select(".box a.number")[:12]
    assert links
    for link in links:
        assert total(reader.open(str(link["href"]))) == int(str(link["data-total"])), link


def test_a_value_can_be_excluded_and_let_in_again(reader: Reader) -> None:
    page = reader.open("/?q=ferry")
    link = page.select_one(".box a.exclude[aria-label='Exclude Norway']")
    assert link is not None
    without = reader.open(str(link["href"]))
    norway = reader.open("/?q=ferry&country=country/norway")
    assert total(without) + total(norway) == total(page)
    chip = without.select_one(".chips a")
    assert chip is not None
    assert " ".join(chip.text.split()) == "Remove filter Countries not Norway ×"
    assert total(reader.open(str(chip["href"]))) == total(page)
    box = without.select_one("input[name=not-country][value='country/norway'][checked]")
    assert box is not None
    assert total(reader.submit(without, sort="newest")) == total(without)


def test_what_is_excluded_is_no_longer_ticked_and_the_other_way_round(reader: Reader) -> None:
    ticked = reader.open("/?country=country/norway")
    exclude = ticked.select_one(".box a.exclude[aria-label='Exclude Norway']")
    assert exclude is not None
    assert asked(str(exclude["href"])) == [("not-country", "country/norway")]
    only = reader.open(str(exclude["href"])).select_one(".box li.excluded a.number")
    assert only is not None
    assert asked(str(only["href"])) == [("country", "country/norway")]


def test_two_ticked_values_can_be_asked_for_together(reader: Reader) -> None:
    one = reader.open("/?country=country/norway")
    assert not one.select("input[name=all]")
    either = reader.open("/?country=country/norway&country=country/sweden")
    switch = either.select_one("input[name=all][value=country]")
    assert switch is not None and not switch.has_attr("checked")
    assert either.select_one(f"label[for={switch['id']}]") is not None
    both = reader.submit(either, all="country")
    assert 0 < total(both) < total(either)
    assert both.select("input[name=all][value=country][checked]")


def test_choices_in_facets_that_are_not_shown_outlive_the_form(reader: Reader) -> None:
    address = "/?facets=person&country=country/norway&not-source=none&not-published=2019"
    page = reader.open(address)
    assert total(reader.submit(page, q="ferry")) == total(reader.open(f"{address}&q=ferry"))


def test_a_facet_leads_to_the_list_of_all_its_values(reader: Reader) -> None:
    page = reader.open("/?values=2&interval=year")
    link = next(a for a in page.select(".wider a") if str(a["href"]).startswith("/facets/country"))
    listing = reader.open(str(link["href"]))
    shown = listing.select(".box li")
    assert link.text == f"All {len(shown)} countries"
    assert not listing.select("script:not([src])")


def test_values_are_found_by_any_name_they_have(reader: Reader) -> None:
    for find in ("norw", "Norwegian", "OSLO", "svalb"):
        shown = reader.open(f"/facets/country?find={find}").select(".box label")
        assert "Norway" in [label.text.strip() for label in shown], find
    none = reader.open("/facets/country?find=zzz")
    assert "called so" in none.select_one("main").text  # type: ignore[union-attr]
    languages = reader.open("/facets/language?find=engl").select(".box label")
    assert [label.text.strip() for label in languages] == ["English"]


def test_a_list_is_served_as_json_page_by_page(reader: Reader) -> None:
    told = reader.client.get("/api/facets/country?q=ferry&find=norw").json
    assert [value["id"] for value in told["values"]] == ["country/norway"]
    assert (told["found"], told["page"], told["pages"]) == (1, 1, 1)
    assert told["distinct"] > 1
    everything = reader.client.get("/api/facets/source?order=name").json
    assert sum(value["count"] for value in everything["values"]) <= TOTAL
    names = [value["id"] for value in everything["values"]]
    assert names == sorted(names, key=str.casefold)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/api/facets/country?find=a&find=b", "given 2 times"),
        ("/api/facets/country?page=0", "no whole number from 1"),
        ("/api/facets/country?fnd=a", "did you mean find?"),
        (f"/api/facets/country?find={'a' * 201}", "201 characters"),
        ("/api/contrast?aginst=before", "did you mean against?"),
        ("/api/cooccurrence?limit=4", "there is kind, min, top"),
        ("/api/actors?name=a&name=b", "given 2 times"),
        ("/api/search?all=source", "is none of country, person"),
        ("/api/search?not-published=soon", "published"),
        ("/api/search?order=size", "is none of count, salience, name"),
    ],
)
def test_what_cannot_be_asked_is_told(reader: Reader, address: str, told: str) -> None:
    response = reader.client.get(address)
    assert response.status_code == 400
    assert told in response.text


def test_a_page_of_no_articles_says_why_none_is_there(reader: Reader) -> None:
    assert "There is no page" not in reader.client.get("/?size=0&page=2").text


def test_a_facet_there_is_not_has_no_list(reader: Reader) -> None:
    assert reader.client.get("/facets/planet").status_code == 404
