"""The values of a facet one by one, looked for by any of their names.

An actor is looked for by all that articles and the catalogue call it, everything else by what is
shown of it. A value is found if what was typed begins one of the words of a name, or several.

Invariant: what is found depends on names alone, never on counts.
"""

from __future__ import annotations

import numpy as np

from index.codec.keys import ALIAS_SEPARATOR, folded
from index.languages import language_name
from index.snapshot import Snapshot
from search.listing import SIZE, Listed, Wanted
from search.local import lore
from search.local.carrying import COUNTED, counted
from search.local.facets import chosen_beyond, counts_of, ranked, value_of
from search.local.matches import Mask
from search.local.scopes import Scopes


def listed(scopes: Scopes, wanted: Wanted, order: str) -> Listed:
    """A page of the values of a facet."""
    snapshot, name = scopes.snapshot, wanted.facet
    counts = counts_of(scopes, name)
    places = ranked(scopes, name, order, len(counts))
    distinct = len(places)
    if wanted.find:
        places = places[called(snapshot, name, wanted.find)[places]]
    first = (wanted.number - 1) * SIZE
    keys = counted(snapshot, name).keys
    shown = places[first : first + SIZE].tolist()
    values = tuple(value_of(scopes, name, keys[place], int(counts[place])) for place in shown)
    beyond = tuple(chosen_beyond(scopes, name, {value.id for value in values}))
    return Listed(len(scopes.without(name)), distinct, len(places), values, beyond)


def called(snapshot: Snapshot, name: str, find: str) -> Mask:
    """Which keys of the column of a facet [keys] have a name like `find`."""
    keys, begin = counted(snapshot, name).keys, folded(find)
    if not begin:
        return np.zeros(len(keys), dtype=bool)
    if name in COUNTED:
        shown = language_name if name == "language" else str
        return np.array([_like(folded(shown(key)), begin) for key in keys], dtype=bool)
    aliases = (alias.partition(ALIAS_SEPARATOR) for alias in snapshot.lexicon("alias"))
    found = {key for alias, _, key in aliases if _like(alias, begin)}
    found |= {key for alias, key in lore.names(snapshot) if _like(alias, begin)}
    return np.array([key in found for key in keys], dtype=bool)


def _like(name: str, begin: str) -> bool:
    return f" {begin}" in f" {name}"
