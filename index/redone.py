"""What a run of `annotate` did, as a value and as the lines a person reads.

Invariant: every article is counted once, and an actor once for each article that it entered or
left; one that is called otherwise has done neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
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
    `notes` tell of articles that could not be told again. `seconds` is wall clock.
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
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON types; keys are the field names."""
        return asdict(self)


class Tally:
    """The counts of a run under way; `articles` are those that changed, `notes` as of Redone."""

    def __init__(self) -> None:
        self.articles = self._renamed = 0
        self.notes: list[str] = []
        self._gained = Counter[str]()
        self._lost = Counter[str]()

    def take(self, gained: Iterable[str], lost: Iterable[str], renamed: int) -> None:
        """Count an article that changed."""
        self.articles += 1
        self._gained.update(gained)
        self._lost.update(lost)
        self._renamed += renamed

    def report(self, total: int, corrections: dict[str, int], given: str, seconds: float) -> Redone:
        """All of it, of a run over `total` articles with corrections `given` there."""
        return Redone(
            total=total,
            articles_changed=self.articles,
            articles_unchanged=total - self.articles,
            gained=self._gained.total(),
            lost=self._lost.total(),
            renamed=self._renamed,
            shifts=tuple(self._shifts()),
            corrections=corrections,
            corrections_from=given,
            seconds=seconds,
            notes=tuple(self.notes),
        )

    def _shifts(self) -> Iterator[Shift]:
        gained, lost = self._gained, self._lost
        order = sorted(gained | lost, key=lambda key: (-gained[key] - lost[key], key))
        return (Shift(key, gained[key], lost[key]) for key in order[:_TOLD])


def lines(done: Redone) -> Iterator[str]:
    """The report for a person."""
    yield from done.notes[:_SHOWN]
    if len(done.notes) > _SHOWN:
        yield f"{len(done.notes) - _SHOWN:,} more that keep their former actors: see --json"
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
