"""A sketch depends on the words of a body alone, and tells how much two bodies share."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.codec.cutting import Cutter
from index.codec.likeness import BITS, KEYS, SIZE, Sketcher
from tests.reports import REPORTS

WORDS = [
    f"{head}{tail}" for head in ("lan", "mor", "tis", "ver") for tail in "abcdefghijklmnopqrst"
]
bodies = st.lists(st.sampled_from([*WORDS, "1987", "4.5", "the", "of"]), max_size=80).map(" ".join)


def sketches(texts: list[str], batch: int = 512, title: str = "") -> np.ndarray:
    cutter = Cutter()
    sketcher = Sketcher(cutter.words)
    parts = [
        sketcher.sketch(
            cutter.cut([part for text in texts[at : at + batch] for part in (title, text)])
        )
        for at in range(0, len(texts), batch)
    ]
    return np.concatenate(parts).reshape(-1, SIZE)


def agreeing(one: np.ndarray, other: np.ndarray) -> float:
    """The similarity that the bits of two sketches speak for."""
    low, high = 2 * KEYS, 2 * KEYS + BITS // 8
    differ = np.bitwise_count(one[low:high] ^ other[low:high]).sum()
    return float(1 - 2 * differ / BITS)


@given(texts=st.lists(bodies, min_size=1, max_size=6), batch=st.integers(1, 3))
def test_a_sketch_is_the_same_in_whatever_batch(texts: list[str], batch: int) -> None:
    assert np.array_equal(sketches(texts), sketches(texts, batch))
    alone = [sketches([text])[0] for text in texts]
    assert np.array_equal(sketches(texts), np.array(alone))


@given(text=bodies)
def test_titles_and_function_words_do_not_matter(text: str) -> None:
    plain = sketches([text])
    assert np.array_equal(plain, sketches([text], title="Something else entirely"))
    assert np.array_equal(plain, sketches([f"the {text} of the"]))


def test_bits_agree_as_much_as_the_words_do() -> None:
    text = " ".join(REPORTS.values()).split()
    whole, half, other = " ".join(text[:400]), " ".join(text[:200]), " ".join(text[400:800])
    one, two, three = sketches([whole, half, other])
    assert agreeing(one, one) == 1
    assert 0.3 < agreeing(one, two) < 0.7
    assert agreeing(one, three) < 0.3


def test_a_changed_number_weighs_more_than_a_changed_word() -> None:
    body = next(iter(REPORTS.values()))
    numbers = changed(body, "212", [str(number) for number in range(300, 340)])
    others = changed(body, "volunteers", WORDS[:40])
    assert np.mean(numbers) < np.mean(others) < 1


def changed(body: str, word: str, others: list[str]) -> list[float]:
    """How alike a body is to itself with one word replaced by each of others."""
    own, *new = sketches([body, *(body.replace(word, other) for other in others)])
    return [agreeing(own, each) for each in new]


def test_a_body_without_words_has_no_keys() -> None:
    assert not sketches(["", "the of ...", "two words"])[:, : 2 * KEYS].any()
