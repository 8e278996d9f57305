"""The words of English dates, each with its kind and number.

Invariant: data only. `KINDS` gives every kind one character, so that a text becomes a string
of kinds on which the grammar is an ordinary, linear regular expression. Another language is
another table like this one; only English is here for now.
"""

from __future__ import annotations

from dataclasses import dataclass

DAY, WEEK, MONTH, YEAR, WEEKEND, QUARTER, DECADE, CENTURY = range(8)
EARLY, MIDDLE, LATE = range(1, 4)
CHRISTMAS, EASTER = range(2)


@dataclass(frozen=True, slots=True)
class Word:
    """What a word contributes: its kind, and its number where it stands for one."""

    kind: str
    number: int | None = None


#: Kind -> character. `homonym` is a month that is also a verb, a name or an abbreviation;
#: `noun` is what is counted or measured (a number before it is no date); `label` what a number
#: merely numbers or prices; `event` is what a year is named after; `each` what makes a date a
#: habit; `holy` what makes a weekday a name; `anaphor` points at a date just told; `break` is
#: anything else.
KINDS = {
    "month": "M",
    "homonym": "m",
    "weekday": "W",
    "short-weekday": "w",
    "unit": "U",
    "units": "V",
    "daytime": "A",
    "count": "C",
    "step": "L",
    "next": "G",
    "past": "B",
    "anaphor": "c",
    "part": "P",
    "edge": "p",
    "season": "S",
    "quarter": "Q",
    "ordinal": "O",
    "quarters": "R",
    "half": "H",
    "century": "K",
    "weekend": "j",
    "feast": "J",
    "at": "@",
    "ago": "g",
    "deictic": "T",
    "in": "i",
    "weak": "k",
    "on": "n",
    "since": "s",
    "from": "F",
    "between": "b",
    "and": "a",
    "to": "o",
    "of": "f",
    "the": "t",
    "its": "r",
    "earlier": "e",
    "fiscal": "y",
    "noun": "u",
    "event": "v",
    "blocker": "x",
    "holy": "h",
    "each": "z",
    "label": "l",
    "apostrophe": "'",
    "genitive": "q",
    "ended": "d",
    "year": "Y",
    "day": "D",
    "number": "N",
    "iso": "I",
    "numeric": "X",
    "decade": "E",
    "comma": ",",
    "dash": "-",
    "slash": "/",
    "open": "(",
    "break": "|",
}

_MONTHS = {"january": 1, "february": 2, "july": 7, "september": 9, "october": 10}
_MONTHS |= {"november": 11, "december": 12}
_SMALL_HOMONYMS = {"april": 4, "june": 6}
_CAPITAL_HOMONYMS = {"march": 3, "may": 5, "august": 8}
_SHORT_MONTHS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8}
_SHORT_MONTHS |= {"sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
_WEEKDAYS = {"monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4}
_WEEKDAYS |= {"saturday": 5, "sunday": 6}
_SHORT_WEEKDAYS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3}
_SHORT_WEEKDAYS |= {"fri": 4, "sat": 5, "sun": 6}
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_COUNTS |= {"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
_COUNTS |= {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_LARGE_ORDINALS = {"sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19}
_LARGE_ORDINALS |= {"twentieth": 20}

_NUMBERED = {
    "month": _MONTHS,
    "homonym": _SMALL_HOMONYMS,
    "weekday": _WEEKDAYS,
    "unit": {"day": DAY, "week": WEEK, "month": MONTH, "year": YEAR, "decade": DECADE},
    "units": {"days": DAY, "weeks": WEEK, "months": MONTH, "years": YEAR, "decades": DECADE},
    "weekend": {"weekend": WEEKEND},
    "feast": {"christmas": CHRISTMAS, "easter": EASTER},
    "count": _COUNTS,
    "step": {"last": -1, "this": 0, "current": 0},
    "next": {"next": 1},
    "past": {"past": -1, "coming": 1},
    "anaphor": {"previous": -1, "prior": -1, "preceding": -1, "following": 1, "same": 0, "that": 0},
    "part": {"early": EARLY, "mid": MIDDLE, "late": LATE},
    "edge": {"beginning": EARLY, "start": EARLY, "middle": MIDDLE, "end": LATE},
    "season": {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12},
    "quarter": {"q1": 1, "q2": 2, "q3": 3, "q4": 4},
    "ordinal": {"first": 1, "second": 2, "third": 3, "fourth": 4} | _LARGE_ORDINALS,
    "century": {"century": CENTURY},
    "deictic": {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1},
    "earlier": {"earlier": -1, "later": 1},
}

_PLAIN = {
    "daytime": "night morning afternoon evening",
    "quarters": "quarter qtr",
    "half": "half",
    "ago": "ago",
    "in": "in into during throughout before after around circa pre post due calendar",
    "weak": "by for with than vs versus against over as base dated effective",
    "on": "on",
    "at": "at",
    "since": "since until till through",
    "from": "from",
    "between": "between",
    "and": "and or",
    "to": "to",
    "of": "of",
    "the": "the",
    "its": "its his her their our",
    "fiscal": "fiscal financial fy tax",
    "noun": "people men women children soldiers troops workers jobs homes houses students"
    " km kms kilometres kilometers metres meters miles feet inches acres hectares"
    " kg kilos tonnes tons bushels barrels bags ounces gallons litres liters"
    " dollars dlrs euros pounds rupees yen francs marks stg cents crore lakh"
    " mln bln million billion trillion thousand hundred pct percent per cent"
    " shares stores units points votes seats copies members employees vehicles cars trucks ships"
    " aircraft tanks missiles rockets drones cases deaths casualties victims prisoners refugees"
    " families villages companies hours minutes seconds times degrees"
    " pages words calories rounds gmt est edt cst pst bst hrs local am pm metre meter man"
    " patients passengers visitors residents civilians officers guests tourists migrants voters"
    " protesters demonstrators fans customers tickets books farmers rooms beds flats signatures"
    " strong tonne ton kilometre kilometer mile horsepower hp cc rpm mhz kw mw volts",
    "event": "election elections results earnings profit profits budget season crop war coup"
    " invasion attack attacks agreement treaty accord accords deal constitution law act"
    " referendum olympics summit conference census revolution uprising protests crisis"
    " earthquake massacre ceasefire truce report net dividend output exports imports figures"
    " harvest inflation sales revenue revenues forecast",
    "each": "each every most alternate",
    "label": "flight page pages model room no number route box suite section article chapter verse"
    " boeing airbus resolution line channel bus extension unit gate lot item apartment building",
    "blocker": "bc bce bp",
    "ended": "ended ending ends",
}

_MARKS = {"comma": ",", "dash": "-–—‑−", "slash": "/", "open": "(", "apostrophe": "'’"}
_MARKS |= {"label": "$€£¥#"}

_HOLY = "good black bloody super ash palm holy cyber giving"


def _surfaces() -> dict[str, Word]:
    """Every written form; words that are also common words keep their capital."""
    words: dict[str, Word] = {}
    for kind, numbered in _NUMBERED.items():
        for text, number in numbered.items():
            words |= dict.fromkeys((text, text.title(), text.upper()), Word(kind, number))
    for kind, plain in _PLAIN.items():
        for text in plain.split():
            words |= dict.fromkeys((text, text.title(), text.upper()), Word(kind))
    for text, number in (_CAPITAL_HOMONYMS | _SHORT_MONTHS).items():
        words |= dict.fromkeys(_capitals(text), Word("homonym", number))
    for text, number in _SHORT_WEEKDAYS.items():
        words |= dict.fromkeys(_capitals(text), Word("short-weekday", number))
    words |= {text.title(): Word("holy") for text in _HOLY.split()}
    words["s"] = Word("genitive")
    words |= {mark: Word(kind) for kind, marks in _MARKS.items() for mark in marks}
    return words


def _capitals(text: str) -> tuple[str, ...]:
    abbreviated = text in _SHORT_MONTHS or text in _SHORT_WEEKDAYS
    stopped = (text.title() + ".", text.upper() + ".") if abbreviated else ()
    return (text.title(), text.upper(), *stopped)


#: Short forms that may end in a full stop which does not end the sentence.
ABBREVIATIONS = tuple(
    form for text in (_SHORT_MONTHS | _SHORT_WEEKDAYS) for form in _capitals(text)[:2]
)

#: Written form -> what it contributes.
WORDS: dict[str, Word] = _surfaces()
