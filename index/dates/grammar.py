"""The grammar of English dates: which rows of kinds are a date, and what each means.

Invariant: rules are tried in the order of the table at the leftmost place, so the longer
reading stands before the shorter. A shape is a row of kinds: `a|b` either, `?` optional, `~`
matched without passing its number on. Every shape is of bounded length, so matching is linear.

A number of four digits is a year only with evidence: what stands before it (`_SURE`,
`_DOUBTFUL`) or an event behind it; what is counted or measured ("2021 people") is never one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from index.dates import relative, resolve
from index.dates.lexicon import KINDS
from index.dates.meaning import Meaning, decade, whole_year

_MONTH = "month|homonym"
_WEEKDAY = "~weekday|short-weekday? comma?"
_THROUGH = "to|dash|slash|since"
_DAY = "the? day"


@dataclass(frozen=True, slots=True)
class Rule:
    """A shape of kinds, where it may stand, and what its numbers mean.

    One of the rows of kinds in `after` must precede, `before` must follow; no kind of
    `not_after` may precede and none of `unless` follow. `needs` says what `resolve` takes
    before the numbers: "nothing"; "text", the text instead of numbers; "publication", a
    `Reference`; "year", a `Reference` or None. `bare` rules stand down before a capital, where
    the word is rather a name ("June Smith").
    """

    name: str
    shape: str
    resolve: Callable[..., Meaning]
    needs: str = "nothing"
    after: tuple[str, ...] = ()
    not_after: str = ""
    before: str = ""
    unless: str = ""
    bare: bool = False
    pattern: re.Pattern[str] = field(init=False)
    silent: str = field(init=False)

    def __post_init__(self) -> None:
        """Compile the shape; frozen, hence the detour."""
        object.__setattr__(self, "pattern", re.compile(self.expression()))
        silent = [_characters(part) for part in self.shape.split() if part[0] == "~"]
        object.__setattr__(self, "silent", "".join(silent))

    def expression(self) -> str:
        """The shape as a regular expression over kinds.

        What must stand before is looked for behind the first kind, so that an attempt where
        that kind is missing fails at once.
        """
        first, *rest = (_part(part) for part in self.shape.split())
        behind = "|".join(f"(?<={_row(row)}{first})" for row in self.after)
        never = f"(?<![{_characters(self.not_after)}]{first})" if self.not_after else ""
        ahead = f"(?=[{_characters(self.before)}])" if self.before else ""
        barred = f"(?![{_characters(self.unless)}])" if self.unless else ""
        return f"{first}(?:{behind}){never}{''.join(rest)}{ahead}{barred}"

    def first_kinds(self) -> str:
        """The kinds an expression of this shape can begin with."""
        kinds = ""
        for part in self.shape.split():
            kinds += "".join(KINDS[name] for name in part.strip("~?").split("|"))
            if not part.endswith("?"):
                return kinds
        raise ValueError(f"{self.shape!r} may match nothing")


def _row(shape: str) -> str:
    return "".join(_part(part) for part in shape.split())


def _part(part: str) -> str:
    return f"[{_characters(part)}]" + ("?" if part.endswith("?") else "")


def _characters(names: str) -> str:
    return "".join(re.escape(KINDS[name]) for name in names.strip("~?").split("|"))


def _ranges_of_days(tail: str, name: str) -> list[tuple[str, str, Callable[..., Meaning]]]:
    """Both orders of day and month, of a range within a month and across months."""
    within, across = resolve.days_of_month, resolve.days_of_months
    return [
        (name, f"from? {_MONTH} day {_THROUGH} {_MONTH} day {tail}", resolve.american(across)),
        (name, f"from? day {_MONTH} {_THROUGH} day {_MONTH} {tail}", across),
        (name, f"between {_MONTH} day and {_MONTH} day {tail}", resolve.american(across)),
        (name, f"between day {_MONTH} and day {_MONTH} {tail}", across),
        (name, f"from? {_MONTH} day {_THROUGH} day {tail}", _month_first),
        (name, f"from? day {_THROUGH} day of? {_MONTH} {tail}", within),
        (name, f"between {_MONTH} day and day {tail}", _month_first),
        (name, f"between day and day of? {_MONTH} {tail}", within),
    ]


_month_first = resolve.american(resolve.days_of_month)

_RANGES = [
    Rule(
        "days",
        f"from? {_MONTH} day comma? year {_THROUGH} {_MONTH} day comma? year",
        resolve.american(resolve.days_of_years),
    ),
    Rule(
        "days",
        f"from? day {_MONTH} comma? year {_THROUGH} day {_MONTH} comma? year",
        resolve.days_of_years,
    ),
    *(Rule(*row) for row in _ranges_of_days("comma? year", "days")),
    *(
        Rule(name, shape, partial(relative.near, means), needs="year", unless="noun")
        for name, shape, means in _ranges_of_days("", "days")
    ),
    Rule("months", f"from? {_MONTH} year {_THROUGH} {_MONTH} year", resolve.months_of_years),
    Rule("months", f"between {_MONTH} year and {_MONTH} year", resolve.months_of_years),
    Rule("months", f"from? {_MONTH} {_THROUGH} {_MONTH} comma? year", resolve.months_of_year),
    Rule("months", f"between {_MONTH} and {_MONTH} comma? year", resolve.months_of_year),
    Rule("years", "between year and year", resolve.years, unless="noun|blocker"),
    Rule("years", "from year to|dash|since year", resolve.years, unless="noun|blocker"),
    Rule("years", "year dash year", resolve.years, unless="noun|blocker|dash"),
    Rule("years", "year dash|slash day|number", resolve.years, unless="noun|dash|slash"),
]

_NAMED = [
    Rule("iso", "iso", resolve.iso, needs="text"),
    Rule("numeric", "numeric", resolve.written_in_numbers, needs="text", unless="slash"),
    Rule(
        "day-month-year", f"{_WEEKDAY} {_DAY} of? {_MONTH} comma? of? year", resolve.day_month_year
    ),
    Rule("day-month-year", f"day dash {_MONTH} dash year", resolve.day_month_year),
    Rule("month-day-year", f"{_WEEKDAY} {_MONTH} {_DAY} comma? year", resolve.month_day_year),
    Rule("part-of-month", f"part dash? {_MONTH} comma? year", resolve.part_of_month),
    Rule("part-of-month", f"edge of|dash {_MONTH} comma? year", resolve.part_of_month),
    Rule("month-year", f"{_MONTH} comma|of|dash? the? year", resolve.month_year, unless="noun"),
    Rule("part-of-decade", "part dash? the? decade", resolve.part_of_decade),
    Rule("part-of-decade", "edge of the decade", resolve.part_of_decade),
    Rule("decade", "decade", decade),
    Rule("part-of-year", "part dash|in? of? year", resolve.part_of_year, unless="noun"),
    Rule("part-of-year", "edge of? dash? year", resolve.part_of_year, unless="noun"),
    Rule("season", "season of? the? year", resolve.season, unless="noun"),
    Rule("quarter", "quarter of|comma? year", resolve.quarter),
    Rule("quarter", "ordinal|day dash? quarters of|comma? the? fiscal? year", resolve.quarter),
    Rule("half", "ordinal|day dash? half of|comma? the? fiscal? year", resolve.half),
]

_RELATIVE = [
    Rule("month-of-step", f"{_MONTH} of|comma? step unit", relative.month_of_step, "publication"),
    Rule("deictic", "deictic", relative.deictic, "publication"),
    Rule("ago", "count|day|number unit|units ago|earlier", relative.ago, "publication"),
    Rule("deictic", "step daytime", relative.deictic, "publication"),
    Rule(
        "half",
        "ordinal dash? half of? step unit",
        partial(relative.fraction_of_step, resolve.half),
        "publication",
    ),
    Rule(
        "quarter",
        "ordinal dash? quarters of? step unit",
        partial(relative.fraction_of_step, resolve.quarter),
        "publication",
    ),
    Rule("part-of-step", "part|edge of? step unit", relative.part_of_step, "publication"),
    Rule("within-step", "earlier step unit", relative.within_step, "publication"),
    Rule("step", "step unit", relative.step, "publication"),
    Rule("step-weekday", "step weekday", relative.step_weekday, "publication"),
    Rule(
        "step-month",
        f"step {_MONTH}",
        partial(relative.step_months, resolve.month_year),
        "publication",
    ),
    Rule(
        "step-season", "step season", partial(relative.step_months, resolve.season), "publication"
    ),
    Rule("weekday", "weekday", relative.weekday, "publication", after=("on|since|from|weak",)),
    Rule("weekday", "weekday", relative.weekday, "publication", not_after="holy|the", bare=True),
]

_YEARLESS = [
    Rule(
        "months",
        f"from? {_MONTH} {_THROUGH} {_MONTH}",
        partial(relative.near, resolve.months_of_year),
        needs="year",
    ),
    Rule(
        "months",
        f"between {_MONTH} and {_MONTH}",
        partial(relative.near, resolve.months_of_year),
        needs="year",
    ),
    Rule(
        "month-day",
        f"{_WEEKDAY} {_MONTH} {_DAY}",
        partial(relative.near, resolve.month_day_year),
        needs="year",
        unless="noun",
    ),
    Rule(
        "day-month",
        f"{_WEEKDAY} {_DAY} of? {_MONTH}",
        partial(relative.near, resolve.day_month_year),
        needs="year",
    ),
    Rule(
        "part-of-month",
        f"part dash? {_MONTH}",
        partial(relative.near, resolve.part_of_month),
        needs="year",
    ),
    Rule(
        "part-of-month",
        f"edge of|dash {_MONTH}",
        partial(relative.near, resolve.part_of_month),
        needs="year",
    ),
]

# Where a number of four digits is a year; doubtful places also hold round counts.
_SURE = (
    "in|since|between|of|fiscal|part|edge|season|unit|units",
    "year and|comma",
    "year comma and",
)

_DOUBTFUL = ("weak|from|on|the|count|event|open",)
_LOOSE = ("from|weak|of|on|and|to|comma|slash",)

_nearest_month = partial(relative.near, resolve.month_year)

_BARE = [
    Rule("year", "year", whole_year, after=_SURE, unless="noun|blocker|slash"),
    Rule("year", "year", resolve.odd_year, after=_DOUBTFUL, unless="noun|blocker|slash"),
    Rule("year", "year", whole_year, before="event"),
    Rule("month", _MONTH, _nearest_month, "year", after=("in|since|part|edge",)),
    Rule("month", _MONTH, _nearest_month, "year", after=_LOOSE, bare=True),
    Rule("month", "month", _nearest_month, "year", bare=True),
]

RULES: tuple[Rule, ...] = (*_RANGES, *_NAMED, *_RELATIVE, *_YEARLESS, *_BARE)

#: First kind of an expression -> the rules that may begin with it, in order.
RULES_FROM: dict[str, tuple[Rule, ...]] = {
    kind: tuple(rule for rule in RULES if kind in rule.first_kinds()) for kind in KINDS.values()
}

_FIRST = "".join(re.escape(kind) for kind, rules in RULES_FROM.items() if rules)

#: Where any rule may match; no groups, so that the first kind of a rule rejects at once.
ANY = re.compile(f"(?=[{_FIRST}])(?:{'|'.join(rule.expression() for rule in RULES)})")
