"""The country of a dateline is an actor of the article, and nothing else in a dateline is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.actors import catalogue, located
from index.article import Actor, Article, Mention, article_from_dict
from index.codec.parts import card_of, decoded, decoded_card, rest_of

PLACES = ("LONDON", "KABUL", "Lima", "PARIS", "ATHENS", "Georgia", "Texas", "Ore.", "Ontario")


def said(dateline: str, year: int | None = 2005) -> list[tuple[str, str]]:
    found = located((), dateline, catalogue(), year)
    return [(actor.id, mention.text) for actor in found for mention in actor.dateline_mentions]


@pytest.mark.parametrize(
    ("dateline", "wanted"),
    [
        ("KABUL, April 22 -", [("country/afghanistan", "KABUL")]),
        ("Herat, 3 May (Own Agency)", [("country/afghanistan", "Herat")]),
        (
            "Kabul / Islamabad",
            [("country/afghanistan", "Kabul"), ("country/pakistan", "Islamabad")],
        ),
        ("Lima, Ohio, March 3", [("country/united-states", "Ohio")]),
        ("LONDON, Ontario", [("country/canada", "Ontario")]),
        ("CHARLESTON, W. Va., Aug 8", [("country/united-states", "W. Va.")]),
        ("TBILISI, Georgia", [("country/georgia", "Georgia")]),
    ],
)
def test_a_dateline_names_the_country_it_is_written_in(
    dateline: str, wanted: list[tuple[str, str]]
) -> None:
    assert said(dateline) == wanted


@pytest.mark.parametrize("dateline", ["", "-", "ATHENS, Georgia", "Georgia", "May 3", "Own Agency"])
def test_a_dateline_that_names_no_country_surely_names_none(dateline: str) -> None:
    assert said(dateline) == []


@pytest.mark.parametrize(
    ("year", "wanted"), [(1987, "west-germany"), (2005, "germany"), (None, "germany")]
)
def test_a_town_lies_in_the_state_of_its_year(year: int | None, wanted: str) -> None:
    assert said("HAMBURG, June 1", year) == [(f"country/{wanted}", "HAMBURG")]


def test_a_country_named_elsewhere_stays_one_actor_and_keeps_its_place() -> None:
    title = (Mention(0, 4, "Peru", "catalogue"),)
    told = (
        Actor("country/peru", "Peru", "country", title_mentions=title),
        Actor("country/chile", "Chile", "country", mentions=title),
    )
    found = located(told, "LIMA, May 3", catalogue(), 2005)
    assert [actor.id for actor in found] == ["country/peru", "country/chile"]
    assert found[0].title_mentions == title
    assert found[0].dateline_mentions == (Mention(0, 4, "LIMA", "dateline"),)


@given(st.lists(st.sampled_from([*PLACES, ", ", " / ", "(", ")", " - ", "May 3"]), max_size=8))
def test_mentions_are_spans_of_the_dateline_and_survive_the_index(parts: list[str]) -> None:
    dateline = "".join(parts)
    actors = located((), dateline, catalogue(), 2005)
    assert all(
        dateline[mention.start : mention.end] == mention.text
        for actor in actors
        for mention in actor.dateline_mentions
    )
    article = Article("0" * 16, "a/b", "T", "x", "d", dateline=dateline, actors=actors)
    assert decoded(article.id, decoded_card(card_of(article)), rest_of(article)) == article
    assert article_from_dict(article.to_dict()) == article
