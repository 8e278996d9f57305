"""The site over a small real index, and a reader of its pages that has no JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from index.__main__ import main as index_main
from web.app import create_app

ARTICLES = Path(__file__).parent.parent / "articles" / "courier.jsonl"
#: What the test articles are: 27 in all, 2 of them undated.
TOTAL, UNDATED = 27, 2


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index folder over ARTICLES, made once."""
    folder = tmp_path_factory.mktemp("site") / "kept"
    assert index_main(["add", "--index", str(folder), str(ARTICLES)]) == 0
    return folder


@dataclass(frozen=True, slots=True)
class Reader:
    """Opens addresses as a person without JavaScript would."""

    client: FlaskClient

    def open(self, address: str = "/", status: int = 200) -> BeautifulSoup:
        response = self.client.get(address)
        assert response.status_code == status, response.text
        return BeautifulSoup(response.text, "html.parser")

    def submit(self, page: BeautifulSoup, **fields: object) -> BeautifulSoup:
        """Send the form of `page` with some fields changed; a list stands for ticked boxes."""
        pairs = [(name, value) for name, value in form_pairs(page) if name not in fields]
        for name, given in fields.items():
            pairs += [(name, str(v)) for v in (given if isinstance(given, list) else [given])]
        form = page.select_one("form#ask")
        assert form is not None
        return self.open(f"{form['action']}?{urlencode(pairs)}")


@pytest.fixture(scope="session")
def reader(indexed: Path) -> Iterator[Reader]:
    app = create_app(indexed)
    with app.test_client() as client:
        yield Reader(client)


def form_pairs(page: BeautifulSoup) -> list[tuple[str, str]]:
    """What a browser would send for the form #ask: all its successful controls."""
    controls = page.select("form#ask input, form#ask select, [form=ask]")
    pairs: list[tuple[str, str]] = []
    for control in controls:
        name = control.get("name")
        if not name or (control.get("type") == "checkbox" and not control.has_attr("checked")):
            continue
        pairs.append((str(name), _value(control)))
    return pairs


def _value(control: Tag) -> str:
    if control.name != "select":
        return str(control.get("value", ""))
    chosen = control.select_one("option[selected]") or control.select_one("option")
    assert chosen is not None
    return str(chosen["value"])


def total_of(page: BeautifulSoup) -> int:
    """The number of articles the page says it found."""
    status = page.select_one("[role=status] strong")
    assert status is not None
    return int(status.get_text().split()[0].replace(",", ""))


def titles_of(page: BeautifulSoup) -> list[str]:
    return [title.get_text() for title in page.select(".hit h2")]
