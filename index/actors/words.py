"""The words by which actors beyond the catalogue are told: words.toml, read once.

Invariant: every list is a set of folded words.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from index.actors.tokens import fold
from index.errors import BrokenCatalogue


@dataclass(frozen=True, slots=True)
class Words:
    """Each list of words.toml under its name; the file says what each is for.

    `variants` gives for each spelling of a name the one that stands in ids. Made of the others
    are `breaks`, which end a name, `impersonal`, which no person's name holds,
    `of_bodies` and `of_places`, of which names that tell by themselves hold one, and
    `of_many_bodies`, `of_many_companies` and `of_many_places`, which by themselves name none.
    """

    stop: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    verbs: frozenset[str]
    heads: frozenset[str]
    suffixes: frozenset[str]
    forces: frozenset[str]
    heads_of: frozenset[str]
    media: frozenset[str]
    unlike_people: frozenset[str]
    unlike_organisations: frozenset[str]
    particles: frozenset[str]
    links: frozenset[str]
    untitled: frozenset[str]
    firms: frozenset[str]
    place_heads: frozenset[str]
    place_openers: frozenset[str]
    place_tails: frozenset[str]
    groups: frozenset[str]
    portfolios: frozenset[str]
    units: frozenset[str]
    currencies: frozenset[str]
    plain: frozenset[str]
    armed: frozenset[str]
    first_names: frozenset[str]
    variants: Mapping[str, str]
    compounds: frozenset[str]
    family_first: frozenset[str]
    lesser: frozenset[str]
    women: frozenset[str]
    breaks: frozenset[str]
    impersonal: frozenset[str]
    of_bodies: frozenset[str]
    of_places: frozenset[str]
    of_many_bodies: frozenset[str]
    of_many_companies: frozenset[str]
    of_many_places: frozenset[str]


#: Lists that are made of others, which stand in the file.
_MADE = {
    "breaks": ("stop", "titles"),
    "impersonal": ("unlike_people", "heads"),
    "of_bodies": ("heads", "heads_of", "media", "forces"),
    "of_places": ("place_heads", "place_openers"),
    "of_many_bodies": ("unlike_people", "heads", "untitled", "media", "titles"),
    "of_many_companies": ("unlike_people", "heads", "untitled", "media", "titles", "plain"),
    "of_many_places": ("unlike_people", "heads", "media", "plain", "place_heads", "place_openers"),
}


@functools.cache
def words() -> Words:
    """The lists. Raises BrokenCatalogue when the file lacks one or has one too many."""
    path = Path(__file__).with_name("words.toml")
    lists = tomllib.loads(path.read_text(encoding="utf-8"))
    names = {field.name for field in fields(Words)} - _MADE.keys()
    if names != set(lists):
        odd = ", ".join(sorted(names ^ set(lists)))
        raise BrokenCatalogue(f"{path.name}: {odd}: the file and index.actors.words disagree")
    variants = _variants(lists.pop("variants"))
    sets = {name: frozenset(map(fold, text.split())) for name, text in lists.items()}
    made = {name: frozenset[str]().union(*(sets[p] for p in ps)) for name, ps in _MADE.items()}
    return Words(variants=variants, **sets, **made)


def _variants(text: str) -> dict[str, str]:
    lines = [fold(line).split() for line in text.splitlines() if line.strip()]
    return {spelling: line[0] for line in lines for spelling in line[1:]}
