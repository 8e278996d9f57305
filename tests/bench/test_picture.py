from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

from bench.picture import main, picture

Json = dict[str, Any]


def result(names: tuple[str, ...] = ("dateline", "tantivy")) -> Json:
    def measured(size: int) -> Json:
        costs = {name: size / 1000 * rank for rank, name in enumerate(names, 1)}
        overall = {name: {"first": {"p95": cost}} for name, cost in costs.items()}
        engines = {name: {"query": {"overall": each}} for name, each in overall.items()}
        return {"articles": size, "engines": engines}

    return {"sizes": [measured(size) for size in (1000, 100_000)]}


def test_the_same_results_make_the_same_picture_in_any_order() -> None:
    again = result()
    again["sizes"].reverse()
    assert picture(result()) == picture(again)


def test_every_engine_has_its_line_with_a_point_a_size() -> None:
    drawn = fromstring(picture(result()))  # noqa: S314 - our own picture
    space = "{http://www.w3.org/2000/svg}"
    assert len(drawn.findall(f"{space}polyline")) == 2
    assert len(drawn.findall(f"{space}circle")) == 4


def test_labels_never_cover_one_another() -> None:
    names = ("dateline", "tantivy", "fts5", "xapian", "whoosh")
    same = result(names)
    for size in same["sizes"]:
        for engine in size["engines"].values():
            engine["query"]["overall"]["first"]["p95"] = 2.0
    drawn = fromstring(picture(same))  # noqa: S314 - our own picture
    texts = drawn.iter("{http://www.w3.org/2000/svg}text")
    places = sorted(float(text.attrib["y"]) for text in texts if " ms" in str(text.text))
    assert len(places) == len(names)
    assert all(low + 13 <= high for low, high in pairwise(places))


def test_the_command_draws_the_file_it_is_given(tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text(json.dumps(result()), encoding="utf-8")
    main([str(tmp_path / "r.json"), str(tmp_path / "r.svg")])
    assert (tmp_path / "r.svg").read_text(encoding="utf-8") == picture(result())
