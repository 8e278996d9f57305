"""What sets the articles of a search apart: what can be asked, and what is answered.

Invariant: `count` of a row is the total of the search that its `query` makes under the same
filters; `elsewhere` counts the same among the articles compared with.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from search.errors import ArgumentError
from search.extras import Pairs, number_of, one_of, parted
from search.page import Note, Told
from search.parameters import Parameter
from search.request import Filter
from search.tree import Dated, Days, Node, Undated, YearlessDay, children_of
from search.when import date_expression, resolve, write_date

AGAINST = ("rest", "before")
MOST_ROWS = 100

PARAMETERS: tuple[Parameter, ...] = (
    Parameter(
        "against",
        "what to compare with: all other articles, or the equally long period before",
        "rest",
        AGAINST,
    ),
    Parameter("min", "least articles of a row, 1 to 1000000", "3"),
    Parameter("top", f"rows of actors and of words, 1 to {MOST_ROWS}", "25"),
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is compared with, in how many articles a row stands at least, and how many rows."""

    against: str = "rest"
    least: int = 3
    top: int = 25


class ContrastActor(Told, frozen=True):
    """An actor that is named more often here: `g2` and `log_ratio` are of `search.measures`."""

    id: str
    name: str
    kind: str
    count: int
    elsewhere: int
    g2: float
    log_ratio: float
    query: str


class ContrastWord(Told, frozen=True):
    """A word that more articles hold here, in any of its forms; `text` is the commonest."""

    text: str
    count: int
    elsewhere: int
    g2: float
    log_ratio: float
    query: str


class Contrasted(Told, frozen=True):
    """What an engine found in `total` articles against `others`."""

    total: int
    others: int
    actors: tuple[ContrastActor, ...]
    words: tuple[ContrastWord, ...]
    notes: tuple[Note, ...]


class Contrast(Told, frozen=True):
    """The answer to what sets a search apart; `before` is the period compared with, if one is."""

    query: str
    total: int
    against: str
    before: str | None
    others: int
    actors: tuple[ContrastActor, ...]
    words: tuple[ContrastWord, ...]
    notes: tuple[Note, ...]
    generation: int
    took_ms: float


def bounds_from(pairs: Iterable[tuple[str, str]]) -> tuple[Bounds, Pairs]:
    """(the bounds, the parameters left to the search); raises ArgumentError."""
    given, rest = parted(PARAMETERS, pairs)
    bounds = Bounds(
        against=one_of(PARAMETERS, given, "against"),
        least=number_of(PARAMETERS, given, "min", 1, 1_000_000),
        top=number_of(PARAMETERS, given, "top", 1, MOST_ROWS),
    )
    return bounds, rest


def pairs_of_bounds(bounds: Bounds) -> Pairs:
    """The fewest parameters that ask for `bounds`."""
    plain = Bounds()
    pairs = [("against", bounds.against)] if bounds.against != plain.against else []
    pairs += [("min", str(bounds.least))] if bounds.least != plain.least else []
    return pairs + ([("top", str(bounds.top))] if bounds.top != plain.top else [])


def before(tree: Node, filters: Sequence[Filter], today: date) -> tuple[Filter, ...]:
    """The filters with the date filter moved back by its own length, to end where it begins.

    The length of whole months is counted in months, so that the year before a leap year is a year,
    and what is dated to the month or year is compared as well.

    Raises ArgumentError, saying what is missing, where there is no such period.
    """
    chosen = [each for each in filters if each.facet == "published"]
    values = [value for each in chosen for value in each.values]
    if _is_dated(tree):
        raise ArgumentError(
            "against",
            "the query has a date of its own, so no other period can match it: "
            "give the dates as the filter published, or from and to, instead",
        )
    if len(values) != 1:
        raise ArgumentError(
            "against",
            "filter by one year, month, day or range of publication, for a period before it to "
            f"compare with ({len(values) or 'none'} given)",
        )
    moved = (write_date(_before(*_days(values[0], today))),)
    return tuple(
        replace(each, values=moved) if each.facet == "published" else each for each in filters
    )


def _days(value: str, today: date) -> tuple[date, date]:
    """The first and the last day of a closed period, which has room for another before it."""
    when = date_expression(value)
    days = None if when is None or isinstance(when, YearlessDay) else resolve(when, today)
    if days is None or days.first is None or days.last is None or days.last < days.first:
        raise ArgumentError("against", f"{value!r} has no first and last day: give both ends")
    if 2 * days.first.toordinal() - days.last.toordinal() <= 366 or days.last == date.max:
        raise ArgumentError("against", f"{value!r} is too long for a period before it")
    return days.first, days.last


def _before(first: date, last: date) -> Days:
    """The days before `first`, as many as up to `last`."""
    end, after = first - timedelta(days=1), last + timedelta(days=1)
    if first.day == after.day == 1:
        months = 12 * (after.year - first.year) + after.month - first.month
        year, month = divmod(12 * first.year + first.month - 1 - months, 12)
        return Days(date(year, month + 1, 1), end)
    return Days(first - (after - first), end)


def _is_dated(tree: Node) -> bool:
    """Whether a query says itself when its articles appeared."""
    mine = isinstance(tree, Dated | Undated) and tree.field == "published"
    return mine or any(_is_dated(child) for child in children_of(tree))
