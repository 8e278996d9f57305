"""Where articles name their actors, as places of words.

    named.* [D]        how many mentions each article has: `index.codec.runs`
    named.first        the position of a mention's first word, as in the postings
    named.more         how many words of the mention follow
    named.actor        whose it is: the place of its actor among the article's own, as the column
                       `actor` has them
    actor.salience u1  how much the article is about each actor, beside `actor.ordinals`:
                       `index.salience`

A mention has the words it shares a letter with; one without words is left out. As an actor's
place among those of its own article does not depend on other articles, merging changes nothing.

Invariant: the mentions of an article ascend by first word, length and actor, each once.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np

from index.article import Article
from index.codec.container import Array
from index.codec.cutting import Words
from index.codec.invert import BODY_GAP

#: Title or text, first letter, last, actor: so many numbers a mention has before it has words.
_FIELDS = 4
_BYTES = _FIELDS * array("I").itemsize

#: A text above this bit, a letter in it below.
_TEXT = 32

#: Where mentions stand [N each], as named above, and how many each article has [D].
Named = tuple[Array, Array, Array, Array]


def marks_of(article: Article) -> bytes:
    """The mentions of an article by letters: what `named` makes places of words of."""
    ranks = {key: rank for rank, key in enumerate(sorted({actor.id for actor in article.actors}))}
    marks = array("I")
    for actor in article.actors:
        for text, mentions in enumerate((actor.title_mentions, actor.mentions)):
            for mention in mentions:
                marks.extend((text, mention.start, mention.end, ranks[actor.id]))
    return marks.tobytes()


def named(words: Words, marks: Sequence[bytes]) -> Named:
    """(first, more, actor, counts) of articles; `words` are those of title and text of each."""
    rows = np.frombuffer(b"".join(marks), dtype="I").reshape(-1, _FIELDS).astype(np.int64)
    in_text, begin, end, actor = rows.T
    owners = np.repeat(np.arange(len(marks)), [len(each) // _BYTES for each in marks])
    texts, bounds = 2 * owners + in_text, np.concatenate([[0], np.cumsum(words.counts)])
    of = np.repeat(np.arange(len(words.counts)), words.counts) << _TEXT
    first = np.searchsorted(of | words.ends, texts << _TEXT | begin, side="right")
    last = np.searchsorted(of | words.starts, texts << _TEXT | end, side="left") - 1
    position = first - bounds[texts] + in_text * (words.counts[2 * owners] + BODY_GAP)
    order = np.lexsort((actor, last - first, position, owners))
    order = order[(first <= last)[order] & (begin < end)[order]]
    table = np.stack([position, last - first, actor, owners])[:, order]
    table = table[:, np.diff(table, axis=1, prepend=-1).any(axis=0)]
    return table[0], table[1], table[2], np.bincount(table[3], minlength=len(marks))
