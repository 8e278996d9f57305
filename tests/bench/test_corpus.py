from __future__ import annotations

from itertools import islice
from typing import Any

import pytest

from bench.corpus import Corpus, Donor, articles, write_corpus

Json = dict[str, Any]


def test_a_smaller_corpus_is_the_beginning_of_a_larger_one(given: list[Donor]) -> None:
    larger = articles(given, 120, 1)
    assert list(articles(given, 70, 1)) == list(islice(larger, 70))


def test_another_seed_makes_another_corpus(given: list[Donor]) -> None:
    one, other = (list(articles(given, 60, seed))[-1]["text"] for seed in (1, 2))
    assert one != other


def test_no_two_articles_share_their_text_or_id(given: list[Donor]) -> None:
    made = list(articles(given, 200, 1))
    assert len({article["text"] for article in made}) == 200
    assert len({article["id"] for article in made}) == 200


@pytest.mark.parametrize("size", [30, 200])
def test_every_span_says_what_stands_there(given: list[Donor], size: int) -> None:
    seen = 0
    for article in articles(given, size, 1):
        for text, mention in _mentions(article):
            assert text[mention["start"] : mention["end"]] == mention["text"]
            seen += 1
    assert seen > 2 * size


def test_an_actor_of_a_recombined_article_is_one_of_its_own_text(given: list[Donor]) -> None:
    for article in islice(articles(given, 200, 1), len(given), None):
        for actor in article["actors"]:
            assert actor["mentions"] or actor["title_mentions"]


def test_a_corpus_that_is_there_is_not_written_again(corpus: Corpus, given: list[Donor]) -> None:
    before = corpus.path.stat().st_mtime_ns
    assert write_corpus(given, 200, 1, corpus.path) == corpus
    assert corpus.path.stat().st_mtime_ns == before


def _mentions(article: Json) -> list[tuple[str, Json]]:
    """Every mention and date of an article, each with the string its span belongs to."""
    text, title = article["text"], article["title"]
    found = [(text, each) for each in article["dates"]]
    found += [(title, each) for each in article["title_dates"]]
    for actor in article["actors"]:
        found += [(text, each) for each in actor["mentions"]]
        found += [(title, each) for each in actor["title_mentions"]]
    return found
