"""The actors of an index: what they are called, of which kind, and how articles write them.

Invariant: what is told is of living articles; an actor that none names has its catalogue's name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from index.codec.keys import ALIAS_SEPARATOR
from index.snapshot import Snapshot
from search.local import lore
from search.local.calendar import among
from search.local.facets import actor_name
from search.page import ActorTag


def tag(snapshot: Snapshot, key: str) -> ActorTag:
    """An actor by the name that the articles give it, or else the catalogue."""
    entry = lore.entry(snapshot, key)
    name = entry.name if entry and not is_present(snapshot, key) else actor_name(snapshot, key)
    return ActorTag(key, name, key.partition("/")[0])


def is_present(snapshot: Snapshot, key: str) -> bool:
    """Whether any article names the actor."""
    return snapshot.keyed("actor").first_owner(key) is not None


def articles_with(snapshot: Snapshot, key: str) -> int:
    """How many articles name the actor."""
    column = snapshot.keyed("actor")
    return int(np.count_nonzero(column.carriers(among(column.keys, [key]))))


def aliases_of(snapshot: Snapshot, key: str) -> list[str]:
    """The ways in which articles write an actor, folded."""
    ending = ALIAS_SEPARATOR + key
    lexicon = snapshot.lexicon("alias")
    return [each[: -len(ending)] for each in lexicon if each.endswith(ending)]


def of_kind(keys: Sequence[str], kind: str) -> slice:
    """Where the ids of a kind stand: they are `kind/slug` and sorted, and `0` comes after `/`."""
    first, last = (bisect_left(keys, f"{kind}{end}") for end in "/0")
    return slice(first, last)
