from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from search.request import INTERVALS, MAX_SIZE, MAX_VALUES, SORTS, Filter, Request
from web.app import create_app
from web.arguments import asked, filtered, href, pairs_of, ticked, unticked

names = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)
filters = st.tuples(
    st.lists(names, max_size=2, unique=True).map(lambda v: Filter("country", tuple(v))),
    st.lists(names, max_size=2, unique=True).map(lambda v: Filter("source", tuple(v))),
    st.lists(st.sampled_from(["2024", "none", "2024-05..2025"]), max_size=2, unique=True).map(
        lambda v: Filter("published", tuple(v))
    ),
).map(lambda parts: tuple(part for part in parts if part.values))


@st.composite
def requests(draw: st.DrawFn) -> Request:
    size = draw(st.integers(1, MAX_SIZE))
    return Request(
        query=draw(names | st.just("") | st.just('"a b"~3 -c & d=e#?%')),
        filters=draw(filters),
        sort=draw(st.sampled_from(SORTS)),
        offset=size * draw(st.integers(0, 50)),
        size=size,
        values=draw(st.integers(1, MAX_VALUES)),
        interval=draw(st.sampled_from(INTERVALS)),
    )


@pytest.fixture(scope="module")
def app(indexed: Path) -> Iterator[Flask]:
    app = create_app(indexed)
    with app.test_request_context("/"):
        yield app


@given(request=requests())
def test_an_address_asks_for_what_it_was_made_from(app: Flask, request: Request) -> None:
    with app.test_request_context("/"):
        sent = parse_qsl(urlsplit(href(request)).query)
    assert asked(MultiDict(sent)) == request


def test_defaults_leave_no_trace_in_the_address() -> None:
    assert pairs_of(Request()) == []
    assert pairs_of(Request("oil", size=20, offset=40)) == [
        ("q", "oil"),
        ("size", "20"),
        ("page", "3"),
    ]


def test_empty_fields_of_a_form_ask_for_nothing() -> None:
    sent = MultiDict([("q", ""), ("from", ""), ("to", " "), ("sort", "relevance")])
    assert asked(sent) == Request()


def test_ticking_and_unticking_begin_at_the_first_page() -> None:
    request = Request("oil", (Filter("source", ("A", "B")),), offset=30)
    assert unticked(request, "source", "A") == Request("oil", (Filter("source", ("B",)),))
    assert unticked(unticked(request, "source", "A"), "source", "B") == Request("oil")
    assert ticked(filtered(request, "source", ["C"]), "source") == ("C",)
