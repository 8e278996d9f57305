"""Years in which a name, an office or a state holds: "1949-1990", "1871-1949 1990-", "1991".

Invariant: spans are closed, in order and do not overlap; an open end is written as nothing.
"""

from __future__ import annotations

import functools
import re

#: First and last year of each span.
Years = tuple[tuple[int, int], ...]

EVER: Years = ((0, 9999),)
_SPAN = re.compile(r"(\d{4})?(-)?(\d{4})?")
#: Years at the end of an alias or an office: a first year, and a dash if there is more.
WRITTEN = re.compile(r" ((?:\d{4}-(?:\d{4})?|-\d{4})(?: \d{4}-(?:\d{4})?)*)$")


@functools.lru_cache(4096)
def years_of(text: str) -> Years:
    """The years written in `text`. Raises ValueError saying what is wrong with them."""
    spans: list[tuple[int, int]] = []
    for part in text.split():
        match = _SPAN.fullmatch(part)
        if not match or not (match[1] or match[3]) or bool(match[3]) > bool(match[2]):
            raise ValueError(
                f"{part!r} is no year or span of years: write 1949-1990, 1990- or 1990"
            )
        first = int(match[1] or 0)
        last = int(match[3] or 9999) if match[2] else first
        if last < first or (spans and first < spans[-1][1]):
            raise ValueError(f"the years {text!r} run backwards: write the earlier first")
        spans.append((first, last))
    if not spans:
        raise ValueError("there are no years in it: write 1949-1990, 1990- or 1990")
    return tuple(spans)


def within(years: Years, year: int | None) -> bool:
    """Whether `year` is one of `years`; an unknown year may always be."""
    return year is None or any(first <= year <= last for first, last in years)


def apart(some: Years, others: Years) -> bool:
    """Whether no year is in both, but for the one in which the one ends and the other begins."""
    return all(a[1] <= b[0] or b[1] <= a[0] for a in some for b in others)
