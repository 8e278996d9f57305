"""The query language, row by row of its contract; odd input is in test_language_lenient."""

from __future__ import annotations

from datetime import date

import pytest

from search.language import OPERATORS, parse, words_of, write
from search.tokens import FIELDS
from search.tree import (
    And,
    Boost,
    Dated,
    Days,
    Everything,
    Fuzzy,
    InTitle,
    Is,
    Last,
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

A, B, C, D = Word("a"), Word("b"), Word("c"), Word("d")


def understood(query: str) -> Node:
    """The tree of a query that must be understood without any remark."""
    parsed = parse(query)
    assert parsed.notes == ()
    return parsed.tree


def test_words_side_by_side_are_all_required() -> None:
    assert understood("oil prices") == And((Word("oil"), Word("prices")))
    assert understood("oil AND prices") == understood("oil prices")


def test_a_word_keeps_its_case_and_accents() -> None:
    assert understood("Zürich") == Word("Zürich")


def test_quotes_make_a_phrase_with_single_spaces() -> None:
    assert understood('" back \t channel "') == Phrase("back channel")
    assert understood('"forge"') == Phrase("forge")


@pytest.mark.parametrize("query", ["“a b”", "„a b“", "”a b”", "«a b»", "»a b«", '“a b"', "„a b”"])
def test_typographic_quotes_make_a_phrase(query: str) -> None:
    assert understood(query) == Phrase("a b")


def test_a_number_behind_a_phrase_asks_for_nearness() -> None:
    assert understood('"attack kabul"~5') == Near("attack kabul", 5)
    assert understood('"attack kabul"~0') == Phrase("attack kabul")


def test_sentence_behind_a_phrase_asks_for_one_sentence() -> None:
    assert understood('"attack kabul"~sentence') == Sentence("attack kabul")
    assert understood('"attack kabul"~sentence^2') == Boost(Sentence("attack kabul"), 2.0)
    assert understood('title:"attack kabul"~sentence') == InTitle(Sentence("attack kabul"))
    assert understood('"kabul"~sentence') == Phrase("kabul")


def test_or_asks_for_any() -> None:
    assert understood("taliban OR ttp") == Or((Word("taliban"), Word("ttp")))
    assert understood("a OR (b OR c)") == Or((A, B, C))


def test_not_and_minus_exclude() -> None:
    assert understood("a NOT b") == And((A, Not(B)))
    assert understood("a AND NOT b") == And((A, Not(B)))
    assert understood("a -b") == And((A, Not(B)))
    assert understood('a -"b c"') == And((A, Not(Phrase("b c"))))
    assert understood("a -title:b") == And((A, Not(InTitle(B))))
    assert understood("-(a b)") == Not(And((A, B)))
    assert understood("(-a)") == Not(A)


def test_excluding_twice_is_asking() -> None:
    assert understood("NOT NOT a") == A
    assert understood("-(-a)") == A
    assert understood("NOT -a") == A


def test_minus_excludes_only_at_the_start_of_a_word() -> None:
    assert understood("F-16") == Word("F-16")
    assert understood("2024-0815") == Word("2024-0815")
    assert understood("India - Pakistan") == And((Word("India"), Word("Pakistan")))
    assert understood("India – Pakistan") == And((Word("India"), Word("Pakistan")))
    assert understood("--a") == A


def test_not_binds_tighter_than_and_and_tighter_than_or() -> None:
    assert understood("a OR b c") == Or((A, And((B, C))))
    assert understood("NOT a b OR c AND d") == Or((And((Not(A), B)), And((C, D))))


def test_brackets_group() -> None:
    assert understood("(a OR b) c") == And((Or((A, B)), C))
    assert understood("((a))") == A
    assert understood("(a b) (c d)") == And((A, B, C, D))


def test_lower_case_operators_are_words() -> None:
    assert understood("a or b") == And((A, Word("or"), B))
    assert understood("not a") == And((Word("not"), A))
    assert understood("And") == Word("And")


def test_a_star_at_the_end_makes_a_prefix() -> None:
    assert understood("afghan*") == Prefix("afghan")
    assert understood("U.S.*") == Prefix("U.S.")


def test_stars_and_question_marks_inside_make_a_pattern() -> None:
    assert understood("reg?me") == Wildcard("reg?me")
    assert understood("*stan") == Wildcard("*stan")
    assert understood("?raq") == Wildcard("?raq")
    assert understood("**ist**") == Wildcard("*ist*")


def test_a_tilde_allows_one_edit_and_two_from_six_letters_on() -> None:
    assert understood("hamas~") == Fuzzy("hamas", 1)
    assert understood("houthi~") == Fuzzy("houthi", 2)
    assert understood("houthi~1") == Fuzzy("houthi", 1)
    assert understood("oil~2") == Fuzzy("oil", 2)
    assert understood("oil~0") == Word("oil")


def test_a_caret_weighs_words_phrases_and_brackets() -> None:
    assert understood("war^3") == Boost(Word("war"), 3.0)
    assert understood('"a b"~5^2') == Boost(Near("a b", 5), 2.0)
    assert understood("(a b)^0.5") == Boost(And((A, B)), 0.5)
    assert understood("houthi~1^2") == Boost(Fuzzy("houthi", 1), 2.0)
    assert understood("country:India^2") == Boost(Is("country", "India"), 2.0)


def test_title_takes_a_word_a_phrase_or_a_group() -> None:
    assert understood("title:a b") == And((InTitle(A), B))
    assert understood('title:"a b"') == InTitle(Phrase("a b"))
    assert understood("title:(a OR -b)") == InTitle(Or((A, Not(B))))
    assert understood("title:afghan*") == InTitle(Prefix("afghan"))
    assert understood("title:(a title:b)") == InTitle(And((A, B)))


def test_the_weight_of_a_title_stands_outside_it() -> None:
    assert understood("title:a^3") == Boost(InTitle(A), 3.0)
    assert understood("title:(a b)^3") == Boost(InTitle(And((A, B))), 3.0)


@pytest.mark.parametrize("field", ["source", "lang", "actor", "person", "country", "group", "org"])
def test_a_property_takes_a_name(field: str) -> None:
    assert understood(f"{field}:Alpha") == Is(field, "Alpha")
    assert understood(f'{field}:"Alpha Beta"') == Is(field, "Alpha Beta")
    assert understood(f"a -{field}:Alpha,") == And((A, Not(Is(field, "Alpha"))))


def test_language_is_lang_and_field_names_have_no_case() -> None:
    assert understood("language:en") == Is("lang", "en")
    assert understood("Country:India") == Is("country", "India")


def test_a_field_applies_to_each_value_of_a_group() -> None:
    india, nepal = Is("country", "India"), Is("country", "Nepal")
    assert understood("country:(India OR Nepal)") == Or((india, nepal))
    assert understood("country:(India -Nepal)") == And((india, Not(nepal)))
    whole = Dated("published", Days(date(2024, 1, 1), date(2024, 12, 31)))
    assert understood("published:(2024 OR none)") == Or((whole, Undated("published")))


def test_dates_are_days_ranges_comparisons_relative_or_none() -> None:
    may = Days(date(2025, 5, 1), date(2025, 5, 31))
    assert understood("published:2025-05") == Dated("published", may)
    assert understood("published:>=2025-05-01") == Dated("published", Days(may.first, None))
    assert understood("mentions:2025-05..2025-05") == Dated("mentions", may)
    assert understood('published:"last 30 days"') == Dated("published", Last(30, "day"))
    assert understood("published:yesterday") == Dated("published", Last(1, "yesterday"))
    assert understood("published:none") == Undated("published")
    assert understood("mentions:XXXX-04-22") == Dated("mentions", YearlessDay(4, 22))


@pytest.mark.parametrize("query", ["", "  \n", "*", "**", "\x00\u200f"])
def test_nothing_or_a_star_is_every_article(query: str) -> None:
    assert understood(query) == Everything()


def test_every_article_narrows_nothing() -> None:
    assert understood("a *") == A
    assert understood("* *") == Everything()
    assert understood("a OR *") == Or((A, Everything()))
    assert understood("NOT *") == Not(Everything())


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("a AND NOT (b OR c)", "a -(b OR c)"),
        ("(a b) OR c", "a b OR c"),
        ("(a OR b) AND c", "(a OR b) c"),
        ("language:en", "lang:en"),
        ("source:“Kabul Times”", 'source:"Kabul Times"'),
        ("mentions:2021-01-01..2021-12-31", "mentions:2021"),
        ("published:<2025", "published:..2024"),
        ('published:"Last 1 week"', 'published:"last week"'),
        ("houthi~", "houthi~2"),
        ("a^2.50", "a^2.5"),
        ("title:(a)", "title:a"),
        ("(-a)^2", "(-a)^2"),
    ],
)
def test_a_tree_is_printed_as_one_would_type_it(query: str, canonical: str) -> None:
    assert write(understood(query)) == canonical


def test_words_of_a_tree_are_in_order_once_and_not_the_excluded() -> None:
    tree = understood('b title:(a "c d") OR b^2 -c OR afghan* OR country:India published:2024')
    assert words_of(tree) == (B, A, Phrase("c d"), Prefix("afghan"))
    assert words_of(Everything()) == ()
    assert words_of(Not(Or((A, Not(B))))) == ()


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda operator: operator.example)
def test_every_documented_example_is_understood(operator: object) -> None:
    understood(operator.example)  # type: ignore[attr-defined]


def test_every_field_is_documented() -> None:
    documented = " ".join(operator.write for operator in OPERATORS)
    assert [name for name in FIELDS if f"{name}:" not in documented] == []


def test_every_kind_of_node_has_a_documented_example() -> None:
    shown = str([parse(operator.example).tree for operator in OPERATORS])
    kinds = [kind.__name__ for kind in Node.__args__]
    assert [kind for kind in kinds if f"{kind}(" not in shown] == []
