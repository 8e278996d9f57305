"""Who an article is about: the headline outweighs the lead, and the lead what comes in passing."""

from __future__ import annotations

import pytest

from index.article import Actor, Mention
from index.salience import MOST, saliences
from tests.conftest import article


def named(key: str, *starts: int, titled: bool = False) -> Actor:
    in_text = tuple(Mention(start, start + 4, "Name", "test") for start in starts)
    in_title = (Mention(0, 4, "Name", "test"),) if titled else ()
    return Actor(key, key, key.partition("/")[0], in_text, in_title)


def of(*actors: Actor) -> list[int]:
    return list(saliences(article("a", "Name", "x" * 5000, actors=actors)))


def test_salience_is_the_figure_worked_out_by_hand() -> None:
    # Title, and twice in the text: 40 + 35 + 25 * 3 / 5. From letter 400 on, once: 17.5 + 8.33.
    assert of(named("a/a", 900, 1200, titled=True), named("b/b", 400)) == [90, 26]


@pytest.mark.parametrize(
    ("more", "less"),
    [
        (named("a/a", 500, titled=True), named("b/b", 500, 600)),
        (named("a/a", 10), named("b/b", 2000)),
        (named("a/a", 10, 700, 900), named("b/b", 10)),
        (named("a/a", titled=True), named("b/b", *range(300, 2000, 10))),
    ],
    ids=["headline", "lead", "number", "headline outweighs number"],
)
def test_what_makes_an_actor_matter(more: Actor, less: Actor) -> None:
    first, second = of(more, less)
    assert first > second


def test_saliences_stand_in_the_order_of_ids_each_once() -> None:
    apart = of(named("b/b", 2000), named("a/a", titled=True), named("b/b", 0))
    assert apart == of(named("a/a", titled=True), named("b/b", 0, 2000))


def test_salience_stays_within_its_bounds() -> None:
    assert of(Actor("a/a", "A", "a")) == [1]
    assert of(named("a/a", *range(0, 4000, 5), titled=True)) == [MOST]
