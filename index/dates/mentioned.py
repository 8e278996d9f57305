"""The dates a text speaks of: find the kinds, match the grammar, resolve what it matched.

A mention is a stretch of the calendar that the text names: a day, a month, a year, a decade, a
range of them, or one told from the day of publication or from the date before. Durations
("for three weeks"), habits ("every Friday"), times of day and vague words ("recently") are not.

Invariant: mentions are in the order of the text, do not overlap, and `text[start:end]` is the
mention's text. Only English is read. Time is linear in the text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from index.article import DateMention, Published
from index.dates.context import dates_before, economic, history, latest, leaning
from index.dates.grammar import Rule
from index.dates.kinds import Kinds, read_kinds
from index.dates.meaning import Meaning
from index.dates.relative import Reference
from index.dates.rules import GRAMMAR
from index.days import interval_of

#: A bare number that is one of these years around publication needs no other evidence.
_YEARS_AROUND = range(-2, 2)

#: A day that confirms no number as a year, to see what a known day would do.
_SOME_DAY = Published("8000-01-01", interval_of("8000-01-01"), "day", "none")


def mentioned_dates(text: str, anchor: Published | None, lead: int = 0) -> tuple[DateMention, ...]:
    """The dates `text` speaks of from character `lead` on.

    `anchor` is when the article appeared: it supplies a missing year (the rule then ends in
    "-by-publication") and resolves "yesterday" or "last week". When it is not known to the
    day such expressions are left out, and a day or month keeps its year unknown unless the
    dates before it tell ("-by-context").
    """
    published = anchor.interval.first if anchor and anchor.precision == "day" else None
    reading = _Reading(read_kinds(text, lead), published)
    for rule, first, last in GRAMMAR.matches(reading.kinds.string):
        reading.take(rule, first, last)
    return reading.confirmed()


def undated_expressions(text: str, anchor: Published | None) -> tuple[str, ...]:
    """What would be a date if the day of publication were known: "yesterday", "last week"."""
    if anchor and anchor.precision == "day":
        return ()
    known = {(mention.start, mention.end) for mention in mentioned_dates(text, anchor)}
    supposed = mentioned_dates(text, _SOME_DAY)
    return tuple(each.text for each in supposed if (each.start, each.end) not in known)


@dataclass(slots=True)
class _Reading:
    """A text being read: the mentions found so far, echoed years still to be confirmed.

    `known` are the mentions with known days that need no confirmation.
    """

    kinds: Kinds
    published: date | None
    mentions: list[DateMention] = field(default_factory=list)
    echoes: set[int] = field(default_factory=set)
    known: list[DateMention] = field(default_factory=list)

    def take(self, rule: Rule, first: int, last: int) -> None:
        """Keep what a rule matched, from piece `first` to before `last`, if it is a date."""
        if rule.bare and self.kinds.before_a_capital(last - 1):
            return
        start, end = self.kinds.span(first, last - 1)
        if rule.economic and not economic(self.kinds.text, start, end):
            return
        reference = self._reference(rule, start, end)
        meaning = _meaning(rule, self.kinds, first, last, reference)
        if meaning is None:
            return
        text = self.kinds.text
        end -= text[end - 1] == "."  # the stop of "in Dec." ends the sentence as well
        if rule.echo:
            self.echoes.add(len(self.mentions))
        name = _name(rule, reference, meaning)
        mention = (text[start:end], meaning.value, meaning.interval, meaning.precision, name)
        self.mentions.append(DateMention(start, end, *mention))
        if meaning.interval and not rule.echo:
            self.known.append(self.mentions[-1])

    def confirmed(self) -> tuple[DateMention, ...]:
        """The mentions, without numbers that nothing else says to be years."""
        sure = {m.value[:4] for at, m in enumerate(self.mentions) if at not in self.echoes}
        if self.published:
            sure |= {f"{self.published.year + offset:04d}" for offset in _YEARS_AROUND}
        return tuple(
            mention
            for at, mention in enumerate(self.mentions)
            if at not in self.echoes or mention.value in sure
        )

    def _reference(self, rule: Rule, start: int, end: int) -> Reference:
        if rule.needs in ("nothing", "text"):
            return Reference(self.published)
        text = self.kinds.text
        if rule.needs == "told":
            before = dates_before(self.known, start)
            told = before[-1].interval if before else None
            return Reference(self.published, told=told, latest=latest(text, before, start))
        yearless = rule.needs == "year"
        lean = leaning(text, start, end, reports=not yearless) if self.published else 0
        if not yearless:
            return Reference(self.published, lean)
        past = history(self.kinds, self.known, start, self.published) if lean <= 0 else None
        return Reference(self.published, lean, history=past)


def _meaning(
    rule: Rule, kinds: Kinds, first: int, last: int, reference: Reference
) -> Meaning | None:
    """What the matched pieces mean; None when they name no date after all."""
    try:
        if rule.needs == "text":
            return rule.resolve(kinds.piece(first))
        places = (at for at in range(first, last) if kinds.string[at] not in rule.silent)
        numbers = [number for at in places if (number := kinds.number(at)) is not None]
        return rule.resolve(*([] if rule.needs == "nothing" else [reference]), *numbers)
    except (ValueError, OverflowError):
        return None  # 31 February, a range that runs backwards, 04/05/2025, an unknown day


def _name(rule: Rule, reference: Reference, meaning: Meaning) -> str:
    if rule.needs != "year" or not meaning.interval:
        return rule.name
    if reference.history:
        return f"{rule.name}-by-context"
    return f"{rule.name}-by-publication" if reference.published else rule.name
