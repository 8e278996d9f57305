"""What a segment holds beside its articles, compared with what these say.

Invariant: each article is decoded once, and a few hundred of them are held at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

import numpy as np

from index.article import Article
from index.codec.columns import Columns
from index.codec.cutting import Words
from index.codec.keys import columns_of, moment
from index.codec.naming import marks_of, named
from index.codec.records import COLUMNS
from index.salience import saliences

#: Articles that are held together.
_ARTICLES = 512

#: Decoded keys kept of each column while articles are compared with it.
_KEYS = 1 << 14


def article_faults(columns: Columns, step: Callable[[], None]) -> Iterator[str]:
    """What articles are not as their columns and words have it; `step` is called once each."""
    keyed = {name: columns.keyed(name) for name in COLUMNS}
    keys = {
        name: lru_cache(maxsize=_KEYS)(column.keys.__getitem__) for name, column in keyed.items()
    }
    for first in range(0, columns.articles, _ARTICLES):
        docs = range(first, min(first + _ARTICLES, columns.articles))
        articles = []
        for doc in docs:
            article = columns.article(doc)
            own = f"{article.id} {moment(article)}"
            if f"{columns.numbers[doc]:016x} {columns.moments[doc]}" != own:
                yield f"has article {doc:,} under another id or time than its own"
            for name, wanted in columns_of(article).items():
                begin, end = keyed[name].starts[doc : doc + 2].tolist()
                held = {keys[name](o) for o in keyed[name].ordinals[begin:end].tolist()}
                if held != set(wanted):
                    yield f"has article {doc:,} under another {name} than its own"
            articles.append(article)
            step()
        yield from _astray(columns, docs, articles)
        yield from _salience(columns, docs, articles)


def _salience(columns: Columns, docs: range, articles: Sequence[Article]) -> Iterator[str]:
    begin, end = columns.keyed("actor").starts[[docs.start, docs.stop]].tolist()
    if columns.saliences[begin:end].tobytes() != b"".join(map(saliences, articles)):
        yield f"has salience, from article {docs.start:,} on, that its actors do not have"


def _astray(columns: Columns, docs: range, articles: Sequence[Article]) -> Iterator[str]:
    """Words of articles that stand outside their texts, and mentions of other words than theirs."""
    starts, ends = columns.spans(list(docs))
    counts = np.stack([columns.title_lengths[docs], columns.body_lengths[docs]], axis=1).ravel()
    if counts.sum() != len(starts):
        yield f"has other words from article {docs.start:,} on than are counted"
        return
    first = 0
    for place, count in enumerate(counts.tolist()):
        edges = np.stack([starts[first : first + count], ends[first : first + count]], axis=1)
        article = articles[place // 2]
        text = article.text if place % 2 else article.title
        if (np.diff(edges.ravel()) < 0).any() or edges.max(initial=0) > len(text):
            yield f"has words of article {docs[place // 2]:,} that stand outside its text"
            return
        first += count
    nothing = np.zeros(0, dtype=np.int64)
    words = Words(nothing, starts, ends, counts, nothing)
    made = named(words, [marks_of(article) for article in articles])
    if not all(map(np.array_equal, made, columns.named_in(np.array(docs)))):
        yield f"has mentions, from article {docs.start:,} on, that stand elsewhere than it says"
