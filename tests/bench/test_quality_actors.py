"""`python -m bench.quality actors`: figures follow from tags and marks, bad gold data is told."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from bench.quality.__main__ import main
from bench.quality.actors import actors
from bench.quality.marked import names

ARTICLE = {
    "id": "a",
    "title": "Kenya shuts a pass",
    "text": "Minister Paula Okoro said Nato had asked for it.",
    "gold": {"places": ["kenya", "peru", "usa"], "people": ["okoro"], "orgs": ["nato"]},
}


def tagged(folder: Path, *records: dict[str, Any]) -> Path:
    lines = "".join(json.dumps(record) + "\n" for record in records)
    (folder / "articles.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    return folder


def marked(folder: Path, text: str, *marks: tuple[str, str]) -> Path:
    (folder / "one").mkdir()
    document = {"_id": "d", "text": text}
    (folder / "one" / "documents.json").write_text(json.dumps(document), encoding="utf-8")
    lines = []
    for value, kind in marks:
        begin = text.index(value)
        span = {"begin": begin, "end": begin + len(value)}
        lines.append(json.dumps({"documentId": "d", "type": kind, "value": value, **span}))
    (folder / "one" / "entities.json").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_a_tag_that_is_not_named_costs_recall_of_all_but_not_of_the_named(tmp_path: Path) -> None:
    figures = actors(tagged(tmp_path, ARTICLE)).figures
    assert figures["tags"] == 4, "usa is left out"
    assert figures["recall"] == 0.75
    assert figures["recall if named"] == 1.0
    assert figures["places: macro recall"] == 0.5


def test_a_missed_tag_is_listed_with_its_article(tmp_path: Path) -> None:
    (worst,) = actors(tagged(tmp_path, ARTICLE)).worst(5)
    assert (worst.name, worst.wanted) == ("a", "peru (not named)")


def test_a_mark_is_touched_by_any_find_but_agrees_only_with_its_type(tmp_path: Path) -> None:
    text = "We met Minister Paula Okoro in Kenya."
    marks = (("We", "Organisation"), ("Paula Okoro", "Person"), ("Kenya", "Person"))
    figures = actors(marked(tmp_path, text, *marks)).figures
    assert figures["marks that name"] == 2
    assert figures["touched"] == 1.0
    assert (figures["typed precision"], figures["typed recall"]) == (0.5, 0.5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("the camp", False), ("He", False), ("The Minister", False), ("the Okoro camp", True)],
)
def test_only_a_word_that_could_be_a_name_makes_a_mark_one(text: str, expected: bool) -> None:
    assert names(text) is expected


@pytest.mark.parametrize("record", [{"id": "a"}, ["a"]])
def test_a_record_without_its_gold_is_told_with_its_line(
    tmp_path: Path, record: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["actors", str(tagged(tmp_path, ARTICLE, record))]) == 2
    assert "line 2" in capsys.readouterr().err


def test_a_folder_of_neither_form_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["actors", str(tmp_path)]) == 2
    assert "documents.json" in capsys.readouterr().err
