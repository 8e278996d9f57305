from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup

from index.__main__ import main as index_main
from tests.web.conftest import TOTAL, UNDATED, Reader, form_pairs, titles_of, total_of
from web.app import create_app

SEARCHES = [
    "/",
    "/?q=ferry",
    "/?q=ferry&country=country/norway",
    "/?q=norway+OR+peru&source=Pacific+Post&source=Harbour+Courier",
    "/?published=2024-02",
    "/?published=none&published=2024-01",
    "/?q=ferry&from=2024-01&to=2024-03&sort=newest",
    "/?q=ferry&interval=day&values=2",
]


def test_without_a_query_the_whole_corpus_is_there_to_browse(reader: Reader) -> None:
    page = reader.open()
    assert total_of(page) == TOTAL
    assert len(titles_of(page)) == 10
    assert page.select_one("fieldset input[name=country]")


def test_hits_show_title_source_date_and_the_matched_words(reader: Reader) -> None:
    hit = reader.open("/?q=glaciers").select_one(".hit")
    assert hit is not None
    assert hit.select_one("h2 a mark").get_text() == "glaciers"
    assert hit.select_one("cite").get_text() == "Pacific Post"
    assert hit.select_one("time[datetime='2024-05-02']").get_text() == "2 May 2024"
    assert "glaciers" in {mark.get_text() for mark in hit.select(".snippet mark")}


def test_an_undated_hit_says_so(reader: Reader) -> None:
    hit = reader.open("/?q=lighthouse").select_one(".hit .origin")
    assert "Undated" in hit.get_text()
    assert not hit.select_one("time")


@pytest.mark.parametrize("address", SEARCHES)
def test_every_number_leads_to_that_many_articles(reader: Reader, address: str) -> None:
    links = reader.open(address).select("a[data-total]")
    assert links
    for link in links:
        assert total_of(reader.open(link["href"])) == int(link["data-total"]), link


@pytest.mark.parametrize("address", SEARCHES)
def test_the_form_says_again_what_the_address_says(reader: Reader, address: str) -> None:
    page = reader.open(address)
    again = reader.submit(page)
    assert total_of(again) == total_of(page)
    assert titles_of(again) == titles_of(page)
    assert form_pairs(again) == form_pairs(page)


def test_ticking_two_values_of_a_facet_finds_either(reader: Reader) -> None:
    page = reader.open("/")
    one = total_of(reader.submit(page, source=["Pacific Post"]))
    other = total_of(reader.submit(page, source=["Mill Gazette"]))
    assert total_of(reader.submit(page, source=["Pacific Post", "Mill Gazette"])) == one + other


def test_typed_dates_find_what_was_published_between_them(reader: Reader) -> None:
    page = reader.submit(reader.open("/?q=ferry"), **{"from": "2024-01-21", "to": "2024-01"})
    assert titles_of(page) == ["Ferry strike ends in Norway"]
    assert page.select_one("#from")["value"] == "2024-01-21"


def test_a_chip_takes_its_own_filter_away(reader: Reader) -> None:
    page = reader.open("/?q=ferry&country=country/norway&published=2024-01")
    chips = page.select(".chips a:not(.clear)")
    assert [chip.select_one("bdi").get_text() for chip in chips] == ["Norway", "January 2024"]
    without = parse_qs(urlsplit(chips[0]["href"]).query)
    assert without == {"q": ["ferry"], "published": ["2024-01"]}


def test_where_nothing_can_be_filtered_the_page_says_so(reader: Reader) -> None:
    assert "nothing to filter" in reader.open("/?q=zeppelin").select_one("#filters").get_text()
    assert not reader.open("/?q=ferry").select_one("#filters .idle")


def test_ticked_values_stay_even_when_nothing_is_left(reader: Reader) -> None:
    page = reader.open("/?q=glaciers&country=country/kenya")
    assert total_of(page) == 0
    assert page.select_one("input[value='country/kenya'][checked]")


def test_paging_reaches_every_article_once(reader: Reader) -> None:
    seen: list[str] = []
    page = reader.open("/?sort=newest&size=10")
    seen += _addresses(page)
    while following := page.select_one("a[rel=next]"):
        page = reader.open(following["href"])
        seen += _addresses(page)
    assert len(seen) == len(set(seen)) == TOTAL


def test_a_page_behind_the_last_leads_to_the_last(reader: Reader) -> None:
    page = reader.open("/?page=99")
    last = page.select_one(".nothing a")
    assert titles_of(reader.open(last["href"]))


@pytest.mark.parametrize(
    "address", ["/?q=%00ferry%1b", "/?q=((%00", "/?source=%07", "/articles/%00"]
)
def test_control_characters_are_shown_harmlessly(reader: Reader, address: str) -> None:
    shown = reader.client.get(address).get_data(as_text=True)
    assert not set("\x00\x07\x1b") & set(shown)


def test_at_nothing_found_there_is_a_way_on(reader: Reader) -> None:
    page = reader.open("/?q=glaciers&country=country/kenya")
    drops = page.select(".drops a")
    assert drops
    assert all(total_of(reader.open(drop["href"])) > 0 for drop in drops)


def test_a_misspelt_word_is_answered_with_its_neighbour(reader: Reader) -> None:
    offer = reader.open("/?q=glacirs").select_one(".offer a")
    assert offer.get_text() == "glaciers"
    assert titles_of(reader.open(offer["href"])) == ["Chile counts its glaciers anew"]


def test_undated_articles_are_one_click_away(reader: Reader) -> None:
    link = reader.open("/").select_one(".rest a")
    assert link.get_text() == f"{UNDATED} undated"
    page = reader.open(link["href"])
    assert total_of(page) == UNDATED
    assert page.select_one("input[name=published][value=none][checked]")


def test_the_table_counts_what_the_bars_count(reader: Reader) -> None:
    page = reader.open("/?q=ferry")
    bars = [(bar["href"], bar["data-total"]) for bar in page.select("svg a.bar")]
    rows = [(row["href"], row["data-total"]) for row in page.select("table a")]
    assert bars
    assert bars == rows


def test_an_article_opens_with_the_words_of_its_search_marked(reader: Reader) -> None:
    hits = reader.open("/?q=anchovies&sort=oldest")
    page = reader.open(hits.select_one(".hit h2 a")["href"])
    assert page.select_one("h1").get_text() == "Peru and Chile sign a fishing accord"
    assert [mark.get_text() for mark in page.select(".text mark")] == ["anchovies"]
    assert reader.open(page.select_one(".back a")["href"]).title == hits.title


def test_an_article_lists_its_actors_by_kind_and_the_dates_it_speaks_of(reader: Reader) -> None:
    hits = reader.open("/?q=anchovies&sort=oldest")
    page = reader.open(hits.select_one(".hit h2 a")["href"])
    kinds = {s.h3.get_text(): s for s in page.select(".subjects")}
    assert {a.get_text() for a in kinds["Countries"].select("li > a")} == {"Peru", "Chile"}
    spoken = kinds["Dates spoken of"].select_one("a")
    assert spoken.get_text().strip() == "2019"
    assert total_of(reader.open(spoken["href"])) == 2


def test_every_link_of_an_article_page_answers(reader: Reader) -> None:
    hits = reader.open("/?q=anchovies&sort=oldest")
    page = reader.open(hits.select_one(".hit h2 a")["href"])
    for link in page.select("main a[href^='/']"):
        opened = reader.open(link["href"])
        assert opened.select(".text mark") if link.find_parent(class_="why") else total_of(opened)


def test_a_month_of_an_unknown_year_leads_to_no_search(tmp_path: Path) -> None:
    told = {"title": "Ferry late", "text": "The ferry to the island came late in February 3 times."}
    (tmp_path / "late.json").write_text(json.dumps(told))
    assert index_main(["add", "--index", str(tmp_path / "kept"), str(tmp_path / "late.json")]) == 0
    reader = Reader(create_app(tmp_path / "kept").test_client())
    page = reader.open(reader.open().select_one(".hit h2 a")["href"])
    assert "February (no year)" in page.select_one(".about").get_text()
    for link in page.select("main a[href^='/']"):
        reader.open(link["href"])


def test_an_article_tells_why_each_actor_is_one_and_marks_what_names_it(reader: Reader) -> None:
    hits = reader.open("/?q=anchovies&sort=oldest")
    page = reader.open(hits.select_one(".hit h2 a")["href"])
    for why in page.select(".why"):
        subject = why.find_parent("li")
        told = sum(
            int(m[1]) if (m := re.search(r" ×(\d+)", each.get_text())) else 1
            for each in why.select("ul li")
        )
        assert f"×{told}" == subject.select_one(".number").get_text()
        marked = reader.open(why.a["href"])
        words = {bdi.get_text() for bdi in why.select("bdi")}
        assert {mark.get_text() for mark in marked.select("article mark.named")} <= words


def test_nothing_an_article_holds_becomes_markup(reader: Reader) -> None:
    for address in ("/?q=tricks", "/?q=<script>alert('query')</script>+OR+tricks"):
        results = reader.open(address)
        _assert_harmless(results)
        _assert_harmless(reader.open(results.select_one(".hit h2 a")["href"]))


def test_hostile_arguments_are_shown_and_not_run(reader: Reader) -> None:
    evil = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E"
    for name in ("country", "source", "mentions", "published", "from", "sort", evil):
        page = reader.client.get(f"/?{name}={evil}")
        assert "<script>alert" not in page.text
    _assert_harmless(reader.open(f"/articles/{evil}", status=404))


def test_an_unknown_article_is_not_found(reader: Reader) -> None:
    assert "nowhere" in reader.open("/articles/nowhere", status=404).main.get_text()


def test_an_unknown_parameter_is_refused_with_what_was_meant(reader: Reader) -> None:
    told = reader.open("/?cuontry=country/norway", status=400).main.get_text()
    assert "cuontry" in told
    assert "country" in told.replace("cuontry", "")


@pytest.mark.parametrize("query", ["((((", "AND OR", "🐟🐟", "x" * 5000, '"', "-", "*", "a:b:c"])
def test_odd_queries_get_a_page_that_says_what_it_made_of_them(reader: Reader, query: str) -> None:
    response = reader.client.get("/", query_string={"q": query})
    assert response.status_code in (200, 400)
    page = BeautifulSoup(response.text, "html.parser")
    assert page.select_one("#q")["value"] == query
    assert page.select_one("[role=status], [role=alert]")


@pytest.mark.parametrize("address", ["/", "/?q=ferry&country=country/norway", "/?q=zzzz"])
def test_pages_are_well_formed_for_assistive_technology(reader: Reader, address: str) -> None:
    page = reader.open(address)
    assert page.html["lang"] == "en"
    assert len(page.select("main")) == len(page.select("h1")) == 1
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    for control in page.select("input:not([type=hidden]), select"):
        assert control.find_parent("label") or page.select_one(f"label[for='{control.get('id')}']")
    for reference in re.findall(r'(?:aria-labelledby|aria-describedby)="([^"]+)"', str(page)):
        assert reference in ids
    for jump in page.select("a[href^='#']"):
        assert jump["href"][1:] in ids


def test_no_page_holds_inline_style_or_script(reader: Reader) -> None:
    for address in ("/", "/?q=zzzz"):
        page = reader.open(address)
        assert not page.select("[style], style, [onclick], [onchange]")
        assert all(script.get("src") for script in page.select("script"))


def _addresses(page: BeautifulSoup) -> list[str]:
    return [urlsplit(link["href"]).path for link in page.select(".hit h2 a")]


def _assert_harmless(page: BeautifulSoup) -> None:
    assert [script["src"] for script in page.select("script")] == ["/static/dateline.js"]
    assert not page.select("main img, main i, main b, [onerror], [onload]")
    assert not [a for a in page.select("a") if a["href"].lower().startswith(("javascript", "data"))]
