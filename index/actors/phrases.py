"""What capitalised words say by themselves, worked out once for all the places where they stand.

News names the same actors in the same words over and over: two of three runs have been met before.

Invariant: a phrase depends on how it is written, on its line and on the catalogue; what is kept
is bounded in number and in length.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

from index.actors.evidence import Chance, chances, told_by_capitals
from index.actors.known import Catalogue
from index.actors.matching import Match, matches
from index.actors.meaning import sure
from index.actors.people import silent
from index.actors.resolving import Keys, keys_of
from index.actors.segments import Name
from index.actors.tokens import Run, cut
from index.actors.words import words

_KEPT = 1 << 15  # phrases
_LONGEST = 64  # characters of a phrase that is kept


class Phrase(NamedTuple):
    """A run wherever it stands, its words as in ids, and who it may name.

    `silent` is a person's name of which nothing in the run tells that it is one; `open` tells
    whether an acronym behind the run may be of its last words.
    """

    run: Run
    keys: Keys
    known: tuple[Match, ...]
    chances: tuple[Chance, ...]
    silent: Name | None
    open: bool


def phrase(written: str, shouted: bool, heading: bool, known: Catalogue) -> Phrase | None:
    """What a run says by itself; None for a single word that never names anyone."""
    if len(written) > _LONGEST:
        return _phrase(written, shouted, heading, known)
    return _kept(written, shouted, heading, known)


def _phrase(written: str, shouted: bool, heading: bool, known: Catalogue) -> Phrase | None:
    vocabulary = words()
    run = Run(tuple(cut(written)), shouted, heading)
    if written.isalnum() and run.tokens[0].key in vocabulary.stop:
        return None
    found = tuple(m._replace(sure=sure(m)) for m in matches(run, known, vocabulary))
    several = len(run.tokens) > 1 and told_by_capitals(run)
    return Phrase(
        run,
        keys_of(run.tokens, vocabulary),
        found,
        chances(run, found, vocabulary),
        silent(run, vocabulary) if several else None,
        several,
    )


_kept = functools.lru_cache(_KEPT)(_phrase)
