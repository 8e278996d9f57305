"""Whatever a person may paste is searched as far as it can be, and never in silence."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from search.anyone import names_anyone
from search.errors import QueryError
from search.language import MAX_DEPTH, MAX_LENGTH, MAX_NOTES, MAX_WORDS, parse, words_of, write
from search.tree import (
    And,
    Fuzzy,
    InTitle,
    Is,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Wildcard,
    Word,
)

A, B = Word("a"), Word("b")


def noted(query: str) -> tuple[str, str]:
    """The one note of a query: the words it points to and what it says."""
    (note,) = parse(query).notes
    return query[note.start : note.end], note.text


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("C++", "C"),
        ("AT&T", "AT&T"),
        ("U.S. and U.N.", "U.S. and U.N."),
        ("[x", "x"),
        ("Why now?", "Why now"),
        ("“Peace”? (Not yet!)", '"Peace" Not yet'),
        ("Re: talks; 10:30, https://a.org/x", "Re talks 10:30 https://a.org/x"),
        ("don’t #hashtag @name $5", "don’t hashtag name 5"),
        ("- one - two", "one two"),
        ("a\x00b\ud800c\u202ed", "a b c d"),
    ],
)
def test_pasted_text_is_read_as_words_without_remark(query: str, canonical: str) -> None:
    parsed = parse(query)
    assert write(parsed.tree) == canonical
    assert parsed.notes == ()


def test_an_unpaired_quote_is_noted_and_the_words_searched() -> None:
    assert parse('a "b').tree == And((A, B))
    place, text = noted('a "b')
    assert place == '"'
    assert "no partner" in text
    assert parse('"a b" "c').tree == And((Phrase("a b"), Word("c")))


def test_inches_open_no_phrase() -> None:
    assert parse('5" gun, 3" gun').tree == parse("5 gun 3 gun").tree


def test_an_unclosed_bracket_is_noted_and_closed_at_the_end() -> None:
    assert parse("a (b OR c").tree == parse("a (b OR c)").tree
    assert noted("a (b OR c") == (
        "(",
        "A bracket is never closed; the end of the query closes what is open.",
    )


def test_a_bracket_never_opened_is_noted_and_ignored() -> None:
    assert parse("a) b").tree == And((A, B))
    place, text = noted("a) b")
    assert (place, "without an opening" in text) == (")", True)


def test_many_faults_of_a_kind_make_one_note() -> None:
    assert noted("a " + "(" * 9)[1].startswith("9 brackets")
    assert noted("a" + ")" * 9)[1].startswith("9 closing brackets")


@pytest.mark.parametrize(
    ("query", "operator"),
    [("AND a", "AND"), ("a OR", "OR"), ("a NOT", "NOT"), ("(OR a)", "OR"), ("a OR AND b", "OR")],
)
def test_an_operator_on_its_own_is_noted_and_ignored(query: str, operator: str) -> None:
    place, text = noted(query)
    assert place == operator
    assert "nothing to apply to" in text
    assert {str(word) for word in words_of(parse(query).tree)} <= {str(A), str(B)}


def test_a_half_typed_query_is_searched() -> None:
    parsed = parse("a AND (b OR")
    assert parsed.tree == And((A, B))
    assert [note.start for note in parsed.notes] == [6, 9]


def test_an_unknown_field_is_words_with_a_hint() -> None:
    assert parse("foo:bar").tree == Word("foo:bar")
    assert "title, source" in noted("foo:bar")[1]
    assert "did you mean published:?" in noted("pubished:2024")[1]
    assert "did you mean country:?" in noted('contry:"Sri Lanka"')[1]


def test_a_field_without_its_value_directly_behind_is_a_word() -> None:
    assert parse("country: India").tree == And((Word("country"), Word("India")))
    assert noted("country: India")[0] == "country:"


def test_a_field_inside_another_is_noted_and_ignored() -> None:
    assert parse("title:(a source:b)").tree == InTitle(And((A, B)))
    assert noted("title:(a source:b)")[0] == "source:"
    assert parse("country:title:India").tree == Is("country", "India")


@pytest.mark.parametrize(
    "value",
    ["2025-13", "2025-02-30", "soon", "..", "20255", "2025-04..2024", "<0001", "XXXX-04-22", "99"],
)
def test_a_bad_date_is_noted_with_a_remedy_and_the_rest_searched(value: str) -> None:
    query = f"a published:{value}"
    assert parse(query).tree == A
    place, text = noted(query)
    assert place == value
    assert "2025-04-22" in text or "write" in text


def test_a_day_without_year_that_does_not_exist_is_a_bad_date() -> None:
    assert parse("a mentions:XXXX-02-30").tree == A
    assert noted("a mentions:XXXX-02-30")[0] == "XXXX-02-30"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ('"a @armedgroup"~8', "did you mean @armed-group?"),
        ('"a @persons"', "did you mean @person?"),
        ('"a @someone"~sentence', "there is @actor, @country, @person"),
        ('"a @actor/pakistan"~8', "@actor/pakistan is no kind of actor"),
        ("a @person", 'only in quotation marks: "word @person"~8'),
    ],
)
def test_a_mark_that_stands_for_nobody_is_noted_and_read_as_words(query: str, told: str) -> None:
    assert told in noted(query)[1]
    parsed = parse(query).tree
    assert isinstance(parsed, And) or not names_anyone(parsed.text)  # type: ignore[union-attr]


def test_a_handle_or_an_address_in_quotes_is_no_mark() -> None:
    for query in ('"@name wrote"', '"mail jo@person.org"', '"jo@person wrote"~5'):
        parsed = parse(query)
        assert parsed.notes == ()
        assert not names_anyone(parsed.tree.text)  # type: ignore[union-attr]


def test_an_impossible_distance_is_noted() -> None:
    assert parse('"a b"~').tree == Phrase("a b")
    assert "number of words" in noted('"a b"~')[1]
    assert parse('"a b"~99999').tree == Near("a b", 1000)
    assert "1000" in noted('"a b"~99999')[1]


def test_more_than_two_edits_are_cut_to_two() -> None:
    assert parse("word~3").tree == Fuzzy("word", 2)
    assert "~3" in noted("word~3")[1]


@pytest.mark.parametrize("weight", ["0", "101", "-1", ""])
def test_an_impossible_weight_is_noted_and_left_out(weight: str) -> None:
    assert parse(f"a^{weight} b").tree == And((A, B))
    assert f"^{weight} is no weight" in noted(f"a^{weight} b")[1]
    assert parse(f"(a)^{weight} b").tree == And((A, B))


def test_a_pattern_of_several_words_is_searched_as_words() -> None:
    assert parse("anti-terror*").tree == Word("anti-terror*")
    assert "within one word" in noted("anti-terror*")[1]
    assert parse("what?no-one").tree == Word("what?no-one")


def test_a_pattern_needs_a_letter() -> None:
    assert parse("a ?*").tree == A
    assert "needs at least one" in noted("a ?*")[1]


def test_a_costly_pattern_is_searched_as_a_word() -> None:
    assert parse("*a*b*c*d*").tree == Word("*a*b*c*d*")
    assert isinstance(parse("*a*b*c*").tree, Wildcard)
    assert parse("a" * 70 + "*").tree == Word("a" * 70 + "*")
    assert isinstance(parse("a" * 60 + "*").tree, Prefix)


@pytest.mark.parametrize("sign", ["*", "~2", "*^2"])
def test_patterns_beyond_the_most_are_left_out_with_a_note(sign: str) -> None:
    parsed = parse(" ".join(f"{word}{sign}" for word in distinct_words(40)) + " plain")
    assert isinstance(parsed.tree, And)
    assert len(parsed.tree.children) == 32 + 1
    assert parsed.tree.children[-1] == Word("plain")
    assert len(parsed.notes) == 8
    assert "32" in parsed.notes[0].text


def distinct_words(count: int) -> list[str]:
    return [
        f"word{chr(ord('a') + number // 26)}{chr(ord('a') + number % 26)}"
        for number in range(count)
    ]


def test_a_star_in_quotes_is_noted() -> None:
    assert "wildcard" in noted('"afghan* war"')[1]


def test_a_sign_that_is_no_word_is_noted() -> None:
    assert parse("a ☕").tree == A
    assert noted("a ☕")[0] == "☕"


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("((()", "brackets"),
        (" AND OR NOT ", "operators"),
        ("☕🎉", "☕🎉"),
        ("?!", "punctuation"),
        ('""', "quotation marks"),
        ('"!"', "holds no word"),
        ("published:20x5", "20x5"),
        ("title:*", "title"),
        ("-(☕)", "☕"),
    ],
)
def test_a_query_with_nothing_to_search_is_refused_with_place_and_remedy(
    query: str, named: str
) -> None:
    with pytest.raises(QueryError, match="Nothing to search for") as caught:
        parse(query)
    assert named in str(caught.value)
    assert 0 <= caught.value.start < caught.value.end <= len(query)


def test_a_query_beyond_the_longest_is_refused() -> None:
    parse("a" * MAX_LENGTH)
    with pytest.raises(QueryError, match="65,536"):
        parse("a" * (MAX_LENGTH + 1))


def test_words_beyond_the_most_are_cut_and_counted() -> None:
    parsed = parse("(" + "a " * (MAX_WORDS + 3) + ")^2")
    assert parsed.tree == parse("(" + "a " * MAX_WORDS + ")^2").tree
    (note,) = parsed.notes
    assert "the last 3" in note.text
    assert parse("a " * MAX_WORDS).notes == ()


def test_brackets_beyond_the_deepest_are_ignored() -> None:
    def nested(depth: int) -> str:
        return "(a OR b " * depth + "c" + ")" * depth

    assert parse(nested(MAX_DEPTH)).notes == ()
    too_deep = parse(nested(MAX_DEPTH + 1))
    assert too_deep.tree == parse(nested(MAX_DEPTH).replace("c", "a OR b c")).tree
    assert "nested" in too_deep.notes[0].text


def test_the_deepest_tree_is_printed_and_read_back() -> None:
    query = "title:(a OR -(b c OR (d e)^2 " * (MAX_DEPTH // 2) + ")" * MAX_DEPTH
    tree = parse(query).tree
    assert parse(write(tree)).tree == tree


def test_a_long_word_is_cut_with_a_note() -> None:
    assert parse("a" * 3000).tree == Word("a" * 2000)
    assert "2000" in noted('"' + "a " * 3000 + '"')[1]


def test_notes_are_in_order_and_not_endless() -> None:
    notes = parse("a " + "foo:b " * 100).notes
    assert len(notes) == MAX_NOTES
    assert "81 more" in notes[-1].text
    assert sorted(note.start for note in notes) == [note.start for note in notes]


@pytest.mark.parametrize(
    "unit",
    ["(", ")", '"', "“", "a OR ", "NOT ", "-(", "a(", "~", "^1", "a^1+", "*a", "a?", "title:",
     "foo:b ", 'a"', '"a"', "1.", "+", "US ", "^1²", "☕", "' "],
)  # fmt: skip
def test_time_is_linear_in_the_length(unit: str) -> None:
    query = unit * (60_000 // len(unit))
    begun = time.process_time()
    with suppress(QueryError):
        parse(query)
    assert time.process_time() - begun < 1.0


@pytest.mark.parametrize(
    "query", ["a:(^", "a:(a^", "title:(^", "(^2", 'title:"', "-title:(", "a:("]
)
def test_unfinished_fields_and_weights_end_well(query: str) -> None:
    try:
        assert parse(query).notes
    except QueryError as error:
        assert error.end > error.start


def test_operators_in_odd_places_print_as_words() -> None:
    assert parse("title:AND").tree == InTitle(Word("and"))
    assert parse("(AND, a)").tree == And((Word("and"), A))
    assert parse("country:NOT").tree == Is("country", "NOT")
    assert parse("a OR NOT b").tree == Or((A, Not(B)))
