"""Finding people, organisations and media the catalogue does not know, by what surrounds them.

A name counts only with evidence: a title or role before it, a reporting verb or a role after
it, a common given name in front, or a last word that only organisations or media have. Names
without any are left out: it is better to miss a name than to invent an actor.

Invariant: names found in a run share no word with one another; the cost is linear in the run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from index.actors.matching import Match
from index.actors.tokens import Run, Token
from index.actors.words import Words

#: An acronym defined right after a name.
ACRONYM = re.compile(r" ?\(([A-Z][A-Za-z&]{1,9})[),;]")

_LONGEST = 8  # words of an organisation's name
_LONGEST_PERSON = 4
_BEFORE = re.compile(r"([a-z]+) $")
_AFTER = re.compile(r",? (?:who |also |has |had )?([a-z]+)\b")
_ROLE_AFTER = re.compile(
    r", (?:(?:\d\d, )?(?:an?|the|its|his|her|their|then|former) )?"
    r"((?:[A-Za-z’'.-]+ ){0,3}?)([a-z]+)\b"
)


class Name(NamedTuple):
    """Words `first` up to, not including, `last` of a run: an actor the catalogue lacks."""

    first: int
    last: int
    kind: str
    rule: str


class Segment(NamedTuple):
    """Capitalised words side by side in a run, and whether a title stands before them."""

    first: int
    last: int
    titled: bool


def names(text: str, run: Run, known: list[Match], words: Words) -> list[Name]:
    """The names in `run`, in order; `known` are the catalogue's matches in it."""
    if run.shouted or run.heading:
        return []
    found: list[Name] = []
    taken = {spot for match in known if not match.guarded for spot in range(*match[:2])}
    for segment in segments(run, words):
        if found and segment.first < found[-1].last:
            continue
        name = (
            _spelled_out(run, segment, words)
            or _by_head(run, segment, taken, words)
            or _person(text, run, segment, taken, words)
        )
        if name:
            while found and found[-1].last > name.first:
                found.pop()
            found.append(name)
    if not found or found[-1].last < len(run.tokens):
        found.extend(_defined(text, run, known, words))
    return found


def _defined(text: str, run: Run, known: list[Match], words: Words) -> Iterator[Name]:
    """Some Long Name (SLN): a name whose capitals spell the acronym after it."""
    acronym = ACRONYM.match(text, run.end)
    tokens, last = run.tokens, len(run.tokens)
    if (
        not acronym
        or tokens[-1].key in words.unlike_organisations
        or (known and known[-1].last == last)
    ):
        return
    for first in range(last - 2, max(-1, last - _LONGEST - 1), -1):
        capitals = "".join(token.word[0] for token in tokens[first:] if token.capital)
        if capitals == acronym[1].upper() and tokens[first].capital:
            yield Name(first, last, _kind(tokens[first:], words), "acronym")
            return


def segments(run: Run, words: Words) -> Iterator[Segment]:
    """The stretches of a run that may be one name: cut at small words, commas, titles."""
    tokens = run.tokens
    first, titled = 0, False
    for spot, token in enumerate(tokens):
        if spot > first and not _same_name(token.gap):
            yield from _trimmed(tokens, first, spot, titled, words)
            first, titled = spot, False
        if _ends_name(token, words):
            yield from _trimmed(tokens, first, spot, titled, words)
            first, titled = spot + 1, False
        elif is_title(tokens, spot, words):
            yield from _trimmed(tokens, first, spot, titled, words)
            first, titled = spot + 1, True
    yield from _trimmed(tokens, first, len(tokens), titled, words)


def is_title(tokens: list[Token], spot: int, words: Words) -> bool:
    """Whether the word at `spot` is a title of what follows (General Zia, not General Motors)."""
    token = tokens[spot]
    if not token.capital or token.key not in words.titles or token.dotted:
        return False
    return spot + 1 == len(tokens) or tokens[spot + 1].key not in words.untitled


def _same_name(gap: str) -> bool:
    return gap.isspace() or gap in ("-", "‐", "‑", "'", "’", ". ", ".\n", " & ")


def _ends_name(token: Token, words: Words) -> bool:
    if token.capital:
        return token.key in words.stop and not token.dotted
    return token.key not in words.particles


def _trimmed(
    tokens: list[Token], first: int, last: int, titled: bool, words: Words
) -> Iterator[Segment]:
    while last > first and not tokens[last - 1].capital:
        last -= 1
    if last > first:
        yield Segment(first, last, titled)


def _spelled_out(run: Run, segment: Segment, words: Words) -> Name | None:
    """Bank of X, Ministry for X and Y: a head, a link, and capitalised words."""
    tokens = run.tokens
    spot = segment.last - 1
    if tokens[spot].key not in words.heads_of or spot + 2 >= len(tokens):
        return None
    if tokens[spot + 1].key not in ("of", "for") or not tokens[spot + 1].gap.isspace():
        return None
    last = end = spot + 2
    while end < min(len(tokens), spot + _LONGEST) and _continues(tokens[end], words):
        end += 1
        last = end if tokens[end - 1].capital else last
    if last == spot + 2 or spot - segment.first > _LONGEST_PERSON:
        return None
    return Name(segment.first, last, "organisation", "head of name")


def _continues(token: Token, words: Words) -> bool:
    if token.capital:
        return token.key not in words.stop and token.key not in words.titles
    return token.key in words.links and token.gap.isspace()


def _by_head(run: Run, segment: Segment, taken: set[int], words: Words) -> Name | None:
    """Something News, Something Corp: the last word says what it is."""
    tokens, (first, end, _) = run.tokens, segment
    for last in range(min(end, first + _LONGEST), first, -1):
        key = tokens[last - 1].key
        if key in words.media or (key == "agency" and tokens[last - 2].key == "news"):
            own = any(t.key not in words.media for t in tokens[first : last - 1])
            own = own and any(_own(tokens[spot], spot, taken, words) for spot in range(first, last))
            return Name(first, last, "media", "head of name") if own else None
        if key in words.heads:
            if not _distinct(tokens, first, last, taken, words):
                first = _before_and(tokens, first, words)
            if not _distinct(tokens, first, last, taken, words):
                return None
            return Name(first, last, _kind(tokens[first:last], words), "head of name")
    return None


def _distinct(tokens: list[Token], first: int, last: int, taken: set[int], words: Words) -> bool:
    """Whether the words before a head make a name: Baker Trust, not Executive Board."""
    if tokens[last - 1].key in words.suffixes and last - first > 2:
        return True
    return any(_own(tokens[spot], spot, taken, words) for spot in range(first, last - 1))


def _own(token: Token, spot: int, taken: set[int], words: Words) -> bool:
    """Whether a word belongs to one name and not to many."""
    if not token.capital or spot in taken:
        return False
    lists = (words.unlike_people, words.heads, words.untitled, words.media, words.titles)
    return not any(token.key in each for each in lists)


def _before_and(tokens: list[Token], first: int, words: Words) -> int:
    """Where a name begins that goes on after "and": Merrill Lynch and Co, Ways and Means."""
    spot = first - 1
    if spot < 1 or tokens[spot].key != "and" or not tokens[first].gap.isspace():
        return first
    stop = max(0, spot - _LONGEST_PERSON)
    while spot > stop and tokens[spot].gap.isspace() and _continues(tokens[spot - 1], words):
        if not tokens[spot - 1].capital:
            break
        spot -= 1
    return spot if tokens[spot].capital else first


def _kind(tokens: list[Token], words: Words) -> str:
    return "armed-group" if any(t.key in words.armed for t in tokens) else "organisation"


def _person(text: str, run: Run, segment: Segment, taken: set[int], words: Words) -> Name | None:
    """A name of up to four words with a title, role, given name or verb beside it."""
    tokens, first, last = run.tokens, segment.first, segment.last
    if segment.titled:
        last = _name_end(tokens, segment, taken, words)
        return Name(first, last, "person", "title+name") if last > first else None
    count = last - first
    if not 2 <= count <= _LONGEST_PERSON or _name_end(tokens, segment, taken, words) != last:
        return None
    if tokens[first].key in words.first_names:
        return Name(first, last, "person", "given name")
    rule = _beside(text, run, segment, words)
    return Name(first, last, "person", rule) if rule else None


def _beside(text: str, run: Run, segment: Segment, words: Words) -> str | None:
    """The evidence in the lower-case words around a segment that fills its run's edge."""
    start, end = run.tokens[segment.first].start, run.tokens[segment.last - 1].end
    before = _BEFORE.search(text, max(0, start - 24), start)
    if segment.first == 0 and before and before[1] in words.roles:
        return "role+name"
    if segment.last < len(run.tokens) or (before and before[1] in ("the", "a", "an")):
        return None
    role = _ROLE_AFTER.match(text, end, end + 80)
    if role and role[2] in words.roles:
        return "name+role"
    after = _AFTER.match(text, end, end + 40)
    return "reporting verb" if after and after[1] in words.verbs else None


def _name_end(tokens: list[Token], segment: Segment, taken: set[int], words: Words) -> int:
    """Where the words from `first` on cease to be like a person's name."""
    end = segment.first
    while end < segment.last and end not in taken and _like_a_name(tokens[end], words):
        if end > segment.first and "&" in tokens[end].gap:
            return segment.first
        end += 1
    while end > segment.first and not tokens[end - 1].capital:
        end -= 1
    whole = end == segment.last and end - segment.first <= _LONGEST_PERSON + 1
    named = end > segment.first and len(tokens[end - 1].word) > 1
    return end if named and (whole or end - segment.first <= _LONGEST_PERSON) else segment.first


def _like_a_name(token: Token, words: Words) -> bool:
    word = token.word
    if not token.capital:
        return token.key in words.particles
    if not word.isalpha() or (word.isupper() and len(word) > 1 and not token.dotted):
        return False
    return token.key not in words.unlike_people and token.key not in words.heads
