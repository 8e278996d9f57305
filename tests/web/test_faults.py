from __future__ import annotations

import logging
from pathlib import Path

import pytest
from flask import Flask

from index.errors import BrokenIndex, NothingThere
from search.errors import ArgumentError, QueryError
from web.app import create_app
from web.faults import problem


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (QueryError("nothing to search for", 0, 3), 400),
        (ArgumentError("size", "'x' is no number"), 400),
        (NothingThere("no article 'x'"), 404),
        (BrokenIndex("checksum of postings is wrong"), 503),
        (RuntimeError("the password is swordfish"), 500),
    ],
)
def test_each_kind_of_fault_has_its_status(fault: Exception, status: int) -> None:
    told = problem(fault)
    assert told.status == status
    assert told.to_dict()["status"] == status


def test_a_known_fault_is_told_in_its_own_words() -> None:
    assert problem(NothingThere("no article 'x'")).detail == "no article 'x'"
    assert problem(QueryError("an end without a beginning", 4, 5)).to_dict()["position"] == {
        "start": 4,
        "end": 5,
    }


@pytest.fixture
def breaking(indexed: Path) -> Flask:
    """A site with two addresses that break, one of them in the API."""
    app = create_app(indexed)

    def fail() -> str:
        raise RuntimeError("the password is swordfish")

    app.add_url_rule("/break", "break", fail)
    app.add_url_rule("/api/break", "api_break", fail)
    return app


@pytest.mark.parametrize("address", ["/break", "/api/break"])
def test_an_unknown_fault_is_logged_and_not_told(
    breaking: Flask, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        response = breaking.test_client().get(address)
    assert response.status_code == 500
    assert "swordfish" not in response.text
    assert "swordfish" in caplog.text
