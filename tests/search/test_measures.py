"""The measures of contrast against published figures and against arithmetic done by hand."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.measures import SIGNIFICANT, log_likelihood, log_ratio

#: Dunning (1993), table 2: bigrams of 31,777 words, k(AB), k(A ~B), k(~A B), k(~A ~B).
DUNNING = [
    ("the swiss", 270.72, (110, 2442, 111, 29114)),
    ("can be", 263.90, (29, 13, 123, 31612)),
    ("previous year", 256.84, (31, 23, 139, 31584)),
    ("mineral water", 167.23, (10, 0, 3, 31764)),
    ("at the", 157.21, (76, 104, 2476, 29121)),
    ("real terms", 157.03, (16, 16, 51, 31694)),
]


def g2(here: int, there: int, total: int, others: int) -> float:
    return float(log_likelihood(np.array([here]), np.array([there]), total, others)[0])


@pytest.mark.parametrize(("bigram", "score", "cells"), DUNNING)
def test_g2_is_as_dunning_published_it(
    bigram: str, score: float, cells: tuple[int, int, int, int]
) -> None:
    both, first, second, neither = cells
    assert g2(both, second, both + first, second + neither) == pytest.approx(score, abs=0.006)


def test_g2_is_what_the_four_cells_give_by_hand() -> None:
    # 8 of 10 here, 5 of 40 there; expected 2.6, 10.4, 7.4 and 29.6.
    by_hand = 2 * (8 * log(8 / 2.6) + 5 * log(5 / 10.4) + 2 * log(2 / 7.4) + 35 * log(35 / 29.6))
    assert g2(8, 5, 10, 40) == pytest.approx(by_hand)


@given(total=st.integers(1, 50), others=st.integers(1, 50), data=st.data(), scale=st.integers(2, 5))
def test_g2_is_zero_for_equal_shares_alone_and_grows_with_the_sets(
    total: int, others: int, data: st.DataObject, scale: int
) -> None:
    here, there = data.draw(st.integers(0, total)), data.draw(st.integers(0, others))
    score = g2(here, there, total, others)
    assert (score < 1e-9) == (here * others == there * total)
    assert g2(there, here, others, total) == pytest.approx(score)
    grown = g2(scale * here, scale * there, scale * total, scale * others)
    assert grown == pytest.approx(scale * score, abs=1e-6)


def test_the_threshold_is_one_in_a_thousand() -> None:
    # Sets of equal size, by the size of the difference: on either side of chi squared's quantile.
    assert g2(21, 5, 1000, 1000) < SIGNIFICANT < g2(22, 5, 1000, 1000)


def test_log_ratio_doubles_by_one_and_takes_none_for_a_half() -> None:
    found = log_ratio(np.array([40, 10, 5, 4]), np.array([10, 20, 10, 0]), 100, 200)
    assert found.tolist() == [3, 0, 0, 4]
