"""Articles of one story gathered into one hit: its best article, the others folded into it.

Invariant: every article that matches is a hit or folded into just one, and which is the hit
depends on the order that was asked for alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from index.snapshot import Snapshot
from index.telling import ALONE
from search.local.matches import Matches, Numbers
from search.local.ranking import in_order


@dataclass(frozen=True, slots=True)
class Gathered:
    """`leads` are the best of each story; `docs` [m], best first in each of `stories` [m], hold
    all matching articles of the stories of which more than one matches."""

    leads: Matches
    docs: Numbers
    stories: Numbers

    def folded(self, story: int) -> list[int]:
        """The matching articles of a story without the best, in order."""
        first, last = np.searchsorted(self.stories, [story, story + 1])
        found: list[int] = self.docs[first + 1 : last].tolist()
        return found


def gathered(snapshot: Snapshot, matches: Matches, sort: str) -> Gathered:
    """The stories of `matches`; which article is the best is as `sort` has it."""
    several, told = _several(snapshot, matches)
    if not len(several):
        return Gathered(matches, several, told)
    some = Matches(matches.docs[several], matches.scores[several], matches.size)
    order = in_order(snapshot, some, sort)
    order = order[np.argsort(told[order], kind="stable")]
    stories = told[order]
    kept = np.ones(len(matches.docs), dtype=bool)
    kept[several[order[1:][np.diff(stories) == 0]]] = False
    return Gathered(matches.only(kept), some.docs[order], stories)


def count_stories(snapshot: Snapshot, matches: Matches) -> int:
    """How many stories the matching articles tell."""
    several, told = _several(snapshot, matches)
    return len(matches.docs) - len(several) + len(np.unique(told))


def story_of(snapshot: Snapshot, doc: int) -> Numbers:
    """The articles that tell the same story as this one, which is among them: ascending."""
    number = snapshot.stories[doc]
    return np.array([doc]) if number == ALONE else np.flatnonzero(snapshot.stories == number)


def _several(snapshot: Snapshot, matches: Matches) -> tuple[Numbers, Numbers]:
    """(places in `matches`, stories) of the articles of whose story another one matches too."""
    told = snapshot.stories.take(matches.docs).astype(np.int64)
    places = np.flatnonzero(told != ALONE)
    stories = told[places]
    shared = np.bincount(stories)[stories] > 1 if len(stories) else stories == 0
    return places[shared], stories[shared]
