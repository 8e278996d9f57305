"""What stands in each run of an article: known names and names found by evidence.

Invariant: no word of a run belongs to two finds; the longer of two is kept, of two equals the
known one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from index.actors.bodies import defined
from index.actors.entries import CITY, Entry
from index.actors.evidence import Chance, chances, told_by_capitals
from index.actors.foreign import tells_anywhere
from index.actors.known import Catalogue, Reading
from index.actors.matching import Match, alone
from index.actors.meaning import Scene, scene_of
from index.actors.people import ARTICLES, SILENT, TENTATIVE
from index.actors.phrases import Phrase, phrases
from index.actors.resolving import Keys, Spotted, tidy
from index.actors.segments import Name
from index.actors.surroundings import Setting, setting
from index.actors.words import Words, words
from index.actors.years import EVER

_TOWN = re.compile(
    r", (?:Ala(?:bama|\.)|Alaska|Ariz(?:ona|\.)|Arkansas|Calif(?:ornia|\.)|Colorado|Conn\."
    r"|Connecticut|Delaware|Fla\.|Florida|Ga\.|Georgia(?=[,.])|Idaho|Ill(?:inois|\.)|Indiana|Iowa|Kansas"
    r"|Kentucky|Ky\.|Louisiana|Maine|Maryland|Mass(?:achusetts|\.)|Mich(?:igan|\.)|Minn(?:esota|\.)"
    r"|Mississippi|Missouri|Montana|Nebraska|Nevada|Ohio|Okla(?:homa|\.)|Oregon|Pa\.|Pennsylvania"
    r"|Tenn(?:essee|\.)|Texas|Utah|Vermont|Va\.|Virginia|Wis(?:consin|\.)|Wyoming"
    r"|New (?:Hampshire|Jersey|Mexico(?! City)|York)|N\.[CDHJMY]\."
    r"|(?:North|South) (?:Carolina|Dakota)"
    r"|S\.[CD]\.|Rhode Island|R\.I\.|West Virginia|W\.Va\.)(?!\w)"
)
_GEORGIA, _UNION = "country/georgia", "country/united-states"
_SHIP = re.compile(
    r"\b(?:carrier|warship|frigate|destroyer|submarine|cruiser|battleship|corvette|flagship|liner"
    r"|ferry|tanker|yacht|trawler|freighter)s? (?:the )?$"
)
_THINGS = frozenset(("airport", "stadium", "hospital", "highway", "bridge", "library", "carrier"))
_NOBODY = Reading(None, "place", (), EVER, False, False, False)
_STATE = re.compile(r" state\b(?!-)")
_REACH = 32  # characters in which the two words before a name stand
_NEXT = re.compile(r"[\s-]([A-Za-z]+)")
_SPEAKS = re.compile(r"\s(?:also\s|has\s|had\s)?([a-z]+)\b")


class Read(NamedTuple):
    """A run at `at` in a text, with what was found in it: no word belongs to two of these."""

    text: str
    at: int
    phrase: Phrase
    known: Sequence[Match]
    names: Sequence[Name]

    @property
    def end(self) -> int:
        """Where the run ends in the text."""
        return self.at + self.phrase.length

    @property
    def encloses(self) -> bool:
        """Whether a bracket opens right behind the run."""
        return "(" in self.text[self.end : self.end + 2]

    def start(self, found: Match | Name) -> int:
        """Where a find begins in the text."""
        return self.at + self.phrase.run.tokens[found.first].start

    def written(self, name: Name) -> str:
        """A name found by evidence, as it is shown."""
        tokens = self.phrase.run.tokens
        end = self.at + tokens[name.last - 1].end
        return tidy(self.text[self.at + tokens[name.first].start : end])

    def keys(self, name: Name) -> Keys:
        """The words of a name found by evidence, as in ids."""
        return self.phrase.keys[name.first : name.last]

    def spot(self, name: Name) -> Spotted:
        """A name found by evidence, free of the run it stands in."""
        tokens = self.phrase.run.tokens[name.first : name.last]
        since = self.at + tokens[0].start
        return Spotted(tokens, self.keys(name), self.written(name), name.kind, name.rule, since)


def reads(
    text: str, lead: int, known: Catalogue, *, heading: bool = False, english: bool = True
) -> list[Read]:
    """What stands in each run of `text` behind its first `lead` characters."""
    met = phrases(text, lead, known, heading=heading)
    return [
        Read(text, at, each, (), ()) if each.idle else _read(text, at, each, known, english)
        for at, each in met
    ]


def scene(reads: Iterable[Read], year: int | None) -> Scene:
    """Who is named beyond doubt anywhere in the article, and its year."""
    sure: dict[str, Entry] = {}
    asked: list[tuple[str, int, Match]] = []
    for each in reads:
        for match in each.known:
            if match.sure is None:
                asked.append((each.text, each.start(match), match))
            elif not match.doubtful and match.sure[1].rule != CITY:
                sure[match.sure[0].id] = match.sure[0]
    return scene_of(sure, asked, year)


def needs(reads: Sequence[Read]) -> dict[str, set[str]]:
    """Words that stand alone, and those of them that speak, as far as a weak rule needs to know."""
    wanted = {
        token.key
        for each in reads
        for name in each.names
        if name.rule in (TENTATIVE, SILENT)
        for token in each.phrase.run.tokens[name.first : name.last]
    }
    found: dict[str, set[str]] = {TENTATIVE: set(), SILENT: set()}
    vocabulary = words()
    for each in reads if wanted else ():
        run = each.phrase.run
        for spot, token in enumerate(run.tokens):
            if token.key not in wanted or not token.capital:
                continue
            if alone(run, spot, spot + 1, vocabulary):
                found[TENTATIVE].add(token.key)
                end = each.at + token.end
                said = _SPEAKS.match(each.text, end, end + 32)
                if said and said[1] in vocabulary.verbs:
                    found[SILENT].add(token.key)
    return found


def _read(text: str, at: int, met: Phrase, known: Catalogue, english: bool) -> Read:
    """What stands in a run at `at` of `text`."""
    vocabulary = words()
    matched, hopes = met.known, met.chances
    for match in met.known:
        if match.person and _is_called_after(text, at, met, match):
            nobody = match._replace(readings=(_NOBODY,), person=False, sure=None)
            matched = tuple(nobody if each is match else each for each in matched)
            continue
        thing = _is_thing(text, at, met, match, vocabulary)
        if thing or _ends_a_thing(text, at, met, match, known):
            matched = tuple(each for each in matched if each is not match)
            hopes = chances(met.run, matched, vocabulary)
    end = at + met.length
    if not hopes and not met.silent and not (met.open and "(" in text[end : end + 2]):
        return Read(text, at, met, matched, ())
    found = _names(setting(text, at, end), met, matched, hopes)
    if not english:
        found = [name for name in found if tells_anywhere(name, met.run, vocabulary)]
    if known.barred:
        found = [name for name in found if not _is_barred(met, name, known)]
    if not matched or not found:
        return Read(text, at, met, matched, found)
    known_at = {spot: match for match in matched for spot in range(match.first, match.last)}
    found = [name for name in found if not _yields(name, known_at)]
    spots = {spot for name in found for spot in range(name.first, name.last)}
    rest = [m for m in matched if spots.isdisjoint(range(m.first, m.last))]
    return Read(text, at, met, rest, found)


def _is_barred(met: Phrase, name: Name, known: Catalogue) -> bool:
    """Whether nobody is to be found by a name."""
    keys = [token.key for token in met.run.tokens[name.first : name.last]]
    return " ".join(keys) in known.barred


def _names(
    where: Setting, met: Phrase, known: Sequence[Match], hopes: Iterable[Chance]
) -> list[Name]:
    """The names in a run by evidence, in order; one that reaches back takes in those before."""
    vocabulary = words()
    found: list[Name] = []
    for segment, questions, name in hopes:
        if found and segment.first < found[-1].last:
            continue
        told = name
        for question in questions:
            if answer := question(where, met.run, segment, vocabulary):
                told = answer
                break
        if told:
            while found and found[-1].last > told.first:
                found.pop()
            found.append(told)
    lasts = [name.last for name in found[-1:]] + [match.last for match in known[-1:]]
    if met.open and len(met.keys) not in lasts:
        name = defined(where, met.run, vocabulary) if told_by_capitals(met.run) else None
        if name is None and met.silent and not (found or known or where.before in ARTICLES):
            name = met.silent
        if name and not (found and found[-1].last > name.first):
            found.append(name)
    return found


def _is_thing(text: str, at: int, met: Phrase, match: Match, vocabulary: Words) -> bool:
    """Whether what is beside a name makes it another's: Peru state, U.S. dollars, <ROK>."""
    tokens = met.run.tokens
    end = at + tokens[match.last - 1].end
    if not match.first and text[at - 1 : at] == "<" and text[end : end + 1] == ">":
        return True  # a company's sign
    if text.startswith(", ", end) and _is_town(text, end, match):
        return True
    if match.first and _is_surname(met, match, vocabulary):
        return True
    follows = _NEXT.match(text, end)
    if not follows:
        return False
    money = follows[1].lower()
    if match.careful and money == "state" and _STATE.match(text, end):
        return True
    if money not in vocabulary.currencies and money not in vocabulary.units:
        return False
    rule = {"acronym": vocabulary.currencies, "demonym": vocabulary.units}
    return any(r.entry and r.entry.iso and money in rule.get(r.rule, ()) for r in match.readings)


def _ends_a_thing(text: str, at: int, met: Phrase, match: Match, known: Catalogue) -> bool:
    """Whether small words before a name that is also another's make it that: a traditional IRA."""
    if match.first or not (match.careful or any(r.rule == "acronym" for r in match.readings)):
        return False
    before = text[max(0, at - _REACH) : at].split()[-2:]
    name = " ".join([token.key for token in met.run.tokens[: match.last]])
    things = (known.claims.get(" ".join([*before[spot:], name]), ()) for spot in (0, 1))
    return any(claim.entry is None for claims in things for claim in claims)


def _is_surname(met: Phrase, match: Match, vocabulary: Words) -> bool:
    """Whether a given name makes a country's name a person's: Jane Ireland said."""
    run, first, last = met.run, match.first, match.last
    before = run.tokens[first - 1]
    if run.shouted or run.heading or last - first > 1 or not run.tokens[first].gap.isspace():
        return False
    if before.key not in vocabulary.first_names or before.key in vocabulary.breaks:
        return False
    if any(other.last == first for other in met.known) or not alone(
        run, first - 1, last, vocabulary
    ):
        return False
    return all(
        r.entry and r.entry.kind == "country" and r.rule == "catalogue" for r in match.readings
    )


def _is_called_after(text: str, at: int, met: Phrase, match: Match) -> bool:
    """Whether a person's name is a ship's or a building's: the carrier Charles de Gaulle."""
    tokens = met.run.tokens
    start, end = at + tokens[match.first].start, at + tokens[match.last - 1].end
    if _SHIP.search(text, max(0, start - 24), start):
        return True
    follows = _NEXT.match(text, end)
    return follows is not None and follows[1] in _THINGS


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
    if _is_of_nation(name, known_at):
        return True
    for spot in range(name.first, name.last):
        if match := known_at.get(spot):
            wider = (name.last - name.first) - (match.last - match.first)
            if wider < 0 or (wider == 0 and not match.careful):
                return True
    return False


def _is_of_nation(name: Name, known_at: Mapping[int, Match]) -> bool:
    """Whether it is a known body behind its country: the US Central Intelligence Agency."""
    nation, body = known_at.get(name.first), known_at.get(name.last - 1)
    if nation is None or body is None or nation.last != body.first or body.last != name.last:
        return False
    owners = {reading.entry.id for reading in nation.readings if reading.entry}
    return any(reading.entry and reading.entry.parent in owners for reading in body.readings)
