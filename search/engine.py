"""The seam between a question and whatever answers it.

Invariant: an engine gives the meaning of the tree to articles and nothing else; parsing,
suggestions and the page are above it and the same for every engine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from index.article import Article
from search.contrast import Bounds, Contrasted
from search.listing import Listed, Wanted
from search.network import Shape, Ties
from search.page import ActorTag, Facet, Histogram, Hit, Marked, Note, TermCount, Twin
from search.profile import About, Called
from search.request import Filter
from search.tree import Node


@dataclass(frozen=True, slots=True)
class Question:
    """A parsed request: what to match, what to count and which hits to show."""

    tree: Node
    filters: tuple[Filter, ...]
    sort: str
    group: str
    offset: int
    size: int
    facets: tuple[str, ...]
    values: int
    order: str
    interval: str
    today: date


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything an engine knows about one question: `total` articles match, in `stories`."""

    total: int
    stories: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    histogram: Histogram
    terms: tuple[TermCount, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """One article in full, with the words of a query marked in its title and text.

    `story` are the other articles that tell the same, newest first.
    """

    article: Article
    title: Marked
    text: Marked
    story: tuple[Twin, ...]


class Engine(Protocol):
    """An open corpus that can be asked."""

    @property
    def generation(self) -> int:
        """The number of the commit this engine speaks of."""

    @property
    def articles(self) -> int:
        """How many articles the corpus holds."""

    def find(self, question: Question) -> Findings:
        """Match, rank, count and cut."""

    def count(self, tree: Node, filters: tuple[Filter, ...], today: date) -> int:
        """How many articles match, without ranking or facets."""

    def about(self, key: str, tree: Node, filters: tuple[Filter, ...], today: date) -> About | None:
        """The actor with this id in the articles that match; None when nobody knows it."""

    def ties(self, tree: Node, filters: tuple[Filter, ...], today: date, shape: Shape) -> Ties:
        """Who is named together in the articles that match."""

    def contrasted(
        self,
        tree: Node,
        filters: tuple[Filter, ...],
        others: tuple[Filter, ...] | None,
        today: date,
        bounds: Bounds,
    ) -> Contrasted:
        """What sets the articles that match apart from those of other filters; None: all others."""

    def listed(
        self, tree: Node, filters: tuple[Filter, ...], today: date, wanted: Wanted, order: str
    ) -> Listed:
        """A page of the values of a facet in the articles that match."""

    def called(self, name: str) -> Called:
        """The actors that a name may mean."""

    def nearest(self, key: str) -> tuple[ActorTag, ...]:
        """Actors whose ids or names are much like `key`, which no actor has."""

    def spellings(self, word: str, most: int) -> tuple[tuple[str, int], ...]:
        """Words of the corpus that `word` may have meant, with their article counts."""

    def article(self, key: str, tree: Node, ticked: Sequence[str] = ()) -> Opened | None:
        """The article with this id, the words of `tree` marked; None when there is none.

        Of the actors `ticked` in facets what names them is marked as well, as it is in hits.
        """
