"""After `add` the index holds what the files hold, and the report says what that took."""

from __future__ import annotations

import gzip
import os
import shutil
from pathlib import Path

import pytest

from index.errors import NothingThere
from index.pipeline import remove
from index.progress import Progress
from index.snapshot import open_snapshot
from index.store import open_manifest, writing
from tests.index.newsroom import TODAY, add_to, age, contents, record, write

SEEDS = Path(__file__).parents[2] / "seeds"
URL = "https://news.example/regatta"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    write(tmp_path / "news" / "a.jsonl", record("Anchor found"), record("Bridge closed"))
    write(tmp_path / "news" / "deep" / "c.jsonl", record("Crane falls"))
    return tmp_path / "news"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "made"


def remove_from(folder: Path, *names: str) -> None:
    with writing(folder) as store:
        remove(store, names, TODAY, Progress(None))


def test_everything_is_new_the_first_time(folder: Path, news: Path) -> None:
    report = add_to(folder, news)
    assert (report.articles_new, report.files_new, report.total) == (3, 2, 3)
    assert contents(folder) == {
        ("news/a.jsonl", "Anchor found"),
        ("news/a.jsonl", "Bridge closed"),
        ("news/deep/c.jsonl", "Crane falls"),
    }


def test_adding_twice_changes_nothing_not_even_the_generation(folder: Path, news: Path) -> None:
    add_to(folder, news)
    before = open_snapshot(folder).generation
    report = add_to(folder, news)
    assert (report.articles_unchanged, report.files_unchanged, report.changed) == (3, 2, False)
    assert open_snapshot(folder).generation == before


def test_the_seeds_are_two_undated_articles_and_stay_so(folder: Path) -> None:
    assert add_to(folder, SEEDS).articles_new == 2
    assert add_to(folder, SEEDS).articles_unchanged == 2
    assert all(open_snapshot(folder).article(number).published is None for number in range(2))


def test_a_touched_file_is_not_read_as_changed(folder: Path, news: Path) -> None:
    add_to(folder, news)
    age(news / "a.jsonl")
    report = add_to(folder, news)
    assert (report.files_touched, report.files_unchanged, report.articles_unchanged) == (1, 1, 3)
    assert add_to(folder, news).files_touched == 0


def test_only_the_changed_article_of_a_file_is_replaced(folder: Path, news: Path) -> None:
    add_to(folder, news)
    write(news / "a.jsonl", record("Anchor found"), record("Bridge reopened"))
    report = add_to(folder, news)
    assert (report.articles_changed, report.articles_unchanged, report.files_changed) == (1, 2, 1)
    assert ("news/a.jsonl", "Bridge reopened") in contents(folder)
    assert ("news/a.jsonl", "Bridge closed") not in contents(folder)


def test_a_change_too_quick_for_the_clock_is_noticed(folder: Path, news: Path) -> None:
    file = news / "a.jsonl"
    add_to(folder, news)
    state = file.stat()
    file.write_text(file.read_text().replace("Anchor", "Octopu"))  # same size
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert add_to(folder, news).articles_changed == 1


def test_a_deleted_file_leaves_the_index(folder: Path, news: Path) -> None:
    add_to(folder, news)
    (news / "a.jsonl").unlink()
    report = add_to(folder, news)
    assert (report.articles_removed, report.files_removed, report.total) == (2, 1, 1)
    assert contents(folder) == {("news/deep/c.jsonl", "Crane falls")}


def test_a_renamed_file_is_found_under_its_new_name_alone(folder: Path, news: Path) -> None:
    add_to(folder, news)
    (news / "a.jsonl").rename(news / "z.jsonl")
    report = add_to(folder, news)
    assert (report.articles_removed, report.articles_new, report.total) == (2, 2, 3)
    assert {path for path, _ in contents(folder)} == {"news/z.jsonl", "news/deep/c.jsonl"}


def test_files_outside_the_given_path_are_left_alone(folder: Path, news: Path) -> None:
    add_to(folder, news)
    (news / "a.jsonl").unlink()
    add_to(folder, news / "deep")
    assert len(contents(folder)) == 3


def test_a_folder_inside_or_around_a_corpus_doubles_nothing(folder: Path, news: Path) -> None:
    add_to(folder, news / "deep")
    add_to(folder, news)
    report = add_to(folder, news.parent / "news" / "deep" / "c.jsonl")
    assert report.articles_unchanged == 1
    assert {path for path, _ in contents(folder)} == {"news/a.jsonl", "deep/c.jsonl"}


def test_a_corpus_of_a_taken_name_gets_a_number(folder: Path, news: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "other" / "news" / "a.jsonl", record("Dock flooded")).parent
    add_to(folder, news, other)
    assert ("news-2/a.jsonl", "Dock flooded") in contents(folder)
    assert set(open_manifest(folder).corpora) == {"news", "news-2"}


def test_a_moved_folder_is_known_again(folder: Path, news: Path, tmp_path: Path) -> None:
    add_to(folder, news)
    moved = tmp_path / "elsewhere" / "news"
    moved.parent.mkdir()
    news.rename(moved)
    report = add_to(folder, moved)
    assert (report.articles_unchanged, report.changed, len(report.notes)) == (3, False, 1)
    assert open_manifest(folder).corpora == {"news": str(moved)}


def test_a_namesake_of_a_missing_folder_does_not_replace_it(
    folder: Path, news: Path, tmp_path: Path
) -> None:
    add_to(folder, news)
    shutil.move(news, tmp_path / "unmounted")
    write(tmp_path / "other" / "news" / "x.jsonl", record("Dock flooded"))
    add_to(folder, tmp_path / "other" / "news")
    assert len(contents(folder)) == 4


def test_the_later_version_of_an_article_replaces_the_other(folder: Path, tmp_path: Path) -> None:
    first = write(tmp_path / "n" / "1.jsonl", record("Regatta starts", URL))
    second = write(tmp_path / "n" / "2.jsonl", record("Regatta ends", URL + "/?utm_source=x"))
    report = add_to(folder, tmp_path / "n")
    assert (report.articles_new, report.replaced, report.total) == (1, 1, 1)
    assert contents(folder) == {("n/2.jsonl", "Regatta ends")}
    assert [add_to(folder, each).changed for each in (first, second)] == [False, False]


def test_a_replaced_version_returns_when_the_other_file_goes(folder: Path, tmp_path: Path) -> None:
    write(tmp_path / "n" / "1.jsonl", record("Regatta starts", URL), record("Anchor found"))
    second = write(tmp_path / "n" / "2.jsonl", record("Regatta ends", URL))
    add_to(folder, tmp_path / "n")
    second.unlink()
    report = add_to(folder, tmp_path / "n")
    assert (report.articles_removed, report.articles_new, report.total) == (1, 1, 2)
    assert ("n/1.jsonl", "Regatta starts") in contents(folder)


def test_appending_to_the_older_file_does_not_bring_its_version_back(
    folder: Path, tmp_path: Path
) -> None:
    first = write(tmp_path / "n" / "1.jsonl", record("Regatta starts", URL))
    write(tmp_path / "n" / "2.jsonl", record("Regatta ends", URL))
    add_to(folder, tmp_path / "n")
    write(first, record("Regatta starts", URL), record("Anchor found"))
    report = add_to(folder, tmp_path / "n")
    assert (report.articles_new, report.repeated, report.replaced) == (1, 1, 0)
    assert contents(folder) == {("n/1.jsonl", "Anchor found"), ("n/2.jsonl", "Regatta ends")}


def test_the_last_of_two_versions_in_one_file_wins(folder: Path, tmp_path: Path) -> None:
    records = [record("Regatta starts", URL), record("Regatta ends", URL)]
    report = add_to(folder, write(tmp_path / "n" / "1.jsonl", *records))
    assert (report.total, report.replaced) == (1, 1)
    assert contents(folder) == {("n/1.jsonl", "Regatta ends")}
    assert open_manifest(folder).files["n/1.jsonl"].articles == 1


def test_a_file_that_is_no_article_is_told_each_time_but_read_once(
    folder: Path, news: Path
) -> None:
    (news / "photo.txt").write_bytes(bytes(range(256)) * 40)
    first = add_to(folder, news)
    before = open_snapshot(folder).generation
    again = add_to(folder, news)
    assert first.skipped == again.skipped
    assert "photo.txt" in str(first.skipped[0])
    assert (again.files_unchanged, open_snapshot(folder).generation) == (2, before)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\1\2" * 5000,
        b"\xff\xfe\xff" * 5000,
        gzip.compress(b"Regatta\n\n" + os.urandom(9999))[:200],
        b"[{",
    ],
    ids=["empty", "binary", "wrongly encoded", "truncated gzip", "broken JSON"],
)
def test_bad_files_are_skipped_and_cost_nothing_else(
    folder: Path, news: Path, content: bytes
) -> None:
    (news / "bad").write_bytes(content)
    report = add_to(folder, news)
    assert (report.total, len(report.skipped)) == (3, 1)


def test_a_line_of_a_hundred_megabytes_ends_nothing(folder: Path, news: Path) -> None:
    with (news / "long.txt").open("wb") as file:
        file.seek(100 * 1024 * 1024)
        file.write(b"x")
    assert add_to(folder, news).total == 3


def test_a_link_that_loops_is_told_and_ends_nothing(folder: Path, news: Path) -> None:
    (news / "deep" / "loop").symlink_to(news)
    report = add_to(folder, news)
    assert (report.total, len(report.skipped)) == (3, 1)


@pytest.mark.skipif(os.geteuid() == 0, reason="root can read everything")
def test_what_cannot_be_opened_keeps_its_articles(folder: Path, news: Path) -> None:
    add_to(folder, news)
    (news / "deep").chmod(0)
    (news / "a.jsonl").write_text("{}")
    (news / "a.jsonl").chmod(0)
    try:
        report = add_to(folder, news)
    finally:
        (news / "deep").chmod(0o755)
    assert (report.total, len(report.skipped)) == (3, 2)


def test_a_folder_that_does_not_exist_is_an_error(folder: Path, news: Path) -> None:
    with pytest.raises(NothingThere, match="nowhere"):
        add_to(folder, news, news / "nowhere")
    assert contents(folder) == set()


def test_the_index_is_no_part_of_the_corpus_around_it(news: Path) -> None:
    add_to(news / "made", news)
    assert add_to(news / "made", news).files_unchanged == 2


def test_removing_knows_keys_folders_corpora_paths_and_ids(folder: Path, news: Path) -> None:
    for name in ("news", "news/deep", "news/deep/c.jsonl", str(news / "deep")):
        add_to(folder, news)
        remove_from(folder, name)
        assert ("news/deep/c.jsonl", "Crane falls") not in contents(folder)
    add_to(folder, news)
    gone = open_snapshot(folder).article(0)
    remove_from(folder, gone.id)
    assert len(contents(folder)) == 2
    assert (gone.path, gone.title) not in contents(folder)


def test_removing_what_is_unknown_removes_nothing(folder: Path, news: Path) -> None:
    add_to(folder, news)
    with pytest.raises(NothingThere, match="nowhere"):
        remove_from(folder, "news", "nowhere")
    assert len(contents(folder)) == 3


def test_text_that_no_encoding_can_write_is_added_all_the_same(
    folder: Path, tmp_path: Path
) -> None:
    broken = record("Lone \ud83d surrogate")
    assert "\\ud83d" in broken
    report = add_to(folder, write(tmp_path / "n" / "1.jsonl", broken, record("Anchor found")))
    assert report.total == 2
