"""Names that somebody else found in an article, a learned recogniser for one, as evidence of ours.

Invariant: a hint never takes a word from a known name or from one found by our own evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from index.actors.known import Catalogue
from index.actors.reading import Read
from index.actors.segments import Name

#: The rule of what is found by a hint.
RULE = "learned"

#: Letters that a hint may have beyond a run: those of "the " before and of "'s" behind.
_BEFORE, _BEHIND = 4, 2


class Hint(NamedTuple):
    """A name at `text[start:end]`, and the kind of actor it is one of."""

    start: int
    end: int
    kind: str


class Hints(NamedTuple):
    """What somebody else found in an article."""

    title: Sequence[Hint] = ()
    text: Sequence[Hint] = ()


def hinted(reads: Sequence[Read], hints: Iterable[Hint], known: Catalogue) -> list[Read]:
    """`reads` with the names that hints tell of, but for those barred in `known`."""
    told = list(reads)
    left = iter(sorted(hints))
    hint = next(left, None)
    for place, each in enumerate(reads):
        run = each.run
        while hint and hint.end <= run.start:
            hint = next(left, None)
        while hint and hint.start < run.end:
            name = _named(told[place], hint, known)
            if name:
                names = sorted((*told[place].names, name))
                told[place] = told[place]._replace(names=names)
            hint = next(left, None)
    return told


def _named(each: Read, hint: Hint, known: Catalogue) -> Name | None:
    """The words of a run that a hint tells of; None if they are no whole name, or taken."""
    tokens, run = each.run.tokens, each.run
    if hint.start < run.start - _BEFORE or hint.end > run.end + _BEHIND:
        return None
    inside = [n for n, t in enumerate(tokens) if hint.start <= t.start and t.end <= hint.end]
    while inside and not tokens[inside[0]].capital:
        inside.pop(0)
    if not inside or not tokens[inside[-1]].capital:
        return None
    first, last = inside[0], inside[-1] + 1
    taken = [(m.first, m.last) for m in each.known] + [(n.first, n.last) for n in each.names]
    if any(begin < last and first < end for begin, end in taken):
        return None
    if known.barred and " ".join(token.key for token in tokens[first:last]) in known.barred:
        return None
    return Name(first, last, hint.kind, RULE)
