"""Damage is found wherever it is, and what is made again is as it was."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.codec.container import Container
from index.codec.container import write as write_container
from index.errors import BrokenIndex, IndexLocked, NothingThere
from index.folder import WORKSHOP
from index.generation import read_generation, write_generation
from index.pipeline import remove
from index.progress import Progress
from index.rebuilding import rebuild
from index.report import Report
from index.snapshot import open_snapshot
from index.store import open_generation, open_manifest, writing
from index.verification import Verification, verify
from search.local import open_engine
from search.pipeline import answer
from search.request import Request
from tests.index.newsroom import TODAY, add_to, contents, record, write

ROOT = Path(__file__).parents[2]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """An index of two segments and a deleted article."""
    news = tmp_path / "news"
    write(news / "a.jsonl", *(record(f"Boat {n} missing") for n in range(12)))
    add_to(tmp_path / "made", news)
    write(news / "b.jsonl", record("Anchor found", "https://news.example/1"), record("Café open"))
    write(news / "c" / "d.jsonl", record("Anchor found", "https://news.example/1"))
    add_to(tmp_path / "made", news)
    write(news / "a.jsonl", *(record(f"Boat {n} missing") for n in range(11)))
    add_to(tmp_path / "made", news)
    assert len(open_generation(tmp_path / "made").segments) == 2
    return tmp_path / "made"


def checked(folder: Path) -> Verification:
    return verify(folder, Progress(None))


def rebuilt(folder: Path) -> Report:
    return rebuild(folder, TODAY, Progress(None))


def articles(folder: Path) -> list[str]:
    """Every living article in full, by id."""
    snapshot = open_snapshot(folder)
    alive = np.flatnonzero(snapshot.alive).tolist()
    return sorted(json.dumps(snapshot.article(doc).to_dict(), sort_keys=True) for doc in alive)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "index", *arguments, "--index", str(folder)],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done


def segment_of(folder: Path) -> Path:
    return folder / open_generation(folder).segments[0].file_name


def flip(file: Path, place: int) -> None:
    data = bytearray(file.read_bytes())
    data[place] ^= 1
    file.write_bytes(data)


def test_a_sound_index_agrees(made: Path) -> None:
    done = checked(made)
    assert done.faults == ()
    assert (done.articles, done.generation) == (13, 3)
    assert [(each.articles, each.deleted) for each in done.segments] == [(11, 1), (2, 0)]


def test_an_index_without_articles_agrees(tmp_path: Path) -> None:
    with writing(tmp_path / "made"):
        pass
    assert (checked(tmp_path / "made").articles, checked(tmp_path / "made").faults) == (0, ())


def test_the_command_tells_each_segment_and_that_everything_agrees(made: Path) -> None:
    done = run(made, "verify")
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr, len(lines)) == (0, "", 3)
    assert lines[0].startswith(segment_of(made).name + ": 11 articles, 1 deleted, ")
    assert lines[-1] == "everything agrees: 13 articles in 2 segments"
    assert run(made, "verify", "--quiet").stdout == ""
    told = json.loads(run(made, "verify", "--json").stdout)
    assert (told["articles"], told["faults"], len(told["segments"])) == (13, [], 2)


def test_the_command_names_file_place_and_remedy(made: Path) -> None:
    file = segment_of(made)
    flip(file, file.stat().st_size // 4)
    done = run(made, "verify")
    assert done.returncode == 2
    assert done.stdout.splitlines()[0].endswith(": broken")
    assert "everything agrees" not in done.stdout
    assert done.stderr == (
        f"python -m index: {file} is damaged at byte 0: "
        "python -m index rebuild makes the index again from its articles\n"
    )


def regions(file: Path) -> list[int]:
    """A byte of every array, of the head, the sums, the directory and the tail."""
    data = file.read_bytes()
    tail = len(data) - 28
    sums, directory = (int.from_bytes(data[at : at + 8], "little") for at in (tail, tail + 8))
    listed = json.loads(data[directory:tail]).values()
    return [
        0,
        8,
        12,
        *(at for _, items, at in listed if items),
        sums,
        directory,
        *range(tail, len(data)),
    ]


def test_a_flipped_byte_is_found_in_every_region_of_a_segment(made: Path) -> None:
    file = segment_of(made)
    places = regions(file)
    assert len(places) > 80
    for place in places:
        flip(file, place)
        first, second = checked(made).segments
        assert len(first.faults) == 1, place
        assert first.faults[0].startswith(f"{file} ")
        assert first.faults[0].endswith(
            ": python -m index rebuild makes the index again from its articles"
        )
        assert second.faults == ()
        flip(file, place)
    assert checked(made).faults == ()


def test_a_missing_segment_is_named(made: Path) -> None:
    file = segment_of(made)
    file.unlink()
    (fault,) = checked(made).faults
    assert fault.startswith(f"{file} is missing: ")


def test_a_segment_of_another_format_is_named(made: Path) -> None:
    file = segment_of(made)
    data = file.read_bytes()
    file.write_bytes(data[:8] + b"\x63" + data[9:])
    (fault,) = checked(made).faults
    assert f"{file} has format 99, this version reads" in fault


def test_a_segment_of_other_articles_than_the_table_of_contents_says_is_told(made: Path) -> None:
    commit = open_generation(made)
    first, second = commit.segments
    (made / second.file_name).write_bytes((made / first.file_name).read_bytes())
    (fault,) = checked(made).faults
    assert "holds 12 articles, 2 in the table of contents" in fault


def test_a_deleted_article_that_never_was_is_told(made: Path) -> None:
    commit = read_generation(made)
    first, second = commit.segments
    lose_table(made)
    write_generation(made, replace(commit, segments=(first, second.without(frozenset({2})))))
    (fault,) = checked(made).faults
    assert "lacks an article that is said to be deleted" in fault


def test_two_articles_of_one_id_are_told(made: Path) -> None:
    commit = read_generation(made)
    twin = type(commit.segments[0])("MAIN", commit.segments[1].articles)
    (made / twin.file_name).write_bytes((made / commit.segments[1].file_name).read_bytes())
    lose_table(made)
    write_generation(made, replace(commit, segments=(*commit.segments, twin)))
    faults = checked(made).faults
    assert sum("more than one article" in fault for fault in faults) == 2
    assert any("counts 2 articles of 'news/b.jsonl', the segments hold 4" in f for f in faults)


@pytest.mark.parametrize(
    ("counted", "told"),
    [(3, "counts 3 articles of 'news/b.jsonl', the segments hold 2"), (None, "counts 0 articles")],
)
def test_a_manifest_that_disagrees_is_told(made: Path, counted: int | None, told: str) -> None:
    with writing(made) as store:
        entry = store.manifest.files.pop("news/b.jsonl")
        if counted:
            store.manifest.files["news/b.jsonl"] = replace(entry, articles=counted)
        store.commit()
    (fault,) = checked(made).faults
    assert f"manifest-4.json {told}" in fault


def test_arrays_that_cannot_be_decoded_are_told(made: Path) -> None:
    file = segment_of(made)
    container = Container(file)
    arrays = {name: container[name].whole().copy() for name in container.names}
    arrays["card.bytes"][:] = 0
    write_container(file, arrays)
    (fault,) = checked(made).faults
    assert f"{file} cannot be decoded" in fault


def lose_segments(folder: Path) -> None:
    for file in folder.glob("*.col"):
        file.unlink()


def damage_segment(folder: Path) -> None:
    flip(segment_of(folder), 5000)


def damage_table(folder: Path) -> None:
    table = next(folder.glob("_MAIN_*.toc"))
    table.write_bytes(table.read_bytes()[:200])


def lose_table(folder: Path) -> None:
    next(folder.glob("_MAIN_*.toc")).unlink()


def other_schema(folder: Path) -> None:
    path = next(folder.glob("manifest-*.json"))
    header, body = path.read_text().split("\n", 1)
    path.write_text(json.dumps(json.loads(header) | {"schema": 1}) + "\n" + body)


DAMAGES = [
    lambda folder: None,
    lose_segments,
    damage_segment,
    damage_table,
    lose_table,
    other_schema,
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_rebuilt_is_as_it_was_whatever_is_damaged(
    made: Path, damage: Callable[[Path], None]
) -> None:
    before, asked = articles(made), answers(made)
    files = {key: file.articles for key, file in open_manifest(made).files.items()}
    damage(made)
    report = rebuilt(made)
    assert (report.total, report.articles_new, report.files_new) == (13, 13, 3)
    assert (report.notes, report.skipped) == ((), ())
    assert articles(made) == before
    assert answers(made) == asked
    assert {key: file.articles for key, file in open_manifest(made).files.items()} == files
    assert checked(made).faults == ()
    assert add_to(made, made.parent / "news").changed is False


def answers(folder: Path) -> list[object]:
    engine = open_engine(folder)
    asked = ("boat missing", '"harbour office"', "anchor OR café", "title:boat NOT 7", "*")
    pages = [answer(engine, Request(q)).to_dict() for q in asked]
    return [{k: page[k] for k in ("total", "hits", "facets", "histogram")} for page in pages]


@pytest.mark.parametrize("damage", DAMAGES[1:])
def test_a_broken_index_names_the_remedy(made: Path, damage: Callable[[Path], None]) -> None:
    damage(made)
    with pytest.raises(BrokenIndex, match="python -m index rebuild"):
        articles(made)


def test_a_rebuilt_index_is_a_new_generation_in_a_clean_folder(made: Path) -> None:
    lose_table(made)
    rebuilt(made)
    assert open_generation(made).number > 3
    assert len(list(made.iterdir())) == 4  # table, manifest, segment, lock
    reader = open_engine(made)
    rebuilt(made)
    assert reader.generation < open_generation(made).number


def test_without_any_manifest_the_articles_have_to_be_added_again(made: Path) -> None:
    manifest = next(made.glob("manifest-*.json"))
    flip(manifest, manifest.stat().st_size - 10)
    for use in (rebuilt, checked):
        with pytest.raises(BrokenIndex, match="remove the folder and add the articles again"):
            use(made)
    manifest.unlink()
    with pytest.raises(BrokenIndex, match="remove the folder and add the articles again"):
        rebuilt(made)


def test_where_there_is_no_index_nothing_is_rebuilt_or_left(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write(tmp_path / "letters" / "a.txt", "Dear Sir")
    for folder, fault in (
        ("none", NothingThere),
        ("empty", NothingThere),
        ("letters", BrokenIndex),
    ):
        with pytest.raises(fault):
            rebuilt(tmp_path / folder)
    assert [p.name for p in (tmp_path / "letters").iterdir()] == ["a.txt"]
    assert run(tmp_path / "none", "rebuild").returncode == 2


def test_files_that_are_gone_are_named_and_changed_ones_are_as_they_are_now(made: Path) -> None:
    news = made.parent / "news"
    (news / "a.jsonl").unlink()
    write(news / "b.jsonl", record("Anchor lost", "https://news.example/1"))
    write(news / "new.jsonl", record("Not yet added"))
    report = rebuilt(made)
    assert [(each.path, each.reason) for each in report.skipped] == [
        (str(news / "a.jsonl"), "it is gone")
    ]
    assert report.files_removed == 1
    assert contents(made) == {("news/b.jsonl", "Anchor lost")}
    assert checked(made).faults == ()


def test_a_corpus_that_is_not_there_is_not_forgotten(made: Path) -> None:
    before = articles(made)
    (made.parent / "news").rename(made.parent / "elsewhere")
    with pytest.raises(NothingThere, match="bring it back"):
        rebuilt(made)
    assert articles(made) == before


def test_articles_removed_by_id_are_back_and_told_and_removed_files_stay_away(made: Path) -> None:
    key = next(json.loads(each)["id"] for each in articles(made) if "open" in each)
    with writing(made) as store:
        remove(store, [key, "news/a.jsonl"], TODAY, Progress(None))
    assert len(articles(made)) == 1
    report = rebuilt(made)
    assert {title for _, title in contents(made)} == {"Anchor found", "Café open"}
    assert report.notes == (
        "1 of these had been removed from the index, but not from its files, and are back",
    )


def test_who_owns_an_article_of_two_files_stays_so(tmp_path: Path) -> None:
    address = "https://news.example/1"
    news, folder = tmp_path / "news", tmp_path / "made"
    write(news / "b.jsonl", record("Bridge closed", address))
    add_to(folder, news)
    write(news / "a.jsonl", record("Bridge closed", address))
    write(news / "c.jsonl", record("Bridge opened", address))
    add_to(folder, news)
    before = contents(folder)
    assert before == {("news/c.jsonl", "Bridge opened")}
    rebuilt(folder)
    assert contents(folder) == before
    (news / "c.jsonl").unlink()
    add_to(folder, news)
    assert {title for _, title in contents(folder)} == {"Bridge closed"}


def test_while_another_writes_nothing_is_rebuilt(made: Path) -> None:
    with writing(made):
        with pytest.raises(IndexLocked, match=f"process {os.getpid()}"):
            rebuilt(made)
        assert run(made, "rebuild").returncode == 2
    assert run(made, "rebuild").stdout.startswith("13 articles in the index: 13 new\n")


def test_a_rebuild_that_fails_leaves_no_trace(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    before, names = articles(made), sorted(made.iterdir())
    monkeypatch.setattr("index.store.write_manifest", full)
    with pytest.raises(OSError, match="No space"):
        rebuilt(made)
    monkeypatch.undo()
    assert (articles(made), sorted(made.iterdir())) == (before, names)


#: Rebuilds copies of an index, each time killed by itself one change to its folder later.
KILLED = """
import os, shutil, signal, sys
from pathlib import Path
from index.actors import catalogue
from index.progress import Progress
from index.rebuilding import rebuild
from tests.index.newsroom import TODAY

CHANGES = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir"}

def is_killed(moment):
    folder = Path(sys.argv[2], f"{moment:03}")
    shutil.copytree(sys.argv[1], folder)
    child = os.fork()
    if child == 0:
        seen = 0
        def count(event, arguments):
            nonlocal seen
            if event in CHANGES:
                seen += 1
                if seen == moment:
                    os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(count)
        try:
            rebuild(folder, TODAY, Progress(None))
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])

catalogue()  # read once, not in every child
moment = 1
while is_killed(moment):
    moment += 1
"""


def test_killed_at_any_moment_the_old_or_the_new_index_is_there(made: Path) -> None:
    with writing(made) as store:
        remove(store, ["news/c"], TODAY, Progress(None))
        key = next(iter(store.ids_of("news/b.jsonl")))
        remove(store, [key], TODAY, Progress(None))
    old, apart = articles(made), made.parent / "apart"
    apart.mkdir()
    subprocess.run([sys.executable, "-c", KILLED, str(made), str(apart)], cwd=ROOT, check=True)
    folders = sorted(apart.iterdir())
    found = [articles(folder) for folder in folders]
    turn = next(at for at, each in enumerate(found) if each != old)
    new = found[-1]
    assert len(new) == len(old) + 1
    assert found == [old] * turn + [new] * (len(found) - turn)
    assert 20 < turn < len(found) - 3  # it was killed before and after
    chance = random.Random(3)  # noqa: S311 - moments, not secrets
    for folder in [*chance.sample(folders, 8), folders[turn - 1], folders[turn]]:
        assert checked(folder).faults == ()
        rebuilt(folder)
        assert articles(folder) == new
        assert len(list(folder.iterdir())) == 4
        assert not list(folder.glob(f"{WORKSHOP}*"))
