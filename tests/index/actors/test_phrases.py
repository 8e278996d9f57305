"""Runs by themselves: worked out once, wherever they stand, and told again by where they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.actors import catalogue, recognise
from index.actors.phrases import phrases
from index.actors.tokens import cut, stretches

PIECES = (
    "Quillon Tolliver Bank of the France French Paris Texas al-Quillon U.S. Mr. said, shares "
    "(TTP) fries in Ministry Jane Roe Dr. General and Corp's ABC O'Neill Jong-il é École"
)
WORDS = st.sampled_from(PIECES.split())
TEXTS = st.lists(WORDS, max_size=30).map(" ".join)


def told(text: str) -> list[tuple[str, int, int, str]]:
    found = recognise("", text, 0, catalogue())
    return [(a.id, m.start, m.end, m.rule) for a in found for m in a.mentions]


def test_the_same_words_mean_the_same_wherever_they_stand() -> None:
    known = catalogue()
    (_, one), *_ = phrases("Tolliver Quill Bank paid.", 0, known, heading=False)
    (at, two), *_ = phrases("yesterday, Tolliver Quill Bank paid.", 0, known, heading=False)
    assert one is two
    assert at == len("yesterday, ")


def test_a_heading_is_no_running_text() -> None:
    known = catalogue()
    (_, one), *_ = phrases("Tolliver Quill Bank Paid", 0, known, heading=False)
    (_, two), *_ = phrases("Tolliver Quill Bank Paid", 0, known, heading=True)
    assert one.chances
    assert not two.chances


def test_idle_words_are_left_out_but_count_inside_a_name() -> None:
    assert list(phrases("The. However. Monday.", 0, catalogue(), heading=False)) == []


def test_small_words_behind_a_run_that_end_a_known_name_are_taken_in() -> None:
    (_, met), *_ = phrases("They ate French fries.", 5, catalogue(), heading=False)
    assert [token.key for token in met.run.tokens] == ["french", "fries"]


@given(TEXTS)
def test_what_was_met_before_changes_nothing(text: str) -> None:
    assert told(text) == told(text)


@given(TEXTS, st.integers(0, 40))
def test_where_an_article_stands_in_a_text_moves_its_mentions_and_nothing_else(
    text: str, spaces: int
) -> None:
    moved = told(" " * spaces + text)
    assert [(key, start - spaces, end - spaces, rule) for key, start, end, rule in moved] == told(
        text
    )


@given(st.text(max_size=80) | TEXTS)
def test_stretches_are_slices_in_order_and_their_words_lie_in_them(text: str) -> None:
    end = 0
    for at, written, _ in stretches(text):
        assert end <= at
        assert text[at : at + len(written)] == written
        for token in cut(written):
            assert written[token.start : token.end].replace(".", "") == token.word
        end = at + len(written)
