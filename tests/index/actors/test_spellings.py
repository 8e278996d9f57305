"""A name is the same name in British and in American spelling."""

from __future__ import annotations

import pytest

from index.actors import catalogue, recognise
from index.actors.spellings import other_spellings


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Quill Organisation", {"Quill Organization"}),
        (
            "Defence Cooperation Centre",
            {
                "Defense Cooperation Centre",
                "Defence Co-operation Centre",
                "Defence Cooperation Center",
                "Defense Co-operation Centre",
                "Defense Cooperation Center",
                "Defence Co-operation Center",
                "Defense Co-operation Center",
            },
        ),
        ("Centres for Quills", {"Centers for Quills"}),
        ("Saint Quill & Doe", {"St Quill & Doe", "Saint Quill and Doe", "St Quill and Doe"}),
        ("Labour Party", set()),
        ("Programmers of Quill", set()),
    ],
)
def test_a_name_has_all_other_spellings_and_no_more(name: str, wanted: set[str]) -> None:
    found = list(other_spellings(name))
    assert set(found) == wanted
    assert len(found) == len(wanted)


@pytest.mark.parametrize("organisation", ["Organisation", "Organization"])
@pytest.mark.parametrize("cooperation", ["Co-operation", "Cooperation"])
def test_a_known_name_is_found_in_every_spelling(organisation: str, cooperation: str) -> None:
    name = f"{organisation} for Economic {cooperation} and Development"
    assert [entry.id for entry in catalogue().find(name)] == ["organisation/oecd"]


def test_a_mixed_acronym_is_no_word_that_begins_a_sentence() -> None:
    def named(text: str) -> list[str]:
        actors = recognise("", text, 0, catalogue(), 2010)
        return [mention.text for actor in actors for mention in actor.mentions]

    assert named("Let them go. The LeT said so.") == ["LeT"]
    assert named("Let us see, and let Quillon speak.") == []
