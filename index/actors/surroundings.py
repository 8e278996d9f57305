"""What stands right beside a run in its text: small words and signs that may tell who it names.

They are cut out once for all who ask; whoever needs more looks into the text.

Invariant: the cost does not depend on the length of the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from index.actors.tokens import Run

_WINDOW = 24  # characters before a run in which the last word before it is looked for
_AFTER = re.compile(r"(?:['’]s)?\s([a-z]+)|(,)| ?(\()")
_OPENING = "([{\"'“‘«"


class Setting(NamedTuple):
    """A run that stands from `start` to `end` of a text.

    `before` and `after` are the words in small letters beside it, of which hyphens and brackets
    before and a possessive between are no part; a comma or an opening bracket stands for itself,
    "" for anything else.
    """

    text: str
    start: int
    end: int
    before: str
    after: str


def setting(text: str, start: int, end: int) -> Setting:
    """Where a run stands."""
    after = _AFTER.match(text, end)
    word = after[after.lastindex or 0] if after else ""
    return Setting(text, start, end, _before(text, start), word)


def word_before(where: Setting, run: Run, spot: int) -> str:
    """The word before that at `spot` of the run, in it or beside it."""
    return run.tokens[spot - 1].word if spot else where.before


def _before(text: str, start: int) -> str:
    window = text[start - _WINDOW if start > _WINDOW else 0 : start]
    if not window[-1:].isspace():
        return ""
    before = window.split()[-1:]
    if not before:
        return ""
    word = before[0]
    if word.isalpha():
        return word
    return "," if word[-1] == "," else word.rpartition("-")[2].lstrip(_OPENING)
