"""Sentences of any length come back as they were packed, whichever are asked for."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.codec.cutting import Words
from index.codec.sentences import pack, unpack

lengths = st.integers(1, 5) | st.sampled_from([254, 255, 256, 509, 510, 511, 765])
bodies = st.lists(st.lists(lengths, max_size=5), max_size=6)


def words_of(articles: list[list[int]]) -> Words:
    """Titles of three words in two sentences, and bodies of sentences so long."""
    counts = [count for body in articles for count in (3, sum(body))]
    begins = np.cumsum([0, *(length for body in articles for length in (2, 1, *body))])[:-1]
    numbers = np.zeros(sum(counts), dtype=np.uint32)
    return Words(numbers, numbers, numbers, np.array(counts, dtype=np.int64), begins)


@given(articles=bodies, data=st.data())
def test_sentences_of_some_articles_are_as_they_were_packed(
    articles: list[list[int]], data: st.DataObject
) -> None:
    packed, counts = pack(words_of(articles))
    runs = np.split(packed, np.cumsum(counts)[:-1]) if articles else []
    asked = sorted(data.draw(st.sets(st.sampled_from(range(len(articles))))) if articles else ())
    some = np.concatenate([packed[:0], *(runs[number] for number in asked)])
    owners, begins = unpack(some, counts[asked])
    expected = [
        (row, begin)
        for row, number in enumerate(asked)
        for begin in np.cumsum([0, *articles[number]])[:-1].tolist()
    ]
    assert list(zip(owners.tolist(), begins.tolist(), strict=True)) == expected


@given(articles=bodies)
def test_a_sentence_of_less_than_255_words_is_one_byte(articles: list[list[int]]) -> None:
    packed, counts = pack(words_of(articles))
    assert counts.tolist() == [sum(1 + length // 255 for length in body) for body in articles]
    assert len(packed) == counts.sum()
