"""Corpora of any size from a smaller one: understood articles, recombined.

The first articles are the given ones. Beyond them, each is made of runs of sentences of three
different articles, under the title of the first, and carries the actors and dates that were
found in just those sentences, at their new places: nothing has to be recognised again. All
publication dates are drawn anew, over YEARS years.

Invariant: one seed makes one sequence, of which a smaller corpus is the beginning; no two
articles share their text; memory grows by one hash an article.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from index.article import Skipped
from index.pipeline import understood

Json = dict[str, Any]

YEARS = 20
LAST_DAY = date(2024, 12, 31)
_DONORS = 3
_ARTICLES_A_FILE = 1000
_COMPACT: Json = {"ensure_ascii": False, "separators": (",", ":")}

_SENTENCE_END = re.compile(r"(?<=[a-z][.!?])\s+(?=[A-Z\"“])|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Donor:
    """An understood article that may be taken apart at `bounds`, where its sentences begin."""

    record: Json
    bounds: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus on disk: understood articles as JSON Lines; `raw_bytes` of title and text."""

    path: Path
    articles: int
    raw_bytes: int


def understand_all(source: Path, target: Path) -> Json:
    """Write every article of `source` (any JSON Lines) as understood JSON Lines to `target`.

    Gives how many there are, and what it cost; when `target` is there already, what it did.
    """
    notes = target.with_suffix(".meta.json")
    if notes.exists():
        known: Json = json.loads(notes.read_text("utf-8"))
        return known
    began, articles = perf_counter(), 0
    unfinished = target.with_suffix(".part")
    with unfinished.open("w", encoding="utf-8") as lines:
        for item in understood([source], date.today()):
            if not isinstance(item, Skipped):
                _, (article, _) = item
                lines.write(json.dumps(article.to_dict(), **_COMPACT) + "\n")
                articles += 1
    unfinished.replace(target)
    seconds = perf_counter() - began
    cost = {"articles": articles, "seconds": seconds, "rate": articles / seconds}
    notes.write_text(json.dumps(cost), encoding="utf-8")
    return cost


def donors(path: Path) -> list[Donor]:
    """The understood articles of `path` that have any text, each text once."""
    found: dict[bytes, Donor] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            text = record["text"]
            if text.strip():
                ends = (match.end() for match in _SENTENCE_END.finditer(text))
                found.setdefault(_mark(text), Donor(record, (0, *ends, len(text))))
    return list(found.values())


def write_corpus(given: Sequence[Donor], size: int, seed: int, path: Path) -> Corpus:
    """A corpus of `size` articles at `path`, or the one that is there already."""
    notes = path.with_suffix(".meta.json")
    if notes.exists():
        return Corpus(path, **json.loads(notes.read_text(encoding="utf-8")))
    raw_bytes = 0
    with path.open("w", encoding="utf-8") as lines:
        for record in articles(given, size, seed):
            raw_bytes += len((record["title"] + record["text"]).encode("utf-8"))
            lines.write(json.dumps(record, **_COMPACT) + "\n")
    meta = {"articles": size, "raw_bytes": raw_bytes}
    notes.write_text(json.dumps(meta), encoding="utf-8")
    return Corpus(path, **meta)


def articles(given: Sequence[Donor], size: int, seed: int) -> Iterator[Json]:
    """`size` articles in the form of `Article.to_dict`."""
    rng = Random(seed)  # noqa: S311 - repeatable, not secret
    seen: set[bytes] = set()
    while len(seen) < size:
        number = len(seen)
        fresh = number < len(given)
        record = given[number].record if fresh else _recombined(rng, given, number)
        mark = _mark(record["text"])
        if mark not in seen:
            seen.add(mark)
            yield record | _identity(seed, number) | _published(rng)


def _mark(text: str) -> bytes:
    return blake2b(text.encode("utf-8"), digest_size=8).digest()


def _identity(seed: int, number: int) -> Json:
    name = f"{seed}/{number}".encode()
    return {
        "id": blake2b(name, digest_size=8).hexdigest(),
        "digest": blake2b(name, digest_size=16).hexdigest(),
        "path": f"corpus/{number // _ARTICLES_A_FILE:05d}.jsonl",
        "url": None,
    }


def _published(rng: Random) -> Json:
    day = LAST_DAY - timedelta(days=rng.randrange(YEARS * 365))
    return {
        "published": day.isoformat(),
        "published_at": None,
        "published_from": "metadata",
        "published_precision": "day",
    }


def _recombined(rng: Random, given: Sequence[Donor], number: int) -> Json:
    first = given[number % len(given)]
    others = rng.sample(given, _DONORS - 1)
    texts: list[str] = []
    actors: dict[str, Json] = {}
    dates: list[Json] = []
    at = 0
    _take(actors, first.record["actors"], "title_mentions", (0, len(first.record["title"])), 0)
    for donor in (first, *others):
        start, end = _run(rng, donor)
        _take(actors, donor.record["actors"], "mentions", (start, end), at)
        dates += _moved(donor.record["dates"], (start, end), at)
        texts.append(donor.record["text"][start:end])
        at += end - start + len("\n\n")
    return first.record | {
        "text": "\n\n".join(texts),
        "actors": list(actors.values()),
        "dates": dates,
    }


def _run(rng: Random, donor: Donor) -> tuple[int, int]:
    """The span of a third of the donor's sentences, side by side, from anywhere in it."""
    sentences = len(donor.bounds) - 1
    length = -(-sentences // _DONORS)
    low = rng.randrange(sentences - length + 1)
    start, end = donor.bounds[low], donor.bounds[low + length]
    return start, start + len(donor.record["text"][start:end].rstrip())


def _take(
    actors: dict[str, Json], given: Iterable[Json], where: str, span: tuple[int, int], at: int
) -> None:
    """Add to `actors` those that `given` mentions within `span`, which now begins at `at`."""
    for actor in given:
        moved = _moved(actor[where], span, at)
        if moved:
            plain = {"id": actor["id"], "name": actor["name"], "kind": actor["kind"]}
            fresh = plain | {"mentions": [], "title_mentions": [], "dateline_mentions": []}
            actors.setdefault(actor["id"], fresh)[where] += moved


def _moved(mentions: Iterable[Json], span: tuple[int, int], at: int) -> list[Json]:
    start, end = span
    shift = at - start
    return [
        mention | {"start": mention["start"] + shift, "end": mention["end"] + shift}
        for mention in mentions
        if start <= mention["start"] and mention["end"] <= end
    ]
