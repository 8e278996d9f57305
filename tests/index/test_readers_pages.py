"""What is taken from a page or a record: its own words, and what it says about itself."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from index.article import RawArticle
from index.readers import read
from index.readers.body import TAG_LIMIT
from index.readers.webpage import read_page

FIRST = "The council of the northern port agreed on Tuesday to rebuild the pier, its mayor said."
SECOND = "The storm of last winter had taken it; ships have moored in the outer harbour ever since."
STATED = {
    "@type": ["NewsArticle"],
    "headline": "Pier to rise again",
    "datePublished": "2024-03-05T10:00:00+01:00",
    "author": [{"@type": "Person", "name": "Ann Miller"}, {"name": "Bo Lund"}],
    "publisher": {"name": "Port Gazette"},
}


def page(head: str = "", body: str = "", attributes: str = "") -> RawArticle:
    return read_page(f"<!doctype html><html {attributes}><head>{head}</head><body>{body}</body>")


def record(folder: Path, **fields: object) -> RawArticle:
    path = folder / "a.json"
    path.write_text(json.dumps(fields), encoding="utf-8")
    (article,) = read(path)
    assert isinstance(article, RawArticle)
    return article


ARTICLE = f"<article><h1>Pier to rise again</h1><p>{FIRST}</p><p>{SECOND}</p></article>"


def test_the_body_is_the_paragraphs_without_what_surrounds_them() -> None:
    around = f"""
        <nav><a href=/>Home</a></nav><header><p>Menu</p></header>{ARTICLE}
        <aside><p>{FIRST.replace("pier", "advertised thing")}</p></aside>
        <div class="related-stories"><p>Read this too, it is a story of some length.</p></div>
        <form><p>Give us your address and we will write to you every day of the week.</p></form>
        <script>var pier = "script";</script><footer><p>Copyright</p></footer>"""
    assert page(body=around).text == f"{FIRST}\n\n{SECOND}"


def test_a_page_that_is_one_large_form_still_has_its_article() -> None:
    assert page(body=f"<form>{ARTICLE}</form>").text == f"{FIRST}\n\n{SECOND}"


def test_paragraphs_may_be_parted_by_line_breaks_alone() -> None:
    assert page(body=f"<div>{FIRST}<br><br>{SECOND}</div>").text == f"{FIRST}\n\n{SECOND}"


def test_linked_data_tell_who_wrote_what_when() -> None:
    script = f'<script type="application/ld+json">{json.dumps({"@graph": [STATED]})}</script>'
    article = page(script, ARTICLE, 'lang="en-GB"')
    assert (article.title, article.source, article.byline, article.language) == (
        "Pier to rise again",
        "Port Gazette",
        "Ann Miller, Bo Lund",
        "en",
    )
    assert (article.published, article.published_from) == (STATED["datePublished"], "metadata")


def test_open_graph_and_canonical_url_tell_it_too() -> None:
    article = page(
        '<meta property="og:title" content="Pier to rise again - Port Gazette">'
        '<meta property="og:site_name" content="Port Gazette">'
        '<meta property="article:published_time" content="2024-03-05">'
        '<link rel="canonical" href="https://gazette.example/pier">',
        ARTICLE,
    )
    assert (article.title, article.source) == ("Pier to rise again", "Port Gazette")
    assert (article.published, article.url) == ("2024-03-05", "https://gazette.example/pier")


def test_a_time_element_is_markup() -> None:
    article = page(body=f'<time datetime="2024-03-05">Tuesday</time>{ARTICLE}')
    assert (article.published, article.published_from) == ("2024-03-05", "markup")


def test_a_page_that_states_no_date_has_none() -> None:
    assert (page(body=ARTICLE).published, page(body=ARTICLE).published_from) == (None, "none")


def test_the_source_falls_back_to_the_host() -> None:
    link = '<link rel="canonical" href="https://www.gazette.example/pier">'
    assert page(link, ARTICLE).source == "gazette.example"


@pytest.mark.parametrize("broken", ["{", '{"@type": "NewsArticle", "headline": 7}', "[[[", "null"])
def test_broken_linked_data_do_not_cost_the_article(broken: str) -> None:
    article = page(f'<script type="application/ld+json">{broken}</script>', ARTICLE)
    assert article.text == f"{FIRST}\n\n{SECOND}"


def test_a_declared_charset_is_used(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    text = "Śródmieście odzyska molo, zapowiedziała w poniedziałek rada miasta portowego."
    markup = f"<html><head><meta charset=iso-8859-2></head><body><p>{text}</p></body></html>"
    path.write_bytes(markup.encode("iso-8859-2"))
    (article,) = read(path)
    assert isinstance(article, RawArticle)
    assert article.text == text


@pytest.mark.parametrize(
    "name", ["text", "body", "content", "maintext", "articleBody", "full_text"]
)
@pytest.mark.parametrize("title", ["title", "headline"])
def test_the_names_of_news_tools_are_known(tmp_path: Path, name: str, title: str) -> None:
    article = record(tmp_path, **{name: FIRST, title: "Pier", "description": "not this"})
    assert (article.title, article.text) == ("Pier", FIRST)


@pytest.mark.parametrize(
    "name", ["date", "published", "date_publish", "published_at", "publish_date", "pubDate"]
)
def test_a_date_is_kept_as_written(tmp_path: Path, name: str) -> None:
    article = record(tmp_path, text=FIRST, **{name: "5 March 2024"})
    assert (article.published, article.published_from) == ("5 March 2024", "metadata")


def test_a_timestamp_becomes_a_date(tmp_path: Path) -> None:
    assert record(tmp_path, text=FIRST, timestamp=1709629200).published == (
        "2024-03-05T09:00:00+00:00"
    )


def test_nested_names_and_lists_are_understood(tmp_path: Path) -> None:
    article = record(
        tmp_path,
        title={"rendered": "Pier &amp; port"},
        content={"rendered": f"<p>{FIRST}</p>\n<p>{SECOND}</p>"},
        source={"id": None, "name": "Port Gazette"},
        authors=["Ann Miller", {"name": "Bo Lund"}],
    )
    assert (article.title, article.text) == ("Pier & port", f"{FIRST}\n\n{SECOND}")
    assert (article.source, article.byline) == ("Port Gazette", "Ann Miller, Bo Lund")


def test_a_description_is_the_last_resort(tmp_path: Path) -> None:
    assert record(tmp_path, title="Pier", description=FIRST).text == FIRST


@pytest.mark.parametrize(
    "text", [f"Shares of <SRD> and <I> fell. {FIRST}", f"a < b & c > d {FIRST}"]
)
def test_what_only_looks_like_markup_stays(tmp_path: Path, text: str) -> None:
    assert record(tmp_path, text=text).text == text


def test_a_dateline_of_its_own_field_is_understood(tmp_path: Path) -> None:
    article = record(tmp_path, text=FIRST, dateline="OSLO, 5 May 2024 (Reuters) -")
    assert (article.dateline, article.lead) == ("OSLO, 5 May 2024 (Reuters)", 0)
    assert (article.source, article.published) == ("Reuters", "5 May 2024")


def test_what_cannot_be_stored_is_replaced(tmp_path: Path) -> None:
    article = record(tmp_path, text=f"{FIRST}\ud800\x00\r\n{SECOND}")
    assert article.text == f"{FIRST}\ufffd\ufffd\n{SECOND}"


@pytest.mark.parametrize("holder", ["body", "div", "td", "section"])
def test_text_that_stands_in_an_element_without_any_other_is_a_body(holder: str) -> None:
    assert page(body=f"<{holder}>{FIRST} {SECOND}</{holder}>").text == f"{FIRST} {SECOND}"


def test_lines_that_are_links_to_other_articles_are_left_out() -> None:
    link = '<p>Related: <a href="/x">Mayor defends the cost of the new harbour wall</a></p>'
    between = f"<article><p>{FIRST}</p>{link}<p>{SECOND}</p></article>"
    assert page(body=between).text == f"{FIRST}\n\n{SECOND}"


def test_a_paragraph_with_links_in_it_stays() -> None:
    linked = FIRST.replace("council", '<a href="/council">council</a>')
    assert page(body=f"<article><p>{linked}</p><p>{SECOND}</p></article>").text == (
        f"{FIRST}\n\n{SECOND}"
    )


def test_a_body_in_several_boxes_is_one() -> None:
    boxes = "".join(
        f'<div>Advertisement</div><div class="article-body"><p>{part} {number}.</p></div>'
        for number, part in enumerate((FIRST, SECOND, FIRST, SECOND))
    )
    text = page(body=f"<main>{boxes}</main>").text
    assert text.count("\n\n") == 3
    assert "Advertisement" not in text


def test_text_behind_a_comment_in_a_paragraph_is_not_lost() -> None:
    broken = FIRST.replace("northern", "<!-- -->northern<!-- -->")
    assert page(body=f"<article><p>{broken}</p><p>{SECOND}</p></article>").text == (
        f"{FIRST}\n\n{SECOND}"
    )


def test_labels_behind_the_last_sentence_are_left_out() -> None:
    assert page(
        body=f"<div><p>{FIRST}</p><p>{SECOND}</p><p>Tags</p><p>Comments</p></div>"
    ).text == (f"{FIRST}\n\n{SECOND}")


def test_a_page_beyond_the_limit_of_trafilatura_still_has_its_text() -> None:
    many = "".join(f"<p>{FIRST} Number {number}.</p>" for number in range(TAG_LIMIT))
    text = page(body=f"<nav>Home and away</nav><h1>Pier</h1>{many}").text
    assert text.startswith(f"{FIRST} Number 0.\n\n")
    assert text.count("\n\n") == TAG_LIMIT - 1


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 400,
        "<table><tr>" + "<td>cell" * 4000,
        "<p>" + "<b>" * 300 + FIRST,
        "<ul>" + "<li>one" * 4000,
        "<p>" + " " * 1_000_000,
        "<p " + "a=b " * 100_000,
    ],
)
def test_a_hostile_page_is_read_in_bounded_time(hostile: str) -> None:
    begun = time.perf_counter()
    assert FIRST in page(body=f"<p>{FIRST}</p><p>{SECOND}</p>{hostile}").text
    assert time.perf_counter() - begun < 20  # a second or less on an idle machine


def dated(line: str, language: str = "en", head: str = "") -> tuple[str | None, str]:
    body = f"<h1>Pier to rise again</h1><p>{line}</p><p>{FIRST}</p><p>{SECOND}</p>"
    article = page(head, body, f'lang="{language}"')
    return article.published, article.published_from


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Published 5 March 2024, 10:00", "en"),
        ("By Ann Miller | March 5, 2024", "en"),
        ("25.3.2024", "en"),
        ("05.03.2024, 17:40 Uhr", "de"),
        ("Publié le 5 mars 2024 à 18h02", "fr"),
        ("5 de marzo de 2024", "es"),
        ("5 марта 2024, 10:15", "ru"),
        ("2024년 3월 5일", "ko"),
        ("2024年3月5日", "ja"),
        ("5 March 2024 | Updated 9 March 2024", "en"),
    ],
)
def test_a_date_beside_the_headline_is_read_in_the_language_of_the_page(
    line: str, language: str
) -> None:
    day = "2024-03-25" if line.startswith("25") else "2024-03-05"
    assert dated(line, language) == (day, "byline")


@pytest.mark.parametrize(
    "line",
    [
        "03/04/2021",
        "Updated 5 March 2024",
        "31 Feb 2024",
        "In 2024",
        "2024",
        f"{FIRST} 5 May 2024.",
    ],
)
def test_a_line_that_is_no_certain_day_of_publication_dates_nothing(line: str) -> None:
    assert dated(line) == (None, "none")


def test_a_stated_date_is_trusted_more_than_a_visible_one() -> None:
    head = '<meta property="article:published_time" content="2024-03-04">'
    assert dated("5 March 2024", head=head) == ("2024-03-04", "metadata")


def test_an_unreadable_stated_date_gives_way_to_one_that_can_be_read() -> None:
    head = '<meta name="date" content="last Tuesday">'
    assert dated("5 March 2024", head=head) == ("2024-03-05", "byline")


def test_scripts_date_a_page_only_where_they_agree() -> None:
    one = '<script>var a={"datePublished":"2024-03-05T10:00:00"}</script>'
    other = '<script>var b={"datePublished":"2024-03-07T10:00:00"}</script>'
    assert dated("", head=one) == ("2024-03-05T10:00:00", "metadata")
    assert dated("", head=one + other) == (None, "none")


def test_a_time_in_the_margin_dates_nothing() -> None:
    margin = f'{ARTICLE}<aside><time datetime="2024-03-05">Tuesday</time></aside>'
    assert page(body=margin).published is None
