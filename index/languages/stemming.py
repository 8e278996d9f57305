"""Stems: what the forms of a word share, as NLTK's Snowball stemmer of its language has it.

A word of another language is another word: in an index, a word of an article whose tongue is
not English (see `known`) is *tagged* with the tongue: `maisons`, OF, `fr`. Its stem is tagged
likewise, so that what a word's stem is depends on the word alone.

Stems are made of folded words (`index.analysis.fold`): a query need not have the accents. What
that does to the stemmers was looked at language by language. German, Dutch, Italian, Finnish,
Swedish, Danish and Norwegian stems come out the same without umlauts and accents, and so do
those of Arabic, which fold the forms of alef themselves; `ue` is not read as `ü`. Russian has
need of й, which folding keeps. French, Spanish, Portuguese, Hungarian and Romanian stemmers know
some endings by their accents: `endings` in `languages.toml` give these back before they read a
word, and mend the plural in -ões and -iernos, which Snowball itself misses. Where that is not
enough (`katonák`, `étrangères`) two forms of a word have different stems.

Invariant: a stem is folded, and depends on the tagged word alone, whatever was stemmed before.
"""

from __future__ import annotations

from functools import cache, lru_cache
from threading import Lock
from typing import Any

from nltk.stem.snowball import SnowballStemmer

from index.analysis import fold
from index.languages.known import languages

#: Parts a word from its tongue; it sorts before every letter, and is in no word.
OF = "\x1f"

#: One for all: some stemmers (the Arabic one) keep notes on the word they are at.
_one_at_a_time = Lock()


def tagged(word: str, tongue: str) -> str:
    """A word as an index keeps it of articles in a tongue."""
    return f"{word}{OF}{tongue}" if tongue else word


def bare(word: str) -> str:
    """A word without its tag."""
    return word.partition(OF)[0]


def tongue_in(word: str) -> str:
    """The tongue that a word is tagged with."""
    return word.partition(OF)[2]


@lru_cache(maxsize=1 << 18)
def stem(word: str) -> str:
    """The stem of a folded word, tagged as it is; no plain word (`u.s.`, `f16`) has another."""
    plain, _, tongue = word.partition(OF)
    if not plain.replace("'", "").isalpha():
        return word
    if not tongue:
        english: str = _stemmer("english").stem(word)
        return english
    return tagged(_stem(plain, tongue), tongue)


def _stem(word: str, tongue: str) -> str:
    language = languages()[tongue]
    for ending, read in language.endings:
        if word.endswith(ending):
            word = word[: -len(ending)] + read
            break
    with _one_at_a_time:
        stemmed = _stemmer(language.stemmer).stem(word)
    return fold(stemmed or word)


@cache
def _stemmer(name: str) -> Any:
    return SnowballStemmer(name)
