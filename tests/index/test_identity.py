"""An id names an article wherever it is found; a digest names its version."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.article import RawArticle
from index.identity import article_id, canonical_url, clean, content_digest

RAW = RawArticle(title="Ferry runs aground", text="The ferry ran aground off the north pier.")


@pytest.mark.parametrize(
    "written",
    [
        "https://News.Example/ferry",
        "http://news.example/ferry/",
        "https://news.example/ferry#comments",
        "https://news.example/ferry?utm_source=feed&fbclid=1&gclid=2&UTM_Medium=x",
    ],
)
def test_links_to_one_page_have_one_canonical_form(written: str) -> None:
    assert canonical_url(written) == "news.example/ferry"


def test_parameters_that_choose_the_page_are_kept_in_order() -> None:
    assert canonical_url("https://n.example/?id=7&utm_id=1&page=2") == "n.example?id=7&page=2"


@pytest.mark.parametrize(
    "written", ["", "https://n.example", "https://n.example/", "x", "http://["]
)
def test_what_names_no_page_has_no_canonical_form(written: str) -> None:
    assert canonical_url(written) is None


def test_an_article_with_a_url_is_the_same_in_every_file() -> None:
    linked = replace(RAW, url="https://n.example/ferry")
    assert article_id(linked, "a/1.txt") == article_id(replace(linked, place="9"), "b/2.txt")


def test_an_article_without_a_url_is_told_apart_by_path_and_place() -> None:
    ids = {
        article_id(RAW, "a/1.txt"),
        article_id(RAW, "a/2.txt"),
        article_id(replace(RAW, place="2"), "a/1.txt"),
        article_id(replace(RAW, url="https://n.example/"), "b/1.txt"),
    }
    assert len(ids) == 4
    assert all(len(each) == 16 and int(each, 16) >= 0 for each in ids)


@pytest.mark.parametrize("field", ["title", "text", "source", "published", "url", "byline"])
def test_every_part_of_the_content_changes_the_digest(field: str) -> None:
    assert content_digest(replace(RAW, **{field: "other"})) != content_digest(RAW)


def test_the_place_does_not_change_the_digest() -> None:
    assert content_digest(replace(RAW, place="9")) == content_digest(RAW)


def test_lone_surrogates_are_replaced_and_spans_stay() -> None:
    cleaned = clean(replace(RAW, text="a\ud83db", url="\udcff"))
    assert (cleaned.text, cleaned.url, cleaned.title) == ("a?b", "?", RAW.title)
