"""The words of a query's texts, each cut once.

Invariant: these are the words `index.analysis` cuts, so a query is read as articles are.
"""

from __future__ import annotations

from functools import lru_cache

from index.analysis import cut, stem


@lru_cache(maxsize=4096)
def words_in(text: str) -> tuple[str, ...]:
    """The folded words of `text`, in order."""
    return tuple(cut(text).words)


@lru_cache(maxsize=4096)
def stems_in(text: str) -> tuple[str, ...]:
    """Their stems."""
    return tuple(stem(word) for word in words_in(text))
