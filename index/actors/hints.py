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
        while hint and hint.end <= each.at:
            hint = next(left, None)
        while hint and hint.start < each.end:
            name = _named(told[place], hint, known)
            if name:
                names = sorted((*told[place].names, name))
                told[place] = told[place]._replace(names=names)
            hint = next(left, None)
    return told


def _named(each: Read, hint: Hint, known: Catalogue) -> Name | None:
    """The words of a run that a hint tells of; None if they are no whole name, or taken."""
    tokens = each.phrase.run.tokens
    start, end = hint.start - each.at, hint.end - each.at
    if start < -_BEFORE or end > each.phrase.length + _BEHIND:
        return None
    inside = [n for n, t in enumerate(tokens) if start <= t.start and t.end <= end]
    while inside and not tokens[inside[0]].capital:
        inside.pop(0)
    if not inside or not tokens[inside[-1]].capital:
        return None
    first, last = inside[0], inside[-1] + 1
    taken = [(m.first, m.last) for m in each.known] + [(n.first, n.last) for n in each.names]
    if any(begin < last and first < over for begin, over in taken):
        return None
    if known.barred and " ".join(token.key for token in tokens[first:last]) in known.barred:
        return None
    return Name(first, last, hint.kind, RULE)
