"""The dates a text speaks of: find the kinds, match the grammar, resolve what it matched.

Invariant: mentions are in the order of the text, do not overlap, and `text[start:end]` is the
mention's text. Only English is read. Time is linear in the text.
"""

from __future__ import annotations

import re

from index.article import DateMention, Published
from index.dates.grammar import ANY, RULES_FROM, Rule
from index.dates.kinds import Kinds, read_kinds
from index.dates.meaning import Meaning
from index.dates.relative import Reference

#: How far around an expression a verb may tell whether the sentence looks back or ahead.
_BEFORE, _AFTER = 100, 60
_AHEAD = (
    r"(?:will|would|shall|to|should|must|may) be(?: [a-z]+)?|will|would|shall|won't|scheduled|due"
    r"|expected|expects?|plans?|planned|upcoming|effective|is to|are to|set to|set for|forecast"
    r"|starting|beginning|deadline"
)
_BACK = r"was|were|had|has|have|did|said|told|rose|fell|came|took|met|began|made|[a-z]{3,20}ed"
_VERB = re.compile(rf"\b(?:(?P<ahead>{_AHEAD})|{_BACK})\b")
_SENTENCE_END = re.compile(r"[.!?]\s|\n")


def mentioned_dates(text: str, anchor: Published | None, lead: int = 0) -> tuple[DateMention, ...]:
    """The dates `text` speaks of from character `lead` on.

    `anchor` is when the article appeared: it supplies a missing year (the rule then ends in
    "-by-publication") and resolves "yesterday" or "last week". When it is not known to the
    day such expressions are left out, and a day or month keeps its year unknown.
    """
    kinds = read_kinds(text, lead)
    published = anchor.interval.first if anchor and anchor.precision == "day" else None
    mentions = []
    for match in ANY.finditer(kinds.string):
        rule, last = _rule_at(kinds, match.start())
        start, end = kinds.spans[match.start()][0], kinds.spans[last - 1][1]
        reference = Reference(published) if published else None
        if reference and rule.needs in ("publication", "year"):
            reference = Reference(reference.day, _leaning(text, start, end))
        meaning = _meaning(rule, kinds, match.start(), last, reference)
        if meaning:
            mentions.append(_mention(text, start, end, meaning, _name(rule, reference)))
    return tuple(mentions)


def _rule_at(kinds: Kinds, place: int) -> tuple[Rule, int]:
    """The first rule that matches at a place where one does, and the place behind it."""
    for rule in RULES_FROM[kinds.string[place]]:
        match = rule.pattern.match(kinds.string, place)
        if match:
            return rule, match.end()
    raise AssertionError("ANY is made of RULES")


def _meaning(
    rule: Rule, kinds: Kinds, first: int, last: int, reference: Reference | None
) -> Meaning | None:
    """What the matched pieces mean; None when they name no date after all."""
    if rule.needs == "publication" and reference is None:
        return None
    if rule.bare and kinds.before_a_capital(last - 1):
        return None
    try:
        if rule.needs == "text":
            return rule.resolve(kinds.piece(first))
        places = (at for at in range(first, last) if kinds.string[at] not in rule.silent)
        numbers = [number for at in places if (number := kinds.number(at)) is not None]
        return rule.resolve(*([] if rule.needs == "nothing" else [reference]), *numbers)
    except (ValueError, OverflowError):
        return None  # 31 February, a range that runs backwards, 04/05/2025


def _name(rule: Rule, reference: Reference | None) -> str:
    return f"{rule.name}-by-publication" if rule.needs == "year" and reference else rule.name


def _mention(text: str, start: int, end: int, meaning: Meaning, rule: str) -> DateMention:
    end -= text[end - 1] == "."  # the stop of "in Dec." ends the sentence as well
    written = text[start:end]
    return DateMention(
        start, end, written, meaning.value, meaning.interval, meaning.precision, rule
    )


def _leaning(text: str, start: int, end: int) -> int:
    """1 when the nearest verb of the sentence looks ahead, -1 when it looks back, else 0."""
    before = _SENTENCE_END.split(text[max(0, start - _BEFORE) : start])[-1]
    *_, verb = (None, *_VERB.finditer(before))
    if verb is None:
        verb = _VERB.search(_SENTENCE_END.split(text[end : end + _AFTER])[0])
    if verb is None:
        return 0
    return 1 if verb["ahead"] else -1
