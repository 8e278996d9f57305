"""Cutting many texts at once gives what cutting each by itself gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.analysis import LONGEST_WORD, Cut, cut
from index.codec import cutting
from index.codec.cutting import Cutter, all_folded
from index.codec.keys import folded
from tests.search.naive import sentences

#: What words, and what joins and parts them, are made of.
PIECES = [
    *("oil", "US", "WHO", "IT", "u.s", "U", "S", "a", "s", "PORT", "1", "750", "22nd"),
    *("The", "Gen", "Inc", "No", ". ", ".", "?", "。"),
    *(".", ",", "'", "’", "ʼ", "-", "_", "(", '"', "/"),
    *("é", "e\u0301", "\u00ad", "\u0301", "\u200b", "İ", "ß", "हि", "中", "ト", "٣", "ﬁ", "😀"),
    *(" ", " ", "  ", "\n", "\t", "\r\n", "\u00a0", "\u2028", "\u3000", "\x1c", "\x85"),
    "x" * (LONGEST_WORD + 1),
]
texts = st.one_of(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.text(max_size=40))


def apart(cutter: Cutter, batch: list[str]) -> list[Cut]:
    """The texts cut together, as cuts of each."""
    words = cutter.cut(batch)
    names = list(cutter.words)
    bounds = np.cumsum(words.counts)[:-1].tolist()
    return [
        Cut([names[number] for number in numbers.tolist()], starts.tolist(), ends.tolist())
        for numbers, starts, ends in zip(
            *(np.split(a, bounds) for a in (words.numbers, words.starts, words.ends)), strict=True
        )
    ]


@given(st.lists(st.lists(texts, min_size=1, max_size=4), max_size=4))
@example([["US troops", "TELL US MORE\nUS ARMY us", "US"], ["US/WHO", "THE US/WHO DEAL"]])
@example([["", "", " "], ["U.S.-led 1,750's", "_U.S._ 1,2.5x U.S.A. U.S.'s"]])
@example([["x" * LONGEST_WORD, "x" * (LONGEST_WORD + 1)], ["中国 \u0301 \u00ad", "-"]])
def test_words_and_places_are_those_of_each_text_by_itself(batches: list[list[str]]) -> None:
    cutter = Cutter()
    for batch in batches:
        assert apart(cutter, batch) == [cut(text) for text in batch]


@given(st.lists(texts, min_size=1, max_size=4))
@example(["Gen. ? The", "a. ...The", "a\n-\nb\n", "\n", "harbour.The oil\tNo. 5"])
def test_sentences_begin_where_they_do_in_each_text_by_itself(batch: list[str]) -> None:
    cutter = Cutter()
    for again in (batch, batch):
        lengths = [len(said) for text in again for said in sentences(text)]
        assert cutter.cut(again).begins.tolist() == [0, *np.cumsum(lengths[:-1])][: len(lengths)]


@given(st.lists(texts, min_size=1, max_size=8))
def test_forgetting_what_was_cut_changes_nothing(batch: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "_MOST_CHUNKS", 2)
        cutter = Cutter()
        for text in batch:
            assert apart(cutter, [text]) == [cut(text)]


def test_what_is_remembered_is_bounded() -> None:
    cutter = Cutter()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "_MOST_LETTERS", 1000)
        for number in range(100):
            cutter.cut([f"{number}{'x' * 90}"])
            assert cutter.remembered < 1100


@given(st.lists(texts, max_size=5))
def test_names_are_folded_together_as_they_are_one_by_one(names: list[str]) -> None:
    assert all_folded(names) == [folded(name) for name in names]


@pytest.mark.parametrize(
    "piece", ["US ", "US", "中", "a.", "1,", "a'", "a\u0300", "(US", ".", "?)", "a. "]
)
def test_a_megabyte_of_anything_is_cut_in_bounded_time(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    assert len(Cutter().cut([text]).numbers) == len(cut(text).words)
