"""An index opens as of its last finished commit, for one writer, if it is ours."""

from __future__ import annotations

import gc
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import index.generation
import index.store
from index.article import Article
from index.errors import REBUILD, START_OVER, BrokenIndex, IndexLocked, NothingThere
from index.merging import MOST
from index.snapshot import open_snapshot
from index.store import open_generation, open_manifest, writing

ROOT = Path(__file__).parents[2]


def article(number: int, title: str = "Anchor found") -> Article:
    return Article(
        id=f"{number:016x}",
        path=f"news/{number}.txt",
        title=title,
        text="Divers lifted it off the sea bed.",
        digest=title,
    )


def titles(folder: Path) -> dict[str, str]:
    snapshot = open_snapshot(folder)
    alive = (number for number in range(snapshot.size) if snapshot.alive[number])
    found = [snapshot.article(number) for number in alive]
    return {each.id[-2:]: each.title for each in found}


def put(folder: Path, *articles: Article) -> None:
    with writing(folder) as store:
        for each in articles:
            held = store.find(each.id)
            if held:
                store.remove(held)
            store.put(each)
        store.commit()


def test_what_is_not_committed_is_dropped(tmp_path: Path) -> None:
    put(tmp_path / "made", article(1))
    with writing(tmp_path / "made") as store:
        store.put(article(2))
    assert titles(tmp_path / "made") == {"01": "Anchor found"}


def test_an_article_is_found_before_and_after_its_commit(tmp_path: Path) -> None:
    with writing(tmp_path / "made") as store:
        store.put(article(1))
        before = store.find(article(1).id)
        ids = store.ids_of("news/1.txt")
        store.commit()
        assert before == store.find(article(1).id)
        assert ids == store.ids_of("news/1.txt") == {article(1).id}
        assert store.articles == 1


@pytest.mark.parametrize("committed", [False, True])
def test_a_removed_article_is_gone_at_once_and_can_return(tmp_path: Path, committed: bool) -> None:
    with writing(tmp_path / "made") as store:
        store.put(article(1))
        if committed:
            store.commit()
        held = store.find(article(1).id)
        assert held is not None
        store.remove(held)
        assert store.find(held.id) is None
        assert store.ids_of("news/1.txt") == set()
        store.put(article(1, "Anchor lost"))
        assert store.articles == 1
        store.commit()
    assert titles(tmp_path / "made") == {"01": "Anchor lost"}


def test_many_commits_leave_few_segments_and_every_article(tmp_path: Path) -> None:
    for number in range(24):
        put(tmp_path / "made", article(number), article(number // 2, "Anchor lost"))
    snapshot = open_snapshot(tmp_path / "made")
    assert snapshot.articles == 24
    assert len(list((tmp_path / "made").glob("*.col"))) <= MOST + 1
    assert snapshot.size < 40  # deleted articles do not pile up


def test_only_the_newest_generation_stays_in_the_folder(tmp_path: Path) -> None:
    for number in range(3):
        put(tmp_path / "made", article(number))
    names = {path.name for path in (tmp_path / "made").iterdir() if path.suffix != ".col"}
    assert names == {"MAIN_WRITELOCK", "_MAIN_3.toc", "manifest-3.json"}


def test_a_reader_keeps_what_it_opened(tmp_path: Path) -> None:
    put(tmp_path / "made", article(1))
    snapshot = open_snapshot(tmp_path / "made")
    put(tmp_path / "made", article(1, "Anchor lost"))
    assert snapshot.article(0).title == "Anchor found"


def test_a_second_writer_is_told_who_is_first(tmp_path: Path) -> None:
    with (
        writing(tmp_path / "made"),
        pytest.raises(IndexLocked, match=f"process {os.getpid()} on"),
        writing(tmp_path / "made"),
    ):
        pass
    put(tmp_path / "made", article(1))


def test_no_index_is_another_fault_than_a_broken_one(tmp_path: Path) -> None:
    with pytest.raises(NothingThere, match="add PATH"):
        open_generation(tmp_path / "nowhere")
    with pytest.raises(NothingThere, match="add PATH"):
        open_generation(tmp_path)
    (tmp_path / "letter.txt").write_text("Dear Sir")
    with pytest.raises(BrokenIndex, match="no index"):
        open_generation(tmp_path)
    with pytest.raises(BrokenIndex, match="file, not"):
        open_generation(tmp_path / "letter.txt")


def test_nothing_is_written_among_other_files(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sir")
    with pytest.raises(BrokenIndex, match="other files"), writing(tmp_path):
        pass
    with pytest.raises(BrokenIndex, match="file, not"), writing(tmp_path / "letter.txt"):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def break_header(folder: Path, **changes: object) -> None:
    path = next(folder.glob("manifest-*.json"))
    header, body = path.read_text().split("\n", 1)
    path.write_text(json.dumps(json.loads(header) | changes) + "\n" + body)


@pytest.mark.parametrize(
    ("changes", "message", "remedy"),
    [
        ({"schema": 999}, "another version", REBUILD),
        ({"version": 0}, "another version", START_OVER),
        ({"magic": "x"}, "damaged", START_OVER),
    ],
)
def test_another_version_is_refused_with_the_remedy(
    tmp_path: Path, changes: dict[str, object], message: str, remedy: str
) -> None:
    put(tmp_path / "made", article(1))
    break_header(tmp_path / "made", **changes)
    for use in (open_generation, lambda folder: put(folder, article(2))):
        with pytest.raises(BrokenIndex, match=f"{message}.*: {remedy}"):
            use(tmp_path / "made")


@pytest.mark.parametrize(
    ("name", "remedy"), [("_MAIN_1.toc", REBUILD), ("manifest-1.json", START_OVER)]
)
@pytest.mark.parametrize("keep", [0, 0.5, 0.95])
def test_a_damaged_index_says_so(tmp_path: Path, name: str, remedy: str, keep: float) -> None:
    put(tmp_path / "made", article(1))
    file = tmp_path / "made" / name
    file.write_bytes(file.read_bytes()[: int(file.stat().st_size * keep)])
    with pytest.raises(BrokenIndex, match=remedy):
        put(tmp_path / "made", article(2))


# Whoosh leaves the file open that it could not read.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("keep", [0, 0.5, 0.95])
def test_a_segment_cut_short_says_so(tmp_path: Path, keep: float) -> None:
    put(tmp_path / "made", article(1))
    file = next((tmp_path / "made").glob("*.col"))
    file.write_bytes(file.read_bytes()[: int(file.stat().st_size * keep)])
    for use in (open_snapshot, lambda folder: put(folder, article(2))):
        with pytest.raises(BrokenIndex, match=REBUILD):
            use(tmp_path / "made")
    gc.collect()


def test_a_plain_whoosh_index_is_not_ours(tmp_path: Path) -> None:
    put(tmp_path / "made", article(1))
    (tmp_path / "made" / "manifest-1.json").unlink()
    with pytest.raises(BrokenIndex, match="no Dateline index"):
        open_generation(tmp_path / "made")


def test_an_index_that_anyone_can_write_is_not_opened(tmp_path: Path) -> None:
    put(tmp_path / "made", article(1))
    (tmp_path / "made").chmod(0o777)
    for use in (open_generation, lambda folder: put(folder, article(2))):
        with pytest.raises(BrokenIndex, match="chmod o-w"):
            use(tmp_path / "made")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_an_index_of_another_user_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "made", article(1))
    os.chown(tmp_path / "made" / "_MAIN_1.toc", 12345, -1)
    with pytest.raises(BrokenIndex, match="another user"):
        open_generation(tmp_path / "made")


def test_work_is_due_for_commit_after_enough_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.store, "COMMIT_ARTICLES", 2)
    with writing(tmp_path / "made") as store:
        store.put(article(1))
        assert not store.is_due
        store.put(article(2))
        assert store.is_due
        store.commit()
        assert not store.is_due


# Whoosh leaves files open when a commit fails: they close with the process, which ends.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("failing", ["create_file", "rename_file"])
def test_a_full_disk_leaves_the_last_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    put(tmp_path / "made", article(1))

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"), writing(tmp_path / "made") as store:
        store.put(article(2))
        monkeypatch.setattr(index.generation.SyncedStorage, failing, full)
        store.commit()
    monkeypatch.undo()
    gc.collect()
    assert titles(tmp_path / "made") == {"01": "Anchor found"}
    put(tmp_path / "made", article(3))
    assert titles(tmp_path / "made") == {"01": "Anchor found", "03": "Anchor found"}


COMMITTING = """
import sys
from pathlib import Path
from tests.index.test_store import article, writing
with writing(Path(sys.argv[1])) as store:
    for number in range(store.articles, 10_000, 5):
        for each in range(number, number + 5):
            store.put(article(each))
        store.commit()
        print(number + 5, flush=True)
"""


def test_killed_at_any_moment_the_last_finished_commit_is_there(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - moments, not secrets
    folder = tmp_path / "made"
    for _ in range(4):
        process = subprocess.Popen(
            [sys.executable, "-c", COMMITTING, str(folder)], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        finished = int(process.stdout.readline())
        time.sleep(chance.uniform(0, 0.15))
        process.send_signal(signal.SIGKILL)
        finished = max([finished, *map(int, process.stdout.read().split())])
        process.stdout.close()
        process.wait()
        found = titles_count(folder)
        assert found % 5 == 0
        assert finished <= found <= finished + 5  # + 5: committed, but killed before it said so


def titles_count(folder: Path) -> int:
    snapshot = open_snapshot(folder)
    assert all(snapshot.article(number).title for number in range(snapshot.size))
    return snapshot.articles


def test_readers_open_whatever_a_writer_commits_meanwhile(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    put(folder, article(0))
    process = subprocess.Popen(
        [sys.executable, "-c", COMMITTING, str(folder)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.readline()
    try:
        seen = [(len(open_manifest(folder).files), open_generation(folder)) for _ in range(2000)]
    finally:
        process.kill()
        process.stdout.close()
        process.wait()
    assert len(seen) == 2000
