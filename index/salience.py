"""How much an article is about each of its actors: one small number.

    salience = 40 · headline + 35 · LEAD / (LEAD + start) + 25 · times / (times + 2)

`headline` is 1 where the title names the actor, else 0; `start` are the letters of the text before
it is first named, 0 where the title names it; `times` is how often title and text name it. The
sum is rounded to a whole number from 1 to MOST.

Headline, place of the first mention and number of mentions are those features of Dunietz and
Gillick, "A New Entity Salience Task with Millions of Training Examples" (EACL 2014), that are
known of a single article without a model; the shares are ours, in the order of what each feature
told them, and the place and the number level off, as they do there.

Invariant: a salience depends on the article alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.article import Actor, Article

#: No salience is above this.
MOST = 100

HEADLINE, PLACE, NUMBER = 40, 35, 25
#: Letters of the text after which the place of a first mention counts half: a lead paragraph.
LEAD = 400
#: Mentions that count half.
FEW = 2


def saliences(article: Article) -> bytes:
    """The salience of each actor, in the order of their ids, which are taken once each."""
    actors: dict[str, list[Actor]] = {}
    for actor in article.actors:
        actors.setdefault(actor.id, []).append(actor)
    return bytes(_salience(actors[key]) for key in sorted(actors))


def _salience(parts: Sequence[Actor]) -> int:
    """The salience of one actor of an article, which may be told of in parts."""
    in_title = sum(len(part.title_mentions) for part in parts)
    starts = [mention.start for part in parts for mention in part.mentions]
    times = in_title + len(starts)
    if not times:
        return 1
    start = 0 if in_title else min(starts)
    said = PLACE * LEAD / (LEAD + start) + NUMBER * times / (times + FEW)
    return max(1, round(HEADLINE * bool(in_title) + said))
