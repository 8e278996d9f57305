"""Finding the catalogue's aliases in a run, the longest first and each word once.

Invariant: matches are in order and share no word; a name inside a longer known name, or a
careful one inside a longer unknown name, is not found. The cost depends on the run alone.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from index.actors.entries import Entry
from index.actors.known import Catalogue, Reading, alike_in
from index.actors.tokens import Run, Token, cut, fold, stretches
from index.actors.words import Words

_CITIES = frozenset(("capital", "city"))
_TAIL = 4  # words at the end of a run that make a name together with those behind it
_STEP = re.compile(r"(?:[\s-]|['’]\s?)([^\W_]+)")
#: A word without a capital that is more than a link between two with one.
_SMALL = re.compile(r"[ '’-](?!(?:of|the|and|for|e|i|ul|al|de|la|del) )[^\W\d_A-Z]")
_SPELLED = 4  # letters from which a surname may be written in capitals
_SPELLED_OUT = 6  # words of a name that may be spelled in another way
_OFFICE = 5  # words of an office before a name
_LINE = 4  # words between a name in a line of capitals and the Inc that makes it a company's


class Match(NamedTuple):
    """Words `first` up to, not including, `last` of a run, and what they may mean.

    `careful` when the alias is also a word or a person's name, `short` when it is a person's
    name in short, `person` when it is one's whole name. `guarded` ones must not be part of a
    longer name: careful ones, surnames and cities. `doubtful` when the line's capitals prove
    nothing: it counts only with proof elsewhere. `sure` is what it means wherever it stands, if
    nothing around it can change that.
    """

    first: int
    last: int
    readings: tuple[Reading, ...]
    careful: bool
    short: bool
    person: bool
    guarded: bool
    doubtful: bool = False
    sure: tuple[Entry, Reading] | None = None


def matches(run: Run, known: Catalogue, words: Words) -> list[Match]:
    """The aliases in `run` that are written and surrounded as they should be."""
    found: list[Match] = []
    begun, after = known.begun, 0
    for first, token in enumerate(run.tokens):
        if first < after:
            continue
        match = _longest(run.tokens, first, known) if token.key in begun else None
        match = _alike(run.tokens, first, match, known) or match
        if match:
            found.append(match)
            after = match.last
    if not found:
        return found
    begins = {match.first for match in found if not match.short}
    ends = {match.last for match in found if not match.short}
    judged = [_judge(run, match, begins, ends, words) for match in found]
    return [match for match in judged if match is not None]


def _longest(tokens: Sequence[Token], first: int, known: Catalogue) -> Match | None:
    """The longest name that begins at `first`."""
    best, name, last = None, tokens[first].key, first + 1
    while name in known.begun:
        if readings := known.readings(name):
            spelled = [each.word for each in tokens[first:last]]
            fitting = [reading for reading in readings if reading.fits(spelled)]
            if fitting:
                best = first, last, readings if len(fitting) == len(readings) else tuple(fitting)
        if last == len(tokens):
            break
        name = f"{name} {tokens[last].key}"
        last += 1
    return _match(*best) if best else None


def _alike(
    tokens: Sequence[Token], first: int, match: Match | None, known: Catalogue
) -> Match | None:
    """The longest other spelling of a known name that begins at `first`, if longer than a match."""
    alike = alike_in(known)
    least = match.last if match else first
    if not tokens[first].capital:
        return None
    if not alike.begins(tokens[first].key):
        return None
    for last in range(min(len(tokens), first + _SPELLED_OUT), least, -1):
        end = tokens[last - 1]
        if not (end.capital or end.gap == "-"):
            continue
        name = alike.name([each.key for each in tokens[first:last]])
        if name and all("&" not in each.gap for each in tokens[first + 1 : last]):
            return _match(first, last, known.readings(name))._replace(guarded=True)
    return None


def _match(first: int, last: int, readings: tuple[Reading, ...]) -> Match:
    """What a name of a run may mean by these readings."""
    careful = short = person = city = False
    for reading in readings:
        careful = careful or reading.careful
        city = city or reading.rule in _CITIES
        if reading.short:
            short = True
        elif reading.entry and reading.entry.kind == "person":
            person = True
    guarded = careful or short or city or (person and last - first == 1)
    return Match(first, last, readings, careful, short, person, guarded)


def _judge(run: Run, match: Match, begins: set[int], ends: set[int], words: Words) -> Match | None:
    """The match if it is what it seems where it stands, perhaps as doubtful, else None."""
    token = run.tokens[match.first]
    if _names_a_thing(run.tokens, match.last, words) and (match.person or match.short):
        return None
    if run.shouted and any(
        t.key in words.suffixes for t in run.tokens[match.last : match.last + _LINE]
    ):
        return None
    if token.dotted or not match.guarded:
        return match
    acronym = match.last - match.first == 1 and len(token.word) > 1 and token.word.isupper()
    if acronym and match.short and not run.shouted and len(token.word) < _SPELLED:
        return None
    if run.shouted:
        word = acronym and any(reading.rule == "acronym" for reading in match.readings)
        return None if word else match._replace(doubtful=True)
    if acronym:
        return match
    if run.heading:
        return match._replace(doubtful=True)
    edges = {match.first} & ends | {match.last} & begins
    if match.short and _after_office(run.tokens, match.first, words):
        edges |= {match.first}
    return match if alone(run, match.first, match.last, words, edges) else None


def may_go_on(run: Run, known: Catalogue) -> bool:
    """Whether a known name that goes on in small words begins with the last words of `run`."""
    unfinished = _unfinished(known)
    return any(name in unfinished for name, _ in _ends(run))


def extension(text: str, end: int, run: Run, known: Catalogue) -> int:
    """Where a known name ends that goes on in small words behind a run, else 0.

    French fries, Japan's central bank, Front de libération nationale.
    """
    unfinished = _unfinished(known)
    for name, words in _ends(run):
        if name in unfinished and (over := _over(text, end, name, words, known)):
            return over
    return 0


def _ends(run: Run) -> list[tuple[str, list[str]]]:
    """The last words of a run as names, the longest first, folded and as they are written."""
    last = run.tokens[-_TAIL:]
    parts = [last[first:] for first in range(len(last))]
    return [(" ".join([t.key for t in part]), [t.word for t in part]) for part in parts]


def _over(text: str, end: int, name: str, words: list[str], known: Catalogue) -> int:
    """Where the longest known name ends that begins with `name`, which ends at `end`."""
    best = 0
    while step := _STEP.match(text, end):
        name = f"{name} {fold(step[1])}"
        if name not in known.begun:
            break
        words, end = [*words, step[1]], step.end()
        if any(reading.fits(words) for reading in known.readings(name)):
            best = end
    return best


@functools.lru_cache(8)
def _unfinished(known: Catalogue) -> frozenset[str]:
    """What known names that go on in small words begin with: as much of them as is a run."""
    begun = set()
    for claim in {claim.text: claim for made in known.claims.values() for claim in made}.values():
        if _SMALL.search(claim.text) and (first := stretches(claim.text)[:1]):
            at, written, _ = first[0]
            if not at and len(written) < len(claim.text):
                begun.add(" ".join([token.key for token in cut(written)]))
    return frozenset(begun)


def _after_office(tokens: Sequence[Token], first: int, words: Words) -> bool:
    """Whether an office of several words stands right before: Secretary of State."""
    for spot in range(max(0, first - _OFFICE), first - 1):
        if tokens[spot].key in words.titles and tokens[spot + 1].key in ("of", "for"):
            return True
    return False


def _names_a_thing(tokens: Sequence[Token], last: int, words: Words) -> bool:
    """Whether a person's name goes on as no person's does: Ronald Reagan Library."""
    if last == len(tokens) or not tokens[last].gap.isspace() or not tokens[last].capital:
        return False
    return tokens[last].key in words.impersonal


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
    return neighbour.capital and gap.isspace() and neighbour.key not in words.breaks
