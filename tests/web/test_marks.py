from __future__ import annotations

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from search.page import Marked
from web.marks import marked, paragraphs

# Without NUL and lone surrogates, which no HTML document can hold.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=60)
spans = st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=6).map(tuple)
hostile = st.sampled_from(
    ["<script>alert(1)</script>", "</mark><img src=x onerror=alert(1)>", '"><svg/onload=x>', "&lt;"]
)


def test_each_span_becomes_one_mark() -> None:
    assert marked(Marked("oil prices rise", ((0, 3), (11, 15)))) == (
        "<mark>oil</mark> prices <mark>rise</mark>"
    )


def test_text_is_escaped_inside_and_outside_of_marks() -> None:
    assert marked(Marked("<b> & <i>", ((0, 3),))) == "<mark>&lt;b&gt;</mark> &amp; &lt;i&gt;"


def test_overlapping_and_touching_spans_become_one_mark() -> None:
    assert marked(Marked("abcdef", ((2, 4), (0, 3), (4, 5)))) == "<mark>abcde</mark>f"


def test_what_names_an_actor_is_told_apart_from_what_was_searched_also_where_both_hold() -> None:
    assert marked(Marked("Peru sells fish", ((0, 10),)), ((0, 4), (11, 15))) == (
        '<mark class="asked named">Peru</mark><mark> sells</mark> <mark class="named">fish</mark>'
    )


@given(texts, spans, spans)
def test_marks_of_both_sorts_lose_no_letter(text: str, found: tuple, names: tuple) -> None:
    soup = BeautifulSoup(f"<p>{marked(Marked(text, found), names)}</p>", "html.parser")
    assert soup.get_text() == text
    for where, selector in ((found, "mark:not(.named), mark.asked"), (names, "mark.named")):
        within = "".join(mark.get_text() for mark in soup.select(selector))
        wanted = [c for i, c in enumerate(text) if any(start <= i < end for start, end in where)]
        assert within == "".join(wanted)


def test_empty_and_backward_spans_mark_nothing() -> None:
    assert marked(Marked("abc", ((1, 1), (3, 2), (9, 12)))) == "abc"


@given(st.lists(texts | hostile, max_size=4).map("".join), spans)
def test_taking_the_tags_away_gives_the_text_back(text: str, where: tuple) -> None:
    # In an element, for what looks like a file name by itself makes the parser warn.
    soup = BeautifulSoup(f"<p>{marked(Marked(text, where))}</p>", "html.parser")
    assert soup.get_text() == text
    assert {tag.name for tag in soup.find_all()} <= {"p", "mark"}
    assert not any(tag.attrs for tag in soup.find_all())


@given(texts, spans)
def test_a_character_is_marked_if_and_only_if_a_span_holds_it(text: str, where: tuple) -> None:
    # In an element, for what looks like a file name by itself makes the parser warn.
    soup = BeautifulSoup(f"<p>{marked(Marked(text, where))}</p>", "html.parser")
    within = "".join(mark.get_text() for mark in soup.find_all("mark"))
    wanted = [c for i, c in enumerate(text) if any(start <= i < end for start, end in where)]
    assert within == "".join(wanted)


def test_paragraphs_are_the_lines_with_text_and_keep_their_marks() -> None:
    passage = Marked("One two.\n\n  \nThree four.\n", ((4, 7), (13, 18)))
    assert paragraphs(passage) == (
        Marked("One two.", ((4, 7),)),
        Marked("Three four.", ((0, 5),)),
    )


def test_a_span_across_paragraphs_marks_its_share_of_each() -> None:
    assert paragraphs(Marked("ab\ncd", ((1, 4),))) == (
        Marked("ab", ((1, 2),)),
        Marked("cd", ((0, 1),)),
    )


@given(texts, spans)
def test_paragraphs_lose_no_marked_letter(text: str, where: tuple) -> None:
    parts = paragraphs(Marked(text, where))
    kept = "".join(part.text[start:end] for part in parts for start, end in part.spans)
    inside = [c for i, c in enumerate(text) if any(start <= i < end for start, end in where)]
    assert "".join(kept.split()) == "".join("".join(inside).split())
