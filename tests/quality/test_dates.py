"""Mentioned dates: floors on articles of our own, in many genres.

The floors are visible: whoever lowers one has to say so here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.quality.mentions import mentions
from bench.quality.outcome import Outcome

ARTICLES = Path(__file__).parent / "dates.txt"
_MARKED = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")

SPAN_F1 = 0.95
VALUE_F1 = 0.93


def articles() -> Iterator[dict[str, object]]:
    """The articles as `bench.quality mentions` reads them."""
    for block in ARTICLES.read_text(encoding="utf-8").split("\n== ")[1:]:
        head, _, marked = block.partition("\n")
        text, dates, at = "", [], 0
        for mark in _MARKED.finditer(marked):
            text += marked[at : mark.start()]
            dates.append({"start": len(text), "end": len(text + mark[1]), "value": mark[2]})
            text, at = text + mark[1], mark.end()
        day = head.split()[-1]
        published = None if day == "undated" else day
        yield {"id": head, "text": text + marked[at:], "published": published, "dates": dates}


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    folder = tmp_path_factory.mktemp("dates")
    lines = [json.dumps(article) for article in articles()]
    (folder / "gold.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return mentions(folder)


def test_there_are_articles_of_many_kinds(outcome: Outcome) -> None:
    assert int(outcome.figures["articles"]) >= 25
    assert len({str(article["id"]).split()[0] for article in articles()}) >= 15


def test_spans_are_found(outcome: Outcome) -> None:
    assert outcome.figures["date span f1"] >= SPAN_F1, outcome.worst(5)


def test_values_are_right(outcome: Outcome) -> None:
    assert outcome.figures["date value f1"] >= VALUE_F1, outcome.worst(5)
