"""What an article spells an acronym out as goes before what the catalogue knows it as."""

from __future__ import annotations

import pytest

from index.actors import catalogue, recognise


def named(text: str, year: int = 2014) -> dict[str, list[str]]:
    actors = recognise("", text, 0, catalogue(), year)
    return {actor.id: [mention.text for mention in actor.mentions] for actor in actors}


@pytest.mark.parametrize(
    ("text", "acronym"),
    [
        ("Bakers lived on the Paycheck Protection Program (PPP). The PPP ended.", "PPP"),
        ("Midwives offer antenatal care (ANC). The ANC visits were popular.", "ANC"),
        ("She put it into an individual retirement account (IRA). An IRA is taxed late.", "IRA"),
        ("The bank sold a revolving underwriting facility (RUF). The RUF is new.", "RUF"),
    ],
)
def test_an_acronym_of_a_thing_names_nobody(text: str, acronym: str) -> None:
    assert [id_ for id_, said in named(text).items() if acronym in said] == []


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("The International Cricket Council (ICC) met. The ICC chose a host.", "cricket-council"),
        ("The Quillon Labour Bureau (QLB), or the General Quay Office (GAO), wrote. GAO paid.", ""),
        (
            "Officials of the Popular Peace Party (PPP) met. The PPP was founded then.",
            "peace-party",
        ),
        ("The Bangladesh Nationalist Party (BNP) met. The BNP marched.", "bangladesh-nationalist"),
    ],
)
def test_an_acronym_of_another_body_is_that_bodys(text: str, id_: str) -> None:
    owners = [key for key, said in named(text).items() if len(said) > 1]
    assert not [key for key in owners if id_ not in key]
    assert "country/mali" not in named(text)
    assert not id_ or owners


@pytest.mark.parametrize(
    ("text", "id_", "count"),
    [
        ("The Centre for Disease Control (CDC) wrote. CDC staff met.", "centers-for-disease", 3),
        ("The Organisation for African Unity (OAU) met. The OAU wrote.", "african-union", 3),
        ("World Health Organisation (WHO) staff met. WHO said so.", "world-health", 3),
        ("The European Community's (EC) envoys met.", "european-community", 2),
        ("IMF (International Monetary Fund) staff met.", "international-monetary-fund", 2),
    ],
)
def test_a_known_body_in_nearly_its_words_is_one_with_its_acronym(
    text: str, id_: str, count: int
) -> None:
    told = named(text, 1987 if "(EC)" in text else 2014)
    assert [len(said) for key, said in told.items() if id_ in key] == [count]


def test_what_does_not_spell_an_acronym_leaves_it_alone() -> None:
    assert "organisation/african-national-congress" in named("The winners (ANC) spoke.")
    assert "armed-group/farc" in named("The Revolutionary Armed Forces of Colombia (FARC) left.")


def test_of_several_known_owners_the_one_that_is_spelled_out_is_meant() -> None:
    owners = {claim.entry.id for claim in catalogue().claims["rsf"] if claim.entry}
    told = named("The Rapid Support Forces (RSF) wrote in May. The RSF said no more.", 2023)
    assert len(owners) > 1
    assert [key for key, said in told.items() if "RSF" in said] == [
        "armed-group/rapid-support-forces"
    ]
