"""What stands in each run of an article: known names and names found by evidence.

Invariant: no word of a run belongs to two finds; the longer of two is kept, of two equals the
known one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from index.actors.entries import CITY
from index.actors.evidence import names
from index.actors.known import Catalogue
from index.actors.matching import Match, alone, extended, matches
from index.actors.meaning import Scene, scene_of
from index.actors.people import SILENT, TENTATIVE
from index.actors.resolving import Spotted, tidy
from index.actors.segments import Name
from index.actors.tokens import Run
from index.actors.words import Words, words

_TOWN = re.compile(
    r", (?:Ala(?:bama|\.)|Alaska|Ariz(?:ona|\.)|Arkansas|Calif(?:ornia|\.)|Colorado|Conn\."
    r"|Connecticut|Delaware|Fla\.|Florida|Ga\.|Georgia(?=[,.])|Idaho|Ill(?:inois|\.)|Indiana|Iowa|Kansas"
    r"|Kentucky|Ky\.|Louisiana|Maine|Maryland|Mass(?:achusetts|\.)|Mich(?:igan|\.)|Minn(?:esota|\.)"
    r"|Mississippi|Missouri|Montana|Nebraska|Nevada|Ohio|Okla(?:homa|\.)|Oregon|Pa\.|Pennsylvania"
    r"|Tenn(?:essee|\.)|Texas|Utah|Vermont|Va\.|Virginia|Wis(?:consin|\.)|Wyoming)(?!\w)"
)
_GEORGIA, _UNION = "country/georgia", "country/united-states"
_STATE = re.compile(r" state\b(?!-)")
_NEXT = re.compile(r"[\s-]([A-Za-z]+)")
_SPEAKS = re.compile(r"\s(?:also\s|has\s|had\s)?([a-z]+)\b")


class Read(NamedTuple):
    """A run with what was found in it: no word belongs to two of these."""

    text: str
    run: Run
    known: list[Match]
    names: list[Name]

    def start(self, match: Match) -> int:
        """Where a known name begins in the text."""
        return self.run.tokens[match.first].start

    def spot(self, name: Name) -> Spotted:
        """A name found by evidence, free of the run it stands in."""
        tokens = tuple(self.run.tokens[name.first : name.last])
        written = tidy(self.text[tokens[0].start : tokens[-1].end])
        return Spotted(tokens, written, name.kind, name.rule)


def read(text: str, run: Run, known: Catalogue) -> Read:
    """What stands in a run of `text`."""
    vocabulary = words()
    run = extended(text, run, known)
    matched = matches(run, known, vocabulary)
    if matched:
        matched = [m for m in matched if not _is_thing(text, run, m, vocabulary)]
    found = names(text, run, matched, vocabulary)
    if known.barred:
        found = [name for name in found if not _is_barred(run, name, known)]
    if not matched or not found:
        return Read(text, run, matched, found)
    known_at = {spot: match for match in matched for spot in range(*match[:2])}
    found = [name for name in found if not _yields(name, known_at)]
    spots = {spot for name in found for spot in range(name.first, name.last)}
    return Read(text, run, [m for m in matched if spots.isdisjoint(range(*m[:2]))], found)


def scene(reads: Iterable[Read], year: int | None) -> Scene:
    """Who is named beyond doubt anywhere in the article, and its year."""
    return scene_of(((each.text, each.start(m), m) for each in reads for m in each.known), year)


def needs(reads: Sequence[Read]) -> dict[str, set[str]]:
    """Words that stand alone, and those of them that speak, as far as a weak rule needs to know."""
    wanted = {
        token.key
        for each in reads
        for name in each.names
        if name.rule in (TENTATIVE, SILENT)
        for token in each.run.tokens[name.first : name.last]
    }
    found: dict[str, set[str]] = {TENTATIVE: set(), SILENT: set()}
    vocabulary = words()
    for each in reads if wanted else ():
        for spot, token in enumerate(each.run.tokens):
            if token.key not in wanted or not token.capital:
                continue
            if alone(each.run, spot, spot + 1, vocabulary):
                found[TENTATIVE].add(token.key)
                said = _SPEAKS.match(each.text, token.end, token.end + 32)
                if said and said[1] in vocabulary.verbs:
                    found[SILENT].add(token.key)
    return found


def _is_barred(run: Run, name: Name, known: Catalogue) -> bool:
    """Whether nobody is to be found by a name."""
    return " ".join(token.key for token in run.tokens[name.first : name.last]) in known.barred


def _is_thing(text: str, run: Run, match: Match, vocabulary: Words) -> bool:
    """Whether what is beside a name makes it another's: Peru state, U.S. dollars, PERU INC."""
    start, end = run.tokens[match.first].start, run.tokens[match.last - 1].end
    if text[start - 1 : start] == "<" and text[end : end + 1] == ">":  # a company's sign: <ROK>
        return True
    if run.shouted and any(t.key in vocabulary.suffixes for t in run.tokens[match.last :][:2]):
        return True
    if text.startswith(", ", end) and _is_town(text, end, match):
        return True
    follows = _NEXT.match(text, end)
    if not follows:
        return False
    if match.careful and _STATE.match(text, end):
        return True
    money = follows[1].lower()
    rule = {"acronym": vocabulary.currencies, "demonym": vocabulary.units}
    return any(r.entry and r.entry.iso and money in rule.get(r.rule, ()) for r in match.readings)


def _is_town(text: str, end: int, match: Match) -> bool:
    """Whether a state of the Union makes it another town: Paris, Texas, but not Dallas, Texas."""
    state = _TOWN.match(text, end)
    owners = {reading.entry.id for reading in match.readings if reading.entry}
    if state is None or match.person or _UNION in owners:
        return False
    if state[0] != ", Georgia":
        return True
    return all(r.rule in ("capital", CITY) for r in match.readings) and _GEORGIA not in owners


def _yields(name: Name, known_at: Mapping[int, Match]) -> bool:
    """Whether a known name is longer than one found by evidence, or as long and sure."""
    for spot in range(name.first, name.last):
        if match := known_at.get(spot):
            wider = (name.last - name.first) - (match.last - match.first)
            if wider < 0 or (wider == 0 and not match.careful):
                return True
    return False
