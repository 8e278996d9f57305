"""A body of a country is found by what it is, beside that country, and by its name behind it."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.actors import catalogue, recognise
from index.actors.known import load
from index.errors import BrokenCatalogue


def bodies(text: str, year: int = 2015) -> set[str]:
    found = recognise("", text, 0, catalogue(), year)
    return {actor.id for actor in found if actor.kind == "organisation"}


@pytest.mark.parametrize("name", ["Japan's central bank", "The Japanese central bank"])
def test_a_body_is_told_by_its_role_beside_its_country(name: str) -> None:
    assert bodies(f"{name} cut its rate.") == {"organisation/bank-of-japan"}


def test_a_role_holds_in_its_years_only() -> None:
    assert bodies("The Iranian secret police came.", 1970) == {"organisation/savak"}
    assert bodies("The Iranian secret police came.", 2015) == set()


def test_a_known_body_behind_its_country_is_no_new_one() -> None:
    assert bodies("It was the US Central Intelligence Agency.") == {"organisation/cia"}


def test_a_name_goes_on_over_small_words_and_those_behind_are_still_read() -> None:
    text = "The Front de libération nationale du Tchad met Paul Kagame there."
    found = [actor.id for actor in recognise("", text, 0, catalogue(), 1975)]
    assert found == ["armed-group/frolinat", "person/paul-kagame"]


def test_a_role_of_a_body_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "roles.toml").write_text('["army"]\nperu = "no-such-army"\n', "utf-8")
    with pytest.raises(BrokenCatalogue, match="no-such-army"):
        load(tmp_path)
