from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from index.__main__ import main as index_main
from tests.web.conftest import Reader, total_of
from web.app import create_app

STORMS = [
    {"title": f"Storm {n}", "text": "The storm shut the port of Lagos.", "date": f"2024-05-{n:02}"}
    for n in range(1, 11)
]
CALM = [
    {"title": f"Calm {n}", "text": "A ferry left for Sweden.", "date": f"2024-04-{n:02}"}
    for n in range(1, 21)
]


@pytest.fixture(scope="module")
def coast(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    folder = tmp_path_factory.mktemp("coast")
    lines = "".join(json.dumps(each) + "\n" for each in STORMS + CALM)
    Path(folder / "coast.jsonl").write_text(lines, encoding="utf-8")
    kept = str(folder / "kept")
    assert index_main(["add", "--quiet", "--index", kept, str(folder / "coast.jsonl")]) == 0
    return Reader(create_app(Path(kept)).test_client())


PAGES = ["/contrast?q=storm&group=articles", "/contrast?published=2024-05&against=before"]


@pytest.mark.parametrize("address", PAGES)
def test_every_number_of_a_contrast_leads_to_that_many_articles(
    coast: Reader, address: str
) -> None:
    page = coast.open(address)
    links = page.select("a[data-total]")
    assert len(links) > 2
    for link in links:
        assert total_of(coast.open(link["href"])) == int(link["data-total"]), link


def test_rows_say_who_and_what_stands_out(coast: Reader) -> None:
    page = coast.open("/contrast?q=storm")
    rows = {row.th.get_text(strip=True): row for row in page.select("tbody tr")}
    assert {"Nigeria", "port", "shut"} <= set(rows)
    assert "100.0%" in rows["port"].get_text()
    assert urlsplit(rows["Nigeria"].a["href"]).path == "/actors/country/nigeria"
    assert "storm" not in rows


def test_without_dates_the_page_says_why_there_is_no_period_before(coast: Reader) -> None:
    page = coast.open("/contrast?q=storm")
    assert "filter by one year, month, day" in page.select_one(".hint").get_text()
    assert not page.select("a[href*='against=before']")
    refused = coast.client.get("/api/contrast?q=storm&against=before")
    assert (refused.status_code, refused.json["parameter"]) == (400, "against")
    coast.open("/contrast?q=storm&against=before", 400)


def test_with_a_date_one_can_change_between_the_rest_and_before(coast: Reader) -> None:
    page = coast.open("/contrast?published=2024-05")
    other = coast.open(page.select_one("a[href*='against=before']")["href"])
    assert "20 of the period before, April 2024" in " ".join(
        other.select_one("[role=status]").get_text().split()
    )
    kept = {field["name"] for field in other.select("form.settings [type=hidden]")}
    assert kept == {"published", "against"}


def test_the_api_tells_the_same_as_the_page(coast: Reader) -> None:
    page = coast.open("/contrast?q=storm")
    told = coast.client.get(page.select_one("a[href^='/api/contrast']")["href"]).json
    assert [row["text"] for row in told["words"]] == [
        row.th.get_text(strip=True) for row in page.select("[aria-labelledby=words] tbody tr")
    ][: len(told["words"])]
    for row in told["actors"] + told["words"]:
        assert total_of(coast.open(row["href"])) == row["count"]


def test_nothing_to_compare_says_so(coast: Reader) -> None:
    assert "There is nothing to compare" in coast.open("/contrast").get_text()
    assert "no article matches" in coast.open("/contrast?q=volcano").get_text()


def test_results_and_actors_lead_to_their_contrast(coast: Reader) -> None:
    link = coast.open("/?q=storm").select_one("a[href^='/contrast']")
    assert link["href"] == "/contrast?q=storm"
    assert coast.open("/actors/country/nigeria").select("a[href^='/contrast']")
