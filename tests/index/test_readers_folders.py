"""Which files a folder holds, whatever links and names lie in it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from index.article import Skipped
from index.errors import NothingThere
from index.readers import walk


def names(root: Path) -> list[str]:
    return [str(item.relative_to(root)) for item in walk(root) if isinstance(item, Path)]


def reasons(root: Path) -> list[str]:
    return [item.reason for item in walk(root) if isinstance(item, Skipped)]


def fill(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path, encoding="utf-8")


def test_files_come_sorted_and_hidden_ones_not_at_all(tmp_path: Path) -> None:
    fill(tmp_path, "b.txt", "a/z.txt", "a/b/c.txt", ".hidden", ".git/config", "c/.dateline/x")
    assert names(tmp_path) == ["a/b/c.txt", "a/z.txt", "b.txt"]


def test_a_file_stands_for_itself_even_when_hidden(tmp_path: Path) -> None:
    fill(tmp_path, ".hidden")
    assert list(walk(tmp_path / ".hidden")) == [tmp_path / ".hidden"]


def test_a_path_that_does_not_exist_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(NothingThere, match="does not exist: name an existing file or folder"):
        walk(tmp_path / "missing")


def test_loops_of_links_end_and_are_reported(tmp_path: Path) -> None:
    fill(tmp_path, "a/x.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    assert names(tmp_path) == ["a/x.txt"]
    loop, endless = reasons(tmp_path)
    assert "loop" in loop
    assert "link that leads nowhere" in endless


def test_a_link_is_followed_once(tmp_path: Path) -> None:
    fill(tmp_path, "outside/x.txt", "inside/y.txt")
    inside = tmp_path / "inside"
    for name in ("one", "two"):
        (inside / name).symlink_to(tmp_path / "outside")
    (inside / "z.txt").symlink_to(inside / "y.txt")
    assert names(inside) == ["one/x.txt", "y.txt"]
    assert len(reasons(inside)) == 2


def test_a_broken_link_is_reported(tmp_path: Path) -> None:
    (tmp_path / "broken").symlink_to(tmp_path / "gone")
    assert names(tmp_path) == []
    assert reasons(tmp_path) == ["a link that leads nowhere: no such file or directory"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes are made by POSIX systems")
def test_a_pipe_is_reported_and_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert reasons(tmp_path) == ["neither a file nor a folder, but a device, pipe or socket"]


@pytest.mark.skipif(sys.platform != "linux", reason="only there may a name be any bytes")
def test_a_name_that_is_no_text_is_reported_printably(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text("x", encoding="utf-8")
    (skipped,) = walk(tmp_path)
    assert "not valid UTF-8" in str(skipped)
    str(skipped).encode()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_folder_one_may_not_open_is_reported(tmp_path: Path) -> None:
    fill(tmp_path, "a/x.txt", "b.txt")
    (tmp_path / "a").chmod(0)
    try:
        assert names(tmp_path) == ["b.txt"]
        assert reasons(tmp_path) == ["the folder cannot be opened: permission denied"]
    finally:
        (tmp_path / "a").chmod(0o700)
