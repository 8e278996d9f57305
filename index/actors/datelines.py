"""Which countries the dateline of an article stands in: KABUL, April 22 is Afghanistan.

A dateline says from where an article is written, and often it alone tells whose minister "the
finance minister" is. So its country is an actor of the article, by a rule of its own.

Invariant: a mention's text is `dateline[start:end]`; actors keep their order and other mentions.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from index.actors.entries import Entry
from index.actors.known import Catalogue, Reading
from index.actors.meaning import lasting
from index.actors.rules import CORRECTION
from index.actors.tokens import cut
from index.actors.years import within
from index.article import Actor, Mention

RULE = "dateline"
_PART = re.compile(r"[^\s,/;()\d][^,/;()\d]*?(?=\s*(?:[,/;()\d]|[-–—]+(?:\s|$)|$))")
_WIDER = frozenset(("catalogue", CORRECTION))
_PLACES = _WIDER | {"capital", "city"}


class _Part(NamedTuple):
    """A stretch of a dateline between commas and the country it means, if any.

    `wider` tells that it is a country or a region, which says where the town before it lies;
    `unsure` that it means the country only if that town lies there.
    """

    mention: Mention
    country: Entry | None
    wider: bool = False
    unsure: bool = False


def located(
    actors: tuple[Actor, ...], dateline: str, known: Catalogue, year: int | None
) -> tuple[Actor, ...]:
    """`actors` of an article of `year` with the countries of its dateline, new ones last."""
    told: defaultdict[str, list[Mention]] = defaultdict(list)
    for part in _settled(_parts(dateline, known, year)):
        if part.country:
            told[part.country.id].append(part.mention)
    named = {actor.id: actor for actor in actors}
    for key, mentions in told.items():
        actor = named.get(key) or Actor(key, known.by_id[key].name, known.by_id[key].kind)
        named[key] = replace(actor, dateline_mentions=tuple(mentions))
    return tuple(named.values())


def _settled(parts: Iterable[tuple[_Part, bool]]) -> list[_Part]:
    """Every place by the part that tells most: ATHENS, Georgia is not in Greece."""
    places: list[_Part] = []
    for part, joined in parts:
        if joined and places and part.wider:
            town = places.pop()
            if part.unsure and town.country is not part.country:
                continue
        elif part.unsure:
            continue
        places.append(part)
    return places


def _parts(dateline: str, known: Catalogue, year: int | None) -> Iterator[tuple[_Part, bool]]:
    """The parts, each with whether a comma joins it to the one before: PARIS, Texas."""
    before = 0
    for match in _PART.finditer(dateline):
        start, end = match.span()
        joined = dateline[before:start].strip() == ","
        yield _part(Mention(start, end, match[0], RULE), known, year), joined
        before = end


def _part(mention: Mention, known: Catalogue, year: int | None) -> _Part:
    name = " ".join(token.key for token in cut(mention.text))
    if region := known.by_id.get(_regions().get(name, "")):
        return _Part(mention, region, wider=True)
    found = [(r.entry, r) for r in known.readings(name) if r.entry and _may_be(r, year)]
    living = lasting(found, year)
    countries = {entry.id: entry for entry, _ in living}
    if len(countries) != 1:
        return _Part(mention, None)
    (country,) = countries.values()
    readings = [reading for _, reading in living]
    wider = any(reading.rule in _WIDER for reading in readings)
    return _Part(mention, country, wider, all(reading.unsure for reading in readings))


@functools.cache
def _regions() -> Mapping[str, str]:
    """The id of the country of each state or province in regions.toml, by its folded name."""
    path = Path(__file__).with_name("regions.toml")
    lists = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        " ".join(token.key for token in cut(name)): f"country/{country}"
        for country, names in lists.items()
        for name in names.split(",")
    }


def _may_be(reading: Reading, year: int | None) -> bool:
    """Whether a name may be that of a country or of a town in one in that year."""
    entry = reading.entry
    if entry is None or entry.kind != "country" or reading.rule not in _PLACES:
        return False
    return within(reading.years, year)
