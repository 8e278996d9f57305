"""What the table of contents says of stories comes back, or is told to be damaged."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import BrokenIndex
from index.telling import ALONE, of_all, pack, unpack


@given(stories=st.lists(st.sampled_from([ALONE, 0, 1, 70_000]), max_size=9))
def test_stories_come_back(stories: list[int]) -> None:
    articles = len(stories)
    packed = pack(np.arange(articles), np.array(stories, dtype=np.int64))
    assert of_all([("a.col", packed, articles)]).tolist() == stories
    assert (packed == b"") == all(story == ALONE for story in stories)


def test_damaged_stories_are_told_with_their_segment() -> None:
    packed = pack(np.arange(3), np.array([4, ALONE, 4]))
    for damage in (packed[:-1], packed[:3] + b"\x01" + packed[4:], packed + b"\0"):
        with pytest.raises(ValueError, match="damaged"):
            unpack(damage, 3)
        with pytest.raises(BrokenIndex, match=r"b\.col.*rebuild"):
            of_all([("b.col", damage, 3)])


def test_stories_of_articles_that_are_not_there_are_refused() -> None:
    with pytest.raises(ValueError, match="does not hold"):
        unpack(pack(np.array([1, 3]), np.array([0, 0])), 3)
