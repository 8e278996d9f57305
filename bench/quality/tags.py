"""Gold data of editors' tags: which countries, people and organisations an article is about.

A folder holds `articles.jsonl` (may be gzip): records with `id`, `title`, `text`, perhaps
`published` (ISO 8601) and `dateline`, and `gold`, an object of lists of codes under `places`,
`people`, `orgs`.
A code is the slug of an id of ours (`sri-lanka`) or stands in `CODES`; a person's is the surname,
perhaps with a given name before it.

Tags are topical: a country may be tagged without being named, `usa` above all, which is left out.

Invariant: an article counts for a tag once; "named" are the tags of which title, dateline or text
hold an alias (of people the surname), whatever was recognised.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from bench.quality.outcome import Case, Outcome, share
from index.actors import catalogue, located, recognise
from index.actors.tokens import fold

NAMES = ("articles.jsonl.gz", "articles.jsonl")
KINDS = {"places": "country", "people": "person", "orgs": "organisation"}
_LEFT_OUT = "usa"
_SHORTEST = 4  # letters of an alias that is looked for in the text in any case
_WORD = re.compile(r"[^\W_]+")

#: Codes whose slug is not that of our id.
CODES = {
    "uk": "country/united-kingdom",
    "ussr": "country/soviet-union",
    "uae": "country/united-arab-emirates",
    "trinidad-tobago": "country/trinidad-and-tobago",
    "yemen-arab-republic": "country/north-yemen",
    "yemen-demo-republic": "country/south-yemen",
    "kampuchea": "country/cambodia",
    "burma": "country/myanmar",
    "congo": "country/republic-of-the-congo",
    "zaire": "country/democratic-republic-of-the-congo",
    "imf": "organisation/international-monetary-fund",
    "iea": "organisation/international-energy-agency",
    "fao": "organisation/food-and-agriculture-organization",
    "efta": "organisation/european-free-trade-association",
    "imco": "organisation/international-maritime-organization",
    "atpc": "organisation/association-of-tin-producing-countries",
    "oapec": "organisation/organization-of-arab-petroleum-exporting-countries",
    "iwcc": "organisation/international-wrought-copper-council",
    "ec": "organisation/european-community",
    "worldbank": "organisation/world-bank",
    "ico-coffee": "organisation/international-coffee-organization",
    "icco": "organisation/international-cocoa-organization",
    "un": "organisation/united-nations",
    "itc": "organisation/international-tin-council",
    "adb-africa": "organisation/african-development-bank",
    "adb-asia": "organisation/asian-development-bank",
    "inro": "organisation/international-natural-rubber-organization",
    "iwc-wheat": "organisation/international-wheat-council",
    "eib": "organisation/european-investment-bank",
    "gcc": "organisation/gulf-cooperation-council",
    "bis": "organisation/bank-for-international-settlements",
    "isa": "organisation/international-sugar-organization",
    "ida": "organisation/international-development-association",
}


@dataclass(frozen=True, slots=True)
class Tag:
    """A code of an article, whether the text names it, and whether we found it."""

    kind: str
    code: str
    named: bool
    found: bool


def tags(file: Path) -> Outcome:
    """Recall of the tags in `file`: of all, of those named, and averaged over countries."""
    told: list[Tag] = []
    cases: list[Case] = []
    for record in _records(file):
        mine = list(_judged(record))
        told += mine
        if missed := [tag for tag in mine if not tag.found]:
            cases.append(_case(record, missed, len(mine)))
    return Outcome(_figures(told), tuple(cases))


def _records(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt") if file.suffix == ".gz" else file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            record = json.loads(line)
            if not isinstance(record, dict) or not {"id", "title", "text", "gold"} <= set(record):
                raise ValueError(f"{file}, line {number}: no id, title, text and gold")
            yield record


def _judged(record: dict[str, Any]) -> Iterator[Tag]:
    wanted = [
        (kind, code) for kind in KINDS for code in record["gold"].get(kind, ()) if code != _LEFT_OUT
    ]
    if not wanted:
        return
    year = int(record["published"][:4]) if record.get("published") else None
    dateline = record.get("dateline") or ""
    actors = recognise(record["title"], record["text"], 0, catalogue(), year)
    found = {actor.id for actor in located(actors, dateline, catalogue(), year)}
    said = f"{record['title']} {dateline} {record['text']}"
    written = f" {' '.join(_WORD.findall(fold(said)))} "
    for kind, code in wanted:
        named = any(f" {alias} " in written for alias in _aliases(kind, code))
        yield Tag(kind, code, named, _is_found(kind, code, found))


def _is_found(kind: str, code: str, found: set[str]) -> bool:
    if kind != "people":
        return _id(kind, code) in found
    return any(each.startswith("person/") and _is_person(code, each[7:]) for each in found)


def _is_person(code: str, slug: str) -> bool:
    """Whether the words of a person's slug are those of the code, or the surname alone."""
    wanted, got = code.split("-"), slug.split("-")
    if len(got) == 1 or code.startswith("king"):
        return got[-1] == wanted[-1]
    return set(wanted) <= set(got)


def _id(kind: str, code: str) -> str:
    return CODES.get(code, f"{KINDS[kind]}/{code}")


def _aliases(kind: str, code: str) -> Iterable[str]:
    if kind == "people":
        return [code.rpartition("-")[2]]
    entry = catalogue().by_id.get(_id(kind, code))
    aliases = entry.aliases if entry else ()
    return [
        " ".join(_WORD.findall(fold(alias))) for alias in aliases if len(alias) >= _SHORTEST
    ] or [code]


def _figures(told: list[Tag]) -> dict[str, float | int]:
    figures: dict[str, float | int] = {"tags": len(told)}
    for name, some in (("", told), (" if named", [tag for tag in told if tag.named])):
        figures[f"recall{name}"] = share(sum(tag.found for tag in some), len(some))
        for kind in KINDS:
            mine = [tag.found for tag in some if tag.kind == kind]
            figures[f"{kind}: recall{name}"] = share(sum(mine), len(mine))
        figures[f"places: macro recall{name}"] = _macro(some)
    return figures


def _macro(told: list[Tag]) -> float:
    """Recall averaged over countries, however often each is tagged."""
    found: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for tag in told:
        if tag.kind == "places":
            found[tag.code][tag.found] += 1
    return fmean([share(each[True], each.total()) for each in found.values()] or [1.0])


def _case(record: dict[str, Any], missed: list[Tag], wanted: int) -> Case:
    codes = ", ".join(f"{tag.code}{'' if tag.named else ' (not named)'}" for tag in missed)
    return Case(record["id"], 1 - len(missed) / wanted, codes, record["title"])
