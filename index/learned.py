"""Recognisers that learned from examples, which a user may plug in beside our rules.

So far there is one kind, `spacy:NAME`: a pipeline of spaCy, installed as a package of that name or
lying in a folder.

Invariant: nothing of it is loaded before it is asked for, and without it nothing else changes.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from index.actors.hints import Hint
from index.errors import NoRecogniser

#: What takes a recogniser away again.
NONE = "none"

_KIND = "spacy:"

#: Letters given to a pipeline in one go; longer texts are cut at the ends of paragraphs.
_LETTERS = 100_000

Teller = Callable[[str], list[tuple[int, int, str]]]


def settled(given: str) -> str:
    """A recogniser as it is kept: a folder by its full path. Raises NoRecogniser."""
    if given == NONE:
        return ""
    kind, colon, name = given.partition(":")
    if kind + colon != _KIND or not name:
        raise NoRecogniser(
            f"{given!r} is no recogniser: write spacy:NAME, with a pipeline of spaCy that is "
            f"installed or its folder, or {NONE}"
        )
    settled_on = f"{_KIND}{Path(name).resolve()}" if Path(name).is_dir() else given
    _teller(settled_on)
    return settled_on


def hints(recogniser: str, text: str) -> list[Hint]:
    """The names that a recogniser finds in `text`. Raises NoRecogniser when it cannot be loaded."""
    tell = _teller(recogniser)
    found = []
    start = 0
    while start < len(text):
        end = _end(text, start)
        found += [Hint(start + s, start + e, kind) for s, e, kind in tell(text[start:end])]
        start = end
    return found


def _end(text: str, start: int) -> int:
    """Where the piece ends that begins at `start`: behind a paragraph, if there is one."""
    if len(text) - start <= _LETTERS:
        return len(text)
    last = start + _LETTERS
    cut = max(text.rfind("\n", start, last), text.rfind(" ", last - 1000, last))
    return cut + 1 if cut > start else last


@functools.lru_cache(maxsize=2)
def _teller(recogniser: str) -> Teller:
    name = recogniser.removeprefix(_KIND)
    try:
        module = import_module("index.spacy_pipeline")
    except ImportError as fault:
        raise NoRecogniser(
            f"{recogniser} needs spaCy, which cannot be imported ({fault}): install it with "
            "pip install 'dateline[spacy]', or pip install spacy"
        ) from fault
    try:
        teller: Teller = module.load(name)
    except (OSError, ImportError, ValueError) as fault:
        said = (str(fault).strip().partition("\n")[0] or type(fault).__name__).rstrip(".:")
        remedy = (
            "name a folder into which spaCy has written a pipeline that tells names"
            if Path(name).is_dir()
            else f"install it, as with python -m spacy download {name}, or name the folder of one"
        )
        raise NoRecogniser(f"{recogniser} cannot be loaded: {said}: {remedy}") from fault
    return teller
