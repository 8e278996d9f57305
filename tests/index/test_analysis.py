"""What a term is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import LONGEST_WORD, cut, fold


def words(text: str) -> list[str]:
    return cut(text).words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pakistan’s", ["pakistan"]),
        ("the Emir's", ["the", "emir"]),
        ("don’t", ["don't"]),
        ("O'Brien", ["o'brien"]),
        ("Türkiye", ["turkiye"]),
        ("cafe\u0301", ["cafe"]),
        ("Łódź", ["lodz"]),
        ("so\u00adphisticated", ["sophisticated"]),
        ("हिन्दी", ["हिन्दी"]),
        ("foo_bar", ["foo", "bar"]),
        ("cross-border", ["cross", "border"]),
        ("C++", ["c"]),
        ("боевой Май ёлка", ["боевой", "май", "елка"]),
        ("бое\u0438\u0306", ["боей"]),
        ("Häuser, Straße, skøyte, færge", ["hauser", "strasse", "skoyte", "faerge"]),
        ("😀 ()", []),
    ],
)
def test_a_word_is_folded_to_its_letters(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.S. troops told us", ["u.s.", "troops", "told", "us"]),
        ("US troops told us", ["u.s.", "troops", "told", "us"]),
        ("the U.S.’s army", ["the", "u.s.", "army"]),
        ("the post-U.S. era", ["the", "post", "u.s.", "era"]),
        ("US", ["u.s."]),
        ("US 中", ["u.s.", "中"]),
        ("TELL US\nUS envoys", ["tell", "us", "u.s.", "envoys"]),
        ("TELL US MORE", ["tell", "us", "more"]),
        ("N.A.T.O. and NATO", ["nato", "and", "nato"]),
        ("WHO said who", ["w.h.o.", "said", "who"]),
        ("at 8 a.m. he", ["at", "8", "a.m.", "he"]),
    ],
)
def test_an_acronym_is_one_word_and_not_the_pronoun(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L’élection d'hier", ["l", "election", "d", "hier"]),
        ("aujourd'hui, jusqu'ici", ["aujourd'hui", "jusqu", "ici"]),
        ("dell'arte e un'altra", ["dell", "arte", "e", "un", "altra"]),
        ("coup d'etat", ["coup", "d", "etat"]),
        ("the T's, I'd, don't, O'Neill", ["the", "t", "i'd", "don't", "o'neill"]),
    ],
)
def test_an_elided_word_is_one_of_its_own(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,750 dollars", ["1750", "dollars"]),
        ("5.93 mln", ["5.93", "mln"]),
        ("F-16", ["f", "16"]),
        ("2024-0815", ["2024", "0815"]),
        ("22nd", ["22nd"]),
        ("22/4/2025", ["22", "4", "2025"]),
    ],
)
def test_numbers_survive(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_character_of_an_unspaced_script_is_a_word() -> None:
    assert words("中国政府") == ["中", "国", "政", "府"]


def test_an_endless_word_is_known_by_its_beginning() -> None:
    assert words("x" * 100_000) == ["x" * LONGEST_WORD]


@given(st.text())
def test_every_word_stands_where_it_says_in_order(text: str) -> None:
    found = cut(text)
    end = 0
    for word, start, stop in zip(found.words, found.starts, found.ends, strict=True):
        assert end <= start < stop <= len(text)
        assert word
        end = stop


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    for word in cut(text).words:
        assert fold(word) in (word, word.replace(".", "")), word


@given(st.text(alphabet="abc XYZ'’.,-1\n"), st.text(alphabet="abc XYZ'’.,-1\n"))
def test_lines_are_cut_apart_from_one_another(one: str, other: str) -> None:
    assert words(f"{one}\n{other}") == words(one) + words(other)


@pytest.mark.parametrize("piece", ["US ", "WHO IS ", "a.", "1,", "a'", "a\u0300", "中", "(US"])
def test_a_megabyte_of_anything_is_cut_without_end_of_patience(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    found = cut(text)
    assert "".join(text[s:e] for s, e in zip(found.starts, found.ends, strict=True))
