"""Marks and snippets show why an article matched, and nothing that is not there."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from index.article import Actor, Mention
from search.engine import Opened
from search.local import LocalEngine
from search.local.marks import Spot
from search.local.snippets import WIDTH, snippet
from search.page import Marked
from search.pipeline import answer, read_article
from search.request import Filter, Request
from tests.conftest import Build, article, identifier
from tests.search.corpora import SLOW

FILLER = "Nothing of note was said in the long hours that followed. " * 12
TEXT = (
    f"Envoys met in the capital. {FILLER}The ceasefire held. {FILLER}Rebels then left the border."
)


def shown(marked: Marked) -> list[str]:
    return [marked.text[start:end] for start, end in marked.spans]


def first(engine: LocalEngine, query: str) -> Marked:
    return answer(engine, Request(query)).hits[0].snippet


def opened(engine: LocalEngine, query: str) -> Opened:
    return read_article(engine, identifier("a"), query)


def test_a_snippet_is_cut_around_the_matched_word(build: Build) -> None:
    found = first(build([article("a", "", TEXT)]), "ceasefires")
    assert shown(found) == ["ceasefire"]
    assert "The ceasefire held." in found.text
    assert found.text.startswith("… ")
    assert found.text.endswith(" …")


def test_words_far_apart_are_shown_in_two_stretches(build: Build) -> None:
    found = first(build([article("a", "", TEXT)]), "envoy border")
    assert shown(found) == ["Envoys", "border"]
    assert " … " in found.text


def test_without_a_word_to_show_a_snippet_is_the_opening(build: Build) -> None:
    found = first(build([article("a", "", TEXT)]), "")
    assert found.text.startswith("Envoys met in the capital.")
    assert found.spans == ()


def test_a_function_word_does_not_draw_the_snippet_away(build: Build) -> None:
    assert "ceasefire" in shown(first(build([article("a", "", TEXT)]), "the ceasefire"))


def test_marks_follow_the_operator(build: Build) -> None:
    text = "Peace talks failed; talks of peace go on. Talk is cheap, peacefully."
    engine = build([article("a", "Peace talks", text)])
    assert shown(opened(engine, '"peace talks"').text) == ["Peace talks"]
    assert shown(opened(engine, '"peace talks"').title) == ["Peace talks"]
    assert shown(opened(engine, "talking").text) == ["talks", "talks", "Talk"]
    assert shown(opened(engine, "peac*").text) == ["Peace", "peace", "peacefully"]
    assert shown(opened(engine, '"peace talks"~2').text) == ["Peace", "talks", "talks", "peace"]
    assert shown(opened(engine, "title:peace").text) == []
    assert shown(opened(engine, "failed -peace").text) == ["failed"]


def test_a_word_asked_many_times_is_pointed_at_once(build: Build) -> None:
    engine = build([article("a", "", TEXT)])
    assert opened(engine, "envoys " * 50).text == opened(engine, "envoys").text


@SLOW
@given(
    st.lists(st.sampled_from("bcdf"), max_size=12),
    st.lists(st.sampled_from("bcd"), min_size=2, max_size=3),
    st.integers(1, 5),
)
def test_words_near_one_another_are_marked_where_they_are_near(
    build: Build, words: list[str], asked: list[str], distance: int
) -> None:
    windows = [range(at, at + distance + 1) for at in range(len(words))]
    near = [
        {place for place in window if place < len(words) and words[place] in asked}
        for window in windows
        if not Counter(asked) - Counter(words[window.start : window.stop])
    ]
    found = opened(build([article("a", "", " ".join(words))]), f'"{" ".join(asked)}"~{distance}')
    assert [start // 2 for start, _ in found.text.spans] == sorted(set().union(*near))


def test_words_in_one_sentence_are_marked_there_alone(build: Build) -> None:
    text = "Talks failed. Peace talks on peace go on. Peace is dear!"
    engine = build([article("a", "Talks of peace", text)])
    found = opened(engine, '"peace talks"~sentence')
    assert shown(found.title) == ["Talks", "peace"]
    assert shown(found.text) == ["Peace", "talks", "peace"]
    assert shown(opened(engine, '"peace peace"~sentence').text) == ["Peace", "peace"]


def test_an_actor_asked_for_is_marked_where_it_is_named(build: Build) -> None:
    named = Actor("country/iran", "Iran", "country", (Mention(0, 6, "Tehran", "capital"),))
    engine = build([article("a", "", "Tehran spoke.", actors=(named,))])
    assert shown(opened(engine, "country:iran").text) == ["Tehran"]
    ticked = Request(filters=(Filter("country", ("country/iran",)),))
    assert shown(answer(engine, ticked).hits[0].snippet) == ["Tehran"]


words = st.text(alphabet="ab .\n…", max_size=900)


@given(text=words, data=st.data())
def test_a_snippet_says_only_what_the_text_says(text: str, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.integers(0, max(0, len(text) - 1)), max_size=8, unique=True))
    spots = [
        Spot(at, min(at + 3, len(text)), at % 3, 1.0) for at in sorted(places) if at < len(text)
    ]
    found = snippet(text, spots)
    flat = "".join(" " if letter.isspace() else letter for letter in text)
    for stretch in found.text.removeprefix("… ").removesuffix(" …").split(" … "):
        assert stretch in flat
    assert len(found.text) <= WIDTH + 40
    assert all(0 <= start < end <= len(found.text) for start, end in found.spans)
    if spots and "…" not in text:
        assert found.spans
