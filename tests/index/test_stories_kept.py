"""The stories of an index are those of its articles, whatever was committed, merged or removed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.codec.adapter import ColumnSegment
from index.generation import Generation, read_generation, write_generation
from index.pipeline import add
from index.progress import Progress
from index.rebuilding import rebuild
from index.snapshot import open_snapshot
from index.store import writing
from index.telling import ALONE
from index.verification import verify
from tests.conftest import article, fill, identifier
from tests.reports import REPORTS
from tests.search.corpora import SLOW

TEXTS = list(REPORTS.values())
QUIET = Progress(None)
steps = st.lists(
    st.tuples(st.booleans(), st.integers(0, 11), st.integers(0, 2)), min_size=1, max_size=40
)


def told(folder: Path) -> set[frozenset[str]]:
    """The stories of an index as sets of ids."""
    snapshot = open_snapshot(folder)
    found: dict[int, set[str]] = {}
    for doc, story in enumerate(snapshot.stories.tolist()):
        if story != ALONE:
            found.setdefault(story, set()).add(snapshot.key(doc))
    return {frozenset(keys) for keys in found.values()}


@SLOW
@given(changes=steps)
def test_stories_are_those_of_an_index_made_at_once(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[bool, int, int]]
) -> None:
    """Each change puts or removes an article and is a commit, so that segments are merged."""
    folder = tmp_path_factory.mktemp("stories")
    left: dict[str, int] = {}
    with writing(folder / "one") as store:
        for puts, name, text in changes:
            held = store.find(identifier(f"a{name}"))
            if held:
                store.remove(held)
                left.pop(f"a{name}")
            if puts:
                store.put(article(f"a{name}", "Report", TEXTS[text]))
                left[f"a{name}"] = text
            store.commit()
    fill(folder / "other", [article(name, "Report", TEXTS[text]) for name, text in left.items()])
    expected = {
        frozenset(identifier(name) for name, own in left.items() if own == text)
        for text in set(left.values())
    }
    assert told(folder / "one") == told(folder / "other")
    assert told(folder / "one") == {story for story in expected if len(story) > 1}


def kept(tmp_path: Path) -> Path:
    folder = tmp_path / "kept"
    texts = [TEXTS[0], TEXTS[0], TEXTS[1]]
    fill(folder, [article(f"a{n}", "Report", text) for n, text in enumerate(texts)], batch=2)
    return folder


def faults(folder: Path) -> list[str]:
    return [fault for fault in verify(folder, QUIET).faults if "other stories" in fault]


def rewrite(folder: Path, stories: bytes) -> None:
    """The same commit, but that each segment says other `stories`."""
    commit = read_generation(folder)
    segments: tuple[ColumnSegment, ...] = tuple(s.telling(stories) for s in commit.segments)
    (folder / f"_MAIN_{commit.number}.toc").unlink()
    write_generation(folder, Generation(commit.number, segments))


def test_verify_finds_stories_that_the_articles_do_not_tell(tmp_path: Path) -> None:
    folder = kept(tmp_path)
    assert faults(folder) == []
    rewrite(folder, b"")
    assert len(faults(folder)) == 1
    rewrite(folder, b"what is this")
    assert len(faults(folder)) == 2


def test_a_rebuilt_index_has_the_same_stories(tmp_path: Path) -> None:
    corpus = tmp_path / "news"
    corpus.mkdir()
    for name, text in {"a": TEXTS[0], "b": TEXTS[0], "c": TEXTS[2]}.items():
        (corpus / f"{name}.txt").write_text(f"{name} reports\n\n{text}", encoding="utf-8")
    today = date(2025, 1, 1)
    with writing(tmp_path / "made") as store:
        add(store, [corpus], today, QUIET)
    before = told(tmp_path / "made")
    rebuild(tmp_path / "made", today, QUIET)
    assert before == told(tmp_path / "made")
    assert [len(story) for story in before] == [2]
