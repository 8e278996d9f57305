"""Known names that the news writes in small letters: the contras, the mujahideen.

Invariant: a name is found as a whole word only, the longer of two at one place first, in time
linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from index.actors.entries import Entry
from index.actors.known import Catalogue
from index.actors.years import within


def small_names(
    text: str, lead: int, known: Catalogue, year: int | None
) -> Iterator[tuple[int, int, Entry]]:
    """The small names in `text` from `lead` on, each with its span and whose it is."""
    for name, entry, years in known.small:
        start = text.find(name, lead)
        if start >= 0 and not within(years, year):
            continue
        while start >= 0:
            end = start + len(name)
            if not _goes_on(text[start - 1 : start]) and not _goes_on(text[end : end + 1]):
                yield start, end, entry
            start = text.find(name, end)


def _goes_on(beside: str) -> bool:
    return beside.isalnum() or beside == "-"
