"""Floors of what is understood of languages, on texts we wrote: lowering one is a visible edit."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.quality.languages import languages
from bench.quality.outcome import Outcome

GOLD = Path(__file__).parent / "languages"


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return languages(GOLD)


def test_texts_of_twenty_words_are_told_rightly(outcome: Outcome) -> None:
    assert outcome.figures["of 20 words or more"] >= 55
    assert outcome.figures["right of these"] >= 0.97


def test_headlines_and_junk_included_most_is_told_rightly(outcome: Outcome) -> None:
    assert outcome.figures["right of all"] >= 0.95, outcome.worst(9)


def test_no_language_is_told_that_is_not_theirs(outcome: Outcome) -> None:
    assert outcome.figures["wrong of told"] == 0, outcome.worst(9)
    assert outcome.figures["told of junk"] == 0
