"""Files of every kind and condition: what is read, what is refused and why, and what it costs."""

from __future__ import annotations

import gzip
import json
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from index.article import RawArticle, Skipped
from index.errors import UnreadableFile
from index.readers import read, streams

TEXT = "The council of the northern port agreed on Tuesday to rebuild the pier."


def write(folder: Path, data: bytes | str, name: str = "file") -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def articles(path: Path) -> list[RawArticle]:
    return [item for item in read(path) if isinstance(item, RawArticle)]


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        list(read(path))
    assert caught.value.path == str(path)
    return caught.value.reason


def record(number: int) -> dict[str, str]:
    return {"id": f"n{number}", "title": f"Pier {number}", "text": f"{TEXT} Number {number}."}


def json_lines(count: int) -> bytes:
    return b"".join(json.dumps(record(number)).encode() + b"\n" for number in range(count))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\n\t\n", "empty"),
        (b"%PDF-1.7 whatever", "a PDF, not a news article"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG image"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive that is cut short"),
        (bytes(range(256)) * 40, "binary data"),
        (b"one two three", "too few words"),
        (b"1234 5678 ---- ====", "too few words"),
        (b"<?xml version='1.0'?><menu><dish>words of a menu stand here</dish></menu>", "XML"),
        (b"{}", "no text in it; its fields: none"),
        (b'{"title": "Pier", "views": 3}', "no text in it; its fields: title, views"),
        (b'{"title": "Pier", ', "JSON that breaks off at line 1"),
        (b"[[" * 100_000, "nested too deeply"),
        (b"[[Category: Harbours]]", "too few words"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested too deeply"),
        (gzip.compress(b"%PDF-1.7 whatever"), "a PDF"),
        (gzip.compress(gzip.compress(TEXT.encode())), "gzip inside something packed"),
        (gzip.compress(TEXT.encode() * 50)[:-20], "cut short"),
        (b"\x1f\x8b not really gzip", "cut short or damaged"),
    ],
    ids=range(19),
)
def test_what_is_no_article_is_refused_with_a_reason(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    said = refusal(write(tmp_path, data))
    assert reason in said


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes are made by POSIX systems")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "not a regular file" in refusal(tmp_path / "pipe")


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    assert "not a regular file" in refusal(tmp_path)
    assert "no such file" in refusal(tmp_path / "missing")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_one_may_not_read_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, TEXT)
    path.chmod(0)
    assert "permission denied" in refusal(path)


@pytest.mark.parametrize("name", ["a.txt", "a.json", "a"])
def test_the_content_decides_and_not_the_name(tmp_path: Path, name: str) -> None:
    (plain,) = articles(write(tmp_path, TEXT, name))
    assert plain.text == TEXT
    (whole,) = articles(write(tmp_path, json.dumps(record(1)), name))
    assert whole.title == "Pier 1"
    page = f"<html><head><title>Pier</title></head><body><p>{TEXT}</p></body></html>"
    assert articles(write(tmp_path, page, name))[0].text == TEXT


@pytest.mark.parametrize(
    "shape",
    [
        json.dumps,
        lambda rows: json.dumps(rows, indent=1),
        lambda rows: json.dumps({"status": "ok", "articles": rows}),
        lambda rows: json.dumps({"response": {"docs": rows}}, indent=2),
        lambda rows: json.dumps({"hits": {"hits": [{"_source": row} for row in rows]}}),
        lambda rows: "\n".join(map(json.dumps, rows)),
        lambda rows: "\ufeff" + "\r\n\r\n".join(map(json.dumps, rows)),
    ],
    ids=["array", "array printed", "object", "nested", "wrapped", "lines", "lines with mark"],
)
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_list_of_articles_is_read_in_any_shape(
    tmp_path: Path, shape: Callable[[list[dict[str, str]]], str], packed: bool, encoding: str
) -> None:
    data = shape([record(number) for number in range(3)]).encode(encoding)
    found = articles(write(tmp_path, gzip.compress(data) if packed else data))
    assert [article.title for article in found] == ["Pier 0", "Pier 1", "Pier 2"]
    assert [article.place for article in found] == ["n0", "n1", "n2"]


def test_a_bad_line_costs_only_itself(tmp_path: Path) -> None:
    rows = json_lines(3).splitlines()
    data = b"\n".join([b'{"broken', rows[0], b'{"title": "empty"}', rows[1], b"[1]", rows[2], b"7"])
    found = list(read(write(tmp_path, data)))
    places = [(type(item).__name__, item.place) for item in found]
    assert [place for kind, place in places if kind == "RawArticle"] == ["n0", "n1", "n2"]
    assert [place for kind, place in places if kind == "Skipped"] == ["1", "3", "5.1", "7"]


def test_a_record_without_an_id_is_placed_by_its_line(tmp_path: Path) -> None:
    line = json.dumps({"text": TEXT})
    found = articles(write(tmp_path, f"{line}\n\n{line}\n"))
    assert [article.place for article in found] == ["1", "3"]


def test_one_object_that_is_the_whole_file_has_no_place(tmp_path: Path) -> None:
    assert articles(write(tmp_path, json.dumps(record(1)) + "\n"))[0].place == ""


def test_a_truncated_gzip_gives_what_was_readable_and_says_so(tmp_path: Path) -> None:
    data = gzip.compress(json_lines(2000) + os.urandom(3000).hex().encode())
    found = list(read(write(tmp_path, data[: len(data) - 2500])))
    assert sum(isinstance(item, RawArticle) for item in found) > 1000
    last = found[-1]
    assert isinstance(last, Skipped)
    assert "cut short" in last.reason
    assert sum(isinstance(item, Skipped) for item in found) == 1


def test_an_enormous_line_is_passed_over_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "')
        for _ in range(100):
            file.write(b"x" * streams.MIB)
        file.write(b'"}\n' + json_lines(2))
    tracemalloc.start()
    found = list(read(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [item.place for item in found] == ["1", "n0", "n1"]
    assert "more than 16 MiB" in str(found[0])
    assert peak < 3 * streams.FILE_LIMIT


def test_a_text_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, TEXT)
    with path.open("ab") as file:
        file.truncate(streams.FILE_LIMIT + 1)
    assert "larger than 64 MiB" in refusal(path)


def test_a_gzip_bomb_is_refused(tmp_path: Path) -> None:
    bomb = gzip.compress(TEXT.encode() + b" " * (streams.FILE_LIMIT + 1))
    assert "larger than 64 MiB unpacked" in refusal(write(tmp_path, bomb))
    lines = gzip.compress(json_lines(1) + (b" " * streams.MIB + b"\n") * 130)
    found = list(read(write(tmp_path, json_lines_first(lines))))
    assert "200 times its size" in str(found[-1])


def json_lines_first(bomb: bytes) -> bytes:
    """Two gzip members, so that the file begins as JSON Lines do and then explodes."""
    return gzip.compress(json_lines(2)) + bomb


@pytest.mark.parametrize(
    "tags", ["<b>" * 250_000, "<div>" * 50_000, "<a href=x>y<font>x " * 20_000]
)
def test_a_page_made_to_exhaust_a_parser_is_refused(tmp_path: Path, tags: str) -> None:
    assert "tags" in refusal(write(tmp_path, f"<html><body>{tags}<p>{TEXT}</p>"))
