"""People, by what stands beside their names.

Evidence is a title before the name (also one with its office: Minister of Finance), a role in
small letters before or after it, a common given name, or a reporting verb behind it. "Said" is
said of companies too: such a name needs its surname alone elsewhere (see resolving).

Invariant: a person's name is one to four words like names, none of them a known actor's.
"""

from __future__ import annotations

import re

from index.actors.segments import Name, Segment, is_tail
from index.actors.tokens import Run, Token
from index.actors.words import Words

#: The rule whose names need their surname alone elsewhere in the article.
TENTATIVE = "reporting verb?"
#: The rule whose names need that someone of the surname alone is said to speak.
SILENT = "surname speaks"

_LONGEST = 4
_BEFORE = re.compile(r"([a-z]+)\s$")
_BEFORE_COMMA = re.compile(
    r"\b(?i:the|an?|its|their|his|her|\w+['’]s)\s(?:[\w’'-]+\s){0,3}([A-Za-z]+),\s$"
)
_WHO = re.compile(r",\s(?:\d\d,|who\b|whose\b|aged\s\d)")
_AFTER = re.compile(r",? (?:who |also |has |had )?([a-z]+)\b")
_ROLE_AFTER = re.compile(
    r", (?:\d\d, )?(?:(?:an?|the|its|his|her|their|then|former) )?"
    r"(?:[A-Za-z’'.-]+ ){0,3}?([a-z]+)\b"
)
#: Small words that stand in people's names and hardly in others.
_OF_PEOPLE = frozenset(("al", "bin", "ibn", "bint", "von"))
_JUNIOR = frozenset(("jr", "sr"))
_COMPANIES_SAY_TOO = frozenset(("said", "says", "confirmed", "denied", "declared"))


def person(text: str, run: Run, segment: Segment, taken: set[int], words: Words) -> Name | None:
    """The person that `segment` names; `taken` are words of known actors."""
    tokens, (first, last, titled) = run.tokens, segment
    if titled:
        last = _name_end(tokens, segment, taken, words)
        return Name(first, last, "person", "title+name") if last > first else None
    first = _after_office(tokens, segment, words)
    segment = Segment(first, last, titled)
    if not 2 <= last - first <= _LONGEST or _name_end(tokens, segment, taken, words) != last:
        return None
    syllables = tokens[first].key in words.family_first and is_tail(tokens[last - 1], words)
    if tokens[first].key in words.first_names or syllables:
        return Name(first, last, "person", "given name")
    if _initialled(tokens[first:last]):
        return Name(first, last, "person", "initial")
    if any(token.key in _OF_PEOPLE and not token.capital for token in tokens[first + 1 : last - 1]):
        return (
            None if tokens[first].key in words.groups else Name(first, last, "person", "particle")
        )
    rule = _beside(text, run, segment, words)
    return Name(first, last, "person", rule) if rule else None


def silent(text: str, run: Run, words: Words) -> Name | None:
    """Two or three words that are a run and like a name, without anything that tells of whom."""
    tokens = run.tokens
    if not 2 <= len(tokens) <= _LONGEST - 1 or not tokens[-1].gap.isspace():
        return None
    if not all(token.capital and _like_a_name(token, words) for token in tokens):
        return None
    if any(token.key in words.stop or token.key in words.titles for token in tokens):
        return None
    before = _BEFORE.search(text, max(0, run.start - 24), run.start)
    if before and before[1] in ("the", "a", "an"):
        return None
    return Name(0, len(tokens), "person", SILENT)


def _after_office(tokens: list[Token], segment: Segment, words: Words) -> int:
    """Where the name begins in "Secretary of State Jane Doe", "Minister for Trade Jane Doe"."""
    first, last, _ = segment
    if not first or tokens[first - 1].key not in words.links:
        return first
    start = first
    while start < last and tokens[start].key in words.unlike_people:
        start += 1
    return start if last - start > 1 and tokens[start].key in words.first_names else first


def _beside(text: str, run: Run, segment: Segment, words: Words) -> str | None:
    """The evidence in the small words around a segment that fills its run's edge."""
    tokens = run.tokens[segment.first : segment.last]
    start, end = tokens[0].start, tokens[-1].end
    before = _BEFORE.search(text, max(0, start - 24), start)
    called = before or _BEFORE_COMMA.search(text, max(0, start - 80), start)
    if segment.first == 0 and called and called[1].lower() in words.roles:
        return "role+name"
    spaced = any(token.gap.isspace() for token in tokens[1:])
    article = before and before[1] in ("the", "a", "an")
    if segment.last < len(run.tokens) or article or not spaced or tokens[0].key in words.particles:
        return None
    if _WHO.match(text, end, end + 16):
        return "name+role"
    role = _ROLE_AFTER.match(text, end, end + 80)
    if role and role[1] in words.roles:
        return "name+role"
    after = _AFTER.match(text, end, end + 40)
    if not after or after[1] not in words.verbs:
        return None
    return TENTATIVE if after[1] in _COMPANIES_SAY_TOO else "reporting verb"


def _initialled(tokens: list[Token]) -> bool:
    """Whether an initial or a Junior tells a person: Jane L. Roe, John Doe Jr."""
    if tokens[-1].key in _JUNIOR:
        return True
    return len(tokens) > 2 and any(len(t.word) == 1 and t.dotted for t in tokens[1:-1])


def _name_end(tokens: list[Token], segment: Segment, taken: set[int], words: Words) -> int:
    """Where the words from `first` on cease to be like a person's name; `first` if none is."""
    first, last, _ = segment
    end = first
    while end < last and end not in taken and _like_a_name(tokens[end], words):
        if end > first and "&" in tokens[end].gap:
            return first
        end += 1
    while end > first and tokens[end - 1].key in words.particles and not tokens[end - 1].capital:
        end -= 1
    if end == first or len(tokens[end - 1].word) == 1:
        return first
    return end if sum(token.capital for token in tokens[first:end]) <= _LONGEST else first


def _like_a_name(token: Token, words: Words) -> bool:
    word = token.word
    if not token.capital:
        return token.key in words.particles or is_tail(token, words)
    if not word.isalpha() or (word.isupper() and len(word) > 1 and not token.dotted):
        return False
    return token.key not in words.unlike_people and token.key not in words.heads
