"""Acronyms that an article spells out: Paycheck Protection Program (PPP) is no party of Pakistan.

What an article says an acronym is short for goes before what the catalogue knows it as: of its
known owners those are left whose name that could be, if any.

What spells an acronym is found as by Schwartz and Hearst, "A simple algorithm for identifying
abbreviation definitions in biomedical text" (2003).

Invariant: an acronym that the text does not spell out, letter by letter, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.actors.known import Catalogue, Reading
from index.actors.matching import Match
from index.actors.meaning import sure
from index.actors.reading import Read
from index.actors.tokens import fold
from index.actors.words import Words, words

_BEHIND = re.compile(r"\(([A-Z]{2,7})\)")
_BEFORE = re.compile(r"\b([A-Z]{2,7}) \(([A-Za-z][^()\n]{3,80})\)")
_WINDOW = 100  # characters before a bracket in which the words are looked for
_WORD = re.compile(r"[^\W\d_]{2,}")
_STEM = 4  # letters in which two words agree that may be one: centre, centers
_SMALL = frozenset(("of", "and", "for", "the", "on", "in", "to", "de", "la", "del", "des", "du"))

#: By folded acronym, the words it is short for.
Spelled = dict[str, list[str]]


def spelled_out(text: str) -> Spelled:
    """What the acronyms of a text are short for, as it says; of two tellings the first counts."""
    found: Spelled = {}
    for acronym, said in _tellings(text):
        spelling = _WORD.findall(_spelling(fold(said), acronym.lower()))
        if 1 < len(spelling) <= min(len(acronym) + 5, 2 * len(acronym)):
            found.setdefault(acronym.lower(), spelling)
    return found


def told_apart(reads: Sequence[Read], spelled: Spelled, known: Catalogue) -> list[Read]:
    """`reads` with those owners of acronyms alone whose name could be the one spelled out."""
    return [
        each._replace(known=[m for match in each.known for m in _left(each, match, spelled, known)])
        for each in reads
    ]


def _tellings(text: str) -> Iterator[tuple[str, str]]:
    """Acronyms, and what might spell them out: all that stands before, or the bracket behind."""
    for match in _BEHIND.finditer(text):
        yield match[1], text[max(0, match.start() - _WINDOW) : match.start()]
    for match in _BEFORE.finditer(text):
        yield match[1], match[2]


def _spelling(said: str, acronym: str) -> str:
    """The end of what is said in which the letters of the acronym follow, the first as a word's."""
    at = len(said)
    for place in range(len(acronym) - 1, -1, -1):
        at -= 1
        while at >= 0 and not (said[at] == acronym[place] and (place or _begins(said, at))):
            at -= 1
        if at < 0:
            return ""
    return said[at:]


def _begins(said: str, at: int) -> bool:
    return at == 0 or not said[at - 1].isalnum()


def _left(read: Read, match: Match, spelled: Spelled, known: Catalogue) -> Iterator[Match]:
    """A match with the owners that are left, if any."""
    spelling = spelled.get(read.phrase.run.tokens[match.first].key)
    if spelling is None or match.last - match.first > 1 or match.person:
        yield match
        return
    left = tuple([r for r in match.readings if _could_be(r, spelling, known, words())])
    if left:
        narrowed = match._replace(readings=left)
        yield narrowed._replace(sure=sure(narrowed))


def _could_be(reading: Reading, spelling: Sequence[str], known: Catalogue, words: Words) -> bool:
    """Whether an owner's name could be the one spelled out, and not another of the same letters."""
    if reading.entry is None:
        return False
    names = [_WORD.findall(fold(alias)) for alias in reading.entry.aliases]
    longer = [name for name in names if len(name) > 1]
    if not longer:  # of a body, nothing is known to compare; of a country, it is a town
        return reading.entry.kind != "country"
    return any(_alike(spelling, name, known, words) for name in longer)


def _alike(spelling: Sequence[str], name: Sequence[str], known: Catalogue, words: Words) -> bool:
    """Whether half of the words are the same, one of them its own, and no nation is another.

    What tells a body from others is none of its own: Agency, Association.
    """
    stems = {word[:_STEM] for word in name}
    said = [word for word in spelling if word not in _SMALL]
    same = [word for word in said if word[:_STEM] in stems]
    others = [word for word in said if word[:_STEM] not in stems]
    if any(r.entry and r.entry.iso for word in others for r in known.readings(word)):
        return False
    own = any(word not in words.of_many_bodies for word in same)
    return 2 * len(same) >= len(said) and (own or words.heads.issuperset(others))
