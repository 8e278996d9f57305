"""When segments become one: few of them, little waste, and nothing written again too often.

Invariant: an index has at most MOST segments, and none in which more than a quarter of the
articles is deleted; an article is written again only a logarithmic number of times.
"""

from __future__ import annotations

from collections.abc import Sequence

#: Segments that may stand side by side.
MOST = 8

_WASTE = 0.25


def to_merge(articles: Sequence[int], deleted: Sequence[int]) -> list[int]:
    """Which segments, by their places, to merge into one; none or at least one.

    `articles` and `deleted` count those of each segment. Wasteful ones are taken, and, when
    there are too many, the smallest, and on until every one left is larger than all taken.
    """
    living = [count - dead for count, dead in zip(articles, deleted, strict=True)]
    places = range(len(living))
    chosen = {place for place in places if deleted[place] > _WASTE * articles[place]}
    if len(living) > MOST:
        smallest = sorted(places, key=lambda place: (living[place], place))
        taken = 0
        for number, place in enumerate(smallest):
            if number <= len(living) - MOST or living[place] <= taken:
                chosen.add(place)
                taken += living[place]
    return sorted(chosen)
