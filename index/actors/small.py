"""Known names that the news writes in small letters: the contras, the mujahideen.

Invariant: a name is found as a whole word only, the longer of two at one place first, in time
linear in the text.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator

from index.actors.entries import Entry
from index.actors.known import Catalogue
from index.actors.years import within

_PIECE = 6  # letters
_WORD = re.compile(r"\w+")


def small_names(
    text: str, lead: int, known: Catalogue, year: int | None
) -> Iterator[tuple[int, int, Entry]]:
    """The small names in `text` from `lead` on, each with its span and whose it is."""
    there = {name for core, names in _cores(known) if core in text for name in names}
    for name, entry, years in known.small if there else ():
        if name not in there or not within(years, year):
            continue
        start = text.find(name, lead)
        while start >= 0:
            end = start + len(name)
            if not _goes_on(text[start - 1 : start]) and not _goes_on(text[end : end + 1]):
                yield start, end, entry
            start = text.find(name, end)


@functools.lru_cache(8)
def _cores(known: Catalogue) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """A few short pieces of which every small name has one, each with its names.

    Most articles hold none of them, and need not be gone through for each of the names.
    """
    left = {name for name, _, _ in known.small}
    found = []
    while left:
        having = Counter(piece for name in left for piece in _pieces(name))
        core = max(having, key=lambda piece: (having[piece], len(piece), piece))
        names = tuple(sorted(name for name in left if core in name))
        found.append((core, names))
        left.difference_update(names)
    return tuple(found)


def _pieces(name: str) -> set[str]:
    """The beginnings of a name's words, and the end of an address."""
    words = {word[:_PIECE] for word in _WORD.findall(name)}
    return words | {name[name.index(".") :]} if "." in name else words


def _goes_on(beside: str) -> bool:
    return beside.isalnum() or beside == "-"
