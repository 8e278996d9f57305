"""Every engine that is installed here does the whole job, and does the same one."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path

from bench.agreement import agreement
from bench.corpus import Corpus
from bench.engines import PACKAGES, load
from bench.job import Engine, Query
from bench.measuring import ask_all

HERE = [name for name, package in PACKAGES.items() if find_spec(package)]


class Asked:
    """An engine that is not timed, only asked."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def ask(self, query: Query) -> dict[str, object]:
        return {"ms": 0.0, "answer": asdict(self._engine.answer(query))}


#: A query of every kind, in words of the corpus.
ASKED = [
    Query("common", every=("repaired",)),
    Query("and 2", every=("harbour", "kenya")),
    Query("or", some=("bridge", "lighthouse")),
    Query("phrase", phrase=("kenya", "and", "peru")),
    Query("not", every=("kenya",), none=("library",)),
    Query("actor", every=("market",), actor="country/norway"),
    Query("dates", every=("railway",), first=20100101, last=20191228),
    Query("prefix", prefix="theat"),
    Query("browse", actor="country/kenya"),
    Query("browse", first=20100101, last=20191228),
]


def opened(name: str, corpus: Corpus, folder: Path) -> Asked:
    engine = load(name)
    with corpus.path.open(encoding="utf-8") as lines:
        engine.build(map(engine.prepare, map(json.loads, lines)), folder, 1)
    return Asked(engine.open_index(folder))


def test_they_agree_and_none_leaves_work_out(corpus: Corpus, tmp_path: Path) -> None:
    engines = {name: opened(name, corpus, tmp_path / name) for name in HERE}
    results = ask_all(engines, [], ASKED, 1)
    found = agreement(ASKED, results)
    assert all(row["answer"]["total"] for rows in results.values() for row in rows)
    assert found["totals"] == []
    assert {name: engine["faults"] for name, engine in found["engines"].items()} == {
        name: [] for name in HERE
    }
