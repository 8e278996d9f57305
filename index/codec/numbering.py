"""Numbers for strings, in the order in which they are first met."""

from __future__ import annotations


class Numbering(dict[str, int]):
    """`numbering[string]` is its number; a new string gets the next one.

    Invariant: the n-th string, in the order of the dictionary, has the number n.
    """

    def __missing__(self, string: str) -> int:
        self[string] = number = len(self)
        return number
