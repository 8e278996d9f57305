from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Reader
from web.app import create_app
from web.guard import HEADERS, MAX_URL


@pytest.fixture
def client(reader: Reader) -> FlaskClient:
    return reader.client


@pytest.mark.parametrize(
    "address", ["/", "/static/dateline.css", "/nowhere", "/api/search", "/?no=1", "/api/x"]
)
def test_every_answer_carries_the_safety_headers(client: FlaskClient, address: str) -> None:
    with client.get(address) as response:
        assert {name: response.headers[name] for name in HEADERS} == HEADERS


def test_nothing_inline_may_run() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST:1"])
def test_a_local_site_answers_to_its_own_names(client: FlaskClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.x", "["])
def test_a_local_site_does_not_answer_to_other_names(client: FlaskClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code in (400, 421)


def test_a_site_bound_to_all_addresses_answers_to_any_name(indexed) -> None:
    client = create_app(indexed, host="0.0.0.0").test_client()  # noqa: S104 (nothing is bound)
    assert client.get("/", headers={"Host": "news.example"}).status_code == 200


@pytest.mark.parametrize("start", ["/?q=", "/api/search?q=", "/articles/"])
def test_an_endless_address_is_refused(client: FlaskClient, start: str) -> None:
    assert client.get(start + "a" * MAX_URL).status_code == 414


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_the_site_changes_nothing(client: FlaskClient, method: str) -> None:
    assert getattr(client, method)("/").status_code == 405
