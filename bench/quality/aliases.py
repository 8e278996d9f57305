"""Dictionaries of actors: whether all the names of one are read as one actor of ours.

A folder holds dictionaries in the form of TABARI and PETRARCH, `*.actors.txt`, perhaps gzip: a
name in capitals with `_` for spaces, the others of the same actor below it after `+`, codes in
square brackets, remarks after `#`. Each name is put into a short sentence, written as news writes
it, and read.

Invariant: a group counts once, under its first name; a name counts if it leads to the actor that
most names of its group lead to, and to no other of its kind.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.quality.outcome import Case, Outcome, share
from index.actors import catalogue, recognise

_NAMES = ("*.actors.txt", "*.actors.txt.gz")
_SENTENCE = "It was reported that {} had agreed."
_SHORT = 4  # letters up to which a word that stands alone is an acronym
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "a al and at by da de del der di do dos du e el for i in la le of on or the to ul van von",
    )
)
_CAPITALS = frozenset(("un", "eu", "us", "uk"))
_ASIDE = re.compile(r"\([^)]*\)?|\[[^\]]*\]?|#.*")


def aliases(folder: Path) -> Outcome:
    """Shares of names and of groups that lead to one actor, by file. Raises ValueError, OSError."""
    paths = sorted(path for name in _NAMES for path in folder.glob(name))
    if not paths:
        raise ValueError(f"{folder} holds no {' nor '.join(_NAMES)}: give a folder of dictionaries")
    figures: dict[str, float | int] = {}
    cases: list[Case] = []
    for path in paths:
        label = path.name.split(".")[1]
        told = [(group, _told(group)) for group in groups(path)]
        of_several = [(group, ids) for group, ids in told if len(group) > 1]
        made = [_case(f"{label}: {group[0]}", group, ids) for group, ids in of_several]
        known = [case for case in made if case.got]
        figures[f"{label}: names read"] = share(sum(map(bool, _all(told))), len(_all(told)))
        figures[f"{label}: groups of several"] = len(made)
        figures[f"{label}: of them known"] = share(len(known), len(made))
        figures[f"{label}: known and one"] = share(sum(c.score == 1 for c in known), len(known))
        figures[f"{label}: one"] = share(sum(c.score == 1 for c in made), len(made))
        cases += made
    return Outcome(figures, tuple(cases))


def groups(path: Path) -> Iterator[list[str]]:
    """The groups of a dictionary, each with its names as news writes them."""
    opener = gzip.open if path.suffix == ".gz" else open
    group: list[str] = []
    with opener(path, "rt", encoding="utf-8", errors="replace") as lines:
        for line in lines:
            text = _ASIDE.sub("", line)
            if not text.strip() or text[0].isspace():
                continue
            name = spelled(text.lstrip("+"))
            if not text.startswith("+"):
                if group:
                    yield group
                group = []
            if name and name not in group:
                group.append(name)
    if group:
        yield group


def spelled(name: str) -> str:
    """A name of a dictionary as news writes it: KING_OF_SPAIN_ is King of Spain, NATO_ is NATO."""
    text = " ".join(name.replace("_", " ").split())
    if " " not in text and len(text) <= _SHORT:
        return text.upper()
    words = re.split(r"([ -])", text.lower())
    return "".join(_cased(word, first=not spot) for spot, word in enumerate(words))


def _cased(word: str, *, first: bool) -> str:
    if word in _CAPITALS or "." in word[:-1]:
        return word.upper()
    return word if word in _SMALL and not first else word.capitalize()


def _told(group: list[str]) -> list[set[str]]:
    """What each name of a group leads to."""
    return [
        {actor.id for actor in recognise("", _SENTENCE.format(name), 0, catalogue())}
        for name in group
    ]


def _all(told: list[tuple[list[str], list[set[str]]]]) -> list[set[str]]:
    return [ids for _, group in told for ids in group]


def _case(label: str, group: list[str], told: list[set[str]]) -> Case:
    """A group; nothing has come if none of its names leads to an actor of the catalogue."""
    known = catalogue().by_id
    counted = Counter(key for ids in told for key in ids if key in known)
    if not counted:
        return Case(label, 0.0, "; ".join(group), "")
    owner = counted.most_common(1)[0][0]
    right = [owner in ids and not _others(ids, owner) for ids in told]
    missed = [name for name, good in zip(group, right, strict=True) if not good]
    return Case(label, sum(right) / len(group), "; ".join(missed), owner)


def _others(ids: set[str], owner: str) -> bool:
    kind = owner.partition("/")[0]
    return any(key != owner and key.startswith(f"{kind}/") for key in ids)
