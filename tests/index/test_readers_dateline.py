"""What is a dateline, what it says, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.readers.dateline import find_dateline, understand

SENTENCE = "The harbour was closed on Monday after a storm broke two of its cranes."


@pytest.mark.parametrize(
    ("words", "separator"),
    [
        ("Islamabad / Kabul", ": "),
        ("Kabul", " — "),
        ("Kabul", " – "),
        ("LONDON", "— "),
        ("KYIV, Ukraine", " — "),
        ("Port-au-Prince, Haiti", " - "),
        ("Lahore, Quetta and Karachi", ": "),
        ("Rio de Janeiro", ":\n"),
    ],
)
def test_places_before_a_separator_are_a_dateline(words: str, separator: str) -> None:
    found = find_dateline(words + separator + SENTENCE)
    assert found is not None
    assert (found.words, found.source, found.published) == (words, None, None)
    assert (words + separator + SENTENCE)[found.length :] == SENTENCE


@pytest.mark.parametrize(
    ("line", "source", "published"),
    [
        ("LONDON, Feb 26 (Reuters) - ", "Reuters", "Feb 26"),
        ("WASHINGTON (AP) — ", "AP", None),
        ("PARIS/LONDON (AFP) – ", "AFP", None),
        ("BEIJING, Oct. 3 (Xinhua) -- ", "Xinhua", "Oct. 3"),
        ("MOSCOW, June 3. /TASS/. ", "TASS", "June 3"),
        ("New Delhi, Jan 5 (PTI) ", "PTI", "Jan 5"),
        ("Oslo, 5 May 2024 – ", None, "5 May 2024"),
        ("ALBUQUERQUE, N.M., March 4 - ", None, "March 4"),
        ("Oslo, Norway (March 5, 2024) – ", None, "March 5, 2024"),
        ("(Reuters) - ", "Reuters", None),
        ("Harbour News Agency: ", "Harbour News Agency", None),
        ("The Northern Post - ", "The Northern Post", None),
        ("Harbour News Agency: Kabul: ", "Harbour News Agency", None),
    ],
)
def test_a_dateline_tells_source_and_date(
    line: str, source: str | None, published: str | None
) -> None:
    found = find_dateline(line + SENTENCE)
    assert found is not None
    assert (found.length, found.source, found.published) == (len(line), source, published)


@pytest.mark.parametrize(
    "line",
    [
        "Analysis: ",
        "BREAKING: ",
        "Minister John Smith: ",
        "Dear Sir: ",
        "At 10:30 am: ",
        "Pakistan — long a partner — ",
        "Northern Liberation Front (NLF) — ",
        "The committee that met twice: ",
        "",
    ],
)
def test_labels_speakers_and_asides_are_no_dateline(line: str) -> None:
    assert find_dateline(line + SENTENCE) is None


def test_a_dateline_without_a_text_after_it_is_none() -> None:
    assert find_dateline("LONDON, Feb 26 (Reuters) -") is None


def test_a_dateline_stands_only_at_the_start() -> None:
    assert find_dateline(f"{SENTENCE} LONDON, Feb 26 (Reuters) - {SENTENCE}") is None


def test_a_dateline_field_is_understood_without_its_dash() -> None:
    said = understand("SALVADOR, Feb 26 (Reuters) -")
    assert (said.words, said.source, said.published) == (
        "SALVADOR, Feb 26 (Reuters)",
        "Reuters",
        "Feb 26",
    )


@given(st.text(alphabet=st.sampled_from("AaBb :-—()/,.\n26"), max_size=200))
def test_a_dateline_never_reaches_past_the_text(text: str) -> None:
    found = find_dateline(text)
    assert found is None or 0 < found.length < len(text)
