"""Which words of the index a prefix, a shape or a misspelling stands for.

Expansion looks at words as they are written (the field `exact`), folded.

Invariant: at most MOST words; when there are more, the answer says so. The order is the same
on every machine: nearest first for misspellings, then alphabetical.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from index.analysis import fold
from index.snapshot import Snapshot
from search.tree import Fuzzy, Prefix, Wildcard

MOST = 1000


@dataclass(frozen=True, slots=True)
class Forms:
    """The words found; `left_out` counts those beyond MOST."""

    words: tuple[str, ...]
    left_out: int = 0


def forms(snapshot: Snapshot, node: Prefix | Wildcard | Fuzzy) -> Forms:
    """The words of the index that `node` stands for."""
    return snapshot.remember(node, lambda: _forms(snapshot, node))


def _forms(snapshot: Snapshot, node: Prefix | Wildcard | Fuzzy) -> Forms:
    lexicon = snapshot.lexicon("exact")
    match node:
        case Prefix(text):
            return _bounded(_beginning(lexicon, fold(text)))
        case Wildcard(pattern):
            return _bounded(_shaped(lexicon, pattern))
        case Fuzzy(text, distance):
            return _bounded(_within(lexicon, fold(text), distance))


def similar(words: Sequence[str], asked: str, distance: int) -> list[str]:
    """Those of `words` within `distance` edits of `asked`, nearest first, then alphabetical.

    An edit is an insertion, a deletion, a substitution or a swap of neighbours (optimal string
    alignment; Damerau 1964).
    """
    found = extract(asked, words, scorer=OSA.distance, score_cutoff=distance, limit=None)
    return [word for word, _, _ in sorted(found, key=lambda hit: (hit[1], hit[0]))]


def _bounded(words: Sequence[str]) -> Forms:
    return Forms(tuple(words[:MOST]), max(0, len(words) - MOST))


def _beginning(lexicon: Sequence[str], start: str) -> Sequence[str]:
    first = bisect_left(lexicon, start)
    last = bisect_left(lexicon, start + "\U0010ffff")
    return lexicon[first:last]


def _shaped(lexicon: Sequence[str], pattern: str) -> Sequence[str]:
    plain = re.split(r"[*?]", pattern, maxsplit=1)[0]
    shape = _expression(pattern)
    return [word for word in _beginning(lexicon, fold(plain)) if shape.fullmatch(word)]


def _expression(pattern: str) -> re.Pattern[str]:
    """The pattern as an expression that never backtracks over a `*`.

    The earliest place where the piece between two stars fits is as good as any later one, so
    each such piece is an atomic group; only the last must reach the end.
    """
    first, *rest = [_literal(piece) for piece in pattern.split("*")]
    if not rest:
        return re.compile(first)
    middle = "".join(f"(?>.*?{piece})" for piece in rest[:-1] if piece)
    return re.compile(f"{first}{middle}.*{rest[-1]}")


def _literal(piece: str) -> str:
    """`piece` without stars: letters folded, `?` for any one."""
    parts = re.split(r"(\?)", piece)
    return "".join("." if part == "?" else re.escape(fold(part)) for part in parts)


def _within(lexicon: Sequence[str], asked: str, distance: int) -> Sequence[str]:
    return similar(lexicon, asked, distance)
