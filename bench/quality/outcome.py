"""What a measure of quality gives, and what it is: a function from a folder of gold data.

Invariant: every figure comes from the cases that are listed with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

#: The fewest characters of what was wanted and of what came that a case shows.
_SHOWN = 160


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that was measured: its name, how good it is (0 to 1), what was wanted and came."""

    name: str
    score: float
    wanted: str
    got: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Figures by name (shares from 0 to 1, or counts) and the cases they were counted from."""

    figures: Mapping[str, float | int]
    cases: tuple[Case, ...]

    def worst(self, count: int) -> tuple[Case, ...]:
        """The cases furthest from right, the worst first; none that is wholly right."""
        wrong = sorted((c for c in self.cases if c.score < 1), key=lambda c: (c.score, c.name))
        return tuple(wrong[:count])

    def to_dict(self, count: int) -> dict[str, Any]:
        """The outcome as --json prints it, with at most `count` of the worst cases."""
        return {"figures": dict(self.figures), "worst": [asdict(c) for c in self.worst(count)]}


#: A measure takes a folder of gold data; it raises OSError or ValueError, naming the file and
#: what is wrong with it, when that is not what it expects.
Measure = Callable[[Path], Outcome]


def lines(outcome: Outcome, count: int) -> list[str]:
    """The outcome for a person: a figure a line, then the worst cases."""
    width = max((len(name) for name in outcome.figures), default=0)
    told = [f"{name:<{width}}  {_figure(value)}" for name, value in outcome.figures.items()]
    for case in outcome.worst(count):
        told += ["", f"{case.score:.3f}  {case.name}"]
        told += [f"  wanted  {_short(case.wanted)}", f"  got     {_short(case.got)}"]
    return told


def share(right: float, all_of_them: float) -> float:
    """A share from 0 to 1; 1 of nothing, as nothing was wrong."""
    return right / all_of_them if all_of_them else 1.0


def _figure(value: float | int) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:.3f}"


def _short(text: str) -> str:
    line = " ".join(text.split()) or "(nothing)"
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"
