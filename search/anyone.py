"""Marks between quotation marks that stand for an actor: `@person`, `@actor`, `@country/pakistan`.

Invariant: what is no such mark is read as words, so that a pasted handle or address is found as it
stands in articles; and each text is taken apart here alone, for parsing and for searching.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from index.actors import KINDS
from search.words import words_in

#: Each way of writing a kind, with the kind it stands for; any actor is of the kind "".
MARKS = {
    "actor": "",
    **{kind: kind for kind in KINDS},
    "org": "organisation",
    "group": "armed-group",
}

_MARK = re.compile(
    r"(?<![\w@/.])@(?P<kind>[A-Za-z]+(?:-[A-Za-z]+)*)(?:/(?P<slug>[\w.'&-]*\w))?(?![\w@/-]|\.\w)"
)


@dataclass(frozen=True, slots=True)
class Anyone:
    """Any actor of a `kind` ("": of any); with a `slug` the one whose id is `kind/slug`."""

    kind: str
    slug: str = ""

    def includes(self, other: Anyone) -> bool:
        """Whether whoever `other` stands for is meant here too."""
        return self.kind in ("", other.kind) and self.slug in ("", other.slug)

    def __str__(self) -> str:
        return f"@{self.kind or 'actor'}" + (f"/{self.slug}" if self.slug else "")


Item = str | Anyone


@lru_cache(maxsize=4096)
def items_in(text: str) -> tuple[Item, ...]:
    """The folded words of a quotation and the marks in it, in order."""
    items: list[Item] = []
    end = 0
    for found in _MARK.finditer(text):
        someone = _meant(found)
        if someone:
            items += [*words_in(text[end : found.start()]), someone]
            end = found.end()
    return (*items, *words_in(text[end:]))


def names_anyone(text: str) -> bool:
    """Whether a quotation holds a mark."""
    return "@" in text and any(isinstance(item, Anyone) for item in items_in(text))


def strangers(text: str, *, strict: bool) -> list[str]:
    """Remarks on what looks like a mark and is none; unless `strict`, only on near misses."""
    remarks = []
    for found in _MARK.finditer(text):
        if not _meant(found):
            near = get_close_matches(found["kind"].lower(), MARKS, n=1, cutoff=0.75)
            if near or strict:
                hint = f"did you mean @{near[0]}?" if near else f"there is {_known()}."
                remarks.append(f"{found[0]} is no kind of actor and was read as words; {hint}")
    return remarks


def _meant(found: re.Match[str]) -> Anyone | None:
    kind, slug = MARKS.get(found["kind"].lower()), (found["slug"] or "").lower()
    return None if kind is None or (slug and not kind) else Anyone(kind, slug)


def _known() -> str:
    return ", ".join(f"@{name}" for name in MARKS)
