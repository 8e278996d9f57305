"""Recognition: what counts as an actor, what does not, and whose short form is whose."""

from __future__ import annotations

import gc
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.actors import KINDS, PARTIES, catalogue, recognise
from index.article import Actor

SEEDS = Path(__file__).parents[2] / "seeds"


def actors(text: str, title: str = "", lead: int = 0) -> dict[str, Actor]:
    return {actor.id: actor for actor in recognise(title, text, lead, catalogue())}


def ids(text: str, title: str = "") -> set[str]:
    return set(actors(text, title))


def written(actor: Actor) -> list[tuple[str, str]]:
    return [(mention.text, mention.rule) for mention in actor.mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya closed the border.", "country/kenya"),
        ("A Kenyan officer was hurt.", "country/kenya"),
        ("Talks with Nairobi failed.", "country/kenya"),
        ("A visit to the White House was put off.", "country/united-states"),
        ("The U.S. withdrew.", "country/united-states"),
        ("Troops left in the post-U.S. years.", "country/united-states"),
        ("A US court ruled.", "country/united-states"),
        ("The Kenyan-administered town fell.", "country/kenya"),
        ("The Nato summit ended.", "organisation/nato"),
        ("The NATO summit ended.", "organisation/nato"),
        ("Tehreek-e-Taliban Pakistan took the blame.", "armed-group/tehrik-i-taliban-pakistan"),
        ("He had joined al-Qaeda in March.", "armed-group/al-qaeda"),
        ("It was printed in the Washington Post.", "media/washington-post"),
        ("The Bank of England raised rates.", "organisation/bank-of-england"),
        ("The People’s Liberation Army marched.", "organisation/peoples-liberation-army"),
        ("Ships of Côte d’Ivoire sailed.", "country/ivory-coast"),
    ],
)
def test_an_alias_is_read_as_its_actor_and_as_nothing_else(text: str, expected: str) -> None:
    assert ids(text) == {expected}


@pytest.mark.parametrize(
    "text",
    [
        "They told us of a turkey, a chad and a china cup.",
        "PLEASE TELL US WHAT WE WANT",
        "George Washington crossed the river.",
        "Snow fell in Washington state.",
        "Fires burned in the state of Georgia all night.",
        "On Monday in March the harbour was quiet.",
        "Operation Falcon began at dawn.",
        "However, Nothing came of It.",
        "The Executive Board met the Trust Company.",
        "",
        "   \n\n ",
    ],
)
def test_what_only_looks_like_an_actor_is_left_out(text: str) -> None:
    assert ids(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Norwegian-Finnish border", {"country/norway", "country/finland"}),
        ("A Lima-New Delhi flight", {"country/peru", "country/india"}),
        ("An Oslo–Helsinki pact", {"country/norway", "country/finland"}),
        ("Norway’s and Peru's ministers", {"country/norway", "country/peru"}),
    ],
)
def test_the_parts_of_a_compound_each_count(text: str, expected: set[str]) -> None:
    assert ids(text) == expected


def test_a_nested_name_does_not_leak() -> None:
    found = actors("Tehrik-i-Taliban Pakistan (TTP) fired first. Later the TTP denied it.")
    assert set(found) == {"armed-group/tehrik-i-taliban-pakistan"}
    assert len(found["armed-group/tehrik-i-taliban-pakistan"].mentions) == 3


def test_a_name_shared_with_a_person_follows_the_person_named_before_it() -> None:
    person = actors("Michael Jordan came home. Jordan smiled.")
    assert set(person) == {"person/michael-jordan"}
    assert written(person["person/michael-jordan"])[1] == ("Jordan", "short form")
    assert ids("The king of Jordan came home. Jordan smiled.") == {"country/jordan"}


def test_an_unsure_name_counts_when_something_else_confirms_it() -> None:
    assert "country/georgia" not in ids("Georgia held a vote.")
    assert "country/georgia" in ids("Georgia held a vote. Tbilisi was calm.")
    assert "country/georgia" in ids("Georgia shares a border with Armenia.")


def test_a_shared_name_goes_to_the_one_that_is_named_in_full() -> None:
    assert ids("Congo held a vote.") == {"country/democratic-republic-of-the-congo"}
    assert ids("Congo held a vote, said Brazzaville.") == {"country/republic-of-the-congo"}


@pytest.mark.parametrize(
    ("text", "expected", "rule"),
    [
        ("Foreign Minister Tamsin Okoro spoke.", "person/tamsin-okoro", "title+name"),
        ("Mr. Okoro spoke.", "person/okoro", "title+name"),
        ("The analyst Ferelith Okoro spoke.", "person/ferelith-okoro", "role+name"),
        ("So said Paula Okoro.", "person/paula-okoro", "given name"),
        ("Tamsin Okoro, an analyst in the city, left.", "person/tamsin-okoro", "name+role"),
        ("Tamsin Okoro argued against it.", "person/tamsin-okoro", "reporting verb"),
        ("Secretary of State George Okoro left.", "person/george-okoro", "given name"),
        ("The leader Pak Yong-nam left.", "person/pak-yong-nam", "role+name"),
        ("General Osman bin Harith left.", "person/usman-bin-harith", "title+name"),
    ],
)
def test_a_person_is_told_by_what_stands_beside_the_name(
    text: str, expected: str, rule: str
) -> None:
    found = actors(text)
    assert set(found) == {expected}
    assert {mention.rule for mention in found[expected].mentions} == {rule}


@pytest.mark.parametrize(
    "text",
    [
        "Marigold Valley spoke of it.",
        "Merry Meadow said it was closing.",
        "He bought General Motors and General Electric.",
    ],
)
def test_a_name_without_evidence_is_no_person(text: str) -> None:
    assert not [key for key in ids(text) if key.startswith("person/")]


def test_said_makes_a_person_only_of_a_name_that_is_shortened_elsewhere() -> None:
    assert ids("Tamsin Okoro said no.") == set()
    assert ids("Tamsin Okoro said no. Then Okoro left.") == {"person/tamsin-okoro"}


def test_a_surname_points_to_the_full_name_from_there_on() -> None:
    text = "Minister Tamsin Adaeze Okoro spoke. Mrs Okoro left. According to Okoro, all is well."
    found = actors(text, title="Okoro speaks")
    assert set(found) == {"person/tamsin-adaeze-okoro"}
    person = found["person/tamsin-adaeze-okoro"]
    assert person.name == "Tamsin Adaeze Okoro"
    assert [rule for _, rule in written(person)] == ["title+name", "title+name", "short form"]
    assert [mention.text for mention in person.title_mentions] == ["Okoro"]


def test_a_surname_of_two_people_points_to_neither() -> None:
    found = actors("Minister Paula Okoro met Senator David Okoro. Okoro smiled.")
    assert set(found) == {"person/paula-okoro", "person/david-okoro"}
    assert all(len(actor.mentions) == 1 for actor in found.values())


def test_a_family_name_that_comes_first_is_the_short_form() -> None:
    found = actors("The leader Deng Zhiyuan spoke. Deng left.")
    assert written(found["person/deng-zhiyuan"])[1] == ("Deng", "short form")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Ministry of Rural Works paid.", "organisation/ministry-of-rural-works"),
        ("Tolliver Bank paid.", "organisation/tolliver-bank"),
        ("Shares of Quillon Corp fell, Quillon said.", "organisation/quillon"),
        ("Tolliver and Co paid.", "organisation/tolliver"),
        ("The Highland Reform Party lost.", "organisation/highland-reform-party"),
        ("It was in the Tolliver Gazette.", "media/tolliver-gazette"),
        ("So the Quillon News Agency reports.", "media/quillon-news-agency"),
        ("The Quillon Jihad Brigade fired.", "armed-group/quillon-jihad-brigade"),
        ("The Lowland Herders Relief (LHR) paid. LHR left.", "organisation/lowland-herders-relief"),
    ],
)
def test_an_organisation_is_told_by_its_name(text: str, expected: str) -> None:
    assert ids(text) == {expected}


def test_an_acronym_defined_in_the_text_stands_for_its_name() -> None:
    found = actors("The Tolliver Grain Exchange (TGE) closed. The TGE reopens in May.")
    exchange = found["organisation/tolliver-grain-exchange"]
    assert written(exchange)[1:] == [("TGE", "acronym"), ("TGE", "acronym")]


def test_the_dateline_is_not_searched() -> None:
    text = "Oslo / Lima: Kenya closed the border."
    assert set(actors(text, lead=len("Oslo / Lima:"))) == {"country/kenya"}


def test_a_headline_of_capitals_needs_the_text_to_confirm_what_is_doubtful() -> None:
    title = "TURKEY WARNS KENYA"
    assert ids("Nothing more is known.", title) == {"country/kenya"}
    assert ids("Turkish troops moved.", title) == {"country/kenya", "country/turkey"}


def test_actors_come_in_the_order_in_which_they_appear() -> None:
    text = "Peru met Kenya. Norway watched Peru."
    assert [a.name for a in recognise("Chile waits", text, 0, catalogue())] == [
        "Chile",
        "Peru",
        "Kenya",
        "Norway",
    ]


def test_the_seeds_name_their_parties_each_once() -> None:
    first = (SEEDS / "000_59f1d566b4ee9a02.txt").read_text(encoding="utf-8")
    second = (SEEDS / "004_2f4022310f34f332.txt").read_text(encoding="utf-8").lstrip("\n")
    title, text = second.split("\n", 1)
    found = actors(first, lead=len("RASC News Agency:"))
    assert written(found["person/khawaja-muhammad-asif"])[-1] == ("Asif", "short form")
    found |= actors(text, title, lead=len("Islamabad / Kabul:"))
    assert sorted(actor.name for actor in found.values() if actor.kind in PARTIES) == [
        "Afghanistan",
        "China",
        "India",
        "Israel",
        "Khawaja Muhammad Asif",
        "Pakistan",
        "Praveen Sahni",
        "Russia",
        "Taliban",
        "Tehrik-i-Taliban Pakistan",
        "United States",
    ]
    others = {actor.name for actor in found.values() if actor.kind not in PARTIES}
    assert others == {"Geo News", "Kashmir", "South Asia"}


def test_a_place_with_a_country_in_its_name_is_a_place_alone() -> None:
    assert set(actors("The Gulf of Mexico was calm.")) == {"place/gulf-of-mexico"}
    assert set(actors("The Gulf was calm.")) == set()
    assert set(actors("The Gulf was calm, Iran said.")) == {"place/persian-gulf", "country/iran"}


WORDS = """
Kenya Kenyan Nairobi U.S. US Jordan Georgia Washington George Paula Okoro Tamsin Mr General
President Minister Bank of for the and said argued told analyst Taliban Tehrik-i-Taliban
Pakistan Corp News Times (TGE) Tolliver Grain Exchange Congo Brazzaville al-Qaeda de bin
’s 's - – / , . ( ) & A. É Kim Yong-nam -led 24
"""
PIECES = [*WORDS.split(), "\n", "\n\n"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join) | st.text(max_size=80)


@settings(max_examples=300, deadline=None)
@given(title=TEXTS, text=TEXTS, lead=st.integers(0, 20))
def test_mentions_slice_right_do_not_overlap_and_lie_after_the_lead(
    title: str, text: str, lead: int
) -> None:
    found = recognise(title, text, lead, catalogue())
    assert len({actor.id for actor in found}) == len(found)
    for place, floor in ((title, -1), (text, lead)):
        spans = []
        for actor in found:
            assert actor.kind in KINDS and actor.id.startswith(actor.kind + "/")
            mentions = actor.mentions if floor == lead else actor.title_mentions
            assert actor.mentions or actor.title_mentions
            assert all(m.text == place[m.start : m.end] and m.rule for m in mentions)
            spans += [(m.start, m.end) for m in mentions]
        spans.sort()
        assert all(start >= floor and end > start for start, end in spans)
        assert all(one[1] <= two[0] for one, two in pairwise(spans))


@settings(max_examples=100, deadline=None)
@given(text=st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_unrelated_sentences_never_remove_an_actor(text: str) -> None:
    before = ids(text)
    assert before <= ids(text + ".\n\nRain fell on Bolivia. Later, Helga Brandt warned of floods.")


@pytest.mark.parametrize(
    "unit",
    [
        "A",
        "A.",
        "A ",
        "(",
        "Abc ",
        "Mr Xa ",
        "shares of Xa. ",
        "Peru Ministry of ",
        "Mount Xa ",
        "Bank of ",
        "A-",
        "X Y (XY) ",
        "Xa and Co ",
        "U.S. ",
        "Inc Peru and ",
    ],
)
def test_hostile_text_takes_time_in_proportion_to_its_length(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        gc.collect()
        gc.disable()  # its share grows with all that other tests have left
        start = time.process_time()
        recognise("", text, 0, catalogue())
        taken = time.process_time() - start
        gc.enable()
        return taken

    seconds(1_000)
    assert seconds(400_000) < 8 * seconds(100_000) + 0.2
