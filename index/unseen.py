"""A text as one reads it: letters whole with their accents, and nothing in it that is not seen.

Accents written apart, soft hyphens and joiners of no width would cut a name in two.

Invariant: every letter knows where it stood, so that a span is told in letters of the original.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from index.article import Mention

_ACCENTS, _UNSEEN = "\u0300-\u036f", "\u00ad\u200b-\u200d\u2060\ufeff"
_APART = re.compile(f"[{_ACCENTS}{_UNSEEN}]")
#: No more at once: many accents are put in order at the cost of their square.
_LETTER = re.compile(f"[^{_ACCENTS}{_UNSEEN}]?[{_ACCENTS}{_UNSEEN}]{{1,16}}")
_NOTHING = re.compile(f"[{_UNSEEN}]+")


class Legible(NamedTuple):
    """A legible `text`; `places` [its length and one more] in the original, empty if the same."""

    text: str
    original: str
    places: Sequence[int]

    def inside(self, place: int) -> int:
        """Where a place of the original lies in the legible text."""
        if not self.places:
            return place
        return next((at for at, was in enumerate(self.places) if was >= place), len(self.text))

    def outside(self, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Mentions found in the legible text as those of the original."""
        if not self.places:
            return mentions
        spans = [(self.places[each.start], self.places[each.end]) for each in mentions]
        return tuple(
            each._replace(start=start, end=end, text=self.original[start:end])
            for each, (start, end) in zip(mentions, spans, strict=True)
        )


def legible(original: str) -> Legible:
    """`original` without what is not seen; most texts are so already."""
    if original.isascii() or not _APART.search(original):
        return Legible(original, original, ())
    parts: list[str] = []
    places: list[int] = []
    done = 0
    for found in _LETTER.finditer(original):
        whole = _APART.sub("", unicodedata.normalize("NFC", _NOTHING.sub("", found[0])))
        parts += [original[done : found.start()], whole]
        places += range(done, found.start())
        places += [min(found.start() + at, found.end() - 1) for at in range(len(whole))]
        done = found.end()
    parts.append(original[done:])
    places += range(done, len(original) + 1)
    return Legible("".join(parts), original, places)
