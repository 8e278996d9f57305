from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from bench.agreement import agreement
from bench.job import Query

Json = dict[str, Any]

ASKED = [
    Query("common", every=("ferry",)),
    Query("actor", every=("ferry",), actor="country/norway"),
    Query("browse", first=20240101, last=20240228),
]
HIT = {"id": "x", "title": "Ferry", "snippet": "the <b>ferry</b> sails"}


def answered(total: int) -> Json:
    half = total // 2
    answer = {
        "total": total,
        "hits": [HIT] * min(10, total),
        "actors": [["country/norway", total], ["country/peru", half]],
        "months": [[202401, half], [202402, total - half]],
    }
    return {"answer": answer}


def honest() -> list[Json]:
    return [answered(total) for total in (40, 20, 12)]


def faults(rows: list[Json]) -> list[str]:
    """What is said of an engine that answers `rows` beside two honest ones."""
    found = agreement(ASKED, {"one": honest(), "suspect": rows, "other": honest()})
    assert not found["engines"]["one"]["faults"]
    listed: list[str] = found["engines"]["suspect"]["faults"]
    return listed


def test_honest_engines_have_no_faults_and_agree_on_every_class() -> None:
    found = agreement(ASKED, {"one": honest(), "other": honest()})
    assert found["totals"] == []
    for engine in found["engines"].values():
        assert engine == {"agrees": {"common": 1.0, "actor": 1.0, "browse": 1.0}, "faults": []}


@pytest.mark.parametrize(
    ("number", "left_out", "said"),
    [
        (0, {"months": []}, "0 of 40 matches have a month"),
        (0, {"hits": [HIT] * 9}, "9 hits of 40"),
        (0, {"hits": [HIT | {"snippet": ""}] * 10}, "a hit without a snippet"),
        (0, {"hits": [HIT | {"snippet": "the ferry sails"}] * 10}, "nothing marked"),
        (0, {"actors": []}, "no actor counted"),
        (0, {"actors": [["country/norway", 41]]}, "an actor in 41 of 40"),
        (1, {"actors": [["country/norway", 19]]}, "the actor asked for in 19 of 20"),
        (2, {"months": [[202401, 5], [202402, 7]]}, "other counts than most engines"),
        (2, {"actors": [["country/norway", 11]]}, "other counts than most engines"),
    ],
)
def test_work_left_out_is_a_fault(number: int, left_out: Json, said: str) -> None:
    rows = deepcopy(honest())
    rows[number]["answer"].update(left_out)
    assert any(said in fault for fault in faults(rows))


def test_totals_of_words_may_differ_a_little_those_of_filters_not_at_all() -> None:
    rows = [answered(total) for total in (42, 20, 13)]
    found = agreement(ASKED, {"one": honest(), "suspect": rows, "other": honest()})
    agrees = found["engines"]["suspect"]["agrees"]
    assert (agrees["common"], agrees["browse"]) == (1.0, 0.0)
    assert [row["totals"]["suspect"] for row in found["totals"]] == [13]
