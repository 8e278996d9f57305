"""A picture of cost against corpus size, log-log, a line an engine: `RESULT.json PICTURE.svg`.

Invariant: the picture is a function of the results alone, and reads on light and dark ground.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from math import floor, log10
from pathlib import Path

from bench.job import Json

_WIDTH, _HEIGHT = 760, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 190, 52, 48

#: A colour and a dash pattern an engine, so that nothing is told by colour alone.
_LOOKS = {
    "dateline": ("#c2410c", ""),
    "tantivy": ("#2563eb", "7 4"),
    "tantivy_numbered": ("#0e7490", "1 3"),
    "fts5": ("#15803d", "2 3"),
    "xapian": ("#a21caf", "9 3 2 3"),
    "whoosh": ("#64748b", "4 4"),
}
_NAMES = {
    "dateline": "Dateline",
    "tantivy_numbered": "tantivy, numbered",
    "fts5": "SQLite FTS5",
    "xapian": "Xapian",
    "whoosh": "Whoosh",
}

_STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1f2937 }
.title { font-weight: 600; font-size: 15px }
.grid { stroke: #9ca3af; stroke-opacity: .35 }
@media (prefers-color-scheme: dark) { text { fill: #e5e7eb } .line { filter: brightness(1.45) } }
"""


@dataclass(frozen=True, slots=True)
class Scale:
    """A logarithmic axis: values `low` to `high` onto places `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        """Where a value stands."""
        share = (log10(value) - log10(self.low)) / (log10(self.high) - log10(self.low))
        return self.start + share * (self.end - self.start)


def picture(result: Json) -> str:
    """The SVG for a result file: p95 of the whole job, milliseconds, over articles."""
    lines = _lines(result)
    sizes = sorted({size for points in lines.values() for size, _ in points})
    costs = [cost for points in lines.values() for _, cost in points]
    across = Scale(sizes[0] / 1.3, sizes[-1] * 1.3, _LEFT, _WIDTH - _RIGHT)
    low, high = floor(log10(min(costs))), floor(log10(max(costs))) + 1
    up = Scale(10.0**low, 10.0**high, _HEIGHT - _BOTTOM, _TOP)
    body = [*_grid(sizes, across, up), *_drawn(lines, across, up)]
    return "\n".join([*_head(), *body, "</svg>"]) + "\n"


def _lines(result: Json) -> dict[str, list[tuple[int, float]]]:
    found: dict[str, list[tuple[int, float]]] = {}
    for measured in sorted(result["sizes"], key=lambda row: int(row["articles"])):
        for name, figures in measured["engines"].items():
            cost = figures["query"]["overall"]["first"]["p95"]
            found.setdefault(name, []).append((measured["articles"], cost))
    return found


def _head() -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        'aria-labelledby="title">'
    )
    yield '<title id="title">Cost of a whole search against the size of the corpus</title>'
    yield f"<style>{_STYLE}</style>"
    yield f'<text class="title" x="{_LEFT}" y="20">The whole job of one search, p95</text>'
    said = "exact total, ten best with snippets, actor facet, monthly histogram; milliseconds"
    yield f'<text x="{_LEFT}" y="38">{said}</text>'


def _grid(sizes: list[int], across: Scale, up: Scale) -> Iterator[str]:
    right, bottom = _WIDTH - _RIGHT, _HEIGHT - _BOTTOM
    value = up.low
    while value <= up.high * 1.001:
        y = up.place(value)
        yield f'<line class="grid" x1="{_LEFT}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{value:g}</text>'
        value *= 10
    for size in sizes:
        x = across.place(size)
        yield f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP}" y2="{bottom}"/>'
        yield f'<text x="{x:.1f}" y="{bottom + 18}" text-anchor="middle">{size:,}</text>'
    middle = (_LEFT + right) / 2
    yield f'<text x="{middle:.0f}" y="{bottom + 38}" text-anchor="middle">articles</text>'


def _drawn(lines: dict[str, list[tuple[int, float]]], across: Scale, up: Scale) -> Iterator[str]:
    labels = _apart({name: up.place(points[-1][1]) for name, points in lines.items()})
    for name, points in lines.items():
        colour, dash = _LOOKS.get(name, ("#000000", ""))
        width = 3 if name == "dateline" else 2
        places = [(across.place(size), up.place(cost)) for size, cost in points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        yield (
            f'<polyline class="line" points="{path}" fill="none" stroke="{colour}" '
            f'stroke-width="{width}" stroke-dasharray="{dash}"/>'
        )
        for (x, y), (_, cost) in zip(places, points, strict=True):
            yield (
                f'<circle class="line" cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}">'
                f"<title>{cost:.2f} ms</title></circle>"
            )
        x = places[-1][0] + 10
        said = f"{_NAMES.get(name, name)} {points[-1][1]:.1f} ms"
        yield f'<text x="{x:.1f}" y="{labels[name] + 4:.1f}">{escape(said)}</text>'


def _apart(places: dict[str, float], least: float = 16.0) -> dict[str, float]:
    """The same places, moved down where two labels would cover one another."""
    found: dict[str, float] = {}
    last = -least
    for name in sorted(places, key=places.__getitem__):
        last = max(places[name], last + least)
        found[name] = last
    return found


def main(arguments: list[str]) -> None:
    """Draw the picture of a result file."""
    source, target = map(Path, arguments)
    target.write_text(picture(json.loads(source.read_text("utf-8"))), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
