"""The site in a real browser: every step a reader takes, with and without JavaScript."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.web.serving import serving

pytestmark = pytest.mark.browser

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ADDRESSES = (
    "/",
    "/?q=ferry&country=country/norway",
    "/?q=glaciers&country=country/kenya",
    "/?q=((",
    "/actors",
    "/actors/country/norway",
    "/cooccurrence?min=1",
    "/contrast?country=country/norway&min=1",
    "/facets/country?q=ferry&country=country/norway&not-country=country/peru&find=swed",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        missing = "no chromium on PATH: install Debian's package `chromium`"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        yield running
        running.close()


@pytest.fixture(scope="module")
def site(indexed: Path) -> Iterator[str]:
    with serving(indexed) as served:
        yield served.address


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A fresh window on the site; whatever the console complains of fails the test."""
    complaints: list[str] = []
    with browser.new_context(base_url=site) as context:
        window = context.new_page()
        window.on("console", lambda said: complaints.append(said.text))
        window.on("pageerror", lambda error: complaints.append(str(error)))
        yield window
    assert complaints == []


def test_a_reader_searches_ticks_clicks_opens_and_goes_back(page: Page) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("ferry")
    page.keyboard.press("Enter")
    status = page.get_by_role("status")
    expect(status).to_have_text("10 articles")
    assert page.url.endswith("/?q=ferry")

    page.get_by_role("checkbox", name="Norway", exact=True).first.click()
    expect(status).to_have_text("3 articles")
    expect(page.get_by_role("checkbox", name="Norway", exact=True).first).to_be_focused()

    page.get_by_role(
        "link", name=re.compile("^January 2024: 2 articles"), exact=False
    ).first.click()
    expect(status).to_have_text("2 articles")
    expect(page.locator("#from")).to_have_value("2024-01")

    page.get_by_role("link", name="Ferry strike ends in Norway").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ferry strike ends in Norway")
    expect(page.locator("article mark").first).to_have_text(re.compile("ferry", re.IGNORECASE))

    page.go_back()
    expect(status).to_have_text("2 articles")
    page.go_back()
    expect(status).to_have_text("3 articles")


def test_the_same_works_without_javascript(browser: Browser, site: str) -> None:
    with browser.new_context(base_url=site, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/")
        page.get_by_role("searchbox").fill("ferry")
        page.get_by_role("button", name="Search").click()
        page.get_by_role("checkbox", name="Norway", exact=True).first.check()
        page.get_by_role("button", name="Apply filters").click()
        expect(page.get_by_role("status")).to_have_text("3 articles")
        page.get_by_label("From", exact=True).fill("2024-01-20")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_have_text("2 articles")
        page.get_by_label("Sort by").select_option("oldest")
        page.get_by_role("button", name="Sort").click()
        expect(page.locator(".hit h2").first).to_have_text("Ferry strike ends in Norway")


@pytest.mark.parametrize("address", [*ADDRESSES, "article"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_scrolls_sideways(browser: Browser, site: str, address: str, width: int) -> None:
    size = {"width": width, "height": 700}
    with browser.new_context(base_url=site, viewport=size) as context:
        page = context.new_page()
        page.goto("/" if address == "article" else address)
        if address == "article":
            page.locator(".hit h2 a").first.click()
            expect(page.locator("article.reading")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_keyboard_reaches_the_results_and_the_filters_at_once(page: Page) -> None:
    page.goto("/?q=ferry")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the results")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#filters")).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_the_keyboard_passes_over_a_drawing_or_follows_it(page: Page) -> None:
    page.goto("/cooccurrence?min=1")
    skip = page.get_by_role("link", name="Skip the drawing")
    skip.focus()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Pairs")).to_be_focused()
    page.locator("svg.network").get_by_role("link", name=re.compile("^Norway, country")).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Norway")


def test_a_line_of_a_drawing_leads_to_the_articles_of_both(page: Page) -> None:
    page.goto("/actors/country/norway")
    line = page.locator("svg.network").get_by_role("link", name=re.compile("and"))
    said = line.first.get_attribute("aria-label") or ""
    line.first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(said.rpartition(": ")[2])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(browser: Browser, site: str, scheme: str) -> None:
    with browser.new_context(base_url=site, color_scheme=scheme) as context:
        page = context.new_page()
        page.goto("/?q=ferry&country=country/norway")
        for where in ("body", "mark", ".number", ".origin", ".hit h2 a", ".ask button", ".chips a"):
            assert page.locator(where).first.evaluate(CONTRAST) >= 4.5, where


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_names_an_actor_stands_out_from_its_ground(
    browser: Browser, site: str, scheme: str
) -> None:
    with browser.new_context(base_url=site, color_scheme=scheme) as context:
        page = context.new_page()
        page.goto("/?q=anchovies&sort=oldest")
        page.locator(".hit h2 a").first.click()
        page.locator(".why", has_text="Peru").locator("summary").click()
        page.get_by_role("link", name="Mark in the text what names Peru").click()
        for where in ("article mark.named", "article mark:not(.named)", ".marked"):
            assert page.locator(where).first.evaluate(CONTRAST) >= 4.5, where
        line = page.locator("article mark.named").first
        assert line.evaluate("mark => getComputedStyle(mark).textDecorationLine") == "underline"


def test_ticks_of_a_list_survive_a_search_in_it_by_keyboard_alone(page: Page) -> None:
    page.goto("/facets/country?q=ferry")
    page.get_by_role("checkbox", name="Norway", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_label("Find among them").fill("swed")
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Chosen, not on this page")).to_contain_text("Norway")
    page.get_by_role("button", name="Apply to the search").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("3 articles")


def test_a_number_stands_on_one_line(browser: Browser, site: str) -> None:
    size = {"width": 320, "height": 700}
    with browser.new_context(base_url=site, viewport=size) as context:
        page = context.new_page()
        page.goto("/actors/country/norway")
        for number in page.locator(".rows .number").all():
            number.evaluate("number => number.textContent = '1,234,567'")
            assert number.evaluate("number => number.getBoundingClientRect().height") < 30


#: WCAG 2.2 contrast of an element's text against the first opaque ground behind it.
CONTRAST = """element => {
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  let ground = element;
  const back = () => parts(getComputedStyle(ground).backgroundColor);
  while (ground.parentElement && back()[3] === 0) ground = ground.parentElement;
  const [above, below] = [light(parts(getComputedStyle(element).color)), light(back())]
    .sort((a, b) => b - a);
  return (above + 0.05) / (below + 0.05);
}"""
