"""A segment holds what its articles say, however it came about, or says that it is damaged."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.index import open_dir

from index.analysis import cut
from index.article import Article
from index.codec.adapter import ColumnSegment
from index.codec.beside import Beside
from index.codec.columns import Columns
from index.codec.draft import Draft
from index.codec.invert import BODY_GAP, by_stem
from index.codec.merge import merge
from index.codec.records import record_of
from index.codec.weights import UNIT, weights
from index.errors import BrokenIndex
from index.generation import Generation, read_generation, write_generation
from index.languages import stem, tagged, tongue_of
from search.local import open_engine
from search.pipeline import answer
from search.request import Request
from tests.conftest import Build, article, fill
from tests.search.corpora import SLOW, corpora


def segment(path: Path, articles: list[Article]) -> Columns:
    draft = Draft(Beside())
    for each in articles:
        draft.add(record_of(each))
    draft.write(path)
    return Columns(path)


def standing(articles: list[Article]) -> dict[str, dict[int, list[tuple[int, str]]]]:
    """stem -> article -> (position, word)s, by going through the words one by one."""
    found: dict[str, dict[int, list[tuple[int, str]]]] = defaultdict(lambda: defaultdict(list))
    for number, each in enumerate(articles):
        tongue = tongue_of(each.language)
        title, body = (
            [tagged(word, tongue) for word in cut(text).words] for text in (each.title, each.text)
        )
        first = len(title) + BODY_GAP
        for place, word in [*enumerate(title), *enumerate(body, first)]:
            found[stem(word)][number].append((place, word))
    return found


@SLOW
@given(corpus=corpora())
def test_every_word_of_every_article_stands_where_it_stood(
    tmp_path: Path, corpus: list[Article]
) -> None:
    made = segment(tmp_path / "made.col", corpus)
    expected = standing(corpus)
    assert list(made.stems) == sorted(expected)
    for place, text in enumerate(made.stems):
        stands = made.places(place)
        ends = np.cumsum([0, *stands.tallies.tolist()]).tolist()
        for doc, (begin, end) in zip(stands.docs.tolist(), pairwise(ends), strict=True):
            words = [word for _, word in expected[text][doc]]
            positions = [position for position, _ in expected[text][doc]]
            assert stands.positions[begin:end].tolist() == positions
            forms = stands.forms[begin:end].tolist()
            assert [made.word(word) for word in words] == [(place, form) for form in forms]


@SLOW
@given(corpus=corpora(), data=st.data())
def test_places_in_some_articles_are_those_of_all_that_lie_in_them(
    tmp_path: Path, corpus: list[Article], data: st.DataObject
) -> None:
    made = segment(tmp_path / "made.col", corpus)
    some = np.array(sorted(data.draw(st.sets(st.integers(0, len(corpus) + 1)))), dtype=np.int64)
    for place in range(len(made.stems)):
        everywhere, there = made.places(place), made.places(place, some)
        owners = np.repeat(everywhere.docs, everywhere.tallies)
        stays = np.isin(owners, some)
        assert np.repeat(there.docs, there.tallies).tolist() == owners[stays].tolist()
        assert there.positions.tolist() == everywhere.positions[stays].tolist()
        assert there.forms.tolist() == everywhere.forms[stays].tolist()


@SLOW
@given(corpus=corpora())
def test_articles_come_back_whole_with_their_words_places(
    tmp_path: Path, corpus: list[Article]
) -> None:
    made = segment(tmp_path / "made.col", corpus)
    for doc, each in enumerate(corpus):
        assert made.article(doc) == each
        assert made.card(doc).text == each.text
        starts, ends = made.spans([doc])
        titles = int(made.title_lengths[doc])
        title, body = cut(each.title), cut(each.text)
        assert starts.tolist() == title.starts + body.starts
        assert ends.tolist() == title.ends + body.ends
        assert len(title.words) == titles


@SLOW
@given(corpus=corpora(), data=st.data())
def test_merging_makes_the_segment_that_the_remaining_articles_would_have_made(
    tmp_path: Path, corpus: list[Article], data: st.DataObject
) -> None:
    bounds = sorted(data.draw(st.lists(st.integers(0, len(corpus)), max_size=3)))
    pieces = [corpus[a:b] for a, b in pairwise([0, *bounds, len(corpus)])]
    kept = [data.draw(st.lists(st.booleans(), min_size=len(p), max_size=len(p))) for p in pieces]
    parts = [segment(tmp_path / f"{number}.col", piece) for number, piece in enumerate(pieces)]
    merge(parts, [np.array(mask, dtype=bool) for mask in kept], tmp_path / "merged.col")
    stays = [keep for mask in kept for keep in mask]
    left = [each for each, keep in zip(corpus, stays, strict=True) if keep]
    merged, direct = Columns(tmp_path / "merged.col"), segment(tmp_path / "direct.col", left)
    assert [merged.article(doc) for doc in range(merged.articles)] == left
    for text in direct.stems:
        one, other = merged.stems.place(text), direct.stems.place(text)
        assert one is not None and other is not None
        assert [a.tolist() for a in merged.postings(one)] == [
            a.tolist() for a in direct.postings(other)
        ]
        assert merged.places(one).positions.tolist() == direct.places(other).positions.tolist()
    for word in direct.words:
        assert _said(merged, word) == _said(direct, word)
    for name in ("actor", "published", "path"):
        assert list(merged.keyed(name).keys) == list(direct.keyed(name).keys)
        assert merged.keyed(name).ordinals.tolist() == direct.keyed(name).ordinals.tolist()
        assert merged.keyed(name).starts.tolist() == direct.keyed(name).starts.tolist()
    assert merged.saliences.tolist() == direct.saliences.tolist()
    everything = np.arange(len(left))
    for one_of, other_of in zip(
        merged.named_in(everything), direct.named_in(everything), strict=True
    ):
        assert one_of.tolist() == other_of.tolist()


def _said(columns: Columns, word: str) -> list[int]:
    """The positions at which exactly `word` stands."""
    place, form = columns.word(word) or (0, 0)
    stands = columns.places(place)
    found: list[int] = stands.positions[stands.forms == form].tolist()
    return found


@given(st.lists(st.integers(0, 200_000)))
def test_the_order_by_stem_is_that_of_a_stable_sort(stems: list[int]) -> None:
    numbers = np.array(stems, dtype=np.uint32)
    assert by_stem(numbers).tolist() == np.argsort(numbers, kind="stable").tolist()


def test_a_weight_is_the_figure_worked_out_by_hand() -> None:
    # One word in a title of 9 and two in a body of 350: both norms are 1, so tf' = 3 + 2 = 5
    # and the weight is 2.2 * 5 / (5 + 1.2), to the nearest multiple of UNIT.
    found = weights(np.array([1]), np.array([2]), np.array([9]), np.array([350]))
    assert found.tolist() == pytest.approx([11 / 6.2], abs=float(UNIT) / 2)


def test_whoosh_sees_the_keys_of_columns_as_terms(tmp_path: Path) -> None:
    fill(tmp_path / "made", [article("a", "One", source="Wire"), article("b", "Two")])
    with open_dir(str(tmp_path / "made")).searcher() as searcher:
        assert list(searcher.document_numbers(source="Wire")) == [0]
        assert list(searcher.lexicon("exact")) == [b"one", b"two"]
        assert searcher.stored_fields(0)["article"]["title"] == "One"
        assert list(searcher.document_numbers(id=article("b").id)) == [1]


class Hostile:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (print, ("run by opening an index",))


def test_opening_a_table_of_contents_runs_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(tmp_path / "made", [article("a", "One")])
    number = read_generation(tmp_path / "made").number
    hostile = ColumnSegment("MAIN", 1)
    hostile.deleted = Hostile()  # type: ignore[assignment]
    write_generation(tmp_path / "made", Generation(number + 1, (hostile,)))
    with pytest.raises(BrokenIndex, match="damaged table of contents"):
        read_generation(tmp_path / "made")
    assert capsys.readouterr().out == ""


def test_a_damaged_segment_gives_the_right_answer_or_none(build: Build, tmp_path: Path) -> None:
    made = [
        article(f"a{n}", f"Boat {n}", f"Divers lifted boat number {n} today.") for n in range(9)
    ]
    build(made)
    file = next((tmp_path / "made-1").glob("*.col"))
    whole = file.read_bytes()
    right = answer(open_engine(tmp_path / "made-1"), Request("boat number"))
    told = 0
    for place in range(0, len(whole), 61):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        try:
            found = answer(open_engine(tmp_path / "made-1"), Request("boat number"))
        except BrokenIndex as fault:
            assert file.name in str(fault)
            told += 1
        else:
            assert found.hits == right.hits
            assert found.facets == right.facets
    assert told > 50
