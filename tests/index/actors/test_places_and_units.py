"""Towns told by their preposition, numbered units, adjectives before names, offices of councils."""

from __future__ import annotations

import pytest

from index.actors import catalogue, recognise


def ids(text: str, year: int | None = None) -> set[str]:
    return {actor.id for actor in recognise("", text, 0, catalogue(), year)}


@pytest.mark.parametrize(
    "text",
    [
        "Three died near Quillon on Monday.",
        "Three died in Quillon.",
        "Three died in Quillon, and more fled.",
        "Three died in Quillon and more fled.",
    ],
)
def test_what_something_happens_in_or_near_is_a_place(text: str) -> None:
    assert ids(text) == {"place/quillon"}


def test_a_town_may_end_in_what_no_person_is_called() -> None:
    assert ids("They met in Quillon Beach.") == {"place/quillon-beach"}


@pytest.mark.parametrize(
    "text",
    [
        "It sold its stake in Quillon.",
        "It invested in Quillon, which makes tin.",
        "Trade in Quillon futures rose.",
        "They believe in QTL.",
        "They believe in Jane Quillon.",
        "They met in Quillon Mining.",
    ],
)
def test_a_company_a_person_or_an_acronym_is_no_place(text: str) -> None:
    assert not any(key.startswith("place/") for key in ids(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The 17th Quillon Regiment left.", "organisation/17th-quillon-regiment"),
        ("The 941st Air Refueling Wing left.", "organisation/941st-air-refueling-wing"),
        ("It is the 23rd Battalion now.", "organisation/23rd-battalion"),
    ],
)
def test_a_numbered_force_is_one_of_its_own(text: str, expected: str) -> None:
    assert ids(text) == {expected}


@pytest.mark.parametrize("text", ["On the 4th Monday they met.", "It was the 19th Century then."])
def test_a_number_alone_makes_no_force(text: str) -> None:
    assert ids(text) == set()


def test_an_adjective_that_opens_a_sentence_is_no_part_of_a_name() -> None:
    assert ids("Senior Quillon Bank managers left.") == ids("The Quillon Bank managers left.")


def test_who_presides_over_a_council_of_a_town_does_not_preside_over_the_country() -> None:
    assert ids("The president of the France trade council left.", 1987) == {"country/france"}
    assert "person/francois-mitterrand" in ids("The president of France left.", 1987)


def test_where_no_year_is_known_the_people_of_the_article_tell_of_when_it_is() -> None:
    assert "person/bashar-al-assad" in ids("Barack Obama spoke. The Assad regime held on.")
    assert "person/bashar-al-assad" not in ids("The Assad regime held on.")
    assert ids("Hafez al-Assad ruled. Assad was ill.") == {"person/hafez-al-assad"}


def test_an_office_written_as_a_name_is_whose_it_is_of_those_named() -> None:
    told = "Margaret Thatcher arrived. {} left."
    for office in ("The Prime Minister", "Then the Prime Minister"):
        mentions = [
            mention.text
            for actor in recognise("", told.format(office), 0, catalogue(), 1987)
            for mention in actor.mentions
            if mention.rule == "office"
        ]
        assert mentions == ["Prime Minister"]


@pytest.mark.parametrize(
    "text",
    [
        "Margaret Thatcher arrived. The Prime Minister of Quillon left.",
        "Margaret Thatcher arrived. The Prime Minister's Office wrote.",
        "Margaret Thatcher and Rajiv Gandhi arrived. The Prime Minister left.",
        "Tolliver Quill arrived. The Prime Minister left.",
    ],
)
def test_an_office_that_several_hold_or_that_goes_on_is_nobodys(text: str) -> None:
    actors = recognise("", text, 0, catalogue(), 1987)
    assert not [m for actor in actors for m in actor.mentions if m.rule == "office"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The QTV said no.", {"organisation/qtv"}),
        ("They met. QTV officials left.", {"organisation/qtv"}),
        ("The QTV denied it. The QTV left with the QTV plan.", {"organisation/qtv"}),
        (
            "Quillon Tolliver Vista (QTV) paid. QTV said no.",
            {"organisation/quillon-tolliver-vista"},
        ),
        ("They left. QTV said so. It is Quillon Tolliver Vista (QTV).", 1),
    ],
)
def test_an_acronym_that_speaks_or_has_members_is_a_body(
    text: str, expected: set[str] | int
) -> None:
    assert ids(text) == expected if isinstance(expected, set) else len(ids(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The QTV rose.",
        "The CEO said no.",
        "The .QTV added 20 points.",
        "QT said no.",
        "They spoke of the QTV plan.",
        "BIG QTV SAID SO.",
        "The old RUE QTV said no.",
    ],
)
def test_an_acronym_that_does_nothing_bodies_do_is_left_alone(text: str) -> None:
    assert ids(text) == set()


def test_an_executive_is_told_by_the_title() -> None:
    assert ids("Its CEO Tolliver Quill left.") == {"person/tolliver-quill"}


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("They flew from Quillon Air Base.", "quillon-air-base"),
        ("Shells fell on the Quillon hospital.", "quillon"),
        ("Water rose behind the Quillon Barrage.", "quillon-barrage"),
    ],
)
def test_what_people_build_is_a_place(text: str, slug: str) -> None:
    assert ids(text) == {f"place/{slug}"}


def test_an_acronym_before_a_place_word_is_no_place() -> None:
    assert ids("The QTV base was January.") == set()


def test_an_acronym_is_whose_the_article_says_not_whose_it_is_elsewhere() -> None:
    text = "The Cotton Ivory Academy (CIA) met. The CIA left."
    assert ids(text) == {"organisation/cotton-ivory-academy"}
    assert ids("The CIA left.") == {"organisation/cia"}


def test_what_does_not_spell_a_known_acronym_does_not_take_it() -> None:
    assert "organisation/cia" in ids("The Tolliver Organisation (CIA) met. The CIA left.")


def test_a_known_body_that_is_no_acronym_in_the_catalogue_is_known_by_it_too() -> None:
    told = ids("The Organisation for Petroleum Exporting Countries (OPEC) met.")
    assert told == {"organisation/opec"}


@pytest.mark.parametrize(
    "name", ["Centre for Disease Control", "Centers of Disease Control and Preventing"]
)
def test_a_known_body_spelled_otherwise_is_known_by_its_acronym(name: str) -> None:
    expected = {"organisation/centers-for-disease-control-and-prevention"}
    assert ids(f"The {name} (CDC) warned. The CDC left.") == expected


def test_a_country_written_as_an_acronym_makes_no_name_of_a_bank() -> None:
    assert ids("It is owned by a U.S. Bank.") == {"country/united-states"}
    assert ids("It is owned by the Quill Bank.") == {"organisation/quill-bank"}


def test_a_person_who_shares_something_is_no_company() -> None:
    assert ids("James Tolliver shares the prize.") == {"person/james-tolliver"}
    assert ids("James Tolliver shares fell.") == {"organisation/james-tolliver"}


def test_a_group_of_a_known_surname_in_a_line_of_capitals_is_not_the_person() -> None:
    assert not {key for key in ids("THATCHER GROUP SETS SPLIT") if key.startswith("person/")}


def test_before_the_union_brussels_was_the_seat_of_the_community() -> None:
    met = "European Community ministers met in Brussels."
    assert "organisation/european-union" not in ids(met, 1987)
    assert "organisation/european-union" in ids("EU ministers met in Brussels.", 2005)


@pytest.mark.parametrize("name", ["Select Committee", "Digital TV", "Electoral College"])
def test_a_kind_of_body_is_no_body(name: str) -> None:
    assert ids(f"The {name} met.") == set()


def test_a_metal_is_not_the_greek_minister_it_sounds_like() -> None:
    assert ids("Mercury fell by two dollars.", 1987) == set()
