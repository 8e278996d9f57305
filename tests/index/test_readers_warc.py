"""WARC files: their pages become articles, and whatever else or broken is in them is counted."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import RawArticle, Skipped
from index.errors import UnreadableFile
from index.identity import content_digest
from index.readers import read, streams
from index.readers.http_answers import read_answer
from tests.index.newsroom import add_to, age, contents
from tests.index.test_readers_archives import TEXT, found, page, refusal, said, zipped
from tests.index.warcs import HTML, answer, crawl, packed, record, response


def articles(data: bytes, folder: Path) -> list[RawArticle]:
    return [item for item in found(data, folder) if isinstance(item, RawArticle)]


@pytest.mark.parametrize("pack", [b"".join, packed, lambda all: gzip.compress(b"".join(all))])
def test_pages_are_read_and_other_records_counted(pack: object, tmp_path: Path) -> None:
    items = found(pack(crawl("pier", "quay")), tmp_path)  # type: ignore[operator]
    assert [said(item) for item in items] == [
        *("pier", "quay"),
        *("warcinfo records (1)", "request records (2)", "metadata records (2)"),
    ]
    assert [item.count for item in items if isinstance(item, Skipped)] == [1, 2, 2]


def test_an_article_has_the_address_and_the_day_of_its_crawl_but_no_date_from_it(
    tmp_path: Path,
) -> None:
    (article,) = articles(response("pier"), tmp_path)
    assert article.url == "https://harbour.example/news/pier"
    assert article.source == "harbour.example"
    assert article.place == "response-pier"
    assert (article.seen, article.published) == ("2025-05-20", None)


def test_a_page_fetched_twice_is_one_version(tmp_path: Path) -> None:
    later = response("pier", WARC_Date="2025-05-27T08:15:00Z", WARC_Record_ID="<urn:uuid:other>")
    first, second = articles(response("pier") + later, tmp_path)
    assert first.seen != second.seen
    assert content_digest(first) == content_digest(second)


def test_what_is_no_page_is_passed_over_by_kind(tmp_path: Path) -> None:
    url = "https://harbour.example/x"
    items = found(
        b"".join(
            [
                response("pier"),
                record("response", answer(b"gone", status="404 Not Found"), url),
                record("response", answer(b"{}", "Content-Type: application/json"), url),
                record("response", b"20250520\nharbour.example. 60 IN A", "dns:harbour.example"),
                record("revisit", answer(b""), url),
                record("resource", b"%PDF", url, Content_Type="application/pdf"),
                record("resource", page("quay"), url, Content_Type="text/html"),
            ]
        ),
        tmp_path,
    )
    assert [said(item) for item in items] == [
        *("pier", "quay"),
        "responses with another status than 200 (1)",
        "responses that are no HTML (1)",
        "responses that are not from the web (1)",
        "revisit records (1)",
        "resources that are no HTML (1)",
    ]


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("br", brotli.compress),
        ("gzip", bytes),
        ("br", bytes),
        ("identity", bytes),
    ],
    ids=["gzip", "zlib", "deflate", "brotli", "said to be gzip", "said to be brotli", "plain"],
)
@pytest.mark.parametrize("chunked", [True, False])
def test_content_is_unpacked_as_far_as_it_is_packed(
    coding: str, pack: object, chunked: bool, tmp_path: Path
) -> None:
    content: bytes = pack(page("pier"))  # type: ignore[operator]
    if chunked:
        half = len(content) // 2
        parts = [content[:half], content[half:], b""]
        content = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)
    headers = (HTML, f"Content-Encoding: {coding}", "Transfer-Encoding: chunked")
    (article,) = articles(response("pier", content, *headers), tmp_path)
    assert article.text == f"{TEXT}, pier."


def test_content_said_to_be_in_chunks_may_be_whole() -> None:
    whole = answer(page("pier"), HTML, "Transfer-Encoding: chunked")
    assert read_answer(whole).content == page("pier")


def test_the_charset_of_the_headers_comes_before_that_of_the_page(tmp_path: Path) -> None:
    text = "Совет северного порта решил во вторник восстановить старый причал"
    markup = f'<html><head><meta charset="latin-1"></head><body><p>{text}.</p>'.encode("koi8-r")
    (article,) = articles(
        response("x", markup, "Content-Type: text/html; charset=KOI8-R"), tmp_path
    )
    assert article.text == f"{text}."


def test_an_answer_that_explodes_or_is_packed_unknown_costs_only_itself(tmp_path: Path) -> None:
    bomb = bytes(streams.LINE_LIMIT + 1)
    items = found(
        b"".join(
            [
                response("a", gzip.compress(bomb), HTML, "Content-Encoding: gzip"),
                response("b", brotli.compress(bomb, quality=1), HTML, "Content-Encoding: br"),
                response("c", b"x", HTML, "Content-Encoding: zstd"),
                response("pier"),
            ]
        ),
        tmp_path,
    )
    assert ["more than 16 MiB" in said(item) for item in items] == [True, True, False, False]
    assert [item.place for item in items][:1] == ["https://harbour.example/news/a"]
    assert "'zstd'" in said(items[2])
    assert said(items[3]) == "pier"


@pytest.mark.parametrize("off", [-100, -1, 3, 250])
def test_a_wrong_length_costs_the_record_and_what_it_swallows(off: int, tmp_path: Path) -> None:
    block = answer(page("wrong"))
    wrong = record("response", block, "https://harbour.example/wrong", length=len(block) + off)
    data = response("first") + wrong + response("swallowed") + response("last")
    items = found(data, tmp_path)
    assert (said(items[0]), said(items[-1])) == ("first", "last")
    if off != 3:  # too little to reach the next record, in which case nothing is amiss
        assert "length is wrong" in said(items[1])
        assert items[1].place == "https://harbour.example/wrong"


@pytest.mark.parametrize("length", ["", "-5", "many", "9" * 30])
def test_a_record_without_a_length_is_told_and_the_next_one_found(
    length: str, tmp_path: Path
) -> None:
    data = response("a", Content_Length=length) + response("b")
    reason, article = found(data, tmp_path)
    assert "says its length" in said(reason)
    assert said(article) == "b"


def test_a_header_of_any_length_is_passed_over(tmp_path: Path) -> None:
    data = response("a", X="x" * 200_000) + response("b")
    assert [said(item) for item in found(data, tmp_path)][-1] == "b"


def test_a_record_that_is_cut_short_is_told(tmp_path: Path) -> None:
    data = response("a") + response("b")
    items = found(data[:-60], tmp_path)
    assert [said(item) for item in items] == ["a", "a record that is cut short"]
    items = found(packed([response("a"), response("b")])[:-60], tmp_path)
    assert [said(item) for item in items] == ["a", "a gzip file that is cut short or damaged"]


def test_a_record_too_long_for_a_page_is_passed_over_without_being_held(tmp_path: Path) -> None:
    long = answer(b" " * (3 * streams.LINE_LIMIT))
    data = record("response", long, "https://harbour.example/long") + response("b")
    path = tmp_path / "long.warc"
    path.write_bytes(data)
    del long, data
    tracemalloc.start()
    items = list(read(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [said(item) for item in items] == ["b", "responses of more than 16 MiB (1)"]
    assert peak < streams.LINE_LIMIT


def test_a_warc_without_a_page_is_refused(tmp_path: Path) -> None:
    assert refusal(b"".join(crawl()), tmp_path) == "warcinfo records (1)"


def test_a_warc_inside_an_archive_is_read(tmp_path: Path) -> None:
    items = found(zipped({"crawl.warc.gz": packed(crawl("pier"))}), tmp_path)
    assert items[0].place == "crawl.warc.gz#response-pier"
    assert isinstance(items[0], RawArticle)
    assert items[0].member == ""


@given(st.integers(0), st.integers(0, 7), st.booleans(), st.booleans())
def test_any_cut_or_flipped_warc_gives_articles_or_reasons(
    tmp_path_factory: pytest.TempPathFactory, place: int, bit: int, cut: bool, gz: bool
) -> None:
    records = crawl("pier", "quay")
    data = bytearray(packed(records) if gz else b"".join(records))
    place %= len(data)
    if cut:
        del data[place:]
    else:
        data[place] ^= 1 << bit
    path = tmp_path_factory.getbasetemp() / "broken.warc"
    path.write_bytes(data)
    try:
        items = list(read(path))
    except UnreadableFile as fault:
        assert fault.reason
    else:
        assert any(isinstance(item, RawArticle) for item in items)


def test_a_warc_is_read_again_when_it_changes_and_only_then(tmp_path: Path) -> None:
    file = tmp_path / "news" / "crawl.warc.gz"
    file.parent.mkdir()
    file.write_bytes(packed(crawl("pier", "quay")))
    age(file)
    assert add_to(tmp_path / "made", file.parent).articles_new == 2
    assert add_to(tmp_path / "made", file.parent).files_unchanged == 1
    file.write_bytes(packed(crawl("quay", "lock")))
    done = add_to(tmp_path / "made", file.parent)
    assert (done.articles_new, done.articles_removed, done.articles_unchanged) == (1, 1, 1)
    assert {title for _, title in contents(tmp_path / "made")} == {"quay", "lock"}
