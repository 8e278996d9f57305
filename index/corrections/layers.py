"""The catalogue as a user's actors.toml has it, for each corpus of which that says something.

Invariant: all corpora are made together, so that a file is refused before anything comes of it.
"""

from __future__ import annotations

import functools
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from index.actors import Catalogue, catalogue
from index.corrections.checking import check
from index.corrections.drafting import Draft
from index.corrections.kinds import Corrections
from index.corrections.mending import Mending
from index.corrections.written import read_corrections


class Layer(NamedTuple):
    """Who is known in a corpus, and what becomes of the actors found by that."""

    known: Catalogue
    mending: Mending | None = None


class Layers:
    """A catalogue with corrections, for every corpus."""

    def __init__(
        self, given: Corrections, base: Catalogue, ids: Collection[str] | None = None
    ) -> None:
        """`ids` are those of actors beyond the catalogue that there are; None: nobody knows.

        Raises BrokenCorrections if `given` contradict themselves or the catalogue.
        """
        self.counts = given.counts
        self._layers: dict[str | None, Layer] = {}
        for corpus in (None, *given.corpora):
            draft = Draft(base, given.file)
            check(given.of(corpus), base, ids)
            draft.correct(given.of(corpus))
            self._layers[corpus] = Layer(*draft.finish())

    @property
    def all(self) -> tuple[Layer, ...]:
        """What holds in general, and then for each corpus that has something of its own."""
        return tuple(self._layers.values())

    def of(self, corpus: str) -> Layer:
        """What holds for a corpus."""
        return self._layers.get(corpus) or self._layers[None]


def layers_of(file: str) -> Layers:
    """The catalogue beside this package with the corrections in `file`, read once.

    Raises BrokenCorrections, or OSError if it cannot be read.
    """
    if not (room := _room(file)):
        room.append(Layers(read_corrections(Path(file)), catalogue()))
    return room[0]


def take(layers: Layers, file: str) -> None:
    """Let `layers` be those of `file`, which holds what they were made of: it may be long."""
    _room(file)[:] = [layers]


@functools.lru_cache(maxsize=4)
def _room(file: str) -> list[Layers]:
    """Where the layers of a file are kept, once there are some."""
    return []


@functools.cache
def uncorrected() -> Layer:
    """The catalogue as it is."""
    return Layer(catalogue())
