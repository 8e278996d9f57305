"""All values of one facet in the articles of a search: what can be asked, and what is answered.

Invariant: values are those the facet counts, with the same counts, whatever is looked for among
them; the pages of a list hold each of them once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from search.errors import ArgumentError
from search.extras import Pairs, number_of, parted, single_of
from search.page import Note, Told, Value
from search.parameters import Parameter

#: Values on a page.
SIZE = 100
MOST_FIND = 200

PARAMETERS: tuple[Parameter, ...] = (
    Parameter("find", "only values with a name of which a word begins so", ""),
    Parameter("page", "which page of values, from 1", "1"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Page `number`, from 1 on, of the values of `facet` that are called like `find`."""

    facet: str
    find: str = ""
    number: int = 1


class Listed(Told, frozen=True):
    """What an engine knows of the values of a facet: `found` of all `distinct` are looked for.

    `chosen` are those ticked or excluded that are not among `values`, one page of what was found.
    """

    scope: int
    distinct: int
    found: int
    values: tuple[Value, ...]
    chosen: tuple[Value, ...]


class Listing(Told, frozen=True):
    """A page of the values of a facet, which counts over `scope` articles.

    `chosen` are the values ticked or excluded that are not on this page.
    """

    facet: str
    label: str
    query: str
    find: str
    order: str
    scope: int
    distinct: int
    found: int
    page: int
    pages: int
    values: tuple[Value, ...]
    chosen: tuple[Value, ...]
    notes: tuple[Note, ...]
    generation: int
    took_ms: float


def wanted_from(facet: str, pairs: Iterable[tuple[str, str]]) -> tuple[Wanted, Pairs]:
    """(the page of values, the parameters left to the search); raises ArgumentError."""
    given, rest = parted(PARAMETERS, pairs)
    find = single_of(PARAMETERS, given, "find")
    if len(find) > MOST_FIND:
        raise ArgumentError("find", f"has {len(find)} characters; give {MOST_FIND} at most")
    return Wanted(facet, find, number_of(PARAMETERS, given, "page", 1, 999_999)), rest


def pairs_of_wanted(wanted: Wanted) -> Pairs:
    """The fewest parameters that ask for `wanted`, beside the facet."""
    pairs = [("find", wanted.find)] if wanted.find else []
    return [*pairs, ("page", str(wanted.number))] if wanted.number > 1 else pairs
