"""Where one sentence ends and the next begins: judged by two words and what stands between them.

A full stop, a question or an exclamation mark ends a sentence, also behind closing quotes and
brackets, when white space follows and the next word is not in small letters. So does the end of
a line. Whatever follows, a line without words does, and the stop of a script without spaces. A
space forgotten (`harbour.The`) is understood between words that look like it.

Behind an abbreviation a full stop says little: titles (`Gen.`) never end a sentence; other
abbreviations, acronyms and initials (`Inc.`, `U.S.`, `J.`) do before a function word that has a
capital (`The`); what numbers follow (`No.`, `Sept.`) does unless one does.

Invariant: whether a sentence ends between two words depends on these and what stands between
them alone; it is known in time linear in their length. It ends where the code of how the one
closes and that of how the other opens are more than ENOUGH together.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.analysis import FUNCTION_WORDS

#: How a word opens: in small letters, with a digit, otherwise, or as a function word would.
_SMALL, _DIGIT, _OTHER, _FUNCTION = range(4)

#: What closes a word: nothing, the full stop of an abbreviation, of what numbers follow, or any
#: other stop or the end of a line, or what ends every sentence.
_NOTHING, _ABBREVIATED, _NUMBERED, FULL, ALWAYS = 0, 2, 3, 4, 5
_FULL_STOP = -1

ENOUGH = 4

_TITLES = frozenset(
    """Adm Amb Atty Brig Capt Cdr Cmdr Col Comdr Cpl Det Dr Drs Fr Gen Gov Govs Hon Insp Lt Maj
    Messrs Mlle Mme Mr Mrs Ms Msgr Mx Pres Prof Pvt Rep Reps Rev Sen Sens Sgt Supt""".split()  # noqa: SIM905 - a list of 50 lines says no more
)
_ABBREVIATIONS = frozenset(
    """Assn Ave Bldg Blvd Bros Co Corp Cos Dept Esq Ft Govt Inc Intl Jr LLC Ltd Mt Natl PLC Plc Rd
    Sr St Ste Univ al approx ca cf dept est etc v vs Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill
    Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ont Ore Pa Que Tenn Tex Va Vt Wash
    Wis Wyo Mon Tue Tues Wed Thu Thur Thurs Fri""".split()  # noqa: SIM905
)
_NUMBERED_WORDS = frozenset(
    """Apr Art Aug Ch Dec Feb Fig Figs Jan Jul Jun Mar No Nos Nov Nr Oct Par Sec Sep Sept Vol p
    pp""".split()  # noqa: SIM905
)

_CAPITALISED = frozenset(word.capitalize() for word in FUNCTION_WORDS)

_STOPS = ".?!…؟۔।॥"
_CLOSERS = "\"'”’»›)\\]}*_"
_RUN = re.compile(rf"(?<![{_STOPS}{_CLOSERS}])[{_STOPS}{_CLOSERS}]++(?=\s)")
_OTHER_THAN_STOPS = re.compile(f"[^{_STOPS}]")
_ENDS_ALL = re.compile("[。！？｡\u2028\u2029\x0b\x0c\x85]")
_SPACE = re.compile(r"\s")

#: Longer gaps are rare, and not remembered.
_SHORT = 16


def is_end(before: str, gap: str, after: str) -> bool:
    """Whether a sentence ends between two words, with `gap` between them.

    An empty `before` is a word that what stands in `gap` is no part of.
    """
    if len(before) > 1 and before[-1].islower() and after[1:2].islower() and not _SPACE.search(gap):
        gap = f"{gap} "  # it may have been forgotten
    code = closing(before, gap)
    return code > _NOTHING and code + opening(after) > ENOUGH


def opening(word: str) -> int:
    """The code of how a word opens: at most 3."""
    if word[0].islower():
        return _SMALL
    if word in _CAPITALISED:
        return _FUNCTION
    return _DIGIT if word[0].isdigit() else _OTHER


def closing(word: str, gap: str) -> int:
    """The code of what closes a word, with `gap` before the next: at most ALWAYS."""
    if word.endswith("."):  # U.S., a.m.
        word, gap = word[:-1], f".{gap}"
    code = _remembered(gap) if len(gap) <= _SHORT else _code(gap)
    return _full_stop(word) if code == _FULL_STOP else code


def _code(gap: str) -> int:
    """The code of what stands behind a word; _FULL_STOP where that depends on the word."""
    if _ENDS_ALL.search(gap) or gap.count("\n") > 1:
        return ALWAYS
    code = _NOTHING
    for run in _RUN.finditer(gap):
        stops = _OTHER_THAN_STOPS.sub("", run[0])
        if stops:
            code = _FULL_STOP if stops == "." and not run.start() else FULL
    return FULL if "\n" in gap else code


_remembered = lru_cache(maxsize=1 << 12)(_code)


def _full_stop(word: str) -> int:
    """The code of a full stop directly behind a word."""
    if word in _TITLES:
        return _NOTHING
    initial = len(word) == 1 and word.isupper()
    if initial or word in _ABBREVIATIONS or ("." in word and word[0].isalpha()):
        return _ABBREVIATED
    return _NUMBERED if word in _NUMBERED_WORDS else FULL
