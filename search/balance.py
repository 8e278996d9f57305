"""Tokens put in order, so that the grammar needs no error handling of its own.

Invariant: afterwards brackets are balanced and at most MAX_DEPTH deep, at most MAX_WORDS words
and phrases are left, and each operator and field name has something to apply to. A note says
what was passed over, and where; no word is lost but those beyond MAX_WORDS.
"""

from __future__ import annotations

from collections.abc import Iterable

from search.page import Note
from search.tokens import Token, counted

MAX_DEPTH = 64
MAX_WORDS = 1024

_BINARY = ("and", "or")
_PREFIXES = ("not", "minus", "field")


def balance(tokens: Iterable[Token]) -> tuple[list[Token], list[Note]]:
    """The tokens that can be understood together, and notes on the others."""
    balanced, brackets = _bracketed(tokens)
    limited, beyond = _limited(balanced)
    kept, dangling = _applied(limited)
    return kept, brackets + beyond + [_dangling(token) for token in dangling]


def _bracketed(tokens: Iterable[Token]) -> tuple[list[Token], list[Note]]:
    """An unclosed bracket is closed at the end; one never opened, or too deep, is dropped."""
    kept: list[Token] = []
    opened: list[Token] = []
    deep: list[Token] = []
    stray: list[Token] = []
    for token in tokens:
        if token.kind == "open":
            opened.append(token)
            (deep if len(opened) > MAX_DEPTH else kept).append(token)
        elif token.kind != "close":
            kept.append(token)
        elif not opened:
            stray.append(token)
        else:
            opened.pop()
            if len(opened) < MAX_DEPTH:
                kept.append(token)
    end = kept[-1].end if kept else 0
    kept += [Token("close", "", end, end)] * min(len(opened), MAX_DEPTH)
    return kept, _bracket_notes(opened, stray, deep)


def _bracket_notes(opened: list[Token], stray: list[Token], deep: list[Token]) -> list[Note]:
    unclosed = counted(len(opened), "A bracket is", "{} brackets are")
    unopened = counted(len(stray), "A closing bracket", "{} closing brackets")
    said = (
        (opened, f"{unclosed} never closed; the end of the query closes what is open."),
        (stray, f"{unopened} without an opening one; ignored."),
        (deep, f"Brackets are nested more than {MAX_DEPTH} deep; the inner ones are ignored."),
    )
    return [Note(text, at[0].start, at[0].end) for at, text in said if at]


def _limited(tokens: list[Token]) -> tuple[list[Token], list[Note]]:
    """The tokens before word MAX_WORDS + 1, and the brackets that close what they open."""
    words = [at for at, token in enumerate(tokens) if token.kind in ("word", "quoted")]
    if len(words) <= MAX_WORDS:
        return tokens, []
    cut = words[MAX_WORDS]
    kept, depth = tokens[:cut], 0
    for token in tokens[cut:]:
        if token.kind == "open":
            depth += 1
        elif token.kind == "close" and depth:
            depth -= 1
        elif token.kind == "close":
            kept.append(token)
    left = counted(len(words) - MAX_WORDS, "the last one is", "the last {} are")
    text = f"A query can have {MAX_WORDS} words; {left} left out."
    return kept, [Note(text, tokens[cut].start, tokens[words[-1]].end)]


def _applied(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """Tokens parted in those to keep and the operators and fields that apply to nothing."""
    dangling: list[Token] = []
    backwards: list[Token] = []
    for token in reversed(tokens):
        following = backwards[-1].kind if backwards else "close"
        ends = following == "close" or following in _BINARY
        negated = token.kind == "field" and following in ("not", "minus")
        needs_more = token.kind in _BINARY or token.kind in _PREFIXES
        (dangling if (needs_more and ends) or negated else backwards).append(token)
    kept: list[Token] = []
    for token in reversed(backwards):
        leads = not kept or kept[-1].kind == "open"
        (dangling if token.kind in _BINARY and leads else kept).append(token)
    return kept, sorted(dangling, key=lambda token: token.start)


def _dangling(token: Token) -> Note:
    if token.kind == "field":
        text = f"{token.text}: has no value; write one directly behind it, as in {token.text}:word."
    else:
        text = f"{token.text} has nothing to apply to and is ignored."
    return Note(text, token.start, token.end)
