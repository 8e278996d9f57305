"""How a date is described: a shape of kinds, where it may stand, what its numbers mean.

Invariant: a shape is a row of kinds: `a|b` either, `?` optional, `~` matched without passing
its number on. Every shape is of bounded length, so matching is linear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from index.dates.lexicon import KINDS
from index.dates.meaning import Meaning


@dataclass(frozen=True, slots=True)
class Rule:
    """A shape of kinds, where it may stand, and what its numbers mean.

        One of the rows of kinds in `after` must precede, `before` must follow; no kind of
        `not_after` may precede and none of `unless` follow. `needs` says what `resolve` takes
        before the numbers: "nothing"; "text", the text instead of numbers; a `Reference`, as
        "publication" (which must be known), "year" (a year to supply) or "told" (a date told
        before). `bare` rules stand down before a capital, where the word is rather a name ("June
    XX the text gives no other evidence that the number is a year.
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
    echo: bool = False
    economic: bool = False
    silent: str = field(init=False)

    def __post_init__(self) -> None:
        """Work out the silent kinds; frozen, hence the detour."""
        silent = [_characters(part) for part in self.shape.split() if part[0] == "~"]
        object.__setattr__(self, "silent", "".join(silent))

    def beginnings(self) -> Iterator[tuple[str, list[str]]]:
        """Each kind an expression of this shape can begin with, and the parts behind it."""
        parts = self.shape.split()
        for at, part in enumerate(parts):
            for name in part.strip("~?").split("|"):
                yield KINDS[name], parts[at + 1 :]
            if not part.endswith("?"):
                return
        raise ValueError(f"{self.shape!r} may match nothing")

    def expression(self, first: str, rest: Sequence[str]) -> str:
        """A regular expression for the rest of the shape, behind its first kind."""
        behind = "|".join(f"(?<={_row(row)}{re.escape(first)})" for row in self.after)
        needed = f"(?:{behind})" if behind else ""
        never = f"(?<![{_characters(self.not_after)}].)" if self.not_after else ""
        ahead = f"(?=[{_characters(self.before)}])" if self.before else ""
        barred = f"(?![{_characters(self.unless)}])" if self.unless else ""
        return f"{needed}{never}{''.join(map(_part, rest))}{ahead}{barred}"


class Grammar:
    """Rules as one expression, sorted by what they begin with so that most are never tried."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules: list[Rule] = []
        beginnings = [(rule, *begin) for rule in rules for begin in rule.beginnings()]
        firsts = dict.fromkeys(first for _, first, _ in beginnings)
        self._pattern = re.compile("|".join(self._branch(first, beginnings) for first in firsts))

    def _branch(self, kind: str, beginnings: Sequence[tuple[Rule, str, list[str]]]) -> str:
        """A kind, what may follow it, and the rules that begin with it, in their order.

        A branch begins with a character, so that the search leaps to where one of them stands;
        the empty group behind a rule tells which it was that matched.
        """
        here = [(rule, rest) for rule, first, rest in beginnings if first == kind]
        self._rules += [rule for rule, _ in here]
        either = "|".join(f"{rule.expression(kind, rest)}()" for rule, rest in here)
        return f"{re.escape(kind)}{_may_follow([rest for _, rest in here])}(?:{either})"

    def matches(self, kinds: str) -> Iterator[tuple[Rule, int, int]]:
        """What the rules match in a string of kinds, leftmost first: the rule, start, end."""
        for match in self._pattern.finditer(kinds):
            if match.lastindex:
                yield self._rules[match.lastindex - 1], match.start(), match.end()


def _may_follow(rests: Sequence[Sequence[str]]) -> str:
    """What must stand behind a kind for any of the rests to match; nothing if one is empty."""
    kinds = ""
    for rest in rests:
        for part in rest:
            kinds += _characters(part)
            if not part.endswith("?"):
                break
        else:
            return ""
    return f"(?=[{kinds}])"


def _row(shape: str) -> str:
    return "".join(_part(part) for part in shape.split())


def _part(part: str) -> str:
    return f"[{_characters(part)}]" + ("?" if part.endswith("?") else "")


def _characters(names: str) -> str:
    return "".join(re.escape(KINDS[name]) for name in names.strip("~?").split("|"))
