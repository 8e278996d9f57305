"""Floors of resolution: many ways of writing one actor, and names that mean nothing of the kind.

names.txt holds both; lowering a floor is a visible edit, and what falls below is listed.
"""

from __future__ import annotations

from pathlib import Path

from index.actors import catalogue, recognise

LINES = [
    [part.strip() for part in line.split("|")]
    for line in (Path(__file__).parent / "names.txt").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]
GROUPS = [(int(year), key, names.split(";")) for year, key, names in (x for x in LINES if x[2:])]
TRAPS = [(key, sentence) for key, sentence in (line for line in LINES if not line[2:])]

LEAST_RESOLVED, LEAST_AVOIDED = 0.98, 0.97


def named(text: str, year: int) -> set[str]:
    return {actor.id for actor in recognise("", text, 0, catalogue(), year)}


def lost(year: int, key: str, names: list[str]) -> list[str]:
    """The names of a group that are not read as its actor, or as another of its kind too."""
    kind = key.partition("/")[0]
    told = {
        name.strip(): named(f"It was read that {name.strip()} had left.", year) for name in names
    }
    return [n for n, ids in told.items() if {i for i in ids if i.startswith(kind)} != {key}]


def test_every_group_and_trap_is_of_an_actor_in_the_catalogue() -> None:
    known = catalogue().by_id
    assert [key for _, key, _ in GROUPS if key not in known] == []
    assert [key for key, _ in TRAPS if key not in known] == []
    assert len(GROUPS) >= 330 and len(TRAPS) >= 200


def test_the_ways_of_writing_an_actor_lead_to_it_alone() -> None:
    missed = {key: names for (*group,) in GROUPS if (names := lost(*group)) for key in [group[1]]}
    assert 1 - len(missed) / len(GROUPS) >= LEAST_RESOLVED, missed


def test_names_that_mean_nothing_of_the_kind_are_left_alone() -> None:
    caught = [(key, text) for key, text in TRAPS if key in named(text, 2015)]
    assert 1 - len(caught) / len(TRAPS) >= LEAST_AVOIDED, caught
