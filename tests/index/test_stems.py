from __future__ import annotations

from pathlib import Path

import numpy as np

from index.article import Article
from index.snapshot import Snapshot, open_snapshot
from index.stems import Unpacked, commonest_form, counts, stems_of
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


def test_counts_are_the_same_whether_postings_are_kept_or_unpacked_anew(tmp_path: Path) -> None:
    snapshot = opened(tmp_path, CORPUS, 2)
    stems, sizes = stems_of(snapshot.parts), set()
    marks = [np.array(side, dtype=np.uint8) for side in ((1, 0, 0, 1), (0, 1, 1, 0), (1, 1, 1, 1))]
    first = counts(snapshot.parts, stems, marks, Unpacked(0))
    for most in (0, 1, 24, 1 << 20):
        kept = Unpacked(most)
        for _ in range(2):
            assert (counts(snapshot.parts, stems, marks, kept) == first).all()
            assert kept.held <= most
        sizes.add(kept.held)
    assert len(sizes) > 1


def test_what_is_kept_of_a_segment_outlives_a_commit_and_leaves_with_it(tmp_path: Path) -> None:
    kept, before = Unpacked(1 << 20), opened(tmp_path / "one", CORPUS[:2], 2)
    marks = [np.array([1, 0, 0, 0], dtype=np.uint8)]
    counts(before.parts, stems_of(before.parts), marks, kept)
    known = kept.articles(before.parts[0], 0, len(before.parts[0].stems))
    after = opened(tmp_path / "one", CORPUS[2:], 2)
    assert len(after.parts) == 2
    counts(after.parts, stems_of(after.parts), marks, kept)
    same = [kept.articles(part, 0, len(part.stems)) for part in after.parts]
    assert any(docs is known for docs in same)
    kept.forget_all_but(())
    assert kept.held == 0


def test_a_set_of_all_articles_or_none_is_counted_without_unpacking(tmp_path: Path) -> None:
    snapshot, kept = opened(tmp_path, CORPUS, 9), Unpacked(1 << 20)
    stems = stems_of(snapshot.parts)
    marks = [np.ones(4, np.uint8), np.zeros(4, np.uint8)]
    everything, nothing = counts(snapshot.parts, stems, marks, kept)
    assert kept.held == 0
    apart = [np.array(side, dtype=np.uint8) for side in ((1, 0, 0, 1), (0, 1, 1, 0))]
    assert (everything == counts(snapshot.parts, stems, apart, kept).sum(axis=0)).all()
    assert not nothing.any()
