"""Floors: altered reports are found, and different ones stay apart."""

from __future__ import annotations

import pytest

from bench.quality.altering import ALTERATIONS
from bench.quality.duplicates import measured, sketched, told
from index.codec.keys import UNDATED
from tests.conftest import article
from tests.reports import REPORTS, SAME_EVENT, form

#: Lowering one of these says that results have become worse.
RECALL, PRECISION = 0.95, 0.99


def test_altered_reports_are_found_and_nothing_else_is() -> None:
    articles = [article(title, title, text) for title, text in REPORTS.items()]
    figures = measured(articles, len(articles), times=30).figures
    assert figures["stories found"] == 0
    for name in ALTERATIONS:
        assert figures[f"recall {name}"] >= RECALL, name
        assert figures[f"precision {name}"] >= PRECISION, name


@pytest.mark.parametrize("undated", [True, False], ids=["undated", "on one day"])
def test_two_reports_of_one_event_are_two_stories(undated: bool) -> None:
    assert told(sketched(SAME_EVENT), [UNDATED if undated else 0] * 2).several == 0


def test_a_form_filled_in_anew_is_another_story_each_day() -> None:
    numbers = [(350, 410), (1215, 96), (75, 633), (480, 150), (920, 288), (60, 1041)]
    texts = [form(day, *each, f"{day}.{day}5") for day, each in enumerate(numbers, 2)]
    assert told(sketched(texts), [day * 86_400 for day in range(len(texts))]).several == 0
