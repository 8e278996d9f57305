"""Text files: headline, header block, and a text that stays as it was written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import RawArticle
from index.readers import read
from index.readers.complete import TITLE_LIMIT, opening
from index.readers.plain import read_plain

SEEDS = Path(__file__).parents[2] / "seeds"
PARAGRAPH = (
    "The council of the northern port agreed on Tuesday to rebuild the pier that the storm of "
    "last winter had taken, and to let ships of every size moor there again."
)


def test_a_short_line_before_paragraphs_is_the_headline() -> None:
    article = read_plain(f"Council votes to rebuild pier\n{PARAGRAPH}\n{PARAGRAPH}\n")
    assert article.title == "Council votes to rebuild pier"
    assert article.text == f"{PARAGRAPH}\n{PARAGRAPH}\n"


def test_a_headline_may_be_wrapped_before_a_blank_line() -> None:
    article = read_plain(f"\nCouncil votes to rebuild\nthe northern pier\n\n{PARAGRAPH}")
    assert article.title == "Council votes to rebuild the northern pier"
    assert article.text == PARAGRAPH


def test_wrapped_lines_of_a_paragraph_are_no_headline() -> None:
    wrapped = (
        "The council agreed on Tuesday to rebuild\nthe northern pier, which a storm had taken."
    )
    assert read_plain(wrapped).text == wrapped


def test_without_a_headline_the_opening_stands_in_and_the_text_is_whole() -> None:
    article = read_plain(f"Harbour News Agency: {PARAGRAPH}")
    assert article.text == f"Harbour News Agency: {PARAGRAPH}"
    assert article.title.startswith("The council of the northern port")
    assert article.title.endswith("…")
    assert len(article.title) <= TITLE_LIMIT
    assert article.source == "Harbour News Agency"
    assert article.text[article.lead :] == PARAGRAPH


def test_a_header_block_is_understood_and_left_off() -> None:
    article = read_plain(
        "Title: Pier to rise again\nDate: 2024-03-05\nSource: Port Gazette\n"
        f"URL: https://gazette.example/pier\nBy Ann Miller\n\n{PARAGRAPH}"
    )
    assert article.text == PARAGRAPH
    assert (article.title, article.published, article.published_from) == (
        "Pier to rise again",
        "2024-03-05",
        "metadata",
    )
    assert (article.source, article.url, article.byline) == (
        "Port Gazette",
        "https://gazette.example/pier",
        "Ann Miller",
    )


def test_a_byline_under_the_headline_is_left_off() -> None:
    article = read_plain(f"Council votes to rebuild pier\nBy Ann Miller\n\n{PARAGRAPH}")
    assert (article.title, article.byline, article.text) == (
        "Council votes to rebuild pier",
        "Ann Miller",
        PARAGRAPH,
    )


def test_a_date_on_a_line_of_its_own_is_the_date() -> None:
    article = read_plain(f"Council votes to rebuild pier\nMarch 5, 2024\n\n{PARAGRAPH}")
    assert (article.title, article.published, article.published_from, article.text) == (
        "Council votes to rebuild pier",
        "March 5, 2024",
        "metadata",
        PARAGRAPH,
    )


def test_a_date_in_the_dateline_is_the_date_as_written() -> None:
    article = read_plain(f"Pier to rise again\n\nOSLO, 5 May 2024 (Reuters) - {PARAGRAPH}")
    assert (article.published, article.published_from, article.source) == (
        "5 May 2024",
        "dateline",
        "Reuters",
    )


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem[:3])
def test_a_seed_is_one_article_whose_text_is_the_end_of_its_file(path: Path) -> None:
    (article,) = read(path)
    assert isinstance(article, RawArticle)
    assert path.read_text(encoding="utf-8").endswith(article.text)
    assert 0 < len(article.title) <= TITLE_LIMIT
    assert article.lead > 0
    assert article.published is None


def test_the_seeds_give_a_source_a_headline_and_places() -> None:
    first, second = (next(read(path)) for path in sorted(SEEDS.glob("*.txt")))
    assert isinstance(first, RawArticle)
    assert isinstance(second, RawArticle)
    assert (first.source, first.dateline) == ("RASC News Agency", "RASC News Agency")
    assert (second.source, second.dateline) == (None, "Islamabad / Kabul")
    assert second.title in (SEEDS / f"{sorted(SEEDS.glob('*.txt'))[1].name}").read_text("utf-8")
    assert second.title not in second.text


@given(st.text(max_size=400))
def test_the_text_is_always_the_end_of_what_was_given(text: str) -> None:
    article = read_plain(text)
    assert text.endswith(article.text)
    assert 0 <= article.lead <= len(article.text)


@given(st.text(max_size=400))
def test_an_opening_never_exceeds_its_limit(text: str) -> None:
    assert len(opening(text)) <= TITLE_LIMIT
