r"""The query language: a string becomes a tree, and a tree a string.

    query    = either ;                             an empty query is every article
    either   = every { "OR" every } ;
    every    = factor { [ "AND" ] factor } ;        words side by side are ANDed
    factor   = { "NOT" | "-" } primary ;            "-" after white space, "(" or at the start,
                                                    and directly before what it excludes
    primary  = { field ":" } ( "(" either ")" [ weight ] | leaf ) ;
    leaf     = ( "*" | word | word "*" | pattern | word fuzzy | phrase [ near ] ) [ weight ] ;
    phrase   = '"' text '"' ;                       also “…” „…“ ”…” «…» »…«; in it "@kind" and
                                                    "@kind/slug" stand for actors: `search.anyone`
    pattern  = word with "*" (any letters) or "?" (one letter) in it ;
    fuzzy    = "~" [ "0" | "1" | "2" ] ;            edits; without a number 1, from 6 letters on 2
    near     = "~" number                           words apart; ~0 is the phrase itself
             | "~sentence" ;                        in one sentence
    weight   = "^" number ;                         above 0, up to 100
    field    = "title" | "source" | "lang" | "language" | "actor" | "person" | "country"
             | "group" | "org" | "published" | "mentions" ;

Operators are upper case; and, or, not are words. A field takes a word, a phrase or a bracket,
whose words it then applies to one by one; dates are described in `search.when`. Whatever has no
part in this grammar (an unknown field, an unpaired quote or bracket, an operator on its own, a
`?` at the end of a word) is read as words and punctuation.

Invariant: `parse(write(tree)).tree == tree` for every tree that `parse` builds. `parse` takes
any string, in time linear in its length, and is never silent about what it could not
understand: notes say what and where. It raises only when nothing at all can be searched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from search.balance import MAX_DEPTH, MAX_WORDS, balance
from search.errors import QueryError
from search.grammar import Grammar
from search.page import Note
from search.tokens import Token, cut_query, visible
from search.tree import (
    And,
    Boost,
    Everything,
    Fuzzy,
    InTitle,
    Near,
    Node,
    Or,
    Phrase,
    Prefix,
    Sentence,
    Wildcard,
    Word,
)
from search.when import date_expression, resolve, write_date
from search.written import write

__all__ = [
    "MAX_DEPTH",
    "MAX_LENGTH",
    "MAX_WORDS",
    "OPERATORS",
    "Operator",
    "Parsed",
    "Term",
    "date_expression",
    "parse",
    "resolve",
    "words_of",
    "write",
    "write_date",
]

MAX_LENGTH = 65_536
MAX_NOTES = 20

#: What is looked up in texts, and hence counted and highlighted.
Term = Word | Phrase | Near | Sentence | Prefix | Wildcard | Fuzzy


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query understood; notes, at most MAX_NOTES, point into the string that was parsed."""

    tree: Node
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Operator:
    """One row of the documented language: how it is written, what it finds, an example."""

    write: str
    find: str
    example: str


OPERATORS = (
    Operator("oil prices", "both words, in any of their forms", "oil prices"),
    Operator('"back channel"', "these words, exactly so, side by side", '"back channel"'),
    Operator('"attack kabul"~5', "within five words, either order", '"attack kabul"~5'),
    Operator('"attack kabul"~sentence', "in one sentence", '"attack kabul"~sentence'),
    Operator('"attack @armed-group"~8', "near any actor of a kind", '"attack @armed-group"~8'),
    Operator('"asif @country"~sentence', "with one in a sentence", '"asif @country"~sentence'),
    Operator('"president @person"', "beside one; @actor is any", '"president @person"'),
    Operator("a OR b", "either (AND binds tighter)", "flood OR drought"),
    Operator("a AND b", "both, as without AND", "flood AND drought"),
    Operator("NOT a, -a", "articles without it", "flood -insurance"),
    Operator("( )", "what belongs together", "(flood OR drought) relief"),
    Operator("afghan*", "any word that begins so", "afghan*"),
    Operator("reg?me, *stan", "? is one letter, * any letters", "reg?me"),
    Operator("word~, word~2", "words one or two letters off", "taleban~"),
    Operator("word^3", "weigh a word, phrase or bracket", "war^3 peace"),
    Operator("title:", "in the title", "title:ceasefire"),
    Operator("source:", "by who published it", 'source:"Daily Bugle"'),
    Operator("lang:, language:", "by language: a code or a name", "lang:en"),
    Operator("actor:", "by anyone who acts, through any alias", 'actor:"United Nations"'),
    Operator("person:", "by a person", "person:Merkel"),
    Operator("country:", "by a country", "country:(India OR Pakistan)"),
    Operator("group:", "by an armed group", "group:Hamas"),
    Operator("org:", "by an organisation", "org:NATO"),
    Operator("story:", "the story of an article, by its id", "story:8567a32ef2db54bf"),
    Operator("published:2025-05", "appeared in a year, month or day", "published:2025-05"),
    Operator("published:A..B", "from A to B, both included", "published:2025-04..2025-06"),
    Operator("published:>=A", "also >, <, <=, A.. and ..B", "published:>=2025-05-01"),
    Operator('published:"last 30 days"', "also today, yesterday", 'published:"last 30 days"'),
    Operator("published:none", "without a date", "published:none"),
    Operator("mentions:", "by a date the text speaks of", "mentions:2024-10..2024-12"),
    Operator("*", "every article", "*"),
)


def parse(query: str) -> Parsed:
    """Understand `query` as far as it can be.

    Raises QueryError when it is longer than MAX_LENGTH characters, or when it is not blank and
    yet nothing in it can be searched.
    """
    if len(query) > MAX_LENGTH:
        text = f"The query has {len(query):,} characters; shorten it to {MAX_LENGTH:,} at most."
        raise QueryError(text, MAX_LENGTH, len(query))
    text = visible(query)
    if not text.strip():
        return Parsed(Everything())
    tokens, quotes = cut_query(text)
    ordered, faults = balance(tokens)
    grammar = Grammar(ordered)
    tree = grammar.either()
    if tree is None:
        raise _nothing(text, tokens, grammar.notes)
    notes = sorted([*quotes, *faults, *grammar.notes], key=lambda note: note.start)
    return Parsed(tree, tuple(_capped(notes)))


def words_of(tree: Node) -> tuple[Term, ...]:
    """The words, phrases and patterns asked for, in order, each once; not those excluded."""
    return tuple(dict.fromkeys(_terms(tree)))


def _terms(node: Node) -> Iterator[Term]:
    match node:
        case And(children) | Or(children):
            for child in children:
                yield from _terms(child)
        case InTitle(child) | Boost(child, _):
            yield from _terms(child)
        case Word() | Phrase() | Near() | Sentence() | Prefix() | Wildcard() | Fuzzy():
            yield node


_HOLDS = {
    "open": "brackets",
    "close": "brackets",
    "and": "operators (AND, OR, NOT)",
    "or": "operators (AND, OR, NOT)",
    "not": "operators (AND, OR, NOT)",
    "minus": "operators (-)",
    "quoted": "quotation marks",
    "field": "field names",
    "word": "punctuation",
}


def _nothing(text: str, tokens: tuple[Token, ...], notes: list[Note]) -> QueryError:
    if notes:
        first = notes[0]
        return QueryError(f"Nothing to search for: {first.text}", first.start, first.end)
    held = list(dict.fromkeys(_HOLDS[token.kind] for token in tokens)) or ["quotation marks"]
    start = len(text) - len(text.lstrip())
    shown = text.strip() if len(text.strip()) <= 40 else f"{text.strip()[:39]}…"
    message = f"Nothing to search for: {shown!r} holds only {' and '.join(held)}; add a word."
    return QueryError(message, start, len(text.rstrip()))


def _capped(notes: list[Note]) -> list[Note]:
    if len(notes) <= MAX_NOTES:
        return notes
    left = notes[MAX_NOTES - 1 :]
    more = Note(f"There are {len(left)} more notes like these.", left[0].start, left[-1].end)
    return [*notes[: MAX_NOTES - 1], more]
