"""The words of a query's texts, each cut once.

Invariant: these are the words `index.analysis` cuts, so a query is read as articles are. What
their stems are depends on the articles that are looked at (`index.lookup`), not on the query.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.analysis import ELIDED, cut

_ELIDED = re.compile(f"{ELIDED}.")


@lru_cache(maxsize=4096)
def words_in(text: str) -> tuple[str, ...]:
    """The folded words of `text`, in order."""
    return tuple(cut(text).words)


@lru_cache(maxsize=4096)
def subjects_in(text: str) -> tuple[str, ...]:
    """The words of one typed word: elided ones before others are not asked (`l'eau` is `eau`)."""
    return words_in(_ELIDED.sub("", text))
