"""Who is known beside the articles: the catalogue, with what the user of the index says of actors.

Invariant: what is told is what holds for articles added now; if corpora differ, what holds in any.
"""

from __future__ import annotations

from index.actors import Catalogue, Entry, catalogue
from index.recognition import catalogues
from index.snapshot import Snapshot


def entry(snapshot: Snapshot, key: str) -> Entry | None:
    """The known actor with this id."""
    return next((each.by_id[key] for each in _known(snapshot) if key in each.by_id), None)


def owners(snapshot: Snapshot, alias: str) -> set[str]:
    """The ids of all known actors whom `alias` may mean."""
    return {found.id for each in _known(snapshot) for found in each.find(alias)}


def names(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    """(name, id) of all names of known actors, folded."""

    def find() -> tuple[tuple[str, str], ...]:
        claims = (claim for each in _known(snapshot) for claim in each.claims.items())
        return tuple({(name, one.entry.id) for name, some in claims for one in some if one.entry})

    return snapshot.remember("all names", find)


def own_names(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    """(name, id) of the names that only the user gives, folded."""
    return snapshot.remember("own names", lambda: _own_names(snapshot))


def _own_names(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    usual = catalogue().claims
    found = {
        (name, claim.entry.id)
        for each in _known(snapshot)
        for name, claims in each.claims.items()
        if name not in usual
        for claim in claims
        if claim.entry
    }
    return tuple(sorted(found))


def _known(snapshot: Snapshot) -> tuple[Catalogue, ...]:
    return snapshot.remember("catalogues", lambda: catalogues(snapshot.folder))
