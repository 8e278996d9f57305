"""A name from another script is the same name however its sounds are written."""

from __future__ import annotations

import pytest

from index.actors import catalogue, recognise
from index.actors.entries import Claim, Entry
from index.actors.romanising import alike


def named(text: str) -> set[str]:
    return {actor.id for actor in recognise("", text, 0, catalogue(), 2015)}


def people(parent: str, *names: str) -> dict[str, list[Claim]]:
    """Claims of people of one country, each by a name."""
    entries = [
        Entry(f"person/{n}", "person", name, (name,), parent=parent) for n, name in enumerate(names)
    ]
    return {entry.name.lower(): [Claim(entry, entry.name, "catalogue")] for entry in entries}


@pytest.mark.parametrize(
    ("written", "person"),
    [
        ("Muhammad bin Salman", "mohammed-bin-salman"),
        ("Anwar as-Sadat", "anwar-sadat"),
        ("Oussama ben Ladin", "osama-bin-laden"),
        ("Hamed Karzai", "hamid-karzai"),
        ("Boris Eltsin", "boris-yeltsin"),
        ("Valeriy Zaluzhnyy", "valerii-zaluzhnyi"),
        ("Xi Jin-ping", "xi-jinping"),
        ("Ho Chi-minh", "ho-chi-minh"),
        ("Rhee Syng-man", "syngman-rhee"),
        ("Khrushchov", "nikita-khrushchev"),
    ],
)
def test_a_known_name_is_found_as_it_sounds(written: str, person: str) -> None:
    assert named(f"Nobody met {written} there.") == {f"person/{person}"}
    assert [entry.id for entry in catalogue().find(written)] == [f"person/{person}"]


@pytest.mark.parametrize("written", ["Hamed Karzai Street", "Northern Hamed Karzai"])
def test_a_part_of_a_longer_unknown_name_is_not(written: str) -> None:
    assert "person/hamid-karzai" not in named(f"Nobody went to {written} there.")


def test_what_sounds_like_two_is_neither() -> None:
    one = alike(people("country/russia", "Sergei Quillin"))
    assert one.name(("serghey", "quilin")) == "sergei quillin"
    two = alike(people("country/russia", "Sergei Quillin", "Sergey Quillyn"))
    assert two.name(("serghey", "quilin")) is None


def test_of_names_in_latin_letters_each_letter_counts() -> None:
    known = alike(people("country/united-kingdom", "Stephen Quillin"))
    assert known.name(("stefen", "quilin")) is None


def test_of_names_of_short_syllables_the_vowels_count_but_no_hyphen() -> None:
    known = alike(people("country/china", "Li Quanping"))
    assert known.name(("li", "quan", "ping")) == known.name(("quanping", "li")) == "li quanping"
    assert known.name(("lee", "quanping")) is None
