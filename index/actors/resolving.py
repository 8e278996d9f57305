"""Who is who in one article: the names found in full, and the short forms that point to them.

Invariant: a person has one full name in an article; a surname two people share points to
neither; a short form is read only after the full name, so what is added at the end of an
article never changes who was named before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from index.actors.tokens import Token
from index.actors.words import Words

Keys = tuple[str, ...]
_JUNIOR = frozenset(("jr", "sr", "ii", "iii", "iv"))
_SHORTEST = 3  # letters of a surname that may stand for a person


class Who(NamedTuple):
    """An actor of the article, before its mentions are gathered."""

    id: str
    name: str
    kind: str


class Spotted(NamedTuple):
    """A name found by evidence: its words, and its place in the article."""

    tokens: tuple[Token, ...]
    text: str
    kind: str
    rule: str


class Pointer(NamedTuple):
    """What a form of a name points to, by which rule, from which place of the text on."""

    who: Who
    rule: str
    since: int


class Cast:
    """The actors of one article beyond the catalogue, while it is being read."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._people: dict[Keys, tuple[Keys, str, int]] = {}
        self._surnames: dict[str, set[Keys]] = {}
        self.forms: dict[Keys, Pointer] = {}

    def enter(self, names: Iterable[Spotted]) -> None:
        """Take in every name of the article, in order; then `forms` is complete."""
        names = list(names)
        for name in names:
            if name.kind != "person":
                self._enter_body(name)
        for name in names:
            if name.kind == "person":
                self._enter_person(name)
        for ends, (keys, text, since) in self._people.items():
            self._point_person(ends, keys, text, since)

    def who(self, name: Spotted) -> Who | None:
        """The actor a found name means; None where it cannot be told."""
        keys = _keys(name.tokens)
        if name.kind == "person":
            keys = _person_keys(keys)
            if len(keys) == 1:
                return self._by_surname(keys[0], name)
            keys = (keys[0], keys[-1])
        pointer = self.forms.get(keys)
        return pointer.who if pointer else None

    def point(self, keys: Keys, who: Who, rule: str, since: int) -> None:
        """Let a form mean `who` from `since` on, unless it already means someone."""
        self.forms.setdefault(keys, Pointer(who, rule, since))

    def _enter_body(self, name: Spotted) -> None:
        keys = _keys(name.tokens)
        stem = keys
        while len(stem) > 1 and (stem[-1] in self._words.suffixes or stem[-1] == "and"):
            stem = stem[:-1]
        if stem[0] in self._words.unlike_people and len(stem) == 1:
            stem = keys
        who = Who(f"{name.kind}/{slug(stem)}", name.text, name.kind)
        since = name.tokens[0].start
        known = self.forms.get(stem)
        if known is None or known.who.id != who.id:
            self.point(stem, who, "short form", since)
        self.point(keys, self.forms[stem].who, name.rule, since)

    def _enter_person(self, name: Spotted) -> None:
        keys = _person_keys(_keys(name.tokens))
        if len(keys) == 1 or keys in self.forms:
            return
        ends = (keys[0], keys[-1])
        known = self._people.get(ends)
        if known is None:
            self._people[ends] = (keys, name.text, name.tokens[0].start)
            self._surnames.setdefault(keys[-1], set()).add(ends)
        elif len(keys) > len(known[0]):
            self._people[ends] = (keys, name.text, known[2])

    def _point_person(self, ends: Keys, keys: Keys, text: str, since: int) -> None:
        who = Who(f"person/{slug(keys)}", text, "person")
        for form in (ends, keys):
            self.point(form, who, "full name", since)
        surname = keys[-1]
        if len(self._surnames[surname]) == 1 and len(surname) >= _SHORTEST:
            self.point((surname,), who, "short form", since)

    def _by_surname(self, surname: str, name: Spotted) -> Who | None:
        bearers = self._surnames.get(surname, set())
        if len(bearers) == 1:
            pointer = self.forms.get(next(iter(bearers)))
            return pointer.who if pointer else None
        return None if bearers else Who(f"person/{slug((surname,))}", name.text, "person")


def slug(keys: Keys) -> str:
    """The last part of an id: folded words joined by hyphens."""
    return "-".join(keys)


def tidy(text: str) -> str:
    """A name as it is shown: on one line."""
    return re.sub(r"\s+", " ", text)


def _keys(tokens: Iterable[Token]) -> Keys:
    return tuple(token.key for token in tokens)


def _person_keys(keys: Keys) -> Keys:
    while len(keys) > 1 and keys[-1] in _JUNIOR:
        keys = keys[:-1]
    return keys
