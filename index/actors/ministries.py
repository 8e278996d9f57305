"""Ministries, which every country has by the same names: whose is meant.

The country stands beside the name (the Spanish Finance Ministry, the Ministry of Defence of
Peru), or the article names but one. Where neither tells, nobody is named: two countries never
share a ministry.

Invariant: one country and one portfolio give one id, however the ministry is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.actors.entries import Entry
from index.actors.known import Catalogue
from index.actors.resolving import Who
from index.actors.segments import Name, Segment
from index.actors.tokens import Run, Token
from index.actors.words import Words

#: The rule of a ministry, whose country is still to be told.
MINISTRY = "ministry"

_HEAD = "ministry"
_SPELLED = {"defense": "defence", "labor": "labour", "foreign": "foreign-affairs"}
_LONGEST = 5


def ministry(run: Run, segment: Segment, words: Words) -> Name | None:
    """The ministry that `segment` names by its portfolio: Finance Ministry, Ministry of Trade."""
    tokens = run.tokens
    for spot in range(segment.first, segment.last):
        if tokens[spot].key == _HEAD:
            return _before(tokens, spot, segment, words) or _behind(tokens, spot, words)
    return None


def nation_beside(name: Name, run: Run, countries: Mapping[int, Entry]) -> Entry | None:
    """The country right before or, with "of", behind a name.

    `countries` are those the run names, by the first word of each and by minus the word after.
    """
    tokens, last = run.tokens, name.last
    first = name.first - (name.first > 0 and tokens[name.first - 1].key == "s")  # Peru's
    before = countries.get(-first)
    if before or last + 1 >= len(tokens) or tokens[last].key not in ("of", "in"):
        return before
    return countries.get(last + (2 if tokens[last + 1].key == "the" else 1))


def ministry_of(nation: Entry, name: Name, run: Run, known: Catalogue) -> Who:
    """The ministry of a country: as the catalogue has it, else with an id made of the two."""
    keys = [token.key for token in run.tokens[name.first : name.last]]
    portfolio = [_SPELLED.get(key, key) for key in keys if key not in (_HEAD, "of", "for", "and")]
    spoken = " ".join("foreign" if key == "foreign-affairs" else key for key in portfolio)
    for alias in nation.aliases:
        for entry in known.find(f"{alias} {spoken} {_HEAD}"):
            return Who(entry.id, entry.name, entry.kind)
    slug = "-".join(portfolio).replace("foreign-affairs-affairs", "foreign-affairs")
    title = slug.replace("-", " ").title()
    return Who(
        f"organisation/{nation.id.partition('/')[2]}-{_HEAD}-of-{slug}",
        f"Ministry of {title} ({nation.name})",
        "organisation",
    )


def _before(tokens: Sequence[Token], spot: int, segment: Segment, words: Words) -> Name | None:
    first = spot
    while first > segment.first and tokens[first - 1].key in words.portfolios:
        first -= 1
    if first == spot or not tokens[spot].gap.isspace():
        return None
    while first > 1 and tokens[first - 1].key == "and" and tokens[first].gap.isspace():
        if tokens[first - 2].key not in words.portfolios or not tokens[first - 2].capital:
            break
        first -= 2
    return Name(first, spot + 1, "organisation", MINISTRY)


def _behind(tokens: Sequence[Token], spot: int, words: Words) -> Name | None:
    if spot + 2 >= len(tokens) or tokens[spot + 1].key not in ("of", "for"):
        return None
    last = end = spot + 2
    while end < min(len(tokens), last + _LONGEST):
        key = tokens[end].key
        if key in words.portfolios and tokens[end].capital:
            last = end + 1
        elif key != "and":
            break
        end += 1
    proper = end < len(tokens) and tokens[end].capital and tokens[end].gap.isspace()
    if last == spot + 2 or (proper and end == last):
        return None
    return Name(spot, last, "organisation", MINISTRY)
