"""Whatever happens to the files, the index agrees with a naive reading of the folder."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

import index.store
from index.identity import article_id, content_digest
from index.readers import read
from index.snapshot import open_snapshot
from index.store import open_manifest
from tests.index.newsroom import add_to, age, record, write

NAMES = st.sampled_from(["a.jsonl", "b.jsonl", "deep/a.jsonl"])
TITLES = st.lists(st.sampled_from(["Anchor found", "Bridge closed", "Crane falls"]), max_size=2)
#: Few URLs, so that versions of one article meet in several files.
LINKS = st.lists(
    st.tuples(st.sampled_from("xy"), st.sampled_from(["early", "late"])),
    max_size=2,
    unique_by=lambda link: link[0],
)


def address(link: tuple[str, str]) -> str:
    return f"https://news.example/{link[0]}"


class Folder(RuleBasedStateMachine):
    """Files are written, touched, moved and deleted; now and then the folder is added."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        self.news = self.home / "news"
        self.news.mkdir()
        self.added = True

    def teardown(self) -> None:
        shutil.rmtree(self.home)

    @rule(name=NAMES, titles=TITLES, links=LINKS, add=st.booleans())
    def write_file(
        self, name: str, titles: list[str], links: list[tuple[str, str]], add: bool
    ) -> None:
        plain = [record(f"{number} {title}") for number, title in enumerate(titles)]
        linked = [record(f"Regatta {link[1]}", address(link)) for link in links]
        write(self.news / name, *plain, *linked)
        self.added = False
        if add:
            self.add_the_folder()

    @precondition(lambda self: self.files())
    @rule(data=st.data())
    def touch(self, data: st.DataObject) -> None:
        age(data.draw(st.sampled_from(self.files())))

    @precondition(lambda self: self.files())
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        data.draw(st.sampled_from(self.files())).unlink()
        self.added = False

    @precondition(lambda self: self.files())
    @rule(data=st.data(), name=NAMES)
    def move(self, data: st.DataObject, name: str) -> None:
        target = self.news / name
        target.parent.mkdir(parents=True, exist_ok=True)
        data.draw(st.sampled_from(self.files())).rename(target)
        self.added = False

    @rule()
    def add_the_folder(self) -> None:
        report = add_to(self.home / "made", self.news)
        assert report.total == len(self.in_the_index())
        self.added = True

    @precondition(lambda self: self.added)
    @rule()
    def add_it_again(self) -> None:
        add_to(self.home / "made", self.news)
        before = self.generation()
        assert not add_to(self.home / "made", self.news).changed
        assert self.generation() == before

    @invariant()
    def the_index_agrees_with_the_files(self) -> None:
        if not self.added or self.generation() < 0:
            return
        versions = self.in_the_files()
        found = self.in_the_index()
        assert found <= versions
        assert {key for _, key, _ in found} == {key for _, key, _ in versions}
        assert len(found) == len({key for _, key, _ in found})

    @invariant()
    def the_books_agree_with_the_index(self) -> None:
        if self.generation() < 0:
            return
        manifest = open_manifest(self.home / "made")
        held = [path for path, *_ in self.in_the_index()]
        counts = {path: entry.articles for path, entry in manifest.files.items() if entry.articles}
        assert counts == {path: held.count(path) for path in held}
        assert not manifest.orphans

    def files(self) -> list[Path]:
        return sorted(path for path in self.news.rglob("*") if path.is_file())

    def generation(self) -> int:
        folder = self.home / "made"
        return open_snapshot(folder).generation if folder.exists() else -1

    def in_the_files(self) -> set[tuple[str, str, str]]:
        """(path, id, digest) of every version of every article, as simply as can be."""
        found = set()
        for file in self.files():
            if file.stat().st_size > 1:
                path = f"news/{file.relative_to(self.news).as_posix()}"
                articles = list(read(file))
                found |= {(path, article_id(a, path), content_digest(a)) for a in articles}
        return found

    def in_the_index(self) -> set[tuple[str, str, str]]:
        snapshot = open_snapshot(self.home / "made")
        alive = [number for number in range(snapshot.size) if snapshot.alive[number]]
        found = {
            (article.path, article.id, article.digest) for article in map(snapshot.article, alive)
        }
        assert len(found) == len(alive)
        return found


@pytest.mark.parametrize("every", [50_000, 1], ids=["one commit", "a commit an article"])
def test_the_index_agrees_with_the_files_whatever_happens_to_them(
    every: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.store, "COMMIT_ARTICLES", every)
    run_state_machine_as_test(
        Folder,
        settings=settings(max_examples=25, stateful_step_count=15, deadline=None, derandomize=True),
    )
