"""Which actors and words set some articles apart from others.

Invariant: rows are more frequent here than elsewhere, beyond chance (`measures.SIGNIFICANT`);
counts are exact. The words of the query, those that name the actors asked for, and what
only serves grammar in some tongue of the corpus are no rows: they would tell nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from index.languages import bare, is_function_word, stem, tagged
from index.snapshot import Snapshot
from index.stems import Stems, commonest_form, counts, stems_of
from search.anyone import items_in
from search.contrast import Bounds, ContrastActor, Contrasted, ContrastWord
from search.language import parse, words_of
from search.local.actors import aliases_of, of_kind, tag
from search.local.conjunction import excludes_all_alike
from search.local.expand import forms
from search.local.facets import tally
from search.local.matches import Mask, Numbers
from search.local.names import meaning
from search.measures import SIGNIFICANT, log_likelihood, log_ratio
from search.narrowing import narrowed
from search.network import KINDS
from search.page import Note
from search.request import Filter
from search.tree import Fuzzy, Is, Node, Not, Prefix, Wildcard, Word, children_of
from search.words import subjects_in, words_in

_GRAMMAR = Note(
    "The query holds words that only serve grammar, and no other: words were not compared."
)


@dataclass(frozen=True, slots=True)
class Sides:
    """The articles compared, both ascending."""

    here: Numbers
    there: Numbers

    def marks(self, size: int) -> list[Mask]:
        """Which of all articles [size] are on each side."""
        sides = [np.zeros(size, dtype=bool) for _ in range(2)]
        for mask, docs in zip(sides, (self.here, self.there), strict=True):
            mask[docs] = True
        return sides


def contrasted(
    snapshot: Snapshot, tree: Node, filters: Sequence[Filter], sides: Sides, bounds: Bounds
) -> Contrasted:
    """What sets `sides.here`, the articles of `tree` under `filters`, apart from `sides.there`."""
    asked = set(_asked(snapshot, tree, filters))
    compared = len(sides.here) and len(sides.there)
    plain = excludes_all_alike(snapshot, tree)
    return Contrasted(
        total=len(sides.here),
        others=len(sides.there),
        actors=_actors(snapshot, tree, sides, bounds, asked) if compared else (),
        words=_words(snapshot, tree, sides, bounds, asked) if compared and plain else (),
        notes=() if plain else (_GRAMMAR,),
    )


def _actors(
    snapshot: Snapshot, tree: Node, sides: Sides, bounds: Bounds, asked: set[str]
) -> tuple[ContrastActor, ...]:
    column = snapshot.keyed("actor")
    here, there = (tally(column, docs) for docs in (sides.here, sides.there))
    kept = np.zeros(len(column.keys), dtype=bool)
    for kind in KINDS:
        kept[of_kind(column.keys, kind)] = True
    kept &= here >= bounds.least
    rows = np.flatnonzero(kept)
    found = []
    for row, g2, ratio in _telling(here[rows], there[rows], sides):
        key = column.keys[rows[row]]
        if key not in asked:
            actor, place = tag(snapshot, key), rows[row]
            query = narrowed(tree, Is("actor", key))
            counted = int(here[place]), int(there[place])
            found.append(
                ContrastActor(actor.id, actor.name, actor.kind, *counted, g2, ratio, query)
            )
        if len(found) == bounds.top:
            break
    return tuple(found)


def _words(
    snapshot: Snapshot, tree: Node, sides: Sides, bounds: Bounds, asked: set[str]
) -> tuple[ContrastWord, ...]:
    stems = snapshot.remember("stems", lambda: stems_of(snapshot.parts))
    marks = sides.marks(snapshot.size)
    here, there = _by_stem(snapshot, stems, marks)
    rows = np.flatnonzero(here >= bounds.least)
    order = (rows[row] for row, _, _ in _telling(here[rows], there[rows], sides))
    known = _known(snapshot, tree, asked)
    found: dict[str, ContrastWord] = {}
    for word in _readable(snapshot, stems, order, known):
        row = _word(snapshot, tree, word, sides, marks) if word not in found else None
        if row and row.count >= bounds.least and row.g2 >= SIGNIFICANT and row.log_ratio > 0:
            found[word] = row
        if len(found) == bounds.top:
            break
    return tuple(sorted(found.values(), key=lambda row: (-row.g2, row.text)))


def _by_stem(snapshot: Snapshot, stems: Stems, marks: Sequence[Mask]) -> Numbers:
    """Articles by side and stem [2, T]; all others are all there are without those here."""
    here, there = marks
    if (here ^ there == snapshot.alive).all():
        mine, everywhere = counts(
            snapshot.parts, stems, [each.view(np.uint8) for each in (here, snapshot.alive)]
        )
        return np.stack([mine, everywhere - mine])
    return counts(snapshot.parts, stems, [each.view(np.uint8) for each in marks])


def _telling(here: Numbers, there: Numbers, sides: Sides) -> Iterator[tuple[int, float, float]]:
    """(row, G2, log ratio) of the rows more frequent here beyond chance, the surest first."""
    sizes = len(sides.here), len(sides.there)
    g2, ratios = log_likelihood(here, there, *sizes), log_ratio(here, there, *sizes)
    rows = np.flatnonzero((g2 >= SIGNIFICANT) & (here * sizes[1] > there * sizes[0]))
    for row in rows[np.lexsort((rows, -g2[rows]))].tolist():
        yield row, round(float(g2[row]), 2), round(float(ratios[row]), 2)


def _readable(
    snapshot: Snapshot, stems: Stems, order: Iterable[int], known: set[str]
) -> Iterator[str]:
    """The stems of a row each as a word, without those that a search would not find as it is."""
    for number in order:
        text = stems.texts[number]
        if text in known or any(letter.isdigit() for letter in text):
            continue
        word = bare(commonest_form(snapshot.parts, text))
        if _is_plain(snapshot, word):
            yield word


def _is_plain(snapshot: Snapshot, word: str) -> bool:
    """Whether a word carries a subject, and is found by typing it."""
    short = len(word) < 2 and word.isascii()
    grammar = any(is_function_word(word, tongue) for tongue in snapshot.tongues)
    if short or grammar or words_in(word) != (word,) or subjects_in(word) != (word,):
        return False
    return parse(word).tree == Word(word)


def _word(
    snapshot: Snapshot, tree: Node, word: str, sides: Sides, marks: Sequence[Mask]
) -> ContrastWord:
    """The row of a word, counted in every tongue as the search for it counts."""
    docs = snapshot.postings(word).docs
    here, there = (int(np.count_nonzero(mask[docs])) for mask in marks)
    counted, sizes = (np.array([here]), np.array([there])), (len(sides.here), len(sides.there))
    g2, ratio = log_likelihood(*counted, *sizes)[0], log_ratio(*counted, *sizes)[0]
    query = narrowed(tree, Word(word))
    return ContrastWord(word, here, there, round(float(g2), 2), round(float(ratio), 2), query)


def _known(snapshot: Snapshot, tree: Node, asked: set[str]) -> set[str]:
    """The stems, in every tongue, of what was asked for: words, patterns, names of actors."""
    words = {word for key in asked for word in words_in(tag(snapshot, key).name)}
    aliases = (alias for key in asked for alias in aliases_of(snapshot, key))
    words |= {alias for alias in aliases if " " not in alias}
    for leaf in words_of(tree):
        if isinstance(leaf, Prefix | Wildcard | Fuzzy):
            words |= set(forms(snapshot, leaf).words)
        else:
            words |= {item for item in items_in(leaf.text) if isinstance(item, str)}
    return {stem(tagged(word, tongue)) for word in words for tongue in snapshot.tongues}


def _asked(snapshot: Snapshot, tree: Node, filters: Sequence[Filter]) -> Iterator[str]:
    """The ids of actors that a search asks for."""
    for chosen in filters:
        yield from (value for value in chosen.values if value in snapshot.keyed("actor").keys)
    match tree:
        case Is():
            meant = meaning(snapshot, tree)
            yield from meant.keys if meant.column == "actor" else ()
        case Not():
            return
        case _:
            for child in children_of(tree):
                yield from _asked(snapshot, child, ())
