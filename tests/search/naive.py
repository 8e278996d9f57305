"""A second, slow opinion on what a query means: one article at a time, on plain lists of words.

It shares with Dateline only the analysis and the tree; no arrays, no index.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import accumulate, combinations, pairwise, product
from math import log

from index.analysis import LONGEST_WORD, cut
from index.article import Article
from index.days import days_of
from index.languages import is_function_word, stem, tagged, tongue_of
from index.sentences import is_end
from search.anyone import Anyone, Item, items_in, names_anyone
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


def matches(node: Node, article: Article, title_only: bool = False) -> bool:
    match node:
        case Everything():
            return True
        case And(children):
            tongue = tongue_of(article.language)
            subject = [child for child in children if not is_function(child, tongue)]
            asked = subject if any(has_subject(child, tongue) for child in children) else children
            return all(matches(child, article, title_only) for child in asked)
        case Or(children):
            return any(matches(child, article, title_only) for child in children)
        case Not(child):
            return not matches(child, article, title_only)
        case Boost(child):
            return matches(child, article, title_only)
        case InTitle(child):
            return matches(child, article, title_only=True)
        case Is(field, text):
            return is_named(article, field, text)
        case Dated(field, when):
            return any(falls(value, when) for value in values(article, field))
        case Undated(field):
            return not values(article, field)
        case _:
            return any(frequency(node, article, title) for title in (True, False)[: 2 - title_only])


def is_function(node: Node, tongue: str) -> bool:
    if isinstance(node, Boost):
        return is_function(node.child, tongue)
    return isinstance(node, Word) and all(
        is_function_word(word, tongue) for word in unelided(node.text)
    )


def has_subject(node: Node, tongue: str) -> bool:
    match node:
        case And(children) | Or(children):
            return any(has_subject(child, tongue) for child in children)
        case Boost(child) | InTitle(child):
            return has_subject(child, tongue)
        case Not() | Everything() | Is() | Dated() | Undated():
            return False
        case _:
            return not is_function(node, tongue)


def is_named(article: Article, field: str, text: str) -> bool:
    if field in ("source", "lang"):
        return (article.source if field == "source" else article.language) == text
    return text in {actor.id for actor in article.actors}


def values(article: Article, field: str) -> list[str]:
    if field == "published":
        return [article.published.value] if article.published else []
    return [mention.value for mention in article.dates + article.title_dates]


def falls(value: str, when: object) -> bool:
    if isinstance(when, YearlessDay):
        return value == f"XXXX-{when.month:02}-{when.day:02}"
    assert isinstance(when, Days)
    known = days_of(value)
    if known is None:
        return False
    return (when.first or date.min) <= known.first and known.last <= (when.last or date.max)


def frequency(leaf: Node, article: Article, title: bool) -> int:
    """How often a leaf stands in title or text; a title is one sentence."""
    text, tongue = article.title if title else article.text, tongue_of(article.language)
    words = cut(text).words
    if isinstance(leaf, Phrase | Near | Sentence) and names_anyone(leaf.text):
        return in_company(leaf, article, title)
    match leaf:
        case Word(asked):
            forms = [stem(tagged(word, tongue)) for word in words]
            return run(forms, [stem(tagged(word, tongue)) for word in unelided(asked)])
        case Phrase(asked):
            return run(words, cut(asked).words)
        case Near(asked, distance):
            return windows(words, cut(asked).words, distance)
        case Sentence(asked):
            return sum(
                not Counter(cut(asked).words) - Counter(said)
                for said in ([words] if title else sentences(text))
            )
        case Prefix(asked):
            return sum(word.startswith(asked) for word in words)
        case Wildcard(pattern):
            shape = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
            return sum(re.fullmatch(shape, word) is not None for word in words)
        case Fuzzy(asked, distance):
            return sum(edits(word, asked) <= distance for word in words)
    raise AssertionError(leaf)


def in_company(leaf: Phrase | Near | Sentence, article: Article, title: bool) -> int:
    """As `frequency`, where marks stand for actors: by stretches of words, first and last."""
    text, items = article.title if title else article.text, items_in(leaf.text)
    words = cut(text).words
    stands = {item: stretches(item, items, article, title) for item in items}
    times = {item: demanded(item, items) for item in items}
    if isinstance(leaf, Phrase):
        rows = product(*(stands[item] for item in items))
        return sum(all(b[0] == a[1] + 1 for a, b in pairwise(row)) for row in rows)
    if isinstance(leaf, Near):
        lows = {last for some in stands.values() for _, last in some}
        inside = [
            {
                item: [s for s in stands[item] if s[1] >= low and s[0] - low <= leaf.distance]
                for item in items
            }
            for low in lows
        ]
    else:
        lengths = [len(words)] if title else [len(said) for said in sentences(text)]
        ends = list(accumulate(lengths))
        inside = [
            {item: [s for s in stands[item] if end - length <= s[0] < end] for item in stands}
            for end, length in zip(ends, lengths, strict=True)
        ]
    return sum(all(len(some[item]) >= times[item] for item in items) for some in inside)


def demanded(item: Item, items: Sequence[Item]) -> int:
    if isinstance(item, str):
        return items.count(item)
    return sum(isinstance(other, Anyone) and item.includes(other) for other in items)


def stretches(
    item: Item, items: Sequence[Item], article: Article, title: bool
) -> list[tuple[int, int]]:
    words = cut(article.title if title else article.text)
    if isinstance(item, str):
        return [(at, at) for at, word in enumerate(words.words) if word == item]
    named = set()
    for actor in article.actors:
        if actor.id == f"{item.kind}/{item.slug}" or (
            not item.slug and item.kind in ("", actor.kind)
        ):
            for each in actor.title_mentions if title else actor.mentions:
                edges = enumerate(zip(words.starts, words.ends, strict=True))
                held = [at for at, (a, b) in edges if a < each.end and each.start < b]
                named |= {(held[0], held[-1])} if held else set()
    outer = [s for s in named if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in named)]
    return [s for s in sorted(outer) if not set(items) & set(words.words[s[0] : s[1] + 1])]


def unelided(text: str) -> list[str]:
    """The words of a text but those that an apostrophe joins to the next."""
    found = cut(text)
    after = [text[end : end + 1] for end in found.ends]
    return [word for word, mark in zip(found.words, after, strict=True) if mark != "'"]


def run(words: list[str], asked: list[str]) -> int:
    return sum(words[at : at + len(asked)] == asked for at in range(len(words)))


def windows(words: list[str], asked: list[str], distance: int) -> int:
    """Places from which some choice of positions, one a word asked, spans at most `distance`."""
    places = [at for at, word in enumerate(words) if word in asked]
    firsts = set()
    for chosen in combinations(places, len(asked)):
        if chosen[-1] - chosen[0] <= distance and sorted(words[at] for at in chosen) == sorted(
            asked
        ):
            firsts.add(chosen[0])
    return len(firsts)


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence of a text."""
    found = cut(text)
    said: list[list[str]] = []
    before, end = "", 0
    for word, start, stop in zip(found.words, found.starts, found.ends, strict=True):
        token = text[start : min(stop, start + LONGEST_WORD)]
        if not said or is_end(before, text[end:start], token):
            said.append([])
        said[-1].append(word)
        before, end = token, stop
    return said


def edits(one: str, other: str) -> int:
    """Optimal string alignment, by the textbook table."""
    table = [[i + j for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            differ = one[i - 1] != other[j - 1]
            table[i][j] = min(
                table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + differ
            )
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


def bm25f(leaf: Node, article: Article, corpus: list[Article]) -> float:
    """The score of one leaf by the formula, with the published constants written out."""
    found = sum(matches(leaf, other) for other in corpus)
    idf = log(1 + (len(corpus) - found + 0.5) / (found + 0.5))
    title, body = len(cut(article.title).words), len(cut(article.text).words)
    weight = 3.0 * frequency(leaf, article, title=True) / (0.5 + 0.5 * title / 9.0)
    weight += frequency(leaf, article, title=False) / (0.25 + 0.75 * body / 350.0)
    return idf * weight * 2.2 / (weight + 1.2)
