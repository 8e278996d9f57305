"""Near-duplicates: altered articles among all others, and whether they are found.

Some articles of the folder are altered in each way of `bench.quality.altering` and put beside all
of them. Right is who stands in one story with the article an altered one was made of, or with what
is in one story with that already.

Invariant: chance is fixed, so that the same folder gives the same figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

import numpy as np

from bench.quality.altering import ALTERATIONS
from bench.quality.outcome import Case, Outcome, share
from index.article import Article, Skipped
from index.codec.container import Array
from index.codec.cutting import Cutter
from index.codec.keys import moment
from index.codec.likeness import SIZE, Sketcher
from index.pipeline import understood
from index.stories import stories

#: So many articles are altered, none with fewer words.
SAMPLE, WORDS = 1000, 40
_BATCH = 512


@dataclass(frozen=True, slots=True)
class Told:
    """The story of each article, by the place of its middle; and how many stories have several."""

    middles: list[int]
    several: int


def duplicates(folder: Path) -> Outcome:
    """Recall and precision of each alteration, and the stories the folder has by itself."""
    found = [item for item in understood([folder], date.today()) if not isinstance(item, Skipped)]
    return measured([article for _, (article, _) in found], SAMPLE)


def measured(articles: Sequence[Article], most: int, times: int = 1) -> Outcome:
    """The same of articles, at `most` so many of which are altered, each so many `times`."""
    rng = Random(1)  # noqa: S311 - repeatable, not secret
    long = [place for place, each in enumerate(articles) if len(each.text.split()) >= WORDS]
    chosen = rng.sample(long, min(most, len(long))) * times
    words = [word for place in chosen for word in articles[place].text.split()]
    sketches = sketched([article.text for article in articles])
    moments = [moment(article) for article in articles]
    before = told(sketches, moments)
    figures: dict[str, float | int] = {"articles": len(articles), "stories found": before.several}
    cases: list[Case] = []
    for name, alter in ALTERATIONS.items():
        altered = sketched([alter(articles[place].text, words, rng) for place in chosen])
        after = told(
            np.concatenate([sketches, altered]), moments + [moments[place] for place in chosen]
        )
        own, right, wrong = _counted(before, after, chosen)
        figures[f"recall {name}"] = share(sum(own), len(own))
        figures[f"precision {name}"] = share(right, right + wrong)
        cases += (
            Case(f"{name}: {articles[place].id}", float(hit), articles[place].title, "")
            for place, hit in zip(chosen, own, strict=True)
        )
    return Outcome(figures, tuple(cases))


def sketched(texts: Sequence[str]) -> Array:
    """The sketches [texts, SIZE] of bodies."""
    cutter = Cutter()
    sketcher = Sketcher(cutter.words)
    parts = [np.zeros(0, dtype=np.uint8)]
    for first in range(0, len(texts), _BATCH):
        titled = [part for text in texts[first : first + _BATCH] for part in ("", text)]
        parts.append(sketcher.sketch(cutter.cut(titled)))
    return np.concatenate(parts).reshape(-1, SIZE)


def told(sketches: Array, moments: Sequence[int]) -> Told:
    """The stories of articles."""
    numbers = np.arange(len(sketches), dtype=np.uint64)
    middles = numbers.astype(np.int64)
    found = stories(sketches, np.array(moments, dtype=np.int64), numbers)
    for docs in found:
        middles[docs] = docs[0]
    return Told(middles.tolist(), len(found))


def _counted(before: Told, after: Told, chosen: Sequence[int]) -> tuple[list[bool], int, int]:
    """(whether each altered one is with its own, how many are so, with how many others all are)."""
    count = len(before.middles)
    members: dict[int, list[int]] = {}
    for place, middle in enumerate(after.middles):
        members.setdefault(middle, []).append(place)
    own, right, wrong = [], 0, 0
    for number, place in enumerate(chosen):
        company = members[after.middles[count + number]]
        # An altered one stands for the article it was made of.
        origins = {chosen[each - count] if each >= count else each for each in company}
        kin = {each for each in origins if before.middles[each] == before.middles[place]}
        own.append(place in company)
        right += own[-1]
        wrong += len(origins - kin - {place})
    return own, right, wrong
