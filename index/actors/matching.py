"""Finding the catalogue's aliases in a run, the longest first and each word once.

Invariant: matches are in order and share no word; a name inside a longer known name, or a
careful one inside a longer unknown name, is not found. The cost depends on the run alone.
"""

from __future__ import annotations

from typing import NamedTuple

from index.actors.known import Node, Reading
from index.actors.tokens import Run, Token
from index.actors.words import Words


class Match(NamedTuple):
    """Words `first` up to, not including, `last` of a run, and what they may mean.

    `doubtful` when the line's capitals prove nothing: it counts only with proof elsewhere.
    """

    first: int
    last: int
    readings: tuple[Reading, ...]
    doubtful: bool = False

    @property
    def careful(self) -> bool:
        """Whether the alias is also a word or a person's name."""
        return any(reading.careful for reading in self.readings)

    @property
    def guarded(self) -> bool:
        """Whether it must not be part of a longer name: careful ones and cities."""
        return any(reading.careful or reading.rule == "capital" for reading in self.readings)


def matches(run: Run, root: Node, words: Words) -> list[Match]:
    """The aliases in `run` that are written and surrounded as they should be."""
    found: list[Match] = []
    first, count = 0, len(run.tokens)
    while first < count:
        match = _longest(run.tokens, first, root)
        if match is None:
            first += 1
            continue
        found.append(match)
        first = match.last
    begins, ends = {match.first for match in found}, {match.last for match in found}
    judged = (_judge(run, match, begins, ends, words) for match in found)
    return [match for match in judged if match is not None]


def _longest(tokens: list[Token], first: int, root: Node) -> Match | None:
    node = root.following.get(tokens[first].key)
    best, last = None, first
    while node is not None:
        last += 1
        if node.readings:
            spelled = [token.word for token in tokens[first:last]]
            readings = tuple(reading for reading in node.readings if reading.fits(spelled))
            if readings:
                best = Match(first, last, readings)
        if last == len(tokens):
            break
        node = node.following.get(tokens[last].key)
    return best


def _judge(run: Run, match: Match, begins: set[int], ends: set[int], words: Words) -> Match | None:
    """The match if it is what it seems where it stands, perhaps as doubtful, else None."""
    token = run.tokens[match.first]
    if token.dotted or not match.guarded:
        return match
    acronym = match.last - match.first == 1 and len(token.word) > 1 and token.word.isupper()
    if run.shouted:
        word = acronym and any(reading.rule == "acronym" for reading in match.readings)
        return None if word else match._replace(doubtful=True)
    if acronym:
        return match
    if run.heading:
        return match._replace(doubtful=True)
    edges = {match.first} & ends | {match.last} & begins
    return match if alone(run, match.first, match.last, words, edges) else None


def alone(
    run: Run, first: int, last: int, words: Words, edges: set[int] | frozenset[int] = frozenset()
) -> bool:
    """Whether no capitalised word of unknown meaning stands right before or after.

    `edges` are where other names begin and end: beside one, a name still stands alone.
    """
    tokens = run.tokens
    if first and first not in edges and _joins(tokens[first - 1], tokens[first].gap, words):
        return False
    follows = last < len(tokens) and last not in edges
    return not (follows and _joins(tokens[last], tokens[last].gap, words))


def _joins(neighbour: Token, gap: str, words: Words) -> bool:
    if not neighbour.capital or not gap.isspace():
        return False
    return neighbour.key not in words.stop and neighbour.key not in words.titles
