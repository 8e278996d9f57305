"""Floors of resolution on names and traps by an author who had not seen the catalogue.

Which of our actors is meant is not written there: a group is told apart where all its names lead
to one actor of its kind, and to no other of that kind.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from index.actors import catalogue, recognise

LINES = [
    [part.strip() for part in line.split(" | ", 3)]
    for line in (Path(__file__).parent / "blind.txt").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]
GROUPS = [
    (int(year), kind, names.split("; ")) for year, kind, who, names in LINES if who[:4] != "not "
]
TRAPS = [(int(y), kind, who[4:], said) for y, kind, who, said in LINES if who[:4] == "not "]

LEAST_NAMES, LEAST_GROUPS, LEAST_AVOIDED = 0.95, 0.80, 0.90


def named(text: str, year: int, kind: str) -> dict[str, str]:
    actors = recognise("", text, 0, catalogue(), year)
    return {actor.id: actor.name for actor in actors if actor.kind == kind}


def lost(year: int, kind: str, names: list[str]) -> list[str]:
    """The names that are not read as the actor of most of the group, or not as it alone."""
    told = {name: set(named(f"It was read that {name} had left.", year, kind)) for name in names}
    owners = Counter(owner for ids in told.values() for owner in ids)
    owner = owners.most_common(1)[0][0] if owners else ""
    known = owner in catalogue().by_id
    return [name for name, ids in told.items() if not known or ids != {owner}]


def test_names_by_another_hand_lead_to_one_actor() -> None:
    missed = [(names[0], gone) for year, kind, names in GROUPS if (gone := lost(year, kind, names))]
    names = sum(len(names) for _, _, names in GROUPS)
    assert (len(GROUPS), len(TRAPS)) == (400, 160)
    assert 1 - sum(len(gone) for _, gone in missed) / names >= LEAST_NAMES, missed
    assert 1 - len(missed) / len(GROUPS) >= LEAST_GROUPS, missed


def test_traps_by_another_hand_are_avoided() -> None:
    caught = []
    for year, kind, who, said in TRAPS:
        told = named(said, year, kind)
        if any(entry.id in told for entry in catalogue().find(who)) or who in told.values():
            caught.append((who, said))
    assert 1 - len(caught) / len(TRAPS) >= LEAST_AVOIDED, caught
