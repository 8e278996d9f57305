"""Tokens in order become a tree in normal form.

Invariant: And and Or have two or more children, an And holds no And and an Or no Or, Not holds
no Not, an And holds no Everything, and a weight stands outside InTitle. Recursion is bounded by
the brackets, which are balanced before (search.balance).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from search.leaves import attached_to, leaf, weighed
from search.page import Note
from search.tokens import FIELDS, Token
from search.tree import (
    And,
    Boost,
    Everything,
    Fuzzy,
    InTitle,
    Node,
    Not,
    Or,
    Prefix,
    Wildcard,
)

MAX_PATTERNS = 32
PATTERNS = (Prefix, Wildcard, Fuzzy)

# A name and a colon with something behind it that is not the rest of an address.
_FIELD_LIKE = re.compile(r"([A-Za-z][A-Za-z-]+):(?!//)(.?)")


class Grammar:
    """One pass over balanced tokens; `notes` grow as the leaves are read."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._patterns = 0
        self.notes: list[Note] = []

    def either(self, field: str = "") -> Node | None:
        """either = every { "OR" every } ; None when there is nothing to search in it."""
        parts = [self._every(field)]
        while self._take("or"):
            parts.append(self._every(field))
        return disjoin(parts)

    def _every(self, field: str) -> Node | None:
        """every = factor { [ "AND" ] factor } ;"""
        parts: list[Node | None] = []
        while self._kind() not in ("or", "close", ""):
            if not self._take("and"):
                parts.append(self._factor(field))
        return conjoin(parts)

    def _factor(self, field: str) -> Node | None:
        """factor = { "NOT" | "-" } primary ;"""
        negated = False
        while self._take("not") or self._take("minus"):
            negated = not negated
        node = self._primary(field)
        return negate(node) if negated else node

    def _primary(self, field: str) -> Node | None:
        """primary = { field } ( "(" either ")" [ weight ] | leaf ) ;"""
        outer = field
        while self._kind() == "field":
            field = self._inner_field(self._next(), field)
        token = self._next()
        if token.kind == "open":
            node = self._weigh(self.either(field), self._next())
        else:
            node, remarks = leaf(token, field)
            self._remark(remarks + self._field_like(token), token)
            node = self._affordable(node, token)
        return entitle(node) if field == "title" and outer != "title" else node

    def _inner_field(self, token: Token, outer: str) -> str:
        if outer in ("", token.text):
            return token.text
        text = f"{token.text}: cannot stand inside {outer}: and is ignored; move it outside."
        self.notes.append(Note(text, token.start, token.end))
        return outer

    def _field_like(self, token: Token) -> list[str]:
        """A remark on a word that looks like a field and is none."""
        found = _FIELD_LIKE.match(token.text) if token.kind == "word" else None
        following = self._tokens[self._at] if self._at < len(self._tokens) else None
        attached = following is not None and following.start == token.end and following.text != ""
        if found is None or not (found[2] or attached):
            return _spaced_field(found[1]) if found else []
        near = get_close_matches(found[1].lower(), FIELDS, n=1, cutoff=0.7)
        hint = f"did you mean {near[0]}:?" if near else f"there are {', '.join(FIELDS)}."
        return [f"{found[1]}: is no field and was read as a word; {hint}"]

    def _affordable(self, node: Node | None, token: Token) -> Node | None:
        """None for a pattern beyond the most: each is held against every word of the corpus."""
        if not isinstance(node.child if isinstance(node, Boost) else node, PATTERNS):
            return node
        self._patterns += 1
        if self._patterns <= MAX_PATTERNS:
            return node
        self._remark([f"A query can have {MAX_PATTERNS} words with *, ? or ~; left out."], token)
        return None

    def _weigh(self, node: Node | None, close: Token) -> Node | None:
        result, remarks = weighed(node, attached_to(close.suffix))
        self._remark(remarks, close)
        return result

    def _remark(self, remarks: list[str], token: Token) -> None:
        self.notes += [Note(remark, token.start, token.end) for remark in remarks]

    def _kind(self) -> str:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else ""

    def _next(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _take(self, kind: str) -> bool:
        taken = self._kind() == kind
        self._at += taken
        return taken


def conjoin(parts: Iterable[Node | None]) -> Node | None:
    """All of `parts`, flat; Everything excludes nothing and is dropped beside others."""
    flat: list[Node] = []
    for part in parts:
        flat += part.children if isinstance(part, And) else [part] if part else []
    narrowing = [part for part in flat if not isinstance(part, Everything)] or flat[:1]
    if len(narrowing) > 1:
        return And(tuple(narrowing))
    return narrowing[0] if narrowing else None


def disjoin(parts: Iterable[Node | None]) -> Node | None:
    """Any of `parts`, flat."""
    flat: list[Node] = []
    for part in parts:
        flat += part.children if isinstance(part, Or) else [part] if part else []
    if len(flat) > 1:
        return Or(tuple(flat))
    return flat[0] if flat else None


def negate(node: Node | None) -> Node | None:
    """Every article but those of `node`."""
    if isinstance(node, Not):
        return node.child
    return Not(node) if node else None


def entitle(node: Node | None) -> Node | None:
    """`node` in the title alone; its weight, if it has one, stays outside."""
    if isinstance(node, Boost):
        child = entitle(node.child)
        return Boost(child, node.weight) if child else None
    return InTitle(node) if node else None


def _spaced_field(name: str) -> list[str]:
    if name.lower() not in FIELDS:
        return []
    return [f"{name}: is a field only with its value directly behind it; read as a word."]
