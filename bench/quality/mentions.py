"""Mentioned dates: how many are found, where exactly, and what they are taken to mean.

A folder holds articles as JSON Lines (`*.jsonl`: see `bench/README.md`), TimeML (`*.tml`), or
both. A span is right where both ends are; it overlaps where one character is shared; a value is
right where the span is and the ISO value is the same.

Invariant: F1 is the harmonic mean of precision and recall over all mentions of all articles.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.quality.outcome import Case, Outcome, share
from bench.quality.timeml import DatedText, GoldDate, read_timeml
from index.article import DateMention, Published
from index.dates import mentioned_dates
from index.days import interval_of


@dataclass(slots=True)
class _Counts:
    """How many were wanted and found, and how many of those are right."""

    wanted: int = 0
    found: int = 0
    exact: int = 0
    overlapping: int = 0
    overlapped: int = 0
    valued: int = 0

    def figures(self, name: str) -> dict[str, float]:
        """F1 of the three comparisons, and precision and recall of the first."""
        return {
            f"{name} precision": share(self.exact, self.found),
            f"{name} recall": share(self.exact, self.wanted),
            f"{name} span f1": share(2 * self.exact, self.found + self.wanted),
            f"{name} overlap f1": _f1(
                share(self.overlapped, self.found), share(self.overlapping, self.wanted)
            ),
            f"{name} value f1": share(2 * self.valued, self.found + self.wanted),
        }


def mentions(folder: Path) -> Outcome:
    """F1 of spans and values: of the dates of the calendar, and of every time expression."""
    texts = list(_texts(folder))
    calendar, everything = _Counts(), _Counts()
    cases = []
    for text in texts:
        found = mentioned_dates(text.text, _published(text.published))
        _count(calendar, [gold for gold in text.dates if gold.value], found)
        _count(everything, text.dates, found)
        cases.append(_case(text, found))
    figures: dict[str, float | int] = {
        "articles": len(texts),
        "dates": calendar.wanted,
        "found": calendar.found,
        **calendar.figures("date"),
    }
    if everything.wanted > calendar.wanted:
        figures |= {"time expressions": everything.wanted, **everything.figures("any")}
    return Outcome(figures, tuple(cases))


def _texts(folder: Path) -> Iterator[DatedText]:
    files = sorted([*folder.glob("*.jsonl"), *folder.glob("*.tml")])
    if not files:
        raise ValueError(f"{folder} holds neither *.jsonl nor *.tml")
    for file in files:
        if file.suffix == ".tml":
            yield read_timeml(file)
        else:
            lines = file.read_text(encoding="utf-8").splitlines()
            yield from (_text(line, f"{file}, line {at}") for at, line in enumerate(lines, 1))


def _text(line: str, place: str) -> DatedText:
    try:
        record = json.loads(line)
        dates = tuple(
            GoldDate(int(gold["start"]), int(gold["end"]), str(gold["value"]))
            for gold in record["dates"]
        )
        return DatedText(str(record["id"]), str(record["text"]), record.get("published"), dates)
    except (ValueError, KeyError, TypeError) as fault:
        raise ValueError(
            f"{place} is no article with id, text and dates (start, end, value): {fault!r}"
        ) from None


def _published(value: str | None) -> Published | None:
    return Published(value, interval_of(value), "day", "metadata") if value else None


def _count(counts: _Counts, wanted: Sequence[GoldDate], found: Sequence[DateMention]) -> None:
    values = {(mention.start, mention.end): mention.value for mention in found}
    counts.wanted += len(wanted)
    counts.found += len(found)
    counts.exact += sum((gold.start, gold.end) in values for gold in wanted)
    counts.valued += sum(
        bool(gold.value) and values.get((gold.start, gold.end)) == gold.value for gold in wanted
    )
    counts.overlapping += sum(any(_meet(gold, mention) for mention in found) for gold in wanted)
    counts.overlapped += sum(any(_meet(gold, mention) for gold in wanted) for mention in found)


def _meet(gold: GoldDate, mention: DateMention) -> bool:
    return gold.start < mention.end and mention.start < gold.end


def _f1(precision: float, recall: float) -> float:
    return share(2 * precision * recall, precision + recall) if precision + recall else 0.0


def _case(text: DatedText, found: Sequence[DateMention]) -> Case:
    """What differs in one article."""
    gold = {(g.start, g.end, g.value) for g in text.dates if g.value}
    got = {(m.start, m.end, m.value) for m in found}
    right = len(gold & got)
    return Case(
        text.name,
        share(2 * right, len(gold) + len(got)),
        "; ".join(f"{text.text[a:b]}={value}" for a, b, value in sorted(gold - got)),
        "; ".join(f"{text.text[a:b]}={value}" for a, b, value in sorted(got - gold)),
    )
