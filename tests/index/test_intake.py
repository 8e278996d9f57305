"""An index is the same whoever read its articles, and a crew that fails does it no harm."""

from __future__ import annotations

import gzip
import os
import shutil
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import index.intake
import index.store
from index.companion import can_have
from index.crew import ALONE, Crew
from index.manifest import Manifest
from index.pipeline import add
from index.progress import Progress
from index.rebuilding import rebuild
from index.report import Report
from index.store import open_manifest, writing
from tests.index.newsroom import TODAY, contents, record, write
from tests.index.test_crew import mustered, processes
from tests.index.test_readers_archives import page, zipped
from tests.index.warcs import crawl, packed, response
from tests.search.corpora import SLOW

pytestmark = pytest.mark.skipif(not can_have(), reason="no way to hand a process a socket")

#: Few titles and URLs, so that versions of one article meet in one file and in several.
LINES = st.one_of(
    st.builds(
        record,
        st.sampled_from(["Anchor found in Chile", "Bridge closed on 3 May 2021", "Cup won"]),
        st.sampled_from(["", "https://news.example/x", "https://news.example/y"]),
    ),
    st.just("{broken"),
)
FILES = st.dictionaries(
    st.sampled_from(["a.jsonl", "b.jsonl", "c.jsonl", "deep/d.jsonl"]),
    st.lists(LINES, max_size=12),
    max_size=4,
)


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    with mustered() as made:
        yield made


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of a few articles are large, some are small; batches are cut, and so are commits."""
    monkeypatch.setattr(index.intake, "LARGE", 1000)
    monkeypatch.setattr(index.intake, "_MOST", 3)
    monkeypatch.setattr(index.store, "COMMIT_ARTICLES", 5)


def added(folder: Path, news: Path, crew: Crew) -> tuple[Report, list[bytes], Manifest]:
    """What `add` tells and writes, without what depends on the clock."""
    with writing(folder) as store:
        told = add(store, [news], TODAY, Progress(None), crew)
    manifest = open_manifest(folder)
    for key, entry in manifest.files.items():
        manifest.files[key] = replace(entry, seen_ns=0)
    segments = sorted(path.read_bytes() for path in folder.glob("*.col"))
    return replace(told, seconds=0.0), segments, manifest


@SLOW
@given(first=FILES, then=FILES)
@pytest.mark.usefixtures("small_batches")
def test_index_and_report_are_the_same_with_a_crew_and_without(
    crew: Crew,
    tmp_path_factory: pytest.TempPathFactory,
    first: dict[str, list[str]],
    then: dict[str, list[str]],
) -> None:
    home = tmp_path_factory.mktemp("home")
    news = home / "news"
    for files in (first, then):
        shutil.rmtree(news, ignore_errors=True)
        news.mkdir()
        for name, lines in files.items():
            write(news / name, *lines)
        assert added(home / "there", news, crew) == added(home / "here", news, ALONE)


@pytest.mark.usefixtures("small_batches")
def test_every_kind_of_bad_file_is_told_in_its_turn(crew: Crew, tmp_path: Path) -> None:
    news = tmp_path / "news"
    write(
        news / "a.txt", "Anchor found\n\nThe harbour office found an anchor in Chile on 3 May 2021."
    )
    write(news / "b.jsonl", record("Bridge closed"), "{broken", record("Cup won"))
    (news / "c.gz").write_bytes(gzip.compress(record("Crane falls").encode() * 90)[:150])
    (news / "d.jpg").write_bytes(bytes(range(256)) * 40)
    (news / "e.jsonl").touch()
    lines = "\n".join(record(f"Boat {number} missing") for number in range(40))
    (news / "f.jsonl.gz").write_bytes(gzip.compress(lines.encode() + os.urandom(2000))[:-900])
    told = added(tmp_path / "there", news, crew)
    assert told == added(tmp_path / "here", news, ALONE)
    complained = {Path(skipped.path).name for skipped in told[0].skipped}
    assert complained == {"b.jsonl", "c.gz", "d.jpg", "e.jsonl", "f.jsonl.gz"}


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("large", [1000, 1 << 20])
def test_what_lies_inside_larger_files_is_the_same_whoever_reads_it(
    crew: Crew, tmp_path: Path, large: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.intake, "LARGE", large)
    news = tmp_path / "news"
    news.mkdir()
    crawled = [*crawl(*(f"boat-{n}" for n in range(20))), response("short", b"<p>Hello")]
    (news / "a.warc.gz").write_bytes(packed(crawled))
    members = {f"{n}.html": page(f"Anchor {n}") for n in range(20)}
    (news / "b.zip").write_bytes(zipped({**members, "c.txt": b"Hello", "../d": b""}))
    (news / "e.warc").write_bytes(response("short", b"<p>Hello"))
    told = added(tmp_path / "there", news, crew)
    assert told == added(tmp_path / "here", news, ALONE)
    assert (told[0].articles_new, told[0].things_skipped) == (40, 1 + 20 + 20 + 1 + 2 + 1)


@pytest.mark.usefixtures("small_batches")
def test_rebuilding_with_a_crew_makes_the_same_index(crew: Crew, tmp_path: Path) -> None:
    news = write(tmp_path / "news" / "a.jsonl", *(record(f"Boat {n} missing") for n in range(30)))
    added(tmp_path / "made", news.parent, ALONE)
    before = contents(tmp_path / "made")
    assert rebuild(tmp_path / "made", TODAY, Progress(None), crew).articles_new == 30
    assert contents(tmp_path / "made") == before


def test_articles_known_already_are_not_understood_again(tmp_path: Path) -> None:
    lines = [record(f"Boat {number} missing") for number in range(200)]
    news = write(tmp_path / "news" / "a.jsonl", *lines)
    added(tmp_path / "made", news.parent, ALONE)
    write(news, *lines, record("Anchor found"))
    with Crew(2, enough=1000) as crew:
        told, *_ = added(tmp_path / "made", news.parent, crew)
        assert processes(crew) == []
    assert (told.articles_new, told.articles_unchanged) == (1, 200)


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("name", ["many.jsonl", "few.jsonl"])
def test_a_crew_that_dies_ends_the_run_and_leaves_the_index_as_it_was(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.store, "COMMIT_ARTICLES", 50_000)
    news = write(tmp_path / "news" / "a.jsonl", record("Anchor found")).parent
    added(tmp_path / "made", news, ALONE)
    write(news / name, *(record(f"Boat {n} missing") for n in range(90 if name[0] == "m" else 2)))
    with mustered() as crew:
        for process in processes(crew):
            os.kill(process, signal.SIGKILL)
        with pytest.raises(ChildProcessError, match="the last commit is safe"):
            added(tmp_path / "made", news, crew)
    assert contents(tmp_path / "made") == {("news/a.jsonl", "Anchor found")}
    assert added(tmp_path / "made", news, ALONE)[0].skipped == ()
