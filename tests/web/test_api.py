from __future__ import annotations

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from search.local import open_engine
from search.pipeline import answer
from search.request import Filter, Request
from tests.web.conftest import TOTAL, Reader


@pytest.fixture
def client(reader: Reader) -> FlaskClient:
    return reader.client


def test_the_api_gives_the_page_every_door_gives(client: FlaskClient, indexed) -> None:
    given = client.get("/api/search?q=ferry&country=country/norway&sort=newest&size=2").json
    asked = Request("ferry", (Filter("country", ("country/norway",)),), "newest", size=2)
    wanted = answer(open_engine(indexed), asked).to_dict()
    wanted["took_ms"] = given["took_ms"]
    assert given == _as_json(wanted)


def test_following_the_link_header_reaches_every_hit_once(client: FlaskClient) -> None:
    address: str | None = "/api/search?size=8&sort=oldest"
    seen: list[str] = []
    while address:
        response = client.get(address)
        seen += [hit["id"] for hit in response.json["hits"]]
        link = response.headers.get("Link", "")
        address = link[1 : link.index(">")] if link else None
    assert len(seen) == len(set(seen)) == TOTAL


def test_an_article_comes_whole_with_the_marks_of_a_query(client: FlaskClient) -> None:
    hit = client.get("/api/search?q=glaciers").json["hits"][0]
    article = client.get(f"/api/articles/{quote(hit['id'])}?q=glaciers").json
    assert article["id"] == hit["id"]
    marked = [article["text"][start:end] for start, end in article["marks"]["text"]]
    assert marked == ["glaciers"]
    assert {actor["name"] for actor in article["actors"]} == {"Chile"}


def test_an_unknown_article_is_a_problem_document(client: FlaskClient) -> None:
    problem = _problem(client, "/api/articles/nowhere", 404)
    assert "nowhere" in problem["detail"]


def test_an_unknown_parameter_is_named_with_what_was_meant(client: FlaskClient) -> None:
    problem = _problem(client, "/api/search?sorted=newest", 400)
    assert problem["parameter"] == "sorted"
    assert "sort" in problem["detail"].replace("sorted", "")


@pytest.mark.parametrize(
    ("name", "value"), [("sort", "best"), ("page", "0"), ("size", "lots"), ("published", "soon")]
)
def test_an_impossible_value_is_refused(client: FlaskClient, name: str, value: str) -> None:
    assert _problem(client, f"/api/search?{name}={value}", 400)["parameter"] == name


def test_a_query_with_nothing_in_it_is_refused_with_the_place(client: FlaskClient) -> None:
    position = _problem(client, "/api/search?q=(((", 400)["position"]
    assert 0 <= position["start"] <= position["end"] <= 3


def test_what_is_not_served_is_a_problem_document_too(client: FlaskClient) -> None:
    _problem(client, "/api/nothing", 404)
    response = client.post("/api/search")
    assert response.status_code == 405
    assert response.content_type == "application/problem+json"
    assert "GET" in response.headers["Allow"]


def _problem(client: FlaskClient, address: str, status: int) -> dict:
    response = client.get(address)
    assert response.content_type == "application/problem+json"
    assert response.status_code == response.json["status"] == status
    assert {"type", "title", "detail"} <= response.json.keys()
    return response.json


def _as_json(value: object) -> object:
    """Tuples are lists once they have been JSON."""
    if isinstance(value, dict):
        return {key: _as_json(one) for key, one in value.items()}
    return [_as_json(one) for one in value] if isinstance(value, (list, tuple)) else value
