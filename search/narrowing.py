"""A query narrowed by more conditions: where a number on a page leads to.

Invariant: what is returned reads back as the conjunction of the tree and the conditions, so
that a search of it finds exactly the articles that were counted under both.
"""

from __future__ import annotations

from search.language import write
from search.tree import And, Everything, Node


def both(tree: Node, *conditions: Node) -> Node:
    """The tree and all conditions, without a bracket more than that needs."""
    parts = tree.children if isinstance(tree, And) else (tree,)
    more = (each for each in conditions if each not in parts)
    parts = tuple(part for part in (*parts, *more) if part != Everything())
    if len(parts) > 1:
        return And(parts)
    return parts[0] if parts else Everything()


def narrowed(tree: Node, *conditions: Node) -> str:
    """The canonical query of `both`."""
    return write(both(tree, *conditions))
