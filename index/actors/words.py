"""The words by which actors beyond the catalogue are told: words.toml, read once.

Invariant: every list is a set of folded words.
"""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from index.actors.tokens import fold
from index.errors import BrokenCatalogue


@dataclass(frozen=True, slots=True)
class Words:
    """Each list of words.toml under its name; the file says what each is for."""

    stop: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    verbs: frozenset[str]
    heads: frozenset[str]
    suffixes: frozenset[str]
    heads_of: frozenset[str]
    media: frozenset[str]
    unlike_people: frozenset[str]
    unlike_organisations: frozenset[str]
    particles: frozenset[str]
    links: frozenset[str]
    untitled: frozenset[str]
    firms: frozenset[str]
    portfolios: frozenset[str]
    currencies: frozenset[str]
    plain: frozenset[str]
    armed: frozenset[str]
    first_names: frozenset[str]
    compounds: frozenset[str]
    family_first: frozenset[str]
    lesser: frozenset[str]


@functools.cache
def words() -> Words:
    """The lists. Raises BrokenCatalogue when the file lacks one or has one too many."""
    path = Path(__file__).with_name("words.toml")
    lists = tomllib.loads(path.read_text(encoding="utf-8"))
    names = {field.name for field in fields(Words)}
    if names != set(lists):
        odd = ", ".join(sorted(names ^ set(lists)))
        raise BrokenCatalogue(f"{path.name}: {odd}: the file and index.actors.words disagree")
    return Words(**{name: frozenset(map(fold, lists[name].split())) for name in names})
