from __future__ import annotations

from pathlib import Path

import numpy as np

from index.article import Article
from index.snapshot import Snapshot, open_snapshot
from index.stems import commonest_form, counts, stems_of
from index.store import writing
from tests.conftest import article, fill

CORPUS = [
    article("a", "Harbours", "The harbour closed. Harbour news."),
    article("b", "Storm", "Storms closed the harbour."),
    article("c", "Calm", "Boats sail."),
    article("d", "Sails", "Sailing, sailing.", language="fr"),
]


def opened(folder: Path, articles: list[Article], batch: int) -> Snapshot:
    fill(folder, articles, batch)
    return open_snapshot(folder)


def counted(snapshot: Snapshot, *sides: list[str]) -> dict[str, tuple[int, ...]]:
    """How many of the articles so named hold each stem, side by side."""
    marks = []
    for side in sides:
        mark = np.zeros(snapshot.size, dtype=np.uint8)
        docs = [snapshot.doc(each.id) for each in CORPUS if each.path[0] in side]
        mark[[doc for doc in docs if doc is not None]] = 1
        marks.append(mark)
    stems = stems_of(snapshot.parts)
    found = counts(snapshot.parts, stems, marks).T.tolist()
    return {text: tuple(row) for text, row in zip(stems.texts, found, strict=True) if any(row)}


def test_stems_are_counted_by_article_and_set_in_any_batches(tmp_path: Path) -> None:
    one, many = opened(tmp_path / "one", CORPUS, 9), opened(tmp_path / "many", CORPUS, 1)
    assert len(many.parts) > 1
    found = counted(one, ["a", "c"], ["b"])
    assert found["harbour"] == (1, 1)
    assert found["close"] == (1, 1)
    assert (found["storm"], found["sail"]) == ((0, 1), (1, 0))
    assert counted(many, ["a", "c"], ["b"]) == found


def test_articles_that_left_are_not_counted(tmp_path: Path) -> None:
    fill(tmp_path, CORPUS)
    with writing(tmp_path) as store:
        held = store.find(CORPUS[1].id)
        assert held is not None
        store.remove(held)
        store.commit()
    found = counted(open_snapshot(tmp_path), ["a", "b", "c", "d"])
    assert found["harbour"] == (1,)
    assert "storm" not in found


def test_a_stem_reads_as_the_word_the_articles_write_most(tmp_path: Path) -> None:
    snapshot = opened(tmp_path, CORPUS, 2)
    assert commonest_form(snapshot.parts, "harbour") == "harbour"
    assert commonest_form(snapshot.parts, "storm") in ("storm", "storms")
    french = next(text for text in stems_of(snapshot.parts).texts if text.startswith("sailing"))
    assert commonest_form(snapshot.parts, french) == french


def test_an_empty_index_has_no_stems(tmp_path: Path) -> None:
    snapshot = opened(tmp_path, [], 1)
    assert stems_of(snapshot.parts).texts == ()
    assert counted(snapshot, ["a"]) == {}
