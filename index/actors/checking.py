"""What the catalogue must not be: references to nothing, circles, names of nobody knows whom.

Invariant: a name passes if it has one first owner, if years tell its owners apart, if it is read
beside a title or a place only, or if ambiguous.toml says that only the article can tell.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from difflib import get_close_matches
from itertools import combinations
from types import MappingProxyType

from index.actors.entries import CITY, SURNAME, TITLED, Claim, Entry
from index.actors.years import EVER, Years, apart
from index.errors import BrokenCatalogue

#: The file that names what is ambiguous on purpose.
AMBIGUOUS = "ambiguous.toml"
_NOWHERE: Mapping[str, str] = MappingProxyType({})
#: So much is shown of a circle, the last of it.
_SHOWN = 8


def check_references(entries: Mapping[str, Entry], files: Mapping[str, str] = _NOWHERE) -> None:
    """Raise BrokenCatalogue if an id is unknown or an entry is part of itself.

    `files` tells for each id the file it stands in, as far as that is known.
    """
    for entry in entries.values():
        bodies = [office.of for office in entry.offices if office.of != entry.parent]
        for other in (*entry.hints, *bodies, *([entry.parent] if entry.parent else ())):
            if other not in entries:
                near = get_close_matches(other, entries, 1, 0.8)
                raise BrokenCatalogue(
                    f"{_place(entry.id, files)}{entry.id} refers to {other!r}, which no file "
                    f"holds: {f'is it {near[0]!r}?' if near else 'add it or correct it'}"
                )
    sound: set[str] = set()
    for entry in entries.values():
        if entry.parent and entries[entry.parent].parent:
            sound.update(_descent(entry, entries, files, sound))


def _place(key: str, files: Mapping[str, str]) -> str:
    return f"{files[key]}: " if key in files else ""


def _descent(
    entry: Entry, entries: Mapping[str, Entry], files: Mapping[str, str], sound: Container[str]
) -> Iterable[str]:
    """The entry and all it is part of, up to one of which it is known that it ends well."""
    line, last = {entry.id: None}, entry.id  # in order
    while last not in sound and (parent := entries[last].parent):
        if parent in line:
            circle = " is part of ".join([*[*line][-_SHOWN:], parent])
            raise BrokenCatalogue(
                f"{_place(entry.id, files)}{circle}: remove the parent of one of them"
            )
        line[parent], last = None, parent
    return line


def check_owners(
    names: Mapping[str, list[Claim]], declared: frozenset[str], files: Mapping[str, str]
) -> None:
    """Raise BrokenCatalogue if a name is ambiguous and not declared so, or declared and not so."""
    for name, claimed in names.items():
        if len(claimed) < 2 or name in declared:
            continue
        if pair := contested(claimed):
            first, last = (claim.entry.id for claim in pair if claim.entry)
            raise BrokenCatalogue(
                f"{files[last]}: {last} and {first} ({files[first]}) both claim {name!r}: list it "
                "under shared in the one it means less often, give both the years in which they "
                f"bear it, or write it into {AMBIGUOUS} if only the article can tell"
            )
    for name in sorted(declared):
        if len({c.entry.id for c in names.get(name, ()) if c.entry and c.rule != TITLED}) < 2:
            raise BrokenCatalogue(f"{AMBIGUOUS}: {name!r} has no two owners: take it out")


def contested(claimed: Iterable[Claim]) -> tuple[Claim, Claim] | None:
    """Two entries that claim a name so that nothing says which of them it means."""
    firm = [claim for claim in claimed if _firm(claim)]  # few, however many share a surname
    return next((pair for pair in combinations(firm, 2) if _rivals(*pair)), None)


def _firm(claim: Claim) -> bool:
    """Whether an entry claims a name as its own, whatever stands beside it."""
    return not (claim.entry is None or claim.shared or claim.rule in (TITLED, CITY))


def _rivals(one: Claim, other: Claim) -> bool:
    """Whether two entries claim a name and nothing says which of them it means."""
    if one.entry is None or other.entry is None or one.entry.id == other.entry.id:
        return False
    if one.rule == other.rule == SURNAME and apart(_tenure(one.entry), _tenure(other.entry)):
        return False
    return not (apart(one.years, other.years) or apart(one.entry.years, other.entry.years))


def _tenure(entry: Entry) -> Years:
    return tuple(span for office in entry.offices for span in office.years) or EVER
