"""Floors of what is understood of web pages, carried by pages we wrote: one shape a page.

Lowering a floor is a visible edit. `python -m bench.quality bodies tests/quality/pages` tells
which page fell.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench.quality.bodies import bodies
from bench.quality.pages import Page, pages
from bench.quality.published import published
from index.article import RawArticle
from index.readers import read

FOLDER = Path(__file__).parent / "pages"
GOLD: dict[str, dict[str, Any]] = json.loads((FOLDER / "gold.json").read_text(encoding="utf-8"))
FACTS = ("title", "byline", "source", "language")


def text_of(name: str) -> str:
    (article,) = read(FOLDER / f"{name}.html")
    assert isinstance(article, RawArticle)
    return article.text


def test_every_page_has_its_gold() -> None:
    assert set(GOLD) == {path.name for path in FOLDER.glob("*.html")}


def test_bodies_are_whole_and_nothing_else() -> None:
    assert bodies(FOLDER).figures["f1"] >= 0.995


def test_every_date_is_right_and_none_is_made_up() -> None:
    figures = published(FOLDER).figures
    assert figures["right of all"] == 1.0
    assert figures["answered"] == sum(bool(gold["published"]) for gold in GOLD.values())


@pytest.mark.parametrize("field", FACTS)
def test_what_a_page_says_of_itself_is_right(field: str) -> None:
    wrong = [page.name for page in pages(FOLDER, field) if _told(page, field) != page.gold[field]]
    assert wrong == []


@pytest.mark.parametrize("name", GOLD)
def test_paragraphs_are_parted_by_blank_lines(name: str) -> None:
    assert text_of(name.removesuffix(".html")).split("\n\n") == GOLD[name]["text"].split("\n\n")


@pytest.mark.parametrize(
    ("name", "unwanted"),
    [
        ("json_ld_graph", "cookies on your device"),
        ("json_ld_graph", "Fishing fleet stays in port"),
        ("json_ld_graph", "smelled of herring"),
        ("open_graph", "seen from the village"),
        ("open_graph", "great dams of the valley"),
        ("microdata", "in your inbox"),
        ("german_visible_date", "Lesen Sie auch"),
        ("french_byline", "La grêle a détruit les vergers"),
        ("amp", "We value your privacy"),
        ("body_in_boxes", "Advertisement"),
        ("paywall_teaser", "The first month costs one euro"),
    ],
)
def test_what_stands_around_an_article_stays_out(name: str, unwanted: str) -> None:
    assert unwanted in (FOLDER / f"{name}.html").read_text(encoding="utf-8")
    assert unwanted not in text_of(name)


def _told(page: Page, field: str) -> str | None:
    told: str | None = getattr(page.article, field)
    return told
