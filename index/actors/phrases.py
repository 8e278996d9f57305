"""What capitalised words say by themselves, worked out once for all the places where they stand.

News names the same actors in the same words over and over: two of three runs have been met before.

Invariant: a phrase depends on how it is written, on its line and on the catalogue; what is kept
is bounded in number and in length.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import NamedTuple

from index.actors.evidence import Chance, chances
from index.actors.known import Catalogue
from index.actors.matching import Match, extension, matches, may_go_on
from index.actors.meaning import sure
from index.actors.people import silent
from index.actors.resolving import Keys, keys_of
from index.actors.segments import Name
from index.actors.tokens import Run, cut, stretches
from index.actors.words import words

_KEPT = 1 << 16  # phrases
_LONGEST = 64  # characters of a phrase that is kept


class Phrase(NamedTuple):
    """A run wherever it stands, its words as in ids, and who it may name.

    `silent` is a person's name of which nothing in the run tells that it is one; `open` tells
    whether an acronym behind the run may be of its last words, `idle` that nothing of all this
    holds: it can only be a short form. `length` is that of the run, and `goes_on` tells whether
    known names may go on in small words behind it.
    """

    run: Run
    keys: Keys
    known: tuple[Match, ...]
    chances: tuple[Chance, ...]
    silent: Name | None
    open: bool
    idle: bool
    length: int
    goes_on: bool


def _phrase(written: str, shouted: bool, heading: bool, known: Catalogue) -> Phrase | None:
    """What a run says by itself; None for a single word that never names anyone."""
    vocabulary = words()
    run = Run(tuple(cut(written)), shouted, heading)
    several = len(run.tokens) > 1
    if not several and written.isalnum() and run.tokens[0].key in vocabulary.stop:
        named = known.readings(run.tokens[0].key) if not written[1:].islower() else ()
        if not any(reading.rule == "acronym" for reading in named):  # WHO, and not who
            return None
    found = tuple([m._replace(sure=sure(m)) for m in matches(run, known, vocabulary)])
    hopes = chances(run, found, vocabulary)
    open_ = several and not (shouted or heading)
    return Phrase(
        run,
        keys_of(run.tokens, vocabulary),
        found,
        hopes,
        silent(run, vocabulary) if open_ and not found else None,
        open_,
        not (found or hopes or open_),
        run.tokens[-1].end,
        may_go_on(run, known),
    )


_kept = functools.lru_cache(_KEPT)(_phrase)


def phrases(
    text: str, lead: int, known: Catalogue, *, heading: bool
) -> Iterator[tuple[int, Phrase]]:
    """What the runs of `text` behind `lead` say by themselves, each with its place.

    Runs of idle words are left out; small words of a known name are taken in with those behind.
    """
    over = 0
    for start, whole, shouted in stretches(text, lead):
        taken = _capital(whole, over - start) if start < over else 0
        at, written = start + taken, whole[taken:]
        if not written:
            continue
        know = _kept if len(written) <= _LONGEST else _phrase
        met = know(written, shouted, heading, known)
        if met is None:
            continue
        if met.goes_on and (end := extension(text, at + met.length, met.run, known)):
            met, over = know(text[at:end], shouted, heading, known) or met, end
        yield at, met


def _capital(written: str, start: int) -> int:
    """Where the first capital letter of a run stands from `start` on, its end if there is none."""
    spots = range(start, len(written))
    return next((spot for spot in spots if written[spot].isupper()), len(written))
