"""Whether all engines did the same job: totals near one another, counts that add up.

Stemmers and tokenizers differ, so totals of words are compared with a tolerance. Filters have
none: their totals, months and most frequent actors must be the same to the last article.

Invariant: an engine that leaves work out cannot look fast without being named here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import median

from bench.job import SHOWN, Json, Query

_SHARE = 0.05
_ARTICLES = 3


def agreement(asked: Sequence[Query], results: Mapping[str, Sequence[Json]]) -> Json:
    """For each engine: the share of queries, a class, on which it agrees with the median total.

    `faults` lists what is wrong in itself: counts that do not add up, hits or marks missing.
    `totals` has every engine's total where the engines disagree, the worst first.
    """
    middles = [
        median(rows[number]["answer"]["total"] for rows in results.values())
        for number in range(len(asked))
    ]
    engines = {name: _engine(asked, rows, middles) for name, rows in results.items()}
    for number, query in enumerate(asked):
        if not query.has_words:
            answers = {name: rows[number]["answer"] for name, rows in results.items()}
            for name in _outvoted(answers):
                engines[name]["faults"].append(f"{query}: other counts than most engines")
    return {"engines": engines, "totals": _apart(asked, results, middles)}


def _outvoted(answers: Mapping[str, Json]) -> list[str]:
    """The engines whose months, or counts of actors, are not those of most engines."""
    counted = {
        name: (
            tuple(sorted(map(tuple, answer["months"]))),
            tuple(sorted(count for _, count in answer["actors"])),
        )
        for name, answer in answers.items()
    }
    [(usual, _)] = Counter(counted.values()).most_common(1)
    return [name for name, counts in counted.items() if counts != usual]


def _engine(asked: Sequence[Query], rows: Sequence[Json], middles: Sequence[float]) -> Json:
    near: dict[str, list[bool]] = {}
    faults = []
    for query, row, middle in zip(asked, rows, middles, strict=True):
        near.setdefault(query.kind, []).append(_near(row["answer"]["total"], middle, query))
        faults += [f"{query}: {fault}" for fault in _faults(query, row["answer"])]
    return {
        "agrees": {kind: sum(flags) / len(flags) for kind, flags in near.items()},
        "faults": faults,
    }


def _near(total: int, middle: float, query: Query) -> bool:
    if not query.has_words:
        return total == middle
    return abs(total - middle) <= max(_ARTICLES, _SHARE * middle)


def _faults(query: Query, answer: Json) -> list[str]:
    total = answer["total"]
    dated = sum(count for _, count in answer["months"])
    most = max((count for _, count in answer["actors"]), default=0)
    hits = answer["hits"]
    checks = {
        f"{dated} of {total} matches have a month": dated == total,
        f"{len(hits)} hits of {total}": len(hits) == min(SHOWN, total),
        f"an actor in {most} of {total}": most <= total,
        "a hit without a snippet": all(hit["snippet"] for hit in hits),
        "no actor counted": most > 0 or total < SHOWN,
        "nothing marked": not query.has_words
        or not hits
        or any("<b" in hit["snippet"] for hit in hits),
    }
    if query.actor:
        checks[f"the actor asked for in {most} of {total}"] = most == total
    return [fault for fault, holds in checks.items() if not holds]


def _apart(
    asked: Sequence[Query], results: Mapping[str, Sequence[Json]], middles: Sequence[float]
) -> list[Json]:
    found = []
    for number, (query, middle) in enumerate(zip(asked, middles, strict=True)):
        totals = {name: rows[number]["answer"]["total"] for name, rows in results.items()}
        if not all(_near(total, middle, query) for total in totals.values()):
            spread = (max(totals.values()) - min(totals.values())) / max(1.0, middle)
            found.append({"query": query.to_dict(), "totals": totals, "spread": spread})
    return sorted(found, key=lambda row: -float(row["spread"]))
