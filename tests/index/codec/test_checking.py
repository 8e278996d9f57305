"""Each rule across the arrays of a segment finds what breaks it, and nothing in a sound one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from index.article import Actor, Mention
from index.codec.checking import disagreements, posting_fault, sentence_fault
from index.codec.columns import Columns
from index.codec.container import Array, Container, write
from index.codec.postings import Inverted
from index.codec.words import as_arrays
from tests.conftest import article, fill, published, spoken_of
from tests.search.corpora import corpora

Arrays = dict[str, Array]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    more = {
        "source": "Gazette",
        "language": "de",
        "published": published("2021-05-03"),
        "dates": (spoken_of("2020"),),
    }
    fill(
        tmp_path,
        [
            article("a", "Anchor found", "Divers found anchors in the harbour.", **more),
            article(
                "b",
                "Bridge closed",
                "The bridge is closed.",
                language="fr",
                actors=(Actor("x/y", "Y", "x", (Mention(4, 10, "bridge", "test"),)),),
            ),
            article("c", "", "Found: a bridge over the harbour, and divers."),
        ],
    )
    return next(tmp_path.glob("*.col"))


def faults(path: Path) -> list[str]:
    return list(islice(disagreements(Columns(path), lambda: None), 1))


def rewrite(path: Path, change: Callable[[Arrays], None]) -> None:
    """The same segment with other arrays and right sums, as a fault of ours would write it."""
    container = Container(path)
    arrays = {name: container[name].whole().copy() for name in container.names}
    change(arrays)
    write(path, arrays)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(articles=corpora())
def test_whatever_is_written_is_sound(
    tmp_path_factory: pytest.TempPathFactory, articles: list[object]
) -> None:
    folder = tmp_path_factory.mktemp("made")
    fill(folder, articles, batch=3)  # type: ignore[arg-type]
    assert [fault for path in folder.glob("*.col") for fault in faults(path)] == []


def test_every_article_is_counted(path: Path) -> None:
    steps: list[None] = []
    assert list(disagreements(Columns(path), lambda: steps.append(None))) == []
    assert len(steps) == 3


def falling(arrays: Arrays) -> list[str]:
    return [str(9999 - number) for number in range(len(arrays["word.stem"]))]


def swap(arrays: Arrays, name: str) -> None:
    arrays[name][[0, 1]] = arrays[name][[1, 0]]


def put(arrays: Arrays, name: str, place: int, value: int) -> None:
    arrays[name][place] = value


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda a: a.update(moment=a["moment"][:-1]), "2 items of moment, not 3"),
        (lambda a: a.update(width=np.append(a["width"], a["width"][:1])), "items of width"),
        (lambda a: a.update({"word.form": a["word.form"][1:]}), "items of word.form"),
        (lambda a: a.update({"path.counts": a["path.counts"][1:]}), "2 runs of path, not 3"),
        (lambda a: put(a, "posting.counts", 0, 9), "runs of posting that end at"),
        (lambda a: put(a, "card.marks", 0, 1), "marks of card"),
        (lambda a: a.update(as_arrays("words", falling(a))), "words that do not ascend"),
        (lambda a: put(a, "path.ordinals", 0, 9), "numbers of path that no key has"),
        (lambda a: a.update({"source.counts": a["source.counts"][::-1]}), "another source"),
        (lambda a: a.update({"path.counts": np.array([2, 1, 0], "u1")}), "just one path"),
        (lambda a: a.update({"language.counts": np.array([2, 0, 0], "u1")}), "several languages"),
        (lambda a: a.update(as_arrays("language.keys", ["de", "en"])), "of another language"),
        (lambda a: put(a, "word.stem", 0, 99), "whose stem is none"),
        (lambda a: swap(a, "word.stem"), "under another stem"),
        (lambda a: put(a, "word.form", 0, 7), "whose form is not its own"),
        (lambda a: swap(a, "body.lengths"), "its postings|within their articles"),
        (lambda a: put(a, "sentence.bytes", 0, 1), "sentences, from article 0 on"),
        (lambda a: put(a, "sentence.counts", 0, 9), "runs of sentence that end at"),
        (lambda a: swap(a, "moment"), "article 0 under another id or time"),
        (lambda a: swap(a, "path.ordinals"), "article 0 under another path"),
        (
            lambda a: put(a, "named.first", 0, 1),
            "mentions, from article 0 on, that",
        ),
        (lambda a: put(a, "named.more", 0, 1), "mentions, from article 0 on, that"),
        (lambda a: put(a, "named.actor", 0, 1), "mentions, from article 0 on"),
        (lambda a: put(a, "named.counts", 0, 1), "runs of named that end at"),
        (lambda a: a.update({"named.more": a["named.more"][1:]}), "0 items of named.more, not 1"),
        (lambda a: put(a, "actor.salience", 0, 1), "salience, from article 0 on, that its actors"),
        (lambda a: a.update({"actor.salience": a["actor.salience"][1:]}), "of actor.salience"),
    ],
)
def test_what_does_not_agree_is_told(
    path: Path, change: Callable[[Arrays], None], told: str
) -> None:
    rewrite(path, change)
    assert re.search(told, faults(path)[0])


@pytest.mark.parametrize(
    ("packed", "counts", "bodies", "broken"),
    [
        ([3, 4, 2], [2, 0, 1], [7, 0, 2], False),
        ([255, 0, 255, 1], [2, 2], [255, 256], False),
        ([], [0], [0], False),
        ([3, 4, 2], [2, 0, 1], [7, 1, 1], True),
        ([3, 0, 2], [3], [5], True),
        ([0, 2], [2], [2], True),
        ([255, 2], [1, 1], [255, 2], True),
        ([255, 0, 0], [2, 1], [255, 0], True),
    ],
)
def test_sentences_are_all_the_words_of_their_bodies(
    packed: list[int], counts: list[int], bodies: list[int], broken: bool
) -> None:
    given = np.array(packed, "u1"), np.array(counts, "i8"), np.array(bodies, "i8")
    assert sentence_fault(*given) is broken


@pytest.fixture
def postings(path: Path) -> tuple[Inverted, Array, Array, Array]:
    columns = Columns(path)
    forms = np.bincount(columns.container["word.stem"].whole())
    everything = columns.inverted(0, len(columns.stems))
    return everything, forms, columns.title_lengths, columns.body_lengths


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        ("weights", lambda w: w[1:], "more articles than weights"),
        ("weights", lambda w: w * 0, "without weight"),
        ("weights", lambda w: w * np.nan, "without weight"),
        ("tallies", lambda t: t + 1, "tallies"),
        ("forms", lambda f: f[1:], "tallies"),
        ("forms", lambda f: f + 5, "of a word that is not there"),
        ("docs", lambda d: d + 1, "not there"),
        ("docs", lambda d: d * 0, "do not ascend"),
        ("positions", lambda p: p[::-1], "positions do not ascend"),
        ("positions", lambda p: p + 1, "within their articles"),
        ("positions", lambda p: p * 0, "positions do not ascend"),
    ],
)
def test_postings_that_do_not_agree_are_told(
    postings: tuple[Inverted, Array, Array, Array],
    name: str,
    change: Callable[[Array], Array],
    told: str,
) -> None:
    sound, *lengths = postings
    assert posting_fault(sound, *lengths) == ""
    broken = replace(sound, **{name: change(getattr(sound, name))})
    assert told in posting_fault(broken, *lengths)
