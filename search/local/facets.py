"""What the matches are about: the values of a facet with their counts.

Invariant: a value's count is the number of articles that the search which ticks it finds (alone in
its facet, or where all that is ticked must be there, beside what is ticked already); so what
stands on the page is what a click finds. See `search.local.scopes`.
"""

from __future__ import annotations

from collections.abc import Set

import numpy as np

from index.keyed import Keyed
from index.languages import language_name
from index.snapshot import Numbers, Snapshot
from search.local.carrying import COUNTED, DATES, NONE, belonging, counted, having, without_value
from search.local.scopes import Scopes
from search.page import Facet, Value
from search.request import FACETS, Filter

#: One article in so many makes a scope large.
_LARGE = 3
_NO_DATE = "no date known"
_NO_VALUE = "none known"


def facet(scopes: Scopes, name: str, most: int, order: str = "count") -> Facet:
    """The `most` first values of a facet in an order, and all that are ticked or excluded."""
    snapshot, scope = scopes.snapshot, scopes.without(name)
    keys, counts = counted(snapshot, name).keys, counts_of(scopes, name)
    first = ranked(scopes, name, order, most).tolist()
    values = [value_of(scopes, name, keys[place], int(counts[place])) for place in first]
    values += chosen_beyond(scopes, name, {value.id for value in values})
    missing = int(np.count_nonzero(without_value(snapshot, name)[scope]))
    if name in DATES and missing and NONE not in {value.id for value in values}:
        values.append(value_of(scopes, name, NONE, missing))
    distinct = int(np.count_nonzero(counts))
    return Facet(name, FACETS[name], len(scope), distinct, missing, tuple(values))


def chosen_beyond(scopes: Scopes, name: str, shown: Set[str]) -> list[Value]:
    """The values ticked, most articles first, then those excluded, that are not among `shown`.

    The value of those that have none comes last.
    """
    chosen = scopes.filters.get(name, Filter(name, ()))
    asked = {value: _count(scopes, name, value) for value in chosen.values if value not in shown}
    ordered = dict(sorted(asked.items(), key=lambda pair: (-pair[1], pair[0])))
    ordered |= {value: _count(scopes, name, value) for value in chosen.excluded}
    if NONE in ordered:
        ordered[NONE] = ordered.pop(NONE)
    return [value_of(scopes, name, value, count) for value, count in ordered.items()]


def ranked(scopes: Scopes, name: str, order: str, most: int) -> Numbers:
    """The places among the keys of the `most` first values of a facet, in an order of ORDERS.

    By salience, values that are actors are in the order of what they have of it in all articles
    of the scope together; others are as by count. Equals are in the order of their ids.
    """
    counts = counts_of(scopes, name)
    if order == "name":
        keys = counted(scopes.snapshot, name).keys
        places = sorted(
            np.flatnonzero(counts).tolist(), key=lambda place: _called(name, keys[place])
        )
        return np.array(places[:most], dtype=np.int64)
    if order == "salience" and name not in COUNTED:
        sums = scopes.summed("salience", name, lambda docs: _saliences(scopes.snapshot, docs))
        return greatest(np.where(counts > 0, sums, 0), most)
    return greatest(counts, most)


def counts_of(scopes: Scopes, name: str) -> Numbers:
    """Articles of the scope by key; dates by year, or by day where they have no year."""
    column = counted(scopes.snapshot, name)
    counts = scopes.summed(COUNTED.get(name, "actor"), name, lambda docs: tally(column, docs))
    return counts if name in COUNTED else np.where(belonging(scopes.snapshot, name), counts, 0)


def value_of(scopes: Scopes, name: str, key: str, count: int) -> Value:
    """A value of a facet as it is shown."""
    chosen = scopes.filters.get(name, Filter(name, ()))
    if key == NONE:
        label, kind = _NO_DATE if name in DATES else _NO_VALUE, name
    elif name in COUNTED:
        label, kind = language_name(key) if name == "language" else key, name
    else:
        label, kind = actor_name(scopes.snapshot, key), key.partition("/")[0]
    return Value(key, label, kind, count, key in chosen.values, key in chosen.excluded)


def actor_name(snapshot: Snapshot, key: str) -> str:
    """What the first article that names the actor calls it; the id when none does."""
    first = snapshot.keyed("actor").first_owner(key)
    if first is None:
        return key
    names: dict[str, str] = dict(snapshot.card(first).actors)
    return names[key]


def tally(column: Keyed, scope: Numbers) -> Numbers:
    """How many articles of the scope carry each key [keys].

    A small scope is walked row by row, a large one by a pass over the whole column, key by key.
    """
    if len(scope) * _LARGE < len(column.starts):
        return np.bincount(column.rows(scope), minlength=len(column.keys))
    mask = np.zeros(len(column.starts) - 1, dtype=np.uint8)
    mask[scope] = 1
    return column.sums(mask)


def _saliences(snapshot: Snapshot, scope: Numbers) -> Numbers:
    """What each actor [keys] has of salience in the articles of the scope together."""
    column = snapshot.keyed("actor")
    at = column.entries(scope)
    sums = np.bincount(column.ordinals[at], snapshot.acting.salience[at], len(column.keys))
    return sums.astype(np.int64)


def _count(scopes: Scopes, name: str, value: str) -> int:
    """How many articles of the scope carry a value; of an excluded one, were it not excluded."""
    chosen = scopes.filters.get(name)
    excluded = chosen is not None and value in chosen.excluded
    scope = scopes.readmitting(name, value) if excluded else scopes.without(name)
    return int(np.count_nonzero(having(scopes.snapshot, name, value, scopes.today)[scope]))


def _called(name: str, key: str) -> str:
    """What a value is sorted by: an actor by the words of its name, as its id has them."""
    return key.casefold() if name in COUNTED else key.partition("/")[2]


def greatest(numbers: Numbers, most: int) -> Numbers:
    """The places of the `most` highest above 0, highest first, equals in key order."""
    places = np.flatnonzero(numbers)
    found = numbers[places]
    # Halved until there are enough: most counts are small and equal, so few are left to sort.
    threshold = int(found.max(initial=0))
    while threshold > 1 and np.count_nonzero(found >= threshold) < most:
        threshold //= 2
    places = places[found >= threshold]
    return places[np.lexsort((places, -numbers[places]))][:most]
