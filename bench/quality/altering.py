"""Articles altered as outlets alter what agencies send them.

Invariant: an alteration is a function of a text, of words to take others from, and of chance.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random

Alteration = Callable[[str, Sequence[str], Random], str]

_CREDIT = "\n\n(Reporting by {} {} in {}; editing by {} {})"


def edited(text: str, words: Sequence[str], rng: Random) -> str:
    """With 5 to 20 % of its words replaced by `words`."""
    share = rng.uniform(0.05, 0.2)
    return _by_word(text, lambda word: rng.choice(words) if rng.random() < share else word)


def cut(text: str, _: Sequence[str], rng: Random) -> str:
    """Without its end: 50 to 90 % of its words are left."""
    kept = text.split(" ")
    return " ".join(kept[: max(1, int(len(kept) * rng.uniform(0.5, 0.9)))])


def credited(text: str, words: Sequence[str], rng: Random) -> str:
    """With a line that says who wrote it."""
    return text + _CREDIT.format(*(rng.choice(words).capitalize() for _ in range(5)))


def datelined(text: str, words: Sequence[str], rng: Random) -> str:
    """With a place and an agency in front."""
    return f"{rng.choice(words).upper()}, {rng.randint(1, 28)} May (Agency) - {text}"


def reordered(text: str, _: Sequence[str], rng: Random) -> str:
    """With its paragraphs, or its sentences if it has but one, in another order."""
    joint = "\n\n" if "\n\n" in text else ". "
    parts = text.split(joint)
    rng.shuffle(parts)
    return joint.join(parts)


def cut_and_edited(text: str, words: Sequence[str], rng: Random) -> str:
    """With a tenth of its words replaced and the last quarter left out."""
    changed = _by_word(text, lambda word: rng.choice(words) if rng.random() < 0.1 else word)
    kept = changed.split(" ")
    return " ".join(kept[: max(1, len(kept) * 3 // 4)])


ALTERATIONS: Mapping[str, Alteration] = {
    "edited": edited,
    "cut": cut,
    "credited": credited,
    "datelined": datelined,
    "reordered": reordered,
    "cut and edited": cut_and_edited,
}


def _by_word(text: str, change: Callable[[str], str]) -> str:
    return " ".join(change(word) for word in text.split(" "))
