"""The grammar of dates told from the publication, from another date, or without their year.

Invariant: data only; the longer shape stands before the shorter.
"""

from __future__ import annotations

from functools import partial

from index.dates import relative, resolve, told
from index.dates.explicit import COUNT, DAY, MONTH, STEP, THROUGH, on_weekday
from index.dates.grammar import Rule

RELATIVE = [
    Rule(
        "day-of-step",
        f"{MONTH} {DAY} of|comma? {STEP} unit",
        relative.of_year(resolve.month_day_year),
        "publication",
    ),
    Rule(
        "day-of-step",
        f"{DAY} of? {MONTH} of|comma? {STEP} unit",
        relative.of_year(resolve.day_month_year),
        "publication",
    ),
    Rule(
        "month-of-step",
        f"{MONTH} of|comma? {STEP} unit",
        relative.of_year(resolve.month_year),
        "publication",
    ),
    Rule(
        "season-of-step",
        f"the? season of|comma? {STEP} unit",
        relative.of_year(resolve.season),
        "publication",
    ),
    Rule(
        "weekday-of-step",
        f"weekday of|comma? {STEP} unit",
        relative.weekday_of_step,
        "publication",
    ),
    Rule("deictic", "~part|earlier? deictic daytime?", relative.deictic, "publication"),
    Rule("ago", f"{COUNT} dash? unit|units dash? ago", relative.ago, "publication"),
    Rule(
        "ago",
        "unit dash? ago",
        relative.year_ago,
        "publication",
        not_after="number|ordinal|half|break",
    ),
    Rule(
        "half",
        f"the? ordinal|day dash? half of? {STEP} unit",
        relative.of_year(resolve.half),
        "publication",
    ),
    Rule(
        "quarter",
        f"the? ordinal|day dash? quarters of? {STEP} unit",
        relative.of_year(resolve.quarter),
        "publication",
    ),
    Rule(
        "quarter",
        f"{STEP} unit apostrophe genitive ordinal|day dash? quarters",
        relative.step_first(relative.of_year(resolve.quarter)),
        "publication",
    ),
    Rule(
        "half",
        f"{STEP} unit apostrophe genitive ordinal|day dash? half",
        relative.step_first(relative.of_year(resolve.half)),
        "publication",
    ),
    Rule(
        "first-months",
        f"the? ordinal {COUNT} units of {STEP} unit",
        relative.of_year(resolve.first_months),
        "publication",
    ),
    Rule(
        "part-of-step", f"the? part|edge of|in? {STEP} unit", relative.part_of_step, "publication"
    ),
    Rule("part-of-step", "the? edge of the unit", relative.part_of_this, "publication"),
    Rule("part-of-step", "part in|of the unit", relative.part_of_this, "publication"),
    Rule("within-step", "earlier step unit", relative.within_step, "publication"),
    Rule("within-step", "earlier in the unit", relative.within_this, "publication"),
    Rule("stretch", f"the? past|step|next {COUNT} units", relative.span, "publication"),
    Rule("stretch", "the past|step unit", relative.span_of_one, "publication"),
    Rule("told", "the next unit", told.shifted, "told"),
    Rule("told", "the next daytime", told.shifted_day, "told"),
    Rule("step", "~past? step|next daytime", relative.deictic, "publication"),
    Rule("step", "step|next unit|century", relative.step, "publication", not_after="its"),
    Rule("step", "the? step|next quarters", relative.step_quarter, "publication"),
    Rule("weekend", f"the? {STEP}|past weekend", relative.step, "publication"),
    Rule("weekend", "the ~weekend", relative.weekend, "publication"),
    Rule("step-weekday", f"{STEP}|past weekday daytime?", relative.step_weekday, "publication"),
    Rule("step-weekday", "~step past weekday daytime?", relative.step_weekday, "publication"),
    Rule(
        "step-month",
        f"{STEP}|past {MONTH}",
        partial(relative.step_months, resolve.month_year),
        "publication",
    ),
    Rule(
        "step-season",
        f"{STEP}|past season",
        partial(relative.step_months, resolve.season),
        "publication",
    ),
    Rule("weekdays", "from? weekday to|since weekday", relative.weekdays, "publication"),
    Rule("weekday", "~part weekday daytime?", relative.weekday, "publication"),
    Rule("weekday", "weekday daytime?", relative.weekday, "publication", ("on|since|from|weak",)),
    Rule(
        "weekday",
        "weekday daytime?",
        relative.weekday,
        "publication",
        not_after="holy|the|its|each",
        bare=True,
    ),
]

TOLD = [
    Rule("told", f"{MONTH} of the? anaphor unit", told.of_year(resolve.month_year), "told"),
    Rule("told", "the? season of the? anaphor unit", told.of_year(resolve.season), "told"),
    Rule("told", "the? part|edge of? anaphor unit", told.part, "told"),
    Rule("told", "~earlier in? anaphor unit", told.shifted, "told"),
    Rule("told", "the? anaphor unit", told.shifted, "told", unless="dash"),
    Rule("told", "the? anaphor daytime", told.shifted_day, "told"),
    Rule("told", "the? anaphor quarters", told.shifted_quarter, "told"),
    Rule("told", "the? anaphor weekend", told.shifted, "told"),
    Rule("told", f"the? anaphor {MONTH}", partial(told.months, resolve.month_year), "told"),
    Rule("told", "the? anaphor season", partial(told.months, resolve.season), "told"),
    Rule("told", f"{COUNT} dash? unit|units dash? earlier", told.counted, "told"),
    Rule("told", "unit dash earlier", told.year_earlier, "told"),
]

YEARLESS = [
    Rule(
        "months",
        f"from? {MONTH} {THROUGH} {MONTH}",
        partial(relative.near, resolve.months_of_year),
        needs="year",
    ),
    Rule(
        "months",
        f"between {MONTH} and {MONTH}",
        partial(relative.near, resolve.months_of_year),
        needs="year",
    ),
    *on_weekday(
        "month-day",
        f"{MONTH} {DAY}",
        partial(relative.near, resolve.month_day_year),
        "year",
        unless="noun",
    ),
    *on_weekday(
        "day-month",
        f"{DAY} of? {MONTH}",
        partial(relative.near, resolve.day_month_year),
        "year",
    ),
    Rule(
        "part-of-month",
        f"part dash? {MONTH}",
        partial(relative.near, resolve.part_of_month),
        needs="year",
    ),
    Rule(
        "part-of-month",
        f"the? edge of|dash? {MONTH}",
        partial(relative.near, resolve.part_of_month),
        needs="year",
    ),
    Rule(
        "season",
        "season",
        partial(relative.near, resolve.season),
        "year",
        after=("in|since the", "on|weak the"),
        unless="of|dash",
    ),
    Rule(
        "season",
        "~part season",
        partial(relative.near, resolve.season),
        "year",
    ),
    Rule(
        "quarter",
        "the? ordinal|day dash? quarters",
        partial(relative.near, resolve.quarter),
        "year",
        unless="ended|of|fiscal",
        economic=True,
    ),
    Rule(
        "feast",
        "feast",
        partial(relative.near, resolve.feast),
        "year",
        after=("in|since|weak|on|from|at|between",),
        unless="weekday",
        bare=True,
    ),
    Rule("year-end", "~unit dash? edge", relative.year_end, "publication"),
]
