"""Cutting a run into the stretches that may each be one name.

Invariant: segments are in order and share no word; a title stands before its segment, never
in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from index.actors.tokens import Run, Token
from index.actors.words import Words

_JOINTS = frozenset((" ", "-", "‐", "‑", "'", "’", ". ", ".\n", " & "))
_LONGEST_TAIL = 6  # letters of a syllable written small after a hyphen


class Name(NamedTuple):
    """Words `first` up to, not including, `last` of a run: an actor the catalogue lacks."""

    first: int
    last: int
    kind: str
    rule: str


class Segment(NamedTuple):
    """Capitalised words side by side in a run, and whether a title stands before them."""

    first: int
    last: int
    titled: bool


def segments(run: Run, words: Words) -> list[Segment]:
    """The stretches of `run`, cut at small words, possessives, calendar words and titles."""
    tokens = run.tokens
    found: list[Segment | None] = []
    first, titled = 0, False
    for spot, token in enumerate(tokens):
        if spot > first and not (token.gap in _JOINTS or token.gap.isspace()):
            found.append(_trimmed(tokens, first, spot, titled, words))
            first, titled = spot, False
        if token.capital and token.key not in words.breaks:
            continue
        title = is_title(tokens, spot, words)
        if title or (_ends_name(token, words) and not _inside(tokens, spot, first, words)):
            found.append(_trimmed(tokens, first, spot, titled, words))
            first, titled = spot + 1, title
    found.append(_trimmed(tokens, first, len(tokens), titled, words))
    return [each for each in found if each]


def is_title(tokens: Sequence[Token], spot: int, words: Words) -> bool:
    """Whether the word at `spot` is a title of what follows (General Zia, not General Motors)."""
    token = tokens[spot]
    if token.key not in words.titles or not token.capital or token.dotted:
        return False
    if spot + 1 == len(tokens):
        return True
    follows = tokens[spot + 1]
    bound = follows.key in words.untitled or follows.key in words.suffixes
    return follows.gap != "/" and not bound


def is_tail(token: Token, words: Words) -> bool:
    """Whether a small word after a hyphen belongs to a name: Jong-il, not Taliban-led."""
    if token.capital or token.gap != "-" or len(token.word) > _LONGEST_TAIL:
        return False
    return token.key not in words.compounds


def _ends_name(token: Token, words: Words) -> bool:
    if token.capital:
        return token.key in words.stop and not token.dotted
    return token.key not in words.particles and not is_tail(token, words)


def _inside(tokens: Sequence[Token], spot: int, first: int, words: Words) -> bool:
    """Whether a name goes on around such a word: Pier 1 Imports, Quill Stock Exchange, Soon-Li."""
    if spot == first or spot + 1 == len(tokens) or not tokens[spot].gap.isspace():
        return False
    follows = tokens[spot + 1]
    if tokens[spot].word.isdigit():
        return follows.capital
    return tokens[spot].capital and (follows.key in words.heads or follows.gap == "-")


def _trimmed(
    tokens: Sequence[Token], first: int, last: int, titled: bool, words: Words
) -> Segment | None:
    """What is left of words `first` to `last` without small ones at the end."""
    while last > first and not (tokens[last - 1].capital or is_tail(tokens[last - 1], words)):
        last -= 1
    if last > first and (tokens[first].capital or last - first > 1):
        return Segment(first, last, titled)
    return None
