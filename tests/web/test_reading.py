"""The page of an article: what is marked in it, and the way back to what was marked before."""

from __future__ import annotations

from bs4 import BeautifulSoup

from tests.web.conftest import Reader


def opened(reader: Reader, search: str) -> BeautifulSoup:
    return reader.open(reader.open(search).select_one(".hit h2 a")["href"])


def of_actor(page: BeautifulSoup, name: str) -> str:
    links = {link.get_text(): link for link in page.select(".why p a")}
    return str(next(link["href"] for said, link in links.items() if name in said))


def said(page: BeautifulSoup, selector: str) -> list[str]:
    return [mark.get_text() for mark in page.select(f"article {selector}")]


def test_marking_an_actor_keeps_the_words_of_the_search(reader: Reader) -> None:
    plain = opened(reader, "/?q=anchovies&sort=oldest")
    both = reader.open(of_actor(plain, "Peru"))
    assert said(both, "mark:not(.named)") == said(plain, "mark") == ["anchovies"]
    assert set(said(both, "mark.named")) == {"Peru", "Lima"}
    assert both.select_one("#q")["value"] == "anchovies"


def test_from_a_marked_actor_a_link_leads_back_to_the_marks_of_the_search(reader: Reader) -> None:
    plain = opened(reader, "/?q=anchovies&sort=oldest")
    both = reader.open(of_actor(plain, "Peru"))
    back = [link["href"] for link in both.select("a") if link.get_text().startswith("Unmark")]
    assert len(back) == 2  # beside what is marked, and in its reasons
    for link in back:
        assert str(reader.open(link)) == str(plain)


def test_the_page_says_how_much_is_marked(reader: Reader) -> None:
    page = reader.open(of_actor(opened(reader, "/?q=anchovies&sort=oldest"), "Peru"))
    told = page.select_one(".marked").get_text(" ", strip=True)
    assert "what was searched for ×1" in told
    assert f"Peru ×{len(said(page, 'mark.named'))}" in told


def test_an_actor_that_an_article_does_not_name_is_marked_nowhere_and_told(reader: Reader) -> None:
    plain = opened(reader, "/?q=anchovies&sort=oldest")
    page = reader.open(of_actor(plain, "Peru").replace("country%2Fperu", "country%2Fgabon"))
    assert "country/gabon ×0" in page.select_one(".marked").get_text(" ", strip=True)
    assert not page.select("article mark.named")


def test_an_article_marks_the_actors_ticked_in_facets_as_its_hit_does(reader: Reader) -> None:
    results = reader.open("/?q=anchovies&sort=oldest&country=country/peru")
    page = reader.open(results.select_one(".hit h2 a")["href"])
    in_hit = {mark.get_text() for mark in results.select_one(".hit").select("mark")}
    assert {"anchovies", "Peru"} <= in_hit
    assert in_hit <= set(said(page, "mark"))


def test_an_article_without_a_search_marks_nothing_and_says_nothing_of_it(reader: Reader) -> None:
    page = opened(reader, "/?sort=oldest")
    assert not page.select("mark, .marked")


def test_an_actor_to_mark_is_given_once(reader: Reader) -> None:
    address = of_actor(opened(reader, "/?q=anchovies&sort=oldest"), "Peru")
    fault = reader.open(f"{address}&mark=country%2Fchile", status=400)
    assert "mark" in fault.select_one("[role=alert]").get_text()
