"""Beyond the catalogue: companies, ministries, places and people, told by what surrounds them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.actors import SENTENCES, catalogue, recognise
from index.article import Actor


def actors(text: str, title: str = "", year: int | None = None) -> dict[str, Actor]:
    return {actor.id: actor for actor in recognise(title, text, 0, catalogue(), year)}


def ids(text: str, title: str = "") -> set[str]:
    return set(actors(text, title))


def rules(text: str, key: str) -> set[str]:
    return {mention.rule for mention in actors(text)[key].mentions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("So said analysts at Tolliver Quill.", "organisation/tolliver-quill"),
        ("An economist with Tolliver Quill left.", "organisation/tolliver-quill"),
        ("The brokerage Arthur Quill closed.", "organisation/arthur-quill"),
        ("The lead manager Tolliver Generale paid.", "organisation/tolliver-generale"),
        ("Trade in James Tolliver shares was halted.", "organisation/james-tolliver"),
        ("Trade in Tolliver shares was halted.", "organisation/tolliver"),
        ("It sold a stake in Quillon.", "organisation/quillon"),
        ("The Tolliver Quill spokesman left.", "organisation/tolliver-quill"),
    ],
)
def test_a_company_is_told_from_a_person_by_what_surrounds_it(text: str, expected: str) -> None:
    assert ids(text) == {expected}


@pytest.mark.parametrize(
    "text",
    [
        "Common shares rose.",
        "Trade in Preferred shares rose.",
        "Security analysts met.",
        "Dealers in shares of oil met.",
        "Shares rose. Grain stock fell.",
    ],
)
def test_plain_words_beside_shares_are_no_companies(text: str) -> None:
    assert ids(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tolliver Light and Power Co paid.", "organisation/tolliver-light-and-power"),
        ("The Quill Trust and Banking Co paid.", "organisation/quill-trust-and-banking"),
        ("The Pier 7 Imports Inc paid.", "organisation/pier-7-imports"),
    ],
)
def test_a_name_keeps_its_and_and_its_numbers(text: str, expected: str) -> None:
    assert ids(text) == {expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tolliver Bank and Quill Bank paid.", {"tolliver-bank", "quill-bank"}),
        ("The Bank of Tolliver and Quillon Bank paid.", {"bank-of-tolliver", "quillon-bank"}),
        ("Bank of England and Nato met.", {"bank-of-england", "nato"}),
    ],
)
def test_two_names_joined_by_and_are_two(text: str, expected: set[str]) -> None:
    assert ids(text) == {f"organisation/{slug}" for slug in expected}


@pytest.mark.parametrize(
    "text",
    [
        "The Peruvian Finance Ministry paid.",
        "The Finance Ministry of Peru paid.",
        "Peru's Ministry of Finance paid.",
        "Peru paid. The Finance Ministry said so.",
    ],
)
def test_a_ministry_is_that_of_the_country_beside_it_or_of_the_only_one(text: str) -> None:
    assert ids(text) == {"country/peru", "organisation/peru-ministry-of-finance"}


def test_a_ministry_of_one_of_two_countries_is_nobodys() -> None:
    assert ids("Peru met Kenya. The Finance Ministry paid.") == {"country/peru", "country/kenya"}
    assert ids("The Finance Ministry paid.") == set()


def test_ministries_of_two_countries_never_share_an_id() -> None:
    found = ids("The Peruvian Trade Ministry wrote to Kenya’s Ministry of Trade.")
    assert {key for key in found if key.startswith("organisation/")} == {
        "organisation/peru-ministry-of-trade",
        "organisation/kenya-ministry-of-trade",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Snow fell on Mount Quillon.", "place/mount-quillon"),
        ("Fighting went on in Quillon Province.", "place/quillon-province"),
        ("The Quillon river rose.", "place/quillon"),
        ("They left the town of Quillon.", "place/quillon"),
    ],
)
def test_a_place_is_told_apart_from_parties(text: str, expected: str) -> None:
    assert ids(text) == {expected}


@pytest.mark.parametrize(
    ("text", "expected", "rule"),
    [
        ("Tamsin L. Okoro left.", "person/tamsin-okoro", "initial"),
        ("Tamsin Okoro Jr. left.", "person/tamsin-okoro", "initial"),
        ("Tamsin Okoro, 61, left.", "person/tamsin-okoro", "name+role"),
        ("Tamsin Okoro, who founded it, left.", "person/tamsin-okoro", "name+role"),
        ("The spokesman, Tamsin Okoro, left.", "person/tamsin-okoro", "role+name"),
        ("Tamsin Okoro, head of the union, left.", "person/tamsin-okoro", "name+role"),
        ("Zaher Turki al-Okori left.", "person/zaher-turki-al-okori", "particle"),
    ],
)
def test_a_person_is_told_by_age_initial_apposition_or_particle(
    text: str, expected: str, rule: str
) -> None:
    assert ids(text) == {expected}
    assert rules(text, expected) == {rule}


def test_a_full_name_counts_when_its_surname_speaks_later() -> None:
    assert ids("They met Tamsin Okoro. Okoro said no.") == {"person/tamsin-okoro"}
    assert ids("They met Tamsin Okoro. Okoro fell.") == set()


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Minister Mohammed Okoro spoke.", "Minister Muhammad Okoro spoke."),
        ("Minister Yousef Okoro spoke.", "Minister Yusuf Okoro spoke."),
        ("Minister Paula F. Okoro spoke.", "Minister Paula Okoro spoke."),
        ("Minister José Okoro spoke.", "Minister Jose Okoro’s aide spoke."),
        ("Tehreek Quillon Movement left.", "Tehrik Quillon Movement left."),
    ],
)
def test_spellings_of_one_name_agree_on_an_id(one: str, two: str) -> None:
    assert ids(one) == ids(two) != set()


def test_spellings_of_one_name_are_one_actor_in_an_article() -> None:
    text = "Minister Mohammed Okoro spoke. Mohamed Okoro left. Okoro slept."
    assert len(actors(text)["person/muhammad-okoro"].mentions) == 3


@pytest.mark.parametrize(
    "text", ["It cost 3 mln U.S. dlrs.", "It cost 20 U.S. cents.", "Paid in U.S. Dollars."]
)
def test_money_of_a_country_written_as_an_acronym_is_not_the_country(text: str) -> None:
    assert ids(text) == set()


def test_a_bare_unknown_surname_stays_unresolved_but_not_behind_a_title() -> None:
    assert ids("Okoro said no.") == set()
    assert ids("Mrs Okoro said no.") == {"person/okoro"}


WORDS = """
Peru Kenyan Finance Ministry of and the Tolliver Quill Bank Inc Ltd shares said analysts at Mount
Province Paula F. Okoro Jr. , who 61, al-Quill bin Mohammed stake in Minister president U.S. dlrs
(TQB) 7 Co & Trust river town Pier
"""


@given(text=st.lists(st.sampled_from(WORDS.split()), max_size=40).map(" ".join))
def test_every_rule_a_mention_carries_has_its_sentence(text: str) -> None:
    for actor in recognise(text, text, 0, catalogue(), 1990):
        for mention in (*actor.title_mentions, *actor.mentions):
            assert mention.rule in SENTENCES
            assert mention.text == text[mention.start : mention.end]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Profit rose.", "PERU INC <PRU> YEAR NET"),
        ("The firm <ROK> paid.", ""),
        ("Members of the Canadian Quillon Ltd paid.", "CANADIAN QUILLON SETS SPLIT"),
        ("BANK OF QUILLON SELLS BILLS TODAY at last, dealers said.", ""),
    ],
)
def test_a_country_in_a_company_s_name_or_sign_is_none(text: str, title: str) -> None:
    assert not {key for key in ids("Rain. " + text, title) if key.startswith("country/")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Quillon Savings and Loan Association of Tolliver Bay closed.", "savings-and-loan"),
        ("The Tolliver Grain and Feed Association met.", "tolliver-grain-and-feed"),
    ],
)
def test_a_name_whose_last_part_is_plain_goes_back_over_and(text: str, expected: str) -> None:
    assert any(expected in key for key in ids(text))


def test_a_currency_is_not_its_country_but_a_price_may_be() -> None:
    assert ids("A Swiss franc bond was sold.") == set()
    assert ids("It earned 12 mln Swiss francs.") == {"country/switzerland"}


def test_a_company_named_in_short_is_the_one_named_in_full() -> None:
    found = actors("Quillon Steel Corp paid. Trade in Quillon shares was halted.")
    assert set(found) == {"organisation/quillon-steel"}
    assert len(found["organisation/quillon-steel"].mentions) == 2


def test_a_town_in_the_state_of_georgia_is_american() -> None:
    assert ids("Fires burned near Atlanta, Georgia, all night.") == {"country/united-states"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Philadelphia Stock Exchange fell.", {"organisation/philadelphia-stock-exchange"}),
        ("He sold Quillon General Corp shares.", {"organisation/quillon-general"}),
        ("Dr. Patrick Soon-Arden spoke.", {"person/patrick-soon-arden"}),
        ("Illinois Co-op members met.", set()),
        ("They own a venture, ADM/Farbrook.", set()),
        (
            "She left the Orvel Institute for Weather in Munich.",
            {"organisation/orvel-institute-for-weather", "country/germany"},
        ),
    ],
)
def test_a_name_ends_where_it_ends_and_not_at_a_common_word(text: str, wanted: set[str]) -> None:
    assert ids(text) == wanted


def test_a_country_that_begins_the_name_of_a_company_in_capitals_is_not_read() -> None:
    assert ids("AMERICAN ORVEL SYSTEMS INC 2ND QTR SHR 2 CTS") == set()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Vladimir Vladimirovich Putin spoke. Putin left.", {"person/vladimir-putin"}),
        ("President Levy Patrick Mwanawasa spoke.", {"person/levy-mwanawasa"}),
        ("John Quill Smith spoke.", {"person/john-quill-smith"}),
    ],
)
def test_a_known_person_is_known_with_a_middle_name(text: str, wanted: set[str]) -> None:
    assert ids(text) == wanted
