"""Who an actor is: each number on its page is what the search beside it finds."""

from __future__ import annotations

import pytest
from hypothesis import given

from index.article import Actor, Article, Mention
from search.errors import UnknownActor
from search.inquiry import profile
from search.language import parse
from search.narrowing import both
from search.pipeline import answer
from search.request import Request
from search.tree import And, Everything, Is, Word
from tests.conftest import Build, article, published
from tests.conftest import actor as tagged
from tests.search.corpora import ACTORS, SLOW, corpora
from tests.search.test_facets import requests


def total(engine: object, request: Request, query: str) -> int:
    return answer(engine, Request(query=query, filters=request.filters)).total  # type: ignore[arg-type]


@SLOW
@given(corpus=corpora(), request=requests)
def test_every_count_of_a_profile_is_the_total_of_its_search(
    build: Build, corpus: list[Article], request: Request
) -> None:
    engine = build(corpus)
    for key in ACTORS[:2]:
        if not any(actor.id == key for each in corpus for actor in each.actors):
            continue
        found = profile(engine, request, key)
        assert total(engine, request, found.query) == found.total
        assert sum(bar.count for bar in found.histogram.buckets) <= found.histogram.total
        for name in found.names:
            assert total(engine, request, name.query) == name.articles
        for group in found.companions:
            assert len(group.values) <= group.distinct
            for companion in group.values:
                assert companion.id != key
                assert total(engine, request, companion.query) == companion.count


def named(key: str, name: str, text: str, *words: str) -> Actor:
    """The actor, mentioned where the words stand in the text."""
    found = [(text.index(word), word) for word in words]
    mentions = tuple(Mention(at, at + len(word), word, "test") for at, word in found)
    return Actor(key, name, key.partition("/")[0], mentions)


def harbour(build: Build) -> object:
    first = (
        "The mayor of Quist spoke. Ms. Ånå Lund of the Reed Party, and Lund's aides, left early."
    )
    second = "Lund came back. The Reed Party and France cheered."
    return build(
        [
            article(
                "b",
                "Back",
                second,
                published=published("2024-05-02"),
                source="Wire",
                actors=(
                    named("person/ana-lund", "Ånå Lund", second, "Lund"),
                    named("organisation/reed-party", "Reed Party", second, "Reed Party"),
                    named("country/france", "France", second, "France"),
                ),
            ),
            article(
                "a",
                "Gone",
                first,
                published=published("2024-03-01"),
                source="Gazette",
                actors=(
                    named("person/ana-lund", "Ånå Lund", first, "Ånå Lund", "Lund's"),
                    named("organisation/reed-party", "Reed Party", first, "Reed Party"),
                ),
            ),
            article("c", "Other", "Lund is a town."),
        ]
    )


def test_names_are_shown_as_the_articles_write_them(build: Build) -> None:
    names = profile(harbour(build), Request(), "person/ana-lund").names  # type: ignore[arg-type]
    assert {(name.text, name.articles) for name in names} >= {("Lund", 2), ("Ånå Lund", 1)}


def test_the_first_mention_is_that_of_the_earliest_article(build: Build) -> None:
    first = profile(harbour(build), Request(), "person/ana-lund").first  # type: ignore[arg-type]
    assert first is not None
    assert (first.article.title, first.article.published) == ("Gone", "2024-03-01")
    (start, end), *_ = first.passage.spans
    assert first.passage.text[start:end] == "Ånå Lund"


def test_companions_are_by_kind_and_the_most_frequent_first(build: Build) -> None:
    found = profile(harbour(build), Request(), "person/ana-lund")  # type: ignore[arg-type]
    groups = {
        group.kind: [(each.name, each.count) for each in group.values]
        for group in found.companions
        if group.values
    }
    assert groups == {"country": [("France", 1)], "organisation": [("Reed Party", 2)]}


def test_a_profile_stays_within_its_search(build: Build) -> None:
    engine = harbour(build)
    request = Request(query="cheered")
    found = profile(engine, request, "person/ana-lund")  # type: ignore[arg-type]
    assert (found.total, [hit.title.text for hit in found.newest]) == (1, ["Back"])
    assert found.query == "cheered actor:person/ana-lund"
    none = profile(engine, Request(query="nothing"), "person/ana-lund")  # type: ignore[arg-type]
    assert (none.present, none.total, none.first, none.names) == (True, 0, None, ())


def test_names_are_not_counted_where_their_search_would_find_more(build: Build) -> None:
    # Beside a name, `of` excludes nothing; alone with an actor it does.
    found = profile(harbour(build), Request(query="of"), "person/ana-lund")  # type: ignore[arg-type]
    assert (found.total, found.names) == (1, ())
    assert "grammar" in found.notes[-1].text


def test_what_the_catalogue_knows_is_told_with_years(build: Build) -> None:
    found = profile(build([article("a")]), Request(), "person/ronald-reagan")
    assert (found.present, found.total, found.first) == (False, 0, None)
    assert found.known is not None and found.known.parent is not None
    assert found.known.parent.name == "United States"
    office = found.known.offices[0]
    assert (office.title, office.of.id, office.years) == (
        "president",
        "country/united-states",
        "1981-1989",
    )


def test_a_person_whom_no_article_names_is_not_taken_for_a_namesake(build: Build) -> None:
    here = article("a", text="x", actors=(tagged("person/ronald-reagan-smith", "R. R. Smith"),))
    found = profile(build([here]), Request(), "person/ronald-reagan")
    assert (found.present, found.total) == (False, 0)


def test_an_unknown_id_offers_those_that_are_like_it(build: Build) -> None:
    engine = build([article("a", text="x", actors=(tagged("person/ana-lund", "Ånå Lund"),))])
    for wrong in ("person/anna-lund", "person/lund", "organisation/ana-lund"):
        with pytest.raises(UnknownActor, match="person/ana-lund") as caught:
            profile(engine, Request(), wrong)
        assert caught.value.near == (("person/ana-lund", "Ånå Lund"),)


def test_a_name_is_called_by_those_who_bear_it_the_most_named_first(build: Build) -> None:
    lund, other = tagged("person/ana-lund", "Ånå Lund", "Lund"), tagged("person/bo-lund", "Bo Lund")
    engine = build([article("a", actors=(lund, other)), article("b", actors=(lund,)), article("c")])
    assert [each.id for each in engine.called("lund").actors] == ["person/ana-lund"]
    assert engine.called("Bo Lund").actors[0].count == 1
    assert engine.called("Nobody Here").actors == ()
    assert "Nobody Here" in engine.called("Nobody Here").note


def test_narrowing_adds_what_is_not_there_yet() -> None:
    war, here = Word("war"), Is("actor", "country/india")
    assert both(Everything(), here) == here
    assert both(war, here) == And((war, here))
    assert both(And((war, here)), here, Word("sea")) == And((war, here, Word("sea")))
    assert parse("war OR peace").tree == both(parse("war OR peace").tree, Everything())


def test_a_short_name_has_its_capitals_although_most_articles_write_it_in_full(
    build: Build,
) -> None:
    full, short = "Ånå Lund of Quist spoke.", "The aides of Lund left."
    texts = [full, full + " ", full + "  ", full + "   ", short]
    key = "person/ana-lund"
    articles = [
        article(str(number), "", text, actors=(named(key, "Ånå Lund", text, word),))
        for number, text in enumerate(texts)
        for word in (["Lund"] if text == short else ["Ånå Lund"])
    ]
    names = profile(build(articles), Request(), key).names
    assert {(name.text, name.articles) for name in names} == {("Lund", 5), ("Ånå Lund", 4)}


def test_of_a_name_that_several_have_all_are_told_and_no_search(build: Build) -> None:
    text = "Lund spoke."
    people = {"person/ana-lund": "Ånå Lund", "person/per-lund": "Per Lund"}
    engine = build(
        [
            article(key[-8:], "", text, actors=(named(key, name, text, "Lund"),))
            for key, name in people.items()
        ]
    )
    several = engine.called("Lund")
    assert {actor.id for actor in several.actors} == {"person/ana-lund", "person/per-lund"}
    assert several.note == ""
    assert "Lunt" in engine.called("Lunt").note
