"""What holds for every query and every tree: printing and parsing undo one another."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from search.errors import QueryError
from search.grammar import conjoin, disjoin, entitle, negate
from search.language import MAX_NOTES, date_expression, parse, words_of, write, write_date
from search.tree import (
    PROPERTIES,
    Boost,
    Dated,
    Days,
    Everything,
    Fuzzy,
    Is,
    Last,
    Near,
    Node,
    Phrase,
    Prefix,
    Sentence,
    Undated,
    Wildcard,
    Word,
    YearlessDay,
)

PIECES = (
    "a", "bc", "AND", "OR", "NOT", "and", "-", "(", ")", '"', "“", "”", "„", "«", "»", "~", "~1",
    "~sentence", "^", "^3", "^0.5", "*", "?", "title:", "source:", "published:", "mentions:",
    "foo:", "2024", "2024-05", "..", ">=", "last 3 days", "none", " ", " ", " ", ".", "_", "²", "½",
    "U.S.", "'", "’", "é", "中", "@person", "@", "@country/a",
    "\x00", "\ud800", "☕", "+", "&", ":", "/",
    "XXXX-04-22", "हि", "\u200b", "\u0301", "1,", "[", "]", "today", '"a b"', "country:(",
)  # fmt: skip
queries = st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=30)

words = st.sampled_from(["oil", "Kabul", "F-16", "AT&T", "U.S.", "2024-0815", "café", "or"])
letters = st.text("abcdefghijklmnopqrstuvwxyzäé", min_size=1, max_size=8)
marks = st.sampled_from(["@person", "@Armed-Group", "@actor", "@country/pakistan", "@org"])
phrases = st.lists(words | marks, min_size=2, max_size=4).map(" ".join)
names = st.lists(words, min_size=2, max_size=4).map(" ".join)
weights = st.integers(1, 100_000).map(lambda thousandths: thousandths / 1000)

whens = (
    st.tuples(st.dates(), st.dates()).map(lambda ends: Days(min(ends), max(ends)))
    | st.builds(Days, st.dates(), st.none())
    | st.builds(Days, st.none(), st.dates())
    | st.builds(Last, st.integers(1, 99_999), st.sampled_from(["day", "week", "month", "year"]))
    | st.just(Last(1, "yesterday"))
)
yearless = st.dates().map(lambda day: YearlessDay(day.month, day.day))

texts = (
    st.builds(Word, words | letters)
    | st.builds(Phrase, phrases | words)
    | st.builds(Near, phrases, st.integers(1, 1000))
    | st.builds(Sentence, phrases)
    | st.builds(Prefix, letters)
    | letters.map(lambda text: Wildcard(f"*{text}?x"))
    | st.builds(Fuzzy, letters, st.integers(1, 2))
)
facts = (
    st.builds(Is, st.sampled_from(sorted(PROPERTIES)), words | names)
    | st.builds(Dated, st.sampled_from(["published", "mentions"]), whens)
    | st.builds(Dated, st.just("mentions"), yearless)
    | st.builds(Undated, st.sampled_from(["published", "mentions"]))
    | st.just(Everything())
)


def combined(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Any]:
    several = st.lists(parts, min_size=1, max_size=4)
    return (
        several.map(conjoin)
        | several.map(disjoin)
        | parts.map(negate)
        | st.builds(Boost, parts, weights)
    )


titles = st.recursive(texts, combined, max_leaves=6).map(entitle)
trees = st.recursive(texts | titles | facts, combined, max_leaves=15)


@given(trees)
def test_a_printed_tree_is_read_back_as_itself(tree: Node) -> None:
    parsed = parse(write(tree))
    assert parsed.tree == tree
    assert parsed.notes == ()


@settings(max_examples=400)
@given(queries)
def test_any_text_is_refused_or_printed_and_read_back(query: str) -> None:
    try:
        tree = parse(query).tree
    except QueryError:
        return
    canonical = write(tree)
    assert parse(canonical).tree == tree
    assert write(parse(canonical).tree) == canonical


@given(queries)
def test_notes_and_errors_point_into_the_query(query: str) -> None:
    try:
        places = parse(query).notes
        assert len(places) <= MAX_NOTES
    except QueryError as error:
        assert query.strip()
        assert 0 <= error.start < error.end <= len(query)
        return
    assert all(0 <= note.start < note.end <= len(query) for note in places)


@given(trees)
def test_each_word_of_a_tree_stands_in_its_print(tree: Node) -> None:
    found = words_of(tree)
    assert len(set(found)) == len(found)
    assert all(write(word) in write(tree) for word in found)


@given(whens | yearless | st.none())
def test_a_printed_date_is_read_back_as_itself(when: Days | Last | YearlessDay | None) -> None:
    assert date_expression(write_date(when)) == when


@given(st.dates(), st.dates())
def test_a_range_is_printed_no_longer_than_its_days(one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    assert len(write_date(Days(first, last))) <= len(f"{first}..{last}")
