"""Puts dates, counts and addresses into the words a reader sees.

Invariant: a date is said at the precision it is known and no finer; what cannot be read as a
date is shown as it stands, never hidden.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_ISO = re.compile(r"(\d{4}|XXXX)(?:-(\d\d)(?:-(\d\d))?)?")
_TYPED = re.compile(r"\d{4}(?:-\d\d){0,2}")
_CONTROLS = {
    code: "\N{REPLACEMENT CHARACTER}"
    for code in (*range(32), *range(127, 160))
    if chr(code) not in "\t\n\r"
}
_ORDERS = {
    "count": "most articles",
    "salience": "most in the foreground",
    "name": "name",
}
_KINDS = {
    "country": "Countries",
    "person": "People",
    "organisation": "Organisations",
    "armed-group": "Armed groups",
    "media": "Media",
    "place": "Places",
}


def harmless(shown: object) -> object:
    """What a template shows, with � for the control characters that HTML forbids."""
    return shown.translate(_CONTROLS) if isinstance(shown, str) else shown


def order_name(order: str) -> str:
    """An order of the values of a facet, as one chooses it."""
    return _ORDERS[order]


def counted(number: int) -> str:
    """`number` with a comma between thousands: 12,345."""
    return f"{number:,}"


def articles(number: int) -> str:
    """`number` with its noun: "1 article", "12,345 articles"."""
    return f"{number:,} article{'' if number == 1 else 's'}"


def stories(number: int) -> str:
    """`number` with its noun: "1 story", "12,345 stories"."""
    return f"{number:,} {'story' if number == 1 else 'stories'}"


def also_in(number: int, outlets: int) -> str:
    """Where else a story was told: in `number` articles, by so many outlets that are known."""
    noun = "outlet" if outlets == number else "other article"
    return f"Also in {number:,} {noun}{'' if number == 1 else 's'}"


def spoken(value: str) -> str:
    """A date filter or an ISO value in words: "2025-04-22" is "22 April 2025".

    Understands years, months, days, days without a year ("XXXX-04-22"), intervals
    ("2024-10/2024-12", "2024-10..2024-12"), open ends (">=2025") and "none".
    """
    if value == "none":
        return "Undated"
    first, last = ends(value)
    if first and last and first != last:
        return f"{_one(first)} to {_one(last)}"
    if first and not last:
        return f"{_one(first)} or later"
    if last and not first:
        return f"{_one(last)} or earlier"
    return _one(first)


def ends(value: str) -> tuple[str, str]:
    """The first and last date of a date filter, as written; "" for an open end.

    A single date is both its own first and last, so that "2025-05" and "2025-05..2025-05"
    fill the same two fields.
    """
    for apart in ("..", "/"):
        if apart in value:
            first, _, last = value.partition(apart)
            return first.strip(), last.strip()
    if value.startswith(">="):
        return value[2:].strip(), ""
    if value.startswith("<="):
        return "", value[2:].strip()
    return value, value


def typed_ends(value: str) -> tuple[str, str] | None:
    """The `ends` of a date filter if two fields can hold them: years, months, days or nothing."""
    first, last = ends(value)
    plain = all(not end or _TYPED.fullmatch(end) for end in (first, last))
    return (first, last) if plain and (first or last) else None


def reaches(stretch: tuple[str, str], value: str) -> bool:
    """Whether a stretch of `typed_ends` has days in common with an ISO year, month or day.

    Each end is compared as far as both are written: 2024-03 lies in 2024, and 2024 holds it.
    """
    first, last = stretch
    begun = not first or value[: len(first)] >= first[: len(value)]
    return begun and (not last or value[: len(last)] <= last[: len(value)])


def short(value: str) -> str:
    """An ISO year, month or day in few letters: "Mar 2024"."""
    words = spoken(value).split()
    return " ".join(word[:3] if word.isalpha() else word for word in words)


def machine_date(value: str) -> str | None:
    """`value` if the `datetime` attribute of `<time>` may carry it, else None."""
    whole = _ISO.fullmatch(value)
    if not whole:
        return None
    return value.removeprefix("XXXX-") if value.startswith("XXXX") else value


def outside(url: str | None) -> str | None:
    """`url` if it is a web address that is safe to link to, else None."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def kind_label(kind: str) -> str:
    """The heading over actors of one kind."""
    return _KINDS.get(kind, kind.replace("-", " ").capitalize())


def kind_name(kind: str) -> str:
    """What one actor of a kind is."""
    return kind.replace("-", " ").capitalize()


def share(percent: float) -> str:
    """A part of a hundred; what is little is not said to be nothing."""
    return "<0.1%" if 0 < percent < 0.05 else f"{percent:.1f}%"


def spans(years: str) -> str:
    """Spans of years as one reads them: "1949-1990, 1995-" is "1949–1990, since 1995"."""
    return ", ".join(_span(*each.partition("-")) for each in years.split(", "))


def times(log_ratio: float) -> str:
    """How many times as large a share is, from the binary logarithm of that."""
    ratio = 2**log_ratio
    return f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.1f}"


def _span(first: str, dash: str, last: str) -> str:
    if not dash:
        return first
    if not last:
        return f"since {first}"
    return f"{first}–{last}" if first else f"until {last}"


def _one(value: str) -> str:
    whole = _ISO.fullmatch(value)
    if not whole:
        return value
    year, month, day = whole.groups()
    if month and not 1 <= int(month) <= 12:
        return value
    words = [str(int(day))] if day else []
    words += [_MONTHS[int(month) - 1]] if month else []
    return " ".join([*words, "(no year)" if year == "XXXX" else year])
