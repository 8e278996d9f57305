"""Random corpora and queries, for properties that must hold for all of them."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from index.article import Actor, Article, Mention
from search.tree import (
    And,
    Boost,
    Dated,
    Days,
    Everything,
    Fuzzy,
    InTitle,
    Is,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Sentence,
    Undated,
    Wildcard,
    Word,
    YearlessDay,
)
from tests.conftest import article, published, spoken_of

WORDS = ["attack", "attacks", "attacked", "peace", "piece", "talks", "talk", "the", "of", "border"]
#: The first two share a stem in French alone, the last two serve grammar in German alone.
FOREIGN = ["annoncer", "annoncées", "die", "des"]
LANGUAGES = [None, None, "en", "en", "fr", "de", "pl"]
DATES = ["2021", "2021-05", "2021-05-03", "2022-01-01", "2020-12/2021-02", "199X", "XXXX-04-22"]
PUBLISHED = [None, "2021", "2021-05", "2021-05-03", "2022-12-31"]
ACTORS = ["country/india", "country/iran", "person/jo-li"]

ENDS = [". ", ". ", ".” ", "? ", "\n", "\n\n", " U.S. "]
SAID = [*WORDS, *WORDS, *ENDS, *FOREIGN, "Talks", "The", "l'annonce"]
texts = st.lists(st.sampled_from(SAID), max_size=16).map(" ".join)
words = st.sampled_from([*WORDS, *WORDS, *FOREIGN, "l'annonce", "talk-talk"])
phrases = st.lists(words, min_size=1, max_size=3).map(" ".join)
marks = st.sampled_from(["@country", "@person", "@actor", "@country/india", "@org"])
quoted = st.lists(words | marks, min_size=1, max_size=3).map(" ".join)
ranges = st.sampled_from(
    [
        Days(date(2021, 1, 1), date(2021, 12, 31)),
        Days(date(2021, 5, 1), None),
        Days(None, date(2021, 5, 31)),
        Days(date(2021, 5, 3), date(2021, 5, 3)),
    ]
)
text_leaves = st.one_of(
    words.map(Word),
    phrases.map(Phrase),
    quoted.map(Phrase),
    st.builds(Near, phrases | quoted, st.integers(1, 6)),
    (phrases | quoted).map(Sentence),
    st.sampled_from(["a", "att", "pe", "talk", "x"]).map(Prefix),
    st.sampled_from(["*ce", "t?lk*", "?eace", "*a*k*", "p*e"]).map(Wildcard),
    st.builds(Fuzzy, st.sampled_from(["paece", "atack", "tlak", "bordr"]), st.integers(1, 2)),
)
leaves = st.one_of(
    text_leaves,
    st.just(Everything()),
    st.sampled_from(ACTORS).map(lambda key: Is("actor", key)),
    st.sampled_from(["Gazette", "Wire"]).map(lambda name: Is("source", name)),
    st.sampled_from(["en", "fr", "pl"]).map(lambda code: Is("lang", code)),
    st.builds(Dated, st.sampled_from(["published", "mentions"]), ranges),
    st.just(Dated("mentions", YearlessDay(4, 22))),
    st.sampled_from(["published", "mentions"]).map(Undated),
)


def _grown(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(children, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        several.map(And),
        several.map(Or),
        children.map(Not),
        text_leaves.map(InTitle),
        st.builds(Boost, children, st.sampled_from([0.5, 2.0])),
    )


trees = st.recursive(leaves, _grown, max_leaves=6)


@st.composite
def _mentions(draw: st.DrawFn, text: str) -> tuple[Mention, ...]:
    """Stretches of a text of one or two of what stands between its spaces."""
    spans = [found.span() for found in re.finditer(r"\S+", text)]
    firsts = st.sets(st.integers(0, len(spans) - 1), max_size=3) if spans else st.just(set())
    made = []
    for first in sorted(draw(firsts)):
        last = min(first + draw(st.integers(0, 1)), len(spans) - 1)
        start, end = spans[first][0], spans[last][1]
        made.append(Mention(start, end, text[start:end], "test"))
    return tuple(made)


@st.composite
def corpora(draw: st.DrawFn) -> list[Article]:
    made = []
    for number in range(draw(st.integers(0, 8))):
        when = draw(st.sampled_from(PUBLISHED))
        title, text = draw(texts), draw(texts)
        made.append(
            article(
                f"a{number}",
                title,
                text,
                source=draw(st.sampled_from([None, "Gazette", "Wire"])),
                language=draw(st.sampled_from(LANGUAGES)),
                published=published(when) if when else None,
                actors=tuple(
                    Actor(
                        key,
                        key,
                        key.partition("/")[0],
                        draw(_mentions(text)),
                        draw(_mentions(title)),
                    )
                    for key in draw(st.lists(st.sampled_from(ACTORS), unique=True, max_size=2))
                ),
                dates=tuple(
                    spoken_of(value)
                    for value in draw(st.lists(st.sampled_from(DATES), unique=True, max_size=2))
                ),
            )
        )
    return made


SLOW = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
