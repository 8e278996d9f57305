"""What a run of `annotate` did, as a value and as the lines a person reads.

Invariant: every article is counted once, and an actor once for each article that it entered or
left; one that is called otherwise has done neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

#: Actors shown, those with the most articles; the JSON has more.
_SHOWN, _TOLD = 10, 1000


@dataclass(frozen=True, slots=True)
class Shift:
    """In how many articles an actor is new, and from how many it has gone."""

    id: str
    gained: int
    lost: int


@dataclass(frozen=True, slots=True)
class Redone:
    """Counts of articles and of actors in them; `shifts` are those of the most shifted actors.

    `corrections` counts the entries of the actors.toml in force, by kind; `corrections_from` is
    where it was given. `renamed` are actors that articles have under another name than before.
    `seconds` is wall clock.
    """

    total: int
    articles_changed: int
    articles_unchanged: int
    gained: int
    lost: int
    renamed: int
    shifts: tuple[Shift, ...]
    corrections: dict[str, int]
    corrections_from: str
    seconds: float

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON types; keys are the field names."""
        return asdict(self)


def shifts(gained: Counter[str], lost: Counter[str]) -> tuple[Shift, ...]:
    """The actors with the most shifts first."""
    order = sorted(gained | lost, key=lambda key: (-gained[key] - lost[key], key))
    return tuple(Shift(key, gained[key], lost[key]) for key in order[:_TOLD])


def lines(done: Redone) -> Iterator[str]:
    """The report for a person."""
    if done.corrections:
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in done.corrections.items())
        yield f"corrections of {done.corrections_from}: {kinds}"
    changed = f"{done.articles_changed:,} changed, {done.articles_unchanged:,} unchanged"
    yield f"{done.total:,} article{'s' * (done.total != 1)} in the index: {changed}"
    if done.articles_changed:
        yield f"actors: {done.gained:,} gained, {done.lost:,} lost, {done.renamed:,} renamed"
    for shift in done.shifts[:_SHOWN]:
        yield f"  {shift.id}: +{shift.gained:,} -{shift.lost:,}"
    if len(done.shifts) > _SHOWN:
        yield f"  {len(done.shifts) - _SHOWN:,} more: see --json"
    yield f"{done.seconds:.1f} s"
