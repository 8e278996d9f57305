"""Other searches are offered where this one finds little, and each finds what it promises."""

from __future__ import annotations

import pytest

from search.local import LocalEngine
from search.parameters import request_from
from search.pipeline import answer
from tests.conftest import Build, article


@pytest.fixture
def engine(build: Build) -> LocalEngine:
    often = [
        article(f"a{number}", "", "The ceasefire held; a market opened.") for number in range(4)
    ]
    rare = ("The ceasfire failed.", "The marker stood.", "A musket was found.")
    seldom = [article(text, "", text) for text in rare]
    return build([*often, *seldom])


def offered(engine: LocalEngine, query: str) -> dict[str, int]:
    page = answer(engine, request_from([("q", query)]))
    return {offer.query: offer.total for offer in page.suggestions if offer.why == "spelling"}


def test_an_unknown_word_is_respelled_within_two_edits(engine: LocalEngine) -> None:
    assert offered(engine, "ceesfire")["ceasefire"] == 4


def test_a_rare_word_is_respelled_only_where_one_slip_explains_it(engine: LocalEngine) -> None:
    assert offered(engine, "ceasfire") == {"ceasefire": 4}
    assert offered(engine, "marker") == {"market": 4}
    assert offered(engine, "musket") == {}


def test_every_offer_finds_as_many_as_it_says(engine: LocalEngine) -> None:
    for query in ("ceesfire", "markte held", "cesefire stood"):
        for respelled, total in offered(engine, query).items():
            assert answer(engine, request_from([("q", respelled)])).total == total


def test_what_is_found_well_needs_no_offer(engine: LocalEngine) -> None:
    assert offered(engine, "ceasefire") == {}
