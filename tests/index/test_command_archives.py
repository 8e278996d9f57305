"""`python -m index add` of what holds many articles in one file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.index.newsroom import contents, record
from tests.index.test_command import run
from tests.index.test_readers_archives import page, tarred, zipped
from tests.index.test_readers_mail import box, letter
from tests.index.warcs import crawl, packed, response

MEMBERS = {
    "a.html": page("Anchor"),
    "b.jsonl": f"{record('Bridge')}\n{record('Cup')}".encode(),
    "../c.html": page("Out"),
}


def test_a_crawl_is_added_page_by_page(tmp_path: Path) -> None:
    file = tmp_path / "news" / "CC-NEWS.warc.gz"
    file.parent.mkdir()
    broken = response("swallowed", length=7)
    file.write_bytes(packed([*crawl("pier", "quay"), broken, *crawl("lock")]))
    done = run(tmp_path, "add", file)
    assert done.stdout.startswith("3 articles in the index: 3 new\nfiles: 1 new\n9 skipped\n")
    assert "news/swallowed: a record whose length is wrong" in done.stderr
    assert "request records (3)" in done.stderr
    assert {title for _, title in contents(tmp_path / "made")} == {"pier", "quay", "lock"}
    assert run(tmp_path, "add", file).stdout.startswith("nothing changed: 3 articles in 1 file")


def test_letters_are_added_message_by_message(tmp_path: Path) -> None:
    file = tmp_path / "news" / "letters.mbox"
    file.parent.mkdir()
    file.write_bytes(box(tmp_path, letter("Pier closed"), letter("Empty", "Hello"), letter("Quay")))
    done = run(tmp_path, "add", file)
    assert done.stdout.startswith("2 articles in the index: 2 new\nfiles: 1 new\n1 skipped\n")
    assert done.stderr == f"skipped {file}#Empty@harbour.example: too few words for an article\n"
    assert {title for _, title in contents(tmp_path / "made")} == {"Pier closed", "Quay"}


@pytest.mark.parametrize("pack", [zipped, lambda members: tarred(members, "w:gz")])
def test_an_archive_is_added_as_the_files_in_it_would_be(
    pack: Callable[[dict[str, bytes]], bytes], tmp_path: Path
) -> None:
    file = tmp_path / "news" / "archive"
    file.parent.mkdir()
    file.write_bytes(pack(MEMBERS))
    done = run(tmp_path, "add", file)
    assert done.stdout.startswith("3 articles in the index: 3 new\nfiles: 1 new\n1 skipped\n")
    assert done.stderr == f"skipped {file}#../c.html: its name leads out of the archive\n"
    assert done.returncode == 0
    titles = {title for _, title in contents(tmp_path / "made")}
    assert titles == {"Anchor", "Bridge", "Cup"}
    assert run(tmp_path, "add", file).stdout.startswith("nothing changed: 3 articles in 1 file")
