"""Mentions stand at the words they share a letter with, whoever is asked for and wherever."""

from __future__ import annotations

import numpy as np
from hypothesis import given

from index.acting import POSITION_BITS
from index.analysis import cut
from index.article import Actor, Article, Mention
from index.codec.invert import BODY_GAP
from tests.conftest import Build, article
from tests.search.corpora import ACTORS, SLOW, corpora


def places(text: str, mentions: tuple[Mention, ...], begin: int) -> set[tuple[int, int]]:
    """First and last word of each mention, letter by letter; the first word is at `begin`."""
    words, found = cut(text), set()
    for each in mentions:
        spans = enumerate(zip(words.starts, words.ends, strict=True), begin)
        held = [at for at, (start, end) in spans if start < each.end and each.start < end]
        if held:
            found.add((held[0], held[-1]))
    return found


def outermost(ranges: set[tuple[int, int]]) -> list[tuple[int, int]]:
    def inside(one: tuple[int, int], other: tuple[int, int]) -> bool:
        return one != other and other[0] <= one[0] and one[1] <= other[1]

    return sorted(one for one in ranges if not any(inside(one, other) for other in ranges))


def expected(made: Article, asked: set[str]) -> list[tuple[int, int]]:
    body = len(cut(made.title).words) + BODY_GAP
    found: set[tuple[int, int]] = set()
    for actor in made.actors:
        if actor.id in asked:
            found |= places(made.title, actor.title_mentions, 0)
            found |= places(made.text, actor.mentions, body)
    return outermost(found)


@SLOW
@given(corpus=corpora())
def test_mentions_stand_at_their_words(build: Build, corpus: list[Article]) -> None:
    snapshot = build(corpus, 3)._snapshot
    keys = snapshot.keyed("actor").keys
    by_id = {made.id: made for made in corpus}
    for asked in ({ACTORS[0]}, set(ACTORS)):
        wanted = np.array([key in asked for key in keys], dtype=bool)
        for some in (np.arange(snapshot.size), np.arange(0, snapshot.size, 2)):
            firsts, lasts = snapshot.acting.mentions(wanted, some)
            found = list(zip(firsts.tolist(), lasts.tolist(), strict=True))
            stands = [
                (doc << POSITION_BITS | first, doc << POSITION_BITS | last)
                for doc in some.tolist()
                for first, last in expected(by_id[snapshot.key(doc)], asked)
            ]
            assert found == stands


def test_a_mention_without_words_stands_nowhere(build: Build) -> None:
    odd = Actor("x/y", "…", "x", (Mention(3, 4, "…", "test"), Mention(0, 0, "", "test")))
    snapshot = build([article("a", "", "Oil… up", actors=(odd,))])._snapshot
    firsts, _ = snapshot.acting.mentions(np.array([True]), np.array([0]))
    assert not len(firsts)
