"""Who is who in one article: the names found in full, and the short forms that point to them.

A known person may be written with a middle name that the catalogue does not have.

Invariant: a person has one full name in an article; a surname two people share points to
neither; a short form is read only after the full name, so what is added at the end of an
article never changes who was named before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from index.actors.entries import SURNAME, Entry
from index.actors.known import Catalogue, alike_in
from index.actors.tokens import Token
from index.actors.words import Words

Keys = tuple[str, ...]
_JUNIOR = frozenset(("jr", "sr", "ii", "iii", "iv"))
#: The rule of companies told by what surrounds them.
COMPANY = "company"
_LONGEST_BEGINNING = 4  # words of a body's name in short
_SHORTEST = 2  # letters of a surname that may stand for a person
_PATRONYMS = ("ovich", "evich", "ovych", "evych", "ovna", "evna")
_SONS = frozenset(("bin", "ibn", "ben", "bint"))


class Who(NamedTuple):
    """An actor of the article, before its mentions are gathered."""

    id: str
    name: str
    kind: str


class Spotted(NamedTuple):
    """A name found by evidence: its words, also as in ids, and where in the article it begins."""

    tokens: tuple[Token, ...]
    keys: Keys
    text: str
    kind: str
    rule: str
    since: int


class Pointer(NamedTuple):
    """What a form of a name points to, by which rule, from which place of the text on."""

    who: Who
    rule: str
    since: int


class Full(NamedTuple):
    """A person's fullest name in the article, and where the first full name stands.

    `plain` are its words as they are written, in small letters.
    """

    keys: Keys
    plain: Keys
    text: str
    surname: str
    since: int


class Cast:
    """The actors of one article beyond the catalogue, while it is being read.

    `needs` tells for the weaker rules the words of which a surname must be one: those that
    stand by themselves somewhere in the article, and those that speak there.
    """

    def __init__(self, words: Words, needs: Mapping[str, set[str]], known: Catalogue) -> None:
        self._words = words
        self._known = known
        self._needs = needs
        self._people: dict[Keys, Full] = {}
        self._surnames: dict[str, set[Keys]] = {}
        self.forms: dict[Keys, Pointer] = {}
        self.firsts: set[str] = set()
        self._begun: dict[Keys, Pointer | None] = {}

    def enter(self, names: Iterable[Spotted]) -> None:
        """Take in every name of the article, in order; then `forms` is complete."""
        first: dict[tuple[str, str, str], Spotted] = {}
        for name in names:
            first.setdefault((name.text, name.kind, name.rule), name)
        names = first.values()
        bodies = [name for name in names if name.kind != "person"]
        for name in bodies:
            if name.rule != COMPANY:
                self._enter_body(name)
        for name in bodies:
            if name.rule == COMPANY and not self._shortened(name):
                self._enter_body(name)
        for name in names:
            if name.kind == "person":
                self._enter_person(name)
        for ends, full in self._people.items():
            self._point_person(ends, full)

    def replace(self, who: Who, other: Who) -> None:
        """Let all forms of an actor mean another one."""
        for keys, pointer in self.forms.items():
            if pointer.who == who:
                self.forms[keys] = pointer._replace(who=other)

    def enter_late(self, acronyms: Iterable[Spotted]) -> None:
        """Take in acronyms that act, each of its own only if none of the article is spelled so."""
        for name in acronyms:
            self._enter_body(name)

    def who(self, keys: Keys, kind: str, written: str) -> Who | None:
        """The actor that a found name means, its words as in ids; None where it cannot be told."""
        if kind == "person":
            keys = _person_keys(keys)
            if len(keys) == 1:
                return self._by_surname(keys[0], written)
            keys = (keys[0], keys[-1])
        pointer = self.forms.get(keys)
        return pointer.who if pointer else None

    def point(self, keys: Keys, who: Who, rule: str, since: int) -> None:
        """Let a form mean `who` from `since` on, unless it already means someone."""
        self.forms.setdefault(keys, Pointer(who, rule, since))
        self.firsts.add(keys[0])

    def _shortened(self, name: Spotted) -> bool:
        """Whether a company is a longer one of the article in short, which it then points to."""
        keys = name.keys
        pointer = self._begun.get(keys)
        if pointer is None:
            return False
        since = min(pointer.since, name.since)
        self.point(keys, pointer.who, "short form", since)
        return True

    def _begin(self, stem: Keys, pointer: Pointer) -> None:
        """Note what a body's name begins with; what two begin with is neither's."""
        for count in range(1, min(len(stem), _LONGEST_BEGINNING + 1)):
            known = self._begun.setdefault(stem[:count], pointer)
            if known and known.who.id != pointer.who.id:
                self._begun[stem[:count]] = None

    def _enter_body(self, name: Spotted) -> None:
        stem = keys = name.keys
        while len(stem) > 1 and (stem[-1] in self._words.suffixes or stem[-1] == "and"):
            stem = stem[:-1]
        if stem[0] in self._words.unlike_people and len(stem) == 1:
            stem = keys
        who = Who(f"{name.kind}/{slug(stem)}", name.text, name.kind)
        since = name.since
        known = self.forms.get(stem)
        if known is None or known.who.id != who.id:
            self.point(stem, who, "short form", since)
        self.point(keys, self.forms[stem].who, name.rule, since)
        self._begin(keys, self.forms[stem])

    def _enter_person(self, name: Spotted) -> None:
        keys = _person_keys(name.keys)
        called = self._surname(name.tokens)
        surname = keys_of([called], self._words)[0]
        if len(keys) == 1 or keys in self.forms:
            return
        if called.key not in self._needs.get(name.rule, (called.key,)):
            return
        ends = (keys[0], keys[-1])
        plain = _person_keys(tuple([token.key for token in name.tokens]))
        known = self._people.get(ends)
        if known is None:
            self._people[ends] = Full(keys, plain, name.text, surname, name.since)
            self._surnames.setdefault(surname, set()).add(ends)
        elif len(keys) > len(known.keys):
            self._people[ends] = known._replace(keys=keys, plain=plain, text=name.text)

    def _surname(self, tokens: tuple[Token, ...]) -> Token:
        """The word a person is called by: the last, or the first of Deng Xiaoping, Kim Jong-il."""
        while len(tokens) > 1 and tokens[-1].key in _JUNIOR:
            tokens = tokens[:-1]
        eastern = tokens[0].key in self._words.family_first or not tokens[-1].capital
        return tokens[0] if eastern and len(tokens) > 1 else tokens[-1]

    def _point_person(self, ends: Keys, full: Full) -> None:
        who = self._catalogued(full.plain) or Who(
            f"person/{slug(_without_initials(full.keys))}", full.text, "person"
        )
        for form in (ends, full.keys, full.keys[-2:]):
            self.point(form, who, "full name", full.since)
        if len(self._surnames[full.surname]) == 1 and len(full.surname) >= _SHORTEST:
            self.point((full.surname,), who, "short form", full.since)

    def _catalogued(self, plain: Keys) -> Who | None:
        """The only known person whose name this is but for a middle name: Levy Patrick Doe.

        Of those known by their surname alone it may be any, and a second surname may follow.
        """
        if len(plain) < 3:
            return None
        given = any(_is_given(each, self._words) for each in plain[1:-1])
        for last in (plain[-1], plain[-2])[: 2 if len(plain) > 3 else 1]:
            entry = self._only(plain[0], last)
            if entry and ((given and last == plain[-1]) or self._goes_by(last, entry)):
                return Who(entry.id, entry.name, "person")
        return None

    def _goes_by(self, surname: str, entry: Entry) -> bool:
        """Whether somebody is known by the surname alone."""
        readings = self._known.readings(surname)
        return any(r.entry is entry and r.rule == SURNAME for r in readings)

    def _only(self, first: str, last: str) -> Entry | None:
        """The only one whose full name is of these two words, if that is a person."""
        name = alike_in(self._known).name((first, last)) or ""
        readings = self._known.readings(f"{first} {last}") or self._known.readings(name)
        found = {r.entry.id: r.entry for r in readings if r.entry and not r.short}
        if len(found) != 1:
            return None
        (entry,) = found.values()
        return entry if entry.kind == "person" else None

    def _by_surname(self, surname: str, written: str) -> Who | None:
        bearers = self._surnames.get(surname, set())
        if len(bearers) == 1:
            pointer = self.forms.get(next(iter(bearers)))
            return pointer.who if pointer else None
        return None if bearers else Who(f"person/{slug((surname,))}", written, "person")


def keys_of(tokens: Iterable[Token], words: Words) -> Keys:
    """The words of a name, each in the spelling that stands for all of its own."""
    variants = words.variants
    return tuple([variants.get(token.key, token.key) for token in tokens])


def slug(keys: Keys) -> str:
    """The last part of an id: folded words joined by hyphens."""
    return "-".join(keys)


def tidy(text: str) -> str:
    """A name as it is shown: on one line."""
    return " ".join(text.split())


def _without_initials(keys: Keys) -> Keys:
    """The words by which articles agree on a person: John F. Doe is John Doe elsewhere."""
    return keys if len(keys[0]) < 3 else (keys[0], *(key for key in keys[1:] if len(key) > 1))


def _is_given(word: str, words: Words) -> bool:
    """Whether a word may stand between the first and the last of a person's name."""
    if len(word) == 1:
        return True
    return word in words.first_names or word in _SONS or word.endswith(_PATRONYMS)


def _person_keys(keys: Keys) -> Keys:
    while len(keys) > 1 and keys[-1] in _JUNIOR:
        keys = keys[:-1]
    return keys
