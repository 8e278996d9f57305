"""The grammar of English dates: which rows of kinds are a date, and what each means.

Invariant: rules are tried in the order of the table at the leftmost place, so the longer
reading stands before the shorter, and what only looks like a date before what it looks like.

A number of four digits is a year only with evidence: what stands before it (`_SURE`,
`_DOUBTFUL`), an event or an 's behind it, or the same year elsewhere; what is counted, measured
or numbered ("2021 people", "page 2021") is never one.
"""

from __future__ import annotations

from functools import partial

from index.dates import relative, resolve
from index.dates.explicit import MONTH, NAMED, RANGES, TRAPS
from index.dates.grammar import Grammar, Rule
from index.dates.implicit import RELATIVE, TOLD, YEARLESS
from index.dates.meaning import whole_year

# Where a number of four digits is a year; doubtful places also hold round counts.
_SURE = (
    "in|since|between|of|part|edge|season|unit|units",
    "year and|comma",
    "year comma and",
)

_DOUBTFUL = ("weak|from|on|the|its|count|event|open",)
_LOOSE = ("from|weak|of|on|and|to|comma|slash",)
_NO_YEAR = "noun|blocker|slash"

_nearest_month = partial(relative.near, resolve.month_year)

_BARE = [
    Rule("year", "year", whole_year, after=_SURE, unless=_NO_YEAR),
    Rule("year", "year", resolve.odd_year, after=_DOUBTFUL, unless=_NO_YEAR),
    Rule("year", "year", whole_year, not_after="label", before="event|apostrophe"),
    Rule(
        "year",
        "year",
        whole_year,
        not_after="label|slash|dash|day|number|year|fiscal",
        unless=f"{_NO_YEAR}|dash|day|number|units",
        echo=True,
    ),
    Rule("month", MONTH, _nearest_month, "year", after=("in|since|part|edge",)),
    Rule("month", MONTH, _nearest_month, "year", after=_LOOSE, bare=True),
    Rule("month", "month", _nearest_month, "year"),
]

GRAMMAR = Grammar([*TRAPS, *RANGES, *NAMED, *RELATIVE, *TOLD, *YEARLESS, *_BARE])
