"""Several nodes of which all must hold: where a function word stands beside others, it scores
but excludes no article.

Which words these are depends on the tongue of the article: `die` carries a subject in English
and none in German. So each article must hold what its own tongue asks of it.

Invariant: what an article must hold depends on the query and its own tongue alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from index.languages import is_function_word, tongue_of
from index.snapshot import Snapshot
from search.local import matches
from search.local.matches import Mask, Matches
from search.tree import And, Boost, Dated, Everything, InTitle, Is, Node, Not, Or, Undated, Word
from search.words import subjects_in


def conjoined(snapshot: Snapshot, children: Sequence[Node], parts: Sequence[Matches]) -> Matches:
    """The articles that hold all `children`, which match `parts`."""
    tongues: defaultdict[tuple[bool, ...], list[str]] = defaultdict(list)
    for tongue in snapshot.tongues:
        tongues[_passed_over(children, tongue)].append(tongue)
    if len(tongues) == 1:
        return _all_but(parts, *tongues)
    found = []
    for optional, some in tongues.items():
        everywhere = _all_but(parts, optional)
        theirs = np.logical_or.reduce([speaking(snapshot, tongue) for tongue in some])
        found.append(everywhere.only(theirs[everywhere.docs]))
    return matches.union(found)


def speaking(snapshot: Snapshot, tongue: str) -> Mask:
    """Which living articles [size] are in a tongue."""

    def find() -> Mask:
        column = snapshot.keyed("language")
        tongues = np.array([tongue_of(key) for key in column.keys], dtype=str)
        if tongue:
            return column.carriers(tongues == tongue)
        return snapshot.alive & ~column.carriers(tongues != "")

    return snapshot.remember(("speaking", tongue), find)


def is_function(node: Node, tongue: str) -> bool:
    """Whether the node is a word, or several in one, that only serves grammar in a tongue."""
    match node:
        case Boost(child):
            return is_function(child, tongue)
        case Word(text):
            return all(is_function_word(word, tongue) for word in subjects_in(text))
        case _:
            return False


def excludes_all_alike(snapshot: Snapshot, tree: Node) -> bool:
    """Whether what `tree` asks stays the same, in every tongue, beside a further word."""
    parts = tree.children if isinstance(tree, And) else (tree,)
    return all(
        any(_has_subject(part, tongue) for part in parts)
        or not any(is_function(part, tongue) for part in parts)
        for tongue in snapshot.tongues
    )


def _passed_over(children: Sequence[Node], tongue: str) -> tuple[bool, ...]:
    """Which of `children` exclude nothing: function words, but not where all are such."""
    subject = any(_has_subject(child, tongue) for child in children)
    return tuple(subject and is_function(child, tongue) for child in children)


def _all_but(parts: Sequence[Matches], optional: Sequence[bool]) -> Matches:
    """The intersection of all but the `optional` parts, which raise its scores."""
    both = list(zip(parts, optional, strict=True))
    found = matches.intersection([part for part, passed_over in both if not passed_over])
    for part, passed_over in both:
        found = matches.raised(found, part) if passed_over else found
    return found


def _has_subject(node: Node, tongue: str) -> bool:
    """Whether the node asks for words of their own, not only grammar or conditions."""
    match node:
        case And(children) | Or(children):
            return any(_has_subject(child, tongue) for child in children)
        case Boost(child) | InTitle(child):
            return _has_subject(child, tongue)
        case Not() | Everything() | Is() | Dated() | Undated():
            return False
        case _:
            return not is_function(node, tongue)
