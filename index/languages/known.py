"""The languages of news: their codes, their names, and their words that only serve grammar.

The data stands in `languages.toml`. A *tongue* is what decides how words are stemmed: the code
of a language with a stemmer of its own, and "" for English, for all other languages and for an
article whose language is unknown, which are stemmed as English is.

Invariant: no two languages share a code or a name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from index.analysis import FUNCTION_WORDS, cut, fold

_FILE = Path(__file__).parent / "languages.toml"

#: The parts of a tag as RFC 5646 has it (`pt-BR`, `zh-Hant`), or as POSIX has (`en_US.UTF-8`).
_TAG = re.compile(r"([A-Za-z]{2,3})[-_.][A-Za-z0-9_.@-]+")


@dataclass(frozen=True, slots=True)
class Language:
    """A language: `also` are its other codes and names, `stemmer` is NLTK's name if it has one.

    `endings` are pairs: the ending of a folded word, and how its stemmer shall read it.
    """

    code: str
    name: str
    also: tuple[str, ...]
    stemmer: str
    endings: tuple[tuple[str, str], ...]
    function_words: frozenset[str]


@cache
def languages() -> Mapping[str, Language]:
    """All languages by their codes, which ascend."""
    read = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {code: _language(code, entry) for code, entry in sorted(read.items())}


@lru_cache(maxsize=1 << 12)
def code_of(name: str) -> str | None:
    """The code of the language so called or so tagged: `French`, `français`, `fra`, `fr-CA`."""
    found = _codes().get(_folded(name))
    tag = _TAG.fullmatch(name.strip())
    return found or (_codes().get(tag[1].lower()) if tag else None)


def language_name(code: str) -> str:
    """What a language is called in English; what we do not know is called as it is."""
    known = languages().get(code)
    return known.name if known else code


@lru_cache(maxsize=1 << 12)
def tongue_of(language: str | None) -> str:
    """The tongue of an article in a language, given by its code."""
    known = languages().get(language or "")
    return known.code if known and known.stemmer else ""


def is_function_word(word: str, tongue: str = "") -> bool:
    """Whether a folded word only serves grammar in a tongue, so that alone it excludes nothing."""
    return word in (languages()[tongue].function_words if tongue else FUNCTION_WORDS)


@cache
def _codes() -> dict[str, str]:
    """The code of each name, folded."""
    return {
        _folded(name): each.code
        for each in languages().values()
        for name in (each.code, each.name, *each.also)
    }


def _folded(name: str) -> str:
    return " ".join(cut(name).words)


def _language(code: str, entry: Mapping[str, object]) -> Language:
    also, endings = entry.get("also", []), entry.get("endings", {})
    assert isinstance(also, list) and isinstance(endings, dict)  # noqa: S101 - our own file
    return Language(
        code=code,
        name=str(entry["name"]),
        also=tuple(also),
        stemmer=str(entry.get("stemmer", "")),
        endings=tuple(sorted(endings.items(), key=lambda pair: -len(pair[0]))),
        function_words=frozenset(map(fold, str(entry.get("function", "")).split())),
    )
