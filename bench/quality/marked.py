"""Gold data of marked texts: where persons, organisations and locations are named.

A folder holds folders, each with `documents.json` (`_id`, `text`) and `entities.json`
(`documentId`, `begin`, `end`, `type`, `value`), an object a line.

Marks also cover pronouns, offices and plain nouns ("we", "the Minister", "the camp"). Only
those with a word that is capitalised, and neither a title nor a word that begins sentences, are
measured; the others still tell what a find may overlap.

Invariant: spans count as met when they share a character; types are judged on top of that.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench.quality.outcome import Case, Outcome, share
from index.actors import catalogue, recognise
from index.actors.tokens import fold
from index.actors.words import words
from index.dates import mentioned_dates
from index.recognition import year_of

DOCUMENTS, ENTITIES = "documents.json", "entities.json"
MEASURED = ("Person", "Organisation", "Location")

#: What a find of a kind may be called; a country that acts is marked as an organisation.
TYPES = {
    "person": {"Person"},
    "country": {"Location", "Nationality", "Organisation"},
    "place": {"Location"},
    "organisation": {"Organisation"},
    "armed-group": {"Organisation"},
    "media": {"Organisation"},
}
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text and its type, in gold or as we found it."""

    start: int
    end: int
    type: str
    text: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its gold marks and our finds."""

    name: str
    gold: tuple[Mark, ...]
    finds: tuple[Mark, ...]


def marked(folder: Path) -> Outcome:
    """Shares of the marks in `folder` that are touched, and precision, recall, F1 by type."""
    texts = list(_texts(folder))
    named = Counter(mark.type for text in texts for mark in _named(text))
    touched = Counter(m.type for t in texts for m in _named(t) if any(_meet(m, f) for f in t.finds))
    typed = sum(any(_agree(m, f) for f in t.finds) for t in texts for m in _named(t))
    finds = [(text, find) for text in texts for find in text.finds]
    right = sum(any(_agree(m, find) for m in text.gold) for text, find in finds)
    precision, recall = share(right, len(finds)), share(typed, named.total())
    figures: dict[str, float | int] = {
        "texts": len(texts),
        "marks that name": named.total(),
        "touched": share(touched.total(), named.total()),
    }
    for type_ in MEASURED:
        figures[f"{type_}: touched"] = share(touched[type_], named[type_])
    figures |= {
        "typed precision": precision,
        "typed recall": recall,
        "typed F1": share(2 * precision * recall, precision + recall),
    }
    return Outcome(figures, tuple(_case(text) for text in texts))


def _texts(folder: Path) -> Iterator[Marked]:
    for documents in sorted(folder.glob(f"*/{DOCUMENTS}")):
        gold: defaultdict[str, list[Mark]] = defaultdict(list)
        for each in _objects(documents.with_name(ENTITIES), "documentId", "begin", "end", "type"):
            mark = Mark(each["begin"], each["end"], each["type"], each.get("value", ""))
            gold[each["documentId"]].append(mark)
        for each in _objects(documents, "_id", "text"):
            name = f"{documents.parent.name}/{each['_id']}"
            yield Marked(name, tuple(gold[each["_id"]]), tuple(_finds(each["text"])))


def _objects(file: Path, *keys: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            each = json.loads(line)
            if not isinstance(each, dict) or not set(keys) <= set(each):
                raise ValueError(f"{file}, line {number}: no object with {', '.join(keys)}")
            yield each


def _finds(text: str) -> Iterator[Mark]:
    year = year_of(None, mentioned_dates(text, None), date.today())
    for actor in recognise("", text, 0, catalogue(), year):
        for mention in actor.mentions:
            yield Mark(mention.start, mention.end, actor.kind, mention.text)


def _named(text: Marked) -> list[Mark]:
    return [mark for mark in text.gold if mark.type in MEASURED and names(mark.text)]


def names(text: str) -> bool:
    """Whether a mark holds a word of a name."""
    known = words()
    small = known.stop | known.titles | known.roles
    return any(word[0].isupper() and fold(word) not in small for word in _WORD.findall(text))


def _meet(one: Mark, two: Mark) -> bool:
    return one.start < two.end and two.start < one.end


def _agree(gold: Mark, find: Mark) -> bool:
    return _meet(gold, find) and gold.type in TYPES[find.type]


def _case(text: Marked) -> Case:
    named = _named(text)
    missed = [m for m in named if not any(_agree(m, find) for find in text.finds)]
    extra = [f for f in text.finds if not any(_agree(m, f) for m in text.gold)]
    count = len(named) + len(text.finds)
    score = share(count - len(missed) - len(extra), count)
    wanted = "; ".join(f"{mark.text} ({mark.type})" for mark in missed)
    return Case(text.name, score, wanted, "; ".join(f"{m.text} ({m.type})" for m in extra))
