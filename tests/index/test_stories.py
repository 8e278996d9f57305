"""Stories are what articles make of them, in whatever order these come, and nothing else."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.quality.altering import cut, edited
from bench.quality.duplicates import sketched
from index.codec.keys import UNDATED
from index.stories import stories
from tests.reports import REPORTS

TEXTS = list(REPORTS.values())
DAY = 86_400
MOMENTS = [UNDATED, 0, DAY // 2, 2 * DAY, 40 * DAY]
rng = Random(3)  # noqa: S311 - repeatable, not secret
VARIANTS = [
    [text, text, cut(text, [], rng), edited(text, TEXTS[0].split(), rng), f"{text}\n\nA last line."]
    for text in TEXTS[:4]
]
copies = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 4), st.sampled_from(MOMENTS)), max_size=14
)


def told(texts: list[str], moments: list[int], numbers: list[int]) -> set[frozenset[int]]:
    """The stories, as sets of ids."""
    if not texts:
        return set()
    ids = np.array(numbers, dtype=np.uint64)
    found = stories(sketched(texts), np.array(moments, dtype=np.int64), ids)
    return {frozenset(ids[docs].tolist()) for docs in found}


@given(chosen=copies, order=st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing(
    chosen: list[tuple[int, int, int]], order: Random
) -> None:
    numbered = [(VARIANTS[a][b], when, 7919 * n % 1009) for n, (a, b, when) in enumerate(chosen)]
    shuffled = list(numbered)
    order.shuffle(shuffled)
    assert told(*columns(numbered)) == told(*columns(shuffled))


def columns(rows: list[tuple[str, int, int]]) -> tuple[list[str], list[int], list[int]]:
    return [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows]


@given(chosen=copies)
def test_an_article_is_in_one_story_and_different_ones_never_are(
    chosen: list[tuple[int, int, int]],
) -> None:
    texts = [VARIANTS[a][b] for a, b, _ in chosen]
    found = told(texts, [when for *_, when in chosen], list(range(len(chosen))))
    members = [each for story in found for each in story]
    assert len(members) == len(set(members))
    assert all(len(story) > 1 for story in found)
    assert all(len({chosen[each][0] for each in story}) == 1 for story in found)


@pytest.mark.parametrize("days", [0, 2, 400])
def test_the_same_text_is_one_story_whenever_it_appears(days: int) -> None:
    moments = [number * days * DAY for number in range(6)]
    assert told([TEXTS[0]] * 6, moments, list(range(6))) == {frozenset(range(6))}


def test_an_undated_copy_is_found_beside_dated_ones() -> None:
    assert told([TEXTS[1]] * 3, [0, UNDATED, 40 * DAY], [5, 6, 7]) == {frozenset([5, 6, 7])}


def test_an_edited_copy_appears_soon_or_is_another_story() -> None:
    text = edited(TEXTS[2], TEXTS[5].split(), Random(8))  # noqa: S311
    assert told([TEXTS[2], text], [0, DAY // 3], [1, 2]) == {frozenset([1, 2])}
    assert told([TEXTS[2], text], [0, 30 * DAY], [1, 2]) == set()


def test_a_digest_of_reports_glues_none_of_them_together() -> None:
    digest = "\n\n".join(TEXTS)
    assert told([*TEXTS, digest], [0] * (len(TEXTS) + 1), list(range(len(TEXTS) + 1))) == set()


def test_a_chain_of_articles_each_like_the_next_is_no_single_story() -> None:
    words = " ".join(TEXTS).split()
    chain = [" ".join(words[at : at + 120]) for at in range(0, 480, 24)]
    found = told(chain, [0] * len(chain), list(range(len(chain))))
    assert found
    assert all(max(story) - min(story) <= 5 for story in found)


def test_two_words_are_no_story() -> None:
    assert told(["Markets closed.", "Markets closed."], [0, 0], [1, 2]) == set()


def test_hundreds_of_copies_are_one_story() -> None:
    count = 300
    assert told([TEXTS[3]] * count, [0] * count, list(range(count))) == {frozenset(range(count))}
