"""Figures from measurements, and the tables that show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bench.job import Json, Query
from bench.sampling import KINDS

_OURS = "dateline"


def latencies(asked: Sequence[Query], rows: Sequence[Json]) -> Json:
    """Milliseconds p50 and p95, overall and a class, for queries asked first and again."""
    return {
        "overall": {when: _percentiles([row[when] for row in rows]) for when in ("first", "again")},
        "classes": {
            kind: {
                when: _percentiles(
                    [
                        row[when]
                        for query, row in zip(asked, rows, strict=True)
                        if query.kind == kind
                    ]
                )
                for when in ("first", "again")
            }
            for kind in KINDS
        },
    }


def _percentiles(times: Sequence[float]) -> Json:
    ordered = sorted(times)
    return {name: _quantile(ordered, share) for name, share in (("p50", 0.5), ("p95", 0.95))}


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Linear between the two nearest."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def tables(measured: Json) -> Iterator[str]:
    """The lines to print for one size of corpus."""
    engines: Mapping[str, Json] = measured["engines"]
    raw = measured["raw_bytes"]
    size = f"{measured['articles']:,} articles, {raw / 1e6:.1f} MB of text"
    yield f"\n{size}; {measured['queries']} queries; load of the machine {measured['load']:.1f}"
    yield from _costs(engines, raw)
    for when, said in (("first", "each query new to it"), ("again", "query asked before")):
        yield f"\nWhole job, ms p50 / p95 ({said}); beside it, Dateline's cost over the engine's"
        yield from _latencies(engines, when)
    yield from _agreement(measured["agreement"])


def _costs(engines: Mapping[str, Json], raw: int) -> Iterator[str]:
    yield "articles/s: from memory, already understood; as read from a file, in bounded memory"
    yield (
        f"{'':18}{'memory':>9}{'file':>9}{'MB':>9}{'to text':>9}"
        f"{'peak MB':>9}{'tree MB':>9}{'open ms':>9}{'RSS MB':>9}{'(import)':>9}"
    )
    for name, figures in engines.items():
        built, opening = figures["build"], figures["open"]
        for threads, filled in figures["fill"].items():
            label = name if threads == "1" else f"  {threads} threads"
            yield f"{label:18}{filled['rate']:9,.0f}" + (
                f"{built['rate']:9,.0f}{built['bytes'] / 1e6:9.1f}{built['bytes'] / raw:9.2f}"
                f"{built['peak_mb']:9.0f}{built['peak_tree_mb']:9.0f}"
                f"{opening['ms']:9.1f}{opening['rss_mb']:9.0f}{opening['import_mb']:9.0f}"
            ) * (threads == "1")


def _latencies(engines: Mapping[str, Json], when: str) -> Iterator[str]:
    yield f"{'':10}" + "".join(f"{name:>26}" for name in engines)
    for kind in ("overall", *KINDS):
        cells = []
        for figures in engines.values():
            p50, p95 = _pair(figures, kind, when)
            ours = _pair(engines[_OURS], kind, when) if _OURS in engines else (p50, p95)
            ratio = f"{ours[0] / p50:5.2f} {ours[1] / p95:5.2f}"
            cells.append(f"{p50:6.2f} /{p95:7.2f} {ratio:>11}")
        yield f"{kind:10}" + "".join(f"{cell:>26}" for cell in cells)


def _pair(figures: Json, kind: str, when: str) -> tuple[float, float]:
    latency = figures["query"]
    found = latency["overall"] if kind == "overall" else latency["classes"][kind]
    return found[when]["p50"], found[when]["p95"]


def _agreement(found: Json) -> Iterator[str]:
    yield "\nTotals that agree with the median of all engines, % of the queries of a class"
    yield f"{'':10}" + "".join(f"{name:>18}" for name in found["engines"])
    for kind in KINDS:
        shares = (engine["agrees"][kind] for engine in found["engines"].values())
        yield f"{kind:10}" + "".join(f"{share * 100:18.0f}" for share in shares)
    for row in found["totals"][:5]:
        asked = {key: value for key, value in row["query"].items() if value}
        yield f"  apart: {asked} {row['totals']}"
    for name, engine in found["engines"].items():
        for fault in engine["faults"][:5]:
            yield f"  FAULT {name} ({len(engine['faults'])}): {fault}"
