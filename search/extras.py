"""The few parameters an inquiry takes besides those of the search, read from a table of them.

Invariant: a value that is none of its parameter's is refused, with the parameter, the value and
what would do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from search.errors import ArgumentError
from search.parameters import Parameter, require_known

Pairs = list[tuple[str, str]]
Given = dict[str, list[str]]


def parted(table: Sequence[Parameter], pairs: Iterable[tuple[str, str]]) -> tuple[Given, Pairs]:
    """(the values of each parameter of the table, all other pairs); empty values are not given.

    Raises ArgumentError for a parameter that neither the table nor the search has.
    """
    names = [parameter.name for parameter in table]
    given: Given = {}
    rest: Pairs = []
    for name, value in pairs:
        require_known(name, names)
        if name not in names:
            rest.append((name, value))
        elif value.strip():
            given.setdefault(name, []).append(value.strip())
    return given, rest


def one_of(table: Sequence[Parameter], given: Given, name: str) -> str:
    """The value of a parameter that has choices, or its default."""
    value = single_of(table, given, name)
    return value if name not in given else _chosen(table, name, value)


def choices_of(table: Sequence[Parameter], given: Given, name: str) -> list[str]:
    """The values of a parameter that may be repeated."""
    return [_chosen(table, name, value) for value in given.get(name, [])]


def number_of(table: Sequence[Parameter], given: Given, name: str, least: int, most: int) -> int:
    """The whole number a parameter gives, or its default."""
    text = single_of(table, given, name)
    number = int(text) if text.isascii() and text.isdecimal() and len(text) <= 9 else -1
    if not least <= number <= most:
        raise ArgumentError(name, f"{text!r} is no whole number from {least} to {most}")
    return number


def single_of(table: Sequence[Parameter], given: Given, name: str) -> str:
    """The value of a parameter that is given once, or its default."""
    values = given.get(name, [])
    if len(values) > 1:
        raise ArgumentError(name, f"given {len(values)} times; give it once")
    return values[0] if values else _parameter(table, name).default


def _chosen(table: Sequence[Parameter], name: str, value: str) -> str:
    choices = _parameter(table, name).choices
    if value not in choices:
        raise ArgumentError(name, f"{value!r} is none of {', '.join(choices)}")
    return value


def _parameter(table: Sequence[Parameter], name: str) -> Parameter:
    return next(parameter for parameter in table if parameter.name == name)
