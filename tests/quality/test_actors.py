"""Floors of recognition: how many actors of our own short articles are found, and how few others.

Lowering a floor is a visible edit; what falls below it is listed by the article's title.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from index.actors import catalogue, recognise

ARTICLES = tomllib.loads((Path(__file__).parent / "actors.toml").read_text("utf-8"))["article"]

#: Least precision and recall over all articles, by kind.
FLOORS = {
    "country": (0.97, 0.95),
    "person": (0.97, 0.95),
    "organisation": (0.95, 0.92),
    "armed-group": (1.0, 1.0),
}


def found(article: dict[str, Any]) -> set[str]:
    actors = recognise(article["title"], article["text"], 0, catalogue())
    return {actor.id for actor in actors if actor.kind != "place"}


def test_there_are_articles_enough_to_tell() -> None:
    assert len(ARTICLES) >= 30


def test_precision_and_recall_of_each_kind_stay_above_their_floors() -> None:
    right, wanted, got = Counter[str](), Counter[str](), Counter[str]()
    told = []
    for article in ARTICLES:
        gold, ours = set(article["actors"]), found(article)
        for counter, some in ((right, gold & ours), (wanted, gold), (got, ours)):
            counter.update(key.partition("/")[0] for key in some)
        if gold != ours:
            told.append(f"{article['title']}: missed {gold - ours}, wrong {ours - gold}")
    for kind, (precision, recall) in FLOORS.items():
        assert right[kind] >= precision * got[kind], (kind, told)
        assert right[kind] >= recall * wanted[kind], (kind, told)
