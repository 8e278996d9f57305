"""What can be asked besides the query: one table for the URL, the API and the terminal.

Invariant: a parameter exists if and only if it stands in PARAMETERS; each value is checked
here, so that whatever becomes a `Request` can be answered.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from search.errors import ArgumentError
from search.request import (
    FACETS,
    GROUPS,
    INTERVALS,
    MANY,
    MAX_SIZE,
    MAX_VALUES,
    ORDERS,
    SORTS,
    Filter,
    Request,
)
from search.tree import YearlessDay
from search.when import date_expression

#: Before the name of a facet: its values that no article may have.
EXCLUDE = "not-"

DATE_FACETS = ("published", "mentions")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter; `repeated` ones may be given several times, any value then counts."""

    name: str
    help: str
    default: str = ""
    choices: tuple[str, ...] = ()
    repeated: bool = False


def _filter(name: str, label: str) -> Parameter:
    if name in DATE_FACETS:
        said = "a date or range (2025-05, 2024..2025-03, >=2025-05-01), or none"
        return Parameter(name, f"{label}: {said}", repeated=True)
    return Parameter(name, f"{label}: a value's id as the facet shows it", repeated=True)


def _exclusion(name: str, label: str) -> Parameter:
    return Parameter(f"{EXCLUDE}{name}", f"{label}: as --{name}, to leave out", repeated=True)


PARAMETERS: tuple[Parameter, ...] = (
    Parameter("q", "the query; every article when empty"),
    Parameter("sort", "the order of the hits", "relevance", SORTS),
    Parameter("group", "what a hit is: a story or an article", "stories", GROUPS),
    Parameter("page", "which page of hits, from 1", "1"),
    Parameter("size", f"hits a page, 0 to {MAX_SIZE}", "10"),
    Parameter("cursor", "where to go on: the next_cursor of the page before"),
    Parameter("facets", "facets to count, by name, separated by commas; all when empty"),
    Parameter("values", f"values shown a facet, 0 to {MAX_VALUES}", "10"),
    Parameter("order", "order of a facet's values", "count", ORDERS),
    Parameter("interval", "width of the histogram's bars", "auto", INTERVALS),
    Parameter("from", "published on this day or later (2025-05-01, 2025-05 or 2025)"),
    Parameter("to", "published on this day or earlier"),
    *(_filter(name, label) for name, label in FACETS.items()),
    *(_exclusion(name, label) for name, label in FACETS.items()),
    Parameter("all", "a facet of which all given values must be there", "", MANY, repeated=True),
)

_BY_NAME = {parameter.name: parameter for parameter in PARAMETERS}


def request_from(pairs: Iterable[tuple[str, str]]) -> Request:
    """The request that (name, value) pairs ask for; raises ArgumentError naming what is wrong.

    Empty values count as not given.
    """
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        require_known(name)
        if value:
            given.setdefault(name, []).append(value)
    single = {
        name: _single(name, values) for name, values in given.items() if not _BY_NAME[name].repeated
    }
    size = _number("size", single.get("size", "10"), 0, MAX_SIZE)
    offset, generation = _offset(single, size)
    return Request(
        query=single.get("q", ""),
        filters=_filters(given, single),
        sort=_choice("sort", single.get("sort", "relevance")),
        group=_choice("group", single.get("group", "stories")),
        offset=offset,
        size=size,
        facets=_facets(single.get("facets", "")),
        values=_number("values", single.get("values", "10"), 0, MAX_VALUES),
        order=_choice("order", single.get("order", "count")),
        interval=_choice("interval", single.get("interval", "auto")),
        generation=generation,
    )


def cursor(generation: int, offset: int) -> str:
    """An opaque mark of where the next page begins."""
    return urlsafe_b64encode(f"{generation}.{offset}".encode()).decode().rstrip("=")


def require_known(name: str, more: Iterable[str] = ()) -> None:
    """Raise ArgumentError unless there is a parameter `name`, here or among `more`."""
    known = (*more, *_BY_NAME)
    if name not in known:
        near = get_close_matches(name, known, 1)
        hint = f"did you mean {near[0]}?" if near else f"there is {', '.join(known)}"
        raise ArgumentError(name, f"no such parameter; {hint}")


def _single(name: str, values: list[str]) -> str:
    if len(values) > 1:
        raise ArgumentError(name, f"given {len(values)} times; give it once")
    return values[0]


def _number(name: str, text: str, least: int, most: int) -> int:
    number = int(text) if text.isdecimal() and len(text) <= 9 else -1
    if not least <= number <= most:
        raise ArgumentError(name, f"{text!r} is no whole number from {least} to {most}")
    return number


def _choice(name: str, value: str) -> str:
    choices = _BY_NAME[name].choices
    if value not in choices:
        raise ArgumentError(name, f"{value!r} is none of {', '.join(choices)}")
    return value


def _offset(single: dict[str, str], size: int) -> tuple[int, int | None]:
    if "cursor" in single:
        return _decoded(single["cursor"])
    page = _number("page", single.get("page", "1"), 1, 999_999_999)
    return (page - 1) * size, None


def _decoded(text: str) -> tuple[int, int]:
    try:
        padded = text + "=" * (-len(text) % 4)
        generation, offset = urlsafe_b64decode(padded).decode("ascii").split(".")
        return _number("cursor", offset, 0, 999_999_999), int(generation)
    except (ValueError, ArgumentError):
        raise ArgumentError("cursor", f"{text!r} is no next_cursor of ours") from None


def _facets(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in names:
        if name not in FACETS:
            raise ArgumentError("facets", f"{name!r} is none of {', '.join(FACETS)}")
    return names or tuple(FACETS)


def _filters(given: dict[str, list[str]], single: dict[str, str]) -> tuple[Filter, ...]:
    chosen = {name: given[name] for name in FACETS if name in given}
    if "from" in single or "to" in single:
        between = f"{single.get('from', '')}..{single.get('to', '')}"
        chosen["published"] = [*chosen.get("published", []), between]
    excluded = {name: given.get(f"{EXCLUDE}{name}", []) for name in FACETS}
    every = [_choice("all", name) for name in given.get("all", [])]
    for name in DATE_FACETS:
        for value in (*chosen.get(name, []), *excluded[name]):
            _require_date(name, value)
    return tuple(
        Filter(
            name,
            _once(chosen.get(name, [])),
            _once(excluded[name]),
            name in every and name in chosen,
        )
        for name in FACETS
        if chosen.get(name) or excluded[name]
    )


def _once(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _require_date(name: str, value: str) -> None:
    try:
        when = date_expression(value)
    except ValueError as fault:
        raise ArgumentError(name, str(fault)) from None
    if name == "published" and isinstance(when, YearlessDay):
        raise ArgumentError(name, f"{value!r} has no year, but publication dates have")
