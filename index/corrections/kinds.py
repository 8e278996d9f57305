"""What a user can say of actors: the kinds of entries of an actors.toml, and where each stands.

Invariant: an entry knows its place in the file, so that every complaint can name it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

from index.actors import Entry
from index.actors.entries import Claim
from index.errors import BrokenCorrections


class Place(NamedTuple):
    """Where an entry of the file stands: its line where that is known, and which of its kind."""

    file: str
    line: int | None
    what: str

    def fault(self, said: str) -> BrokenCorrections:
        """The error that says what is wrong with the entry."""
        return BrokenCorrections(f"{self} {said}")

    def __str__(self) -> str:
        return f"{self.file}{f', line {self.line}' if self.line else ''}: {self.what}"


@dataclass(frozen=True, slots=True)
class Add:
    """Actors with all they claim; or, with `to`, names for one that is known."""

    place: Place
    corpora: tuple[str, ...]
    made: tuple[tuple[Entry, tuple[Claim, ...]], ...]
    to: str = ""


@dataclass(frozen=True, slots=True)
class Rename:
    """What the actor `id` is called."""

    place: Place
    corpora: tuple[str, ...]
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Merge:
    """The actors `ids` are the one `into`; it is called `name`, if that is given."""

    place: Place
    corpora: tuple[str, ...]
    ids: tuple[str, ...]
    into: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """`alias`, so far of one actor, is that of another, who is called `name`, if that is given."""

    place: Place
    corpora: tuple[str, ...]
    alias: str
    of: str
    to: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Forbid:
    """`alias` is nobody's, or not the actor's `id`; or, without one, `id` is nobody."""

    place: Place
    corpora: tuple[str, ...]
    alias: str = ""
    id: str = ""


Correction = Add | Rename | Merge | Split | Forbid


@dataclass(frozen=True, slots=True)
class Corrections:
    """All of a file, in its order; `file` is its name in complaints."""

    file: str
    all: tuple[Correction, ...]

    @property
    def corpora(self) -> tuple[str, ...]:
        """The corpora for which some of them hold alone."""
        return tuple(sorted({name for each in self.all for name in each.corpora}))

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each kind, by the name it has in the file."""
        return dict(Counter(type(each).__name__.lower() for each in self.all))

    def of(self, corpus: str | None) -> list[Correction]:
        """Those that hold for a corpus; None: those that hold for every corpus."""
        return [each for each in self.all if not each.corpora or corpus in each.corpora]


def near(word: str, known: Iterable[str]) -> str:
    """What may have been meant, as a sentence to add; nothing if nothing is near."""
    found = get_close_matches(word, sorted(set(known)), 3, 0.75)
    return f" (did you mean {' or '.join(map(repr, found))}?)" if found else ""
