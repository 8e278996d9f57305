"""`--columns`: what the user says of columns is remembered for the folder, and read again by."""

from __future__ import annotations

from pathlib import Path

from tests.index.newsroom import contents
from tests.index.test_command import run

TEXT = "The harbour office, as it said on Monday, lets boats sail again."
ROWS = f'rubrik;brødtekst;dato\nBåde sejler;"{TEXT}";2024-05-06\nFlere både;"{TEXT}";2024-05-07\n'


def export(folder: Path, name: str = "a.csv", rows: str = ROWS) -> Path:
    (folder / "news").mkdir(exist_ok=True)
    (folder / "news" / name).write_text(rows, encoding="utf-8")
    return folder / "news"


def test_a_table_without_known_names_is_refused_until_they_are_given(tmp_path: Path) -> None:
    news = export(tmp_path)
    refused = run(tmp_path, "add", news)
    assert "rubrik, brødtekst, dato: say which it is with --columns text=NAME" in refused.stderr
    given = "title=rubrik,text=brødtekst,published=dato"
    taken = run(tmp_path, "add", news, "--columns", given)
    assert taken.stdout.startswith("2 articles in the index: 2 new\n")
    assert run(tmp_path, "add", news).stdout.startswith("nothing changed")
    assert (
        '"published": "2024-05-06"'
        in run(tmp_path, "read", news / "a.csv", "--columns", given).stdout
    )


def test_columns_are_remembered_for_new_files_and_for_a_rebuild(tmp_path: Path) -> None:
    news = export(tmp_path)
    run(tmp_path, "add", news, "--columns", "title=rubrik,text=brødtekst")
    export(tmp_path, "b.csv", ROWS.replace("sejler", "lægger til"))
    expected = {
        ("news/a.csv", "Både sejler"),
        ("news/a.csv", "Flere både"),
        ("news/b.csv", "Både lægger til"),
        ("news/b.csv", "Flere både"),
    }
    run(tmp_path, "add", news)
    assert contents(tmp_path / "made") == expected
    run(tmp_path, "rebuild")
    assert contents(tmp_path / "made") == expected


def test_naming_other_columns_reads_the_files_again(tmp_path: Path) -> None:
    news = export(tmp_path)
    run(tmp_path, "add", news, "--columns", "title=rubrik,text=brødtekst")
    run(tmp_path, "add", news, "--columns", "title=dato,text=brødtekst")
    assert contents(tmp_path / "made") == {
        ("news/a.csv", "2024-05-06"),
        ("news/a.csv", "2024-05-07"),
    }


def test_a_part_that_articles_do_not_have_is_refused(tmp_path: Path) -> None:
    done = run(tmp_path, "add", export(tmp_path), "--columns", "rubric=x")
    assert done.returncode == 2
    assert "'rubric=x' is not PART=NAME with a PART of title, text" in done.stderr


def test_explain_tells_as_what_a_file_was_read(tmp_path: Path) -> None:
    file = export(tmp_path) / "a.csv"
    done = run(tmp_path, "read", "--explain", file, "--columns", "title=rubrik,text=brødtekst")
    assert "\n  read as    table; text from text; title from title\n" in done.stdout
