"""People, by what stands beside their names.

Evidence is a title before the name (also one with its office: Minister of Finance), a role in
small letters before or after it, a common given name, or a reporting verb behind it. "Said" is
said of companies too: such a name needs its surname alone elsewhere (see resolving).

Invariant: a person's name is one to four words like names, none of them a known actor's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.actors.segments import Name, Segment, is_tail
from index.actors.surroundings import Setting, word_before
from index.actors.tokens import Run, Token
from index.actors.words import Words

#: The rule whose names need their surname alone elsewhere in the article.
TENTATIVE = "reporting verb?"
#: The rule whose names need that someone of the surname alone is said to speak.
SILENT = "surname speaks"

_LONGEST = 4
_BEFORE_COMMA = re.compile(
    r"\b(?i:the|an?|its|their|his|her|\w+['’]s)\s(?:[\w’'-]+\s){0,3}([A-Za-z]+),\s$"
)
#: Words before a name that is no person's.
ARTICLES = frozenset(("the", "a", "an"))
_WHO = re.compile(r",\s(?:\d\d,|who\b|whose\b|aged\s\d)")
_AFTER = re.compile(r",? (?:who |also |has |had )?([a-z]+)\b")
_ROLE_AFTER = re.compile(
    r", (?:\d\d, )?(?:(?:an?|the|its|his|her|their|then|former) )?"
    r"(?:[A-Za-z’'.-]+ ){0,3}?([a-z]+)\b"
)
#: Small words that stand in people's names and hardly in others.
_OF_PEOPLE = frozenset(("al", "bin", "ibn", "bint", "von"))
_JUNIOR = frozenset(("jr", "sr"))
#: What may begin `_WHO`, `_ROLE_AFTER` or `_AFTER` beside the verbs.
_TELLING = frozenset((",", "who", "also", "has", "had"))
_COMPANIES_SAY_TOO = frozenset(("said", "says", "confirmed", "denied", "declared"))


def person(run: Run, segment: Segment, taken: set[int], words: Words) -> Name | None:
    """The person that `segment` names by its own words; `taken` are words of known actors."""
    tokens, (first, last, titled) = run.tokens, segment
    if titled:
        last = _name_end(tokens, segment, taken, words)
        return Name(first, last, "person", "title+name") if last > first else None
    if first and tokens[first - 1].key in words.links:
        first = _after_office(tokens, segment, words)
    if not _whole(run, Segment(first, last, titled), taken, words):
        return None
    syllables = tokens[first].key in words.family_first and is_tail(tokens[last - 1], words)
    if tokens[first].key in words.first_names or syllables:
        return Name(first, last, "person", "given name")
    if _initialled(tokens[first:last]):
        return Name(first, last, "person", "initial")
    if _particled(tokens[first:last]) and tokens[first].key not in words.groups:
        return Name(first, last, "person", "particle")
    return None


def may_be_person(run: Run, segment: Segment, taken: set[int], words: Words) -> bool:
    """Whether what is beside its run could tell that `segment` is a person's name."""
    if segment.titled or (segment.first and segment.last < len(run.tokens)):
        return False
    tokens = run.tokens[segment.first : segment.last]
    return _whole(run, segment, taken, words) and not _particled(tokens)


def beside(where: Setting, run: Run, segment: Segment, words: Words) -> Name | None:
    """The person that such a segment of a run names, by the small words around it."""
    rule = _role_before(where, words) if segment.first == 0 else None
    if rule is None and segment.last == len(run.tokens):
        rule = _told_behind(where, run, segment.first, words)
    return Name(segment.first, segment.last, "person", rule) if rule else None


def silent(run: Run, words: Words) -> Name | None:
    """Two or three words that are a run and like a name, without anything that tells of whom."""
    tokens = run.tokens
    if not 2 <= len(tokens) <= _LONGEST - 1 or not tokens[-1].gap.isspace():
        return None
    if not all(token.capital and _like_a_name(token, words) for token in tokens):
        return None
    if any(token.key in words.breaks for token in tokens):
        return None
    return Name(0, len(tokens), "person", SILENT)


def _whole(run: Run, segment: Segment, taken: set[int], words: Words) -> bool:
    """Whether a segment is as a whole like a person's name."""
    if not 2 <= segment.last - segment.first <= _LONGEST:
        return False
    return _name_end(run.tokens, segment, taken, words) == segment.last


def _particled(tokens: Sequence[Token]) -> bool:
    return any(token.key in _OF_PEOPLE and not token.capital for token in tokens[1:-1])


def _after_office(tokens: Sequence[Token], segment: Segment, words: Words) -> int:
    """Where a name behind "of" begins: Secretary of State Jane Doe, Minister for Trade Jane Doe."""
    first, last, _ = segment
    start = first
    while start < last and tokens[start].key in words.unlike_people:
        start += 1
    return start if last - start > 1 and tokens[start].key in words.first_names else first


def _role_before(where: Setting, words: Words) -> str | None:
    """A role right before a name, or the part of a sentence that ends in one and a comma."""
    if where.before in words.roles:
        return "role+name"
    if where.before != ",":
        return None
    before = _BEFORE_COMMA.search(where.text, max(0, where.start - 80), where.start)
    return "role+name" if before and before[1].lower() in words.roles else None


def _told_behind(where: Setting, run: Run, first: int, words: Words) -> str | None:
    """The evidence in what follows a name that ends its run."""
    if where.after not in _TELLING and where.after not in words.verbs:
        return None
    spaced = any(token.gap.isspace() for token in run.tokens[first + 1 :])
    if not spaced or run.tokens[first].key in words.particles:
        return None
    if word_before(where, run, first) in ARTICLES:
        return None
    text, end = where.text, where.end
    if _WHO.match(text, end, end + 16):
        return "name+role"
    role = _ROLE_AFTER.match(text, end, end + 80)
    if role and role[1] in words.roles:
        return "name+role"
    after = _AFTER.match(text, end, end + 40)
    if not after or after[1] not in words.verbs:
        return None
    return TENTATIVE if after[1] in _COMPANIES_SAY_TOO else "reporting verb"


def _initialled(tokens: Sequence[Token]) -> bool:
    """Whether an initial or a Junior tells a person: Jane L. Roe, John Doe Jr."""
    if tokens[-1].key in _JUNIOR:
        return True
    return len(tokens) > 2 and any(len(t.word) == 1 and t.dotted for t in tokens[1:-1])


def _name_end(tokens: Sequence[Token], segment: Segment, taken: set[int], words: Words) -> int:
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
    return token.key not in words.impersonal
