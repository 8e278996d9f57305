"""Whose a name is: told by the year, an office, or who else is named, else not at all."""

from __future__ import annotations

import pytest

from index.actors import catalogue, recognise


def people(text: str, year: int | None = None, title: str = "") -> list[str]:
    found = recognise(title, text, 0, catalogue(), year)
    return [actor.id.partition("/")[2] for actor in found if actor.kind == "person"]


def countries(text: str, year: int | None = None) -> list[str]:
    found = recognise("", text, 0, catalogue(), year)
    return [actor.id.partition("/")[2] for actor in found if actor.kind == "country"]


def rules(text: str, year: int | None, key: str) -> list[tuple[str, str]]:
    found = {actor.id: actor for actor in recognise("", text, 0, catalogue(), year)}
    return [(mention.text, mention.rule) for mention in found[key].mentions]


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("Bush left.", 1990, ["george-h-w-bush"]),
        ("Bush left.", 2003, ["george-w-bush"]),
        ("Bush left.", 1996, []),
        ("Bush left.", None, []),
        ("President Bush left.", None, []),
        ("George H. W. Bush came. Bush left.", None, ["george-h-w-bush"]),
        ("Prime Minister Gandhi left.", 1982, ["indira-gandhi"]),
        ("Gandhi left.", 1987, ["rajiv-gandhi"]),
        ("Gandhi left.", 2012, []),
        ("Treasury Secretary Baker left.", 1987, ["james-baker"]),
        ("The Treasury's Baker left.", 1987, ["james-baker"]),
        ("Baker left.", 1987, []),
        ("Senator Reagan left.", 1987, []),
        ("Secretary of State Shultz left.", 1986, ["george-shultz"]),
        ("Obama left.", 1990, []),
        ("The bin Laden tape was sent.", 2004, ["osama-bin-laden"]),
    ],
)
def test_a_surname_is_read_where_year_office_or_full_name_leave_one(
    text: str, year: int | None, expected: list[str]
) -> None:
    assert people(text, year) == expected


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("The US president said so.", 2019, ["donald-trump"]),
        ("The US president said so.", 2021, []),
        ("Joe Biden came. The US president said so.", 2021, ["joe-biden"]),
        ("The US president said so.", None, []),
        ("The former US president said so.", 2019, []),
        ("The US presidential race began.", 2019, []),
        ("The US President Donald Trump said so.", 2019, ["donald-trump"]),
        ("The prime minister of India left.", 2015, ["narendra-modi"]),
        ("The British prime minister left.", 1985, ["margaret-thatcher"]),
        ("The pope prayed.", 2015, ["pope-francis"]),
        ("The secretary of state left.", 2003, ["colin-powell"]),
        ("The secretary of state Colin Powell left.", 2003, ["colin-powell"]),
    ],
)
def test_an_office_alone_means_its_only_holder_of_the_year(
    text: str, year: int | None, expected: list[str]
) -> None:
    assert people(text, year) == expected


def test_the_office_is_the_mention_and_its_rule_says_so() -> None:
    text = "The US president said so."
    assert rules(text, 2019, "person/donald-trump") == [("president", "office")]
    assert rules(text, 2019, "country/united-states") == [("US", "acronym")]


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("Moscow warned.", 1975, ["soviet-union"]),
        ("Moscow warned.", 2015, ["russia"]),
        ("Bonn agreed.", 1975, ["west-germany"]),
        ("Bonn agreed.", 1995, ["germany"]),
        ("German exports rose.", 1975, ["west-germany"]),
        ("German exports rose.", 2015, ["germany"]),
        ("Saigon fell.", 1970, ["south-vietnam"]),
        ("Saigon grew.", 2015, ["vietnam"]),
        ("Prague waited.", 1975, ["czechoslovakia"]),
        ("Prague waited.", 2015, ["czech-republic"]),
        ("It stood in Toronto.", 2015, ["canada"]),
        ("It stood in Hyderabad.", 2015, []),
        ("Pakistan said it stood in Hyderabad.", 2015, ["pakistan"]),
    ],
)
def test_a_capital_or_a_people_is_of_the_state_of_its_year(
    text: str, year: int, expected: list[str]
) -> None:
    assert countries(text, year) == expected


def test_a_name_of_two_bodies_waits_for_one_of_them_to_be_named() -> None:
    def bodies(text: str) -> set[str]:
        found = recognise("", text, 0, catalogue(), 2015)
        return {actor.id for actor in found if actor.kind == "organisation"}

    assert bodies("The BNP gained.") == set()
    assert bodies("Shares of BNP Paribas rose. The BNP gained.") == {"organisation/bnp-paribas"}


def test_a_stranger_named_in_full_keeps_the_surname() -> None:
    assert people("Minister Agatha Reagan came. Reagan left.", 1987) == ["agatha-reagan"]
    assert people("It was at the Ronald Reagan Library.", 1987) == []


def test_names_in_small_letters_are_read_whole() -> None:
    found = recognise("", "Arms went to the contras, not to encontras.", 0, catalogue(), 1986)
    assert [(a.id, len(a.mentions)) for a in found] == [("armed-group/contras", 1)]


@pytest.mark.parametrize(
    ("written", "year", "person"),
    [
        ("Mrs Obama", 2013, None),
        ("Mr. Obama", 2013, "barack-obama"),
        ("Mr Thatcher", 1985, None),
        ("Ms. Merkel", 2013, "angela-merkel"),
        ("Miss Bhutto", 1988, "benazir-bhutto"),
        ("Mr Clinton", 1995, "bill-clinton"),
    ],
)
def test_a_surname_beside_mrs_or_mr_is_of_one_who_is_so_addressed(
    written: str, year: int, person: str | None
) -> None:
    named = {a.id for a in recognise("", f"Nobody met {written} there.", 0, catalogue(), year)}
    assert named == ({f"person/{person}"} if person else set())


@pytest.mark.parametrize(
    ("text", "not_meant"),
    [
        ("Jets left the carrier Charles de Gaulle at dawn.", "person/charles-de-gaulle"),
        ("Nobody landed at Charles de Gaulle airport.", "person/charles-de-gaulle"),
        ("The board of Lebanon, New Hampshire, met.", "country/lebanon"),
        ("The lawyer Patricia Ireland led the march.", "country/ireland"),
    ],
)
def test_what_is_called_after_a_person_or_country_is_neither(text: str, not_meant: str) -> None:
    assert not_meant not in {a.id for a in recognise("", text, 0, catalogue(), 2015)}


@pytest.mark.parametrize("written", ["Jair Messias Bolsonaro", "Jair Quillo Xavier Bolsonaro"])
def test_a_middle_name_makes_nobody_another(written: str) -> None:
    found = {a.id for a in recognise("", f"Nobody met {written} there.", 0, catalogue(), 2019)}
    assert found == {"person/jair-bolsonaro"}
