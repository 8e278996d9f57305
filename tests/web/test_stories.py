"""A story is shown once, opens without JavaScript, and can be shown article by article."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect, sync_playwright

from tests.conftest import article, fill, published
from tests.reports import REPORTS
from tests.web.conftest import Reader, titles_of, total_of
from tests.web.serving import serving
from tests.web.test_browser import SWITCHES
from web.app import create_app

(FERRY, ON_FERRY), (WHEAT, ON_WHEAT) = list(REPORTS.items())[:2]
OUTLETS = ["Gazette", "Herald", "Morning Post"]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of one report in three outlets and without a source, and another report."""
    folder = tmp_path_factory.mktemp("stories") / "kept"
    day = published("2024-05-03")
    copies = [
        article(name, f"{name}: {FERRY}", ON_FERRY, source=name, published=day) for name in OUTLETS
    ]
    fill(folder, [*copies, article("w", WHEAT, ON_WHEAT, source="Herald", published=day)])
    return folder


@pytest.fixture(scope="module")
def reader(told: Path) -> Iterator[Reader]:
    with create_app(told).test_client() as client:
        yield Reader(client)


def link(page: BeautifulSoup, text: str) -> str:
    return next(str(a["href"]) for a in page.select("a") if a.get_text().startswith(text))


def test_a_story_is_one_hit_that_lists_the_others(reader: Reader) -> None:
    page = reader.open("/?q=ferry")
    assert page.select_one("[role=status]").get_text(" ", strip=True) == "3 articles in 1 story"
    assert len(titles_of(page)) == 1
    others = page.select_one(".hit details")
    assert others.summary.get_text() == "Also in 2 outlets"
    assert len(others.select(".twins a")) == 2
    for other in others.select(".twins a"):
        opened = reader.open(other["href"])
        assert opened.h1.get_text() == other.get_text()


def test_every_article_is_shown_when_asked_for_and_back(reader: Reader) -> None:
    page = reader.open("/?q=ferry")
    apart = reader.open(link(page, "Show every article"))
    assert len(titles_of(apart)) == total_of(apart) == 3
    assert not apart.select(".hit details")
    kept = reader.submit(apart, q="harbour")
    assert len(titles_of(kept)) == 3
    again = reader.open(link(apart, "Show each story once"))
    assert len(titles_of(again)) == 1


def test_a_story_is_searched_alone_and_finds_what_its_number_says(reader: Reader) -> None:
    page = reader.open("/?q=aground OR wheat")
    assert len(titles_of(page)) == 2
    alone = page.select_one(".hit details a[data-total]")
    assert str(total_of(reader.open(alone["href"]))) == alone["data-total"] == "3"


def test_an_article_s_page_lists_the_others_of_its_story(reader: Reader) -> None:
    page = reader.open(link(reader.open("/?q=ferry&source=Herald"), f"Herald: {FERRY}"))
    section = page.select_one("section[aria-labelledby=story]")
    assert sorted(cite.get_text() for cite in section.select("cite")) == ["Gazette", "Morning Post"]
    alone = section.select_one("a[data-total]")
    assert str(total_of(reader.open(alone["href"]))) == alone["data-total"] == "3"


def test_where_nothing_is_told_twice_nothing_is_said_of_it(reader: Reader) -> None:
    page = reader.open("/?q=wheat")
    assert page.select_one("[role=status]").get_text(strip=True) == "1 article"
    assert not page.select(".grouping, .hit details")


def test_the_api_says_what_it_counts_and_what_else_tells_a_story(reader: Reader) -> None:
    page = reader.client.get("/api/search?q=ferry").json
    assert (page["total"], page["stories"], page["group"]) == (3, 1, "stories")
    (hit,) = page["hits"]
    assert hit["folded"] == len(hit["also"]) == 2
    whole = reader.client.get(f"/api/articles/{hit['id']}").json
    assert {twin["id"] for twin in whole["story"]} == {twin["id"] for twin in hit["also"]}
    assert set(whole["story"][0]) == {"id", "title", "url", "source", "published"}
    assert reader.client.get("/api/search?group=outlets").status_code == 400


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
def test_a_reader_opens_a_story_on_a_narrow_screen(told: Path, scripts: bool) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        missing = "no chromium on PATH: install Debian's package `chromium`"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    with serving(told) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        page = browser.new_page(
            base_url=site.address,
            java_script_enabled=scripts,
            viewport={"width": 320, "height": 640},
        )
        page.goto("/?q=ferry")
        other = page.locator(".hit .twins a").first
        expect(other).to_be_hidden()
        page.get_by_text("Also in 2 outlets").click()
        expect(other).to_be_visible()
        box = page.locator(".hit details").bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 320
        title = other.inner_text()
        other.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        browser.close()
