"""The local engine: one index folder, answered from arrays in this process.

Invariant: all numbers of one answer come from the same snapshot and the same masks.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
from rapidfuzz.distance import OSA

from index.acting import POSITION_BITS
from index.codec.parts import Card
from index.folder import generation_of
from index.snapshot import Snapshot, open_snapshot
from search.anyone import Anyone, items_in
from search.contrast import Bounds, Contrasted
from search.engine import Findings, Opened, Question
from search.language import words_of, write
from search.listing import Listed, Wanted
from search.local.actors import is_present
from search.local.carrying import COUNTED
from search.local.central import central, foremost
from search.local.company import unknown
from search.local.contrast import Sides, contrasted
from search.local.evaluate import Evaluation, Text
from search.local.expand import forms, similar
from search.local.facets import facet
from search.local.gathering import Gathered, count_stories, gathered, story_of
from search.local.histogram import histogram
from search.local.listing import listed
from search.local.marks import Spots, marked, spots
from search.local.matches import Matches, Numbers, raised
from search.local.names import meaning
from search.local.network import ties
from search.local.profile import about, called, nearest
from search.local.ranking import best, in_order
from search.local.scopes import Scopes
from search.local.snippets import snippet
from search.narrowing import both
from search.network import Shape, Ties
from search.page import MOST_TWINS, ActorTag, Hit, Note, TermCount, Twin
from search.profile import About, Called
from search.request import Filter
from search.tree import (
    Everything,
    Fuzzy,
    Is,
    Near,
    Node,
    Not,
    Phrase,
    Prefix,
    Sentence,
    Wildcard,
    children_of,
)
from search.words import words_in


class LocalEngine:
    """An open snapshot that answers questions; `refreshed` follows new commits."""

    def __init__(self, folder: Path, snapshot: Snapshot) -> None:
        self._folder = folder
        self._snapshot = snapshot

    @property
    def generation(self) -> int:
        """The number of the commit this engine speaks of."""
        return self._snapshot.generation

    @property
    def articles(self) -> int:
        """How many articles the corpus holds."""
        return self._snapshot.articles

    def find(self, question: Question) -> Findings:
        """Match, rank, count and cut."""
        snapshot = self._snapshot
        evaluation = Evaluation(snapshot, question.today)
        matches = evaluation.matches(question.tree)
        scopes = Scopes(snapshot, question.today, matches.docs, question.filters)
        final = matches.only(scopes.passing()) if question.filters else matches
        published = scopes.filters.get("published", Filter("published", ()))
        final = self._by_ticked(question, final)
        bars = scopes.without("published")
        folds = question.group == "stories"
        in_stories = gathered(snapshot, final, question.sort) if folds else None
        return Findings(
            total=len(final.docs),
            stories=len(in_stories.leads.docs) if in_stories else count_stories(snapshot, final),
            hits=self._hits(question, final, in_stories),
            facets=tuple(
                facet(scopes, name, question.values, question.order) for name in question.facets
            ),
            histogram=histogram(snapshot, bars, question.interval, published.values),
            terms=tuple(_term_count(evaluation, leaf) for leaf in words_of(question.tree)),
            notes=tuple(_notes(snapshot, question.tree)),
        )

    def _by_ticked(self, question: Question, found: Matches) -> Matches:
        """The matches scored by the actors that are ticked, where nothing else scores them."""
        if question.sort == "relevance" and not found.scores.any():
            for chosen in question.filters:
                if chosen.facet not in COUNTED:
                    found = raised(found, central(self._snapshot, chosen.values))
        return found

    def count(self, tree: Node, filters: tuple[Filter, ...], today: date) -> int:
        """How many articles match, without ranking or facets."""
        return len(self._docs(tree, filters, today))

    def about(self, key: str, tree: Node, filters: tuple[Filter, ...], today: date) -> About | None:
        """The actor with this id in the articles that match; None when nobody knows it."""
        named = is_present(self._snapshot, key)
        narrower = both(tree, Is("actor", key)) if named else Not(Everything())
        docs = self._docs(narrower, filters, today)
        return about(self._snapshot, key, tree, docs)

    def ties(self, tree: Node, filters: tuple[Filter, ...], today: date, shape: Shape) -> Ties:
        """Who is named together in the articles that match."""
        return ties(self._snapshot, tree, self._docs(tree, filters, today), shape)

    def contrasted(
        self,
        tree: Node,
        filters: tuple[Filter, ...],
        others: tuple[Filter, ...] | None,
        today: date,
        bounds: Bounds,
    ) -> Contrasted:
        """What sets the articles that match apart from those of other filters; None: all others."""
        snapshot, here = self._snapshot, self._docs(tree, filters, today)
        if others is None:
            rest = snapshot.alive.copy()
            rest[here] = False
            there = np.flatnonzero(rest)
        else:
            there = self._docs(tree, others, today)
        return contrasted(snapshot, tree, filters, Sides(here, there), bounds)

    def listed(
        self, tree: Node, filters: tuple[Filter, ...], today: date, wanted: Wanted, order: str
    ) -> Listed:
        """A page of the values of a facet in the articles that match."""
        docs = Evaluation(self._snapshot, today).matches(tree).docs
        return listed(Scopes(self._snapshot, today, docs, filters), wanted, order)

    def called(self, name: str) -> Called:
        """The actors that a name may mean."""
        return called(self._snapshot, name)

    def nearest(self, key: str) -> tuple[ActorTag, ...]:
        """Actors whose ids or names are much like `key`, which no actor has."""
        return nearest(self._snapshot, key)

    def spellings(self, word: str, most: int) -> tuple[tuple[str, int], ...]:
        """Words of the corpus within two edits of `word`, nearest and then most frequent first."""
        asked = "".join(words_in(word))
        near = similar(self._snapshot.lexicon("exact"), asked, 1 if len(asked) < 5 else 2)
        counted = [(other, self._frequency(other)) for other in near[:200] if other != asked]
        ranked = sorted(counted, key=lambda pair: (OSA.distance(asked, pair[0]), -pair[1], pair[0]))
        return tuple((other, count) for other, count in ranked[:most] if count)

    def article(self, key: str, tree: Node, ticked: Sequence[str] = ()) -> Opened | None:
        """The article with this id, the words of `tree` and who is `ticked` marked."""
        doc = self._snapshot.doc(key)
        if doc is None:
            return None
        article = self._snapshot.article(doc)
        title, text = spots(self._snapshot, tree, ticked, np.array([doc]))[doc]
        twins = self._twins(self._others(doc))
        return Opened(article, marked(article.title, title), marked(article.text, text), twins)

    def refreshed(self) -> LocalEngine:
        """This engine, or a new one when the folder holds a newer commit."""
        if generation_of(self._folder) == self.generation:
            return self
        return LocalEngine(self._folder, open_snapshot(self._folder))

    def _docs(self, tree: Node, filters: tuple[Filter, ...], today: date) -> Numbers:
        """The articles that match and pass every filter, ascending."""
        docs = Evaluation(self._snapshot, today).matches(tree).docs
        return docs[Scopes(self._snapshot, today, docs, filters).passing()]

    def _frequency(self, word: str) -> int:
        return len(np.unique(self._snapshot.occurrences("exact", word) >> POSITION_BITS))

    def _hits(
        self, question: Question, found: Matches, in_stories: Gathered | None
    ) -> tuple[Hit, ...]:
        matches = in_stories.leads if in_stories else found
        page = best(self._snapshot, matches, question.sort, question.offset, question.size)
        docs = matches.docs[page]
        ticked = [value for chosen in question.filters for value in chosen.values]
        marks = spots(self._snapshot, question.tree, ticked, np.sort(docs))
        hits = []
        for doc, score in zip(docs.tolist(), matches.scores[page].tolist(), strict=True):
            folded = in_stories.folded(self._snapshot.stories[doc]) if in_stories else []
            story = len(folded), self._twins(folded[:MOST_TWINS])
            hits.append(_hit(self._snapshot, doc, score, marks[doc], story))
        return tuple(hits)

    def _others(self, doc: int) -> list[int]:
        """The other articles of an article's story, newest first."""
        docs = story_of(self._snapshot, doc)
        told = Matches(docs, np.zeros(len(docs)), self._snapshot.size)
        ordered: list[int] = docs[in_order(self._snapshot, told, "newest")].tolist()
        return [other for other in ordered if other != doc]

    def _twins(self, docs: Sequence[int]) -> tuple[Twin, ...]:
        return tuple(_twin(self._snapshot.key(doc), self._snapshot.card(doc)) for doc in docs)


def open_engine(folder: Path) -> LocalEngine:
    """The newest commit of the index in `folder`, ready to be asked.

    Raises BrokenIndex or NothingThere, naming the remedy.
    """
    return LocalEngine(folder, open_snapshot(folder))


def _hit(
    snapshot: Snapshot, doc: int, score: float, marks: Spots, story: tuple[int, tuple[Twin, ...]]
) -> Hit:
    card, (title, text) = snapshot.card(doc), marks
    return Hit(
        id=snapshot.key(doc),
        title=marked(card.title, title),
        snippet=snippet(card.text, text),
        score=round(score, 6),
        path=card.path,
        url=card.url,
        source=card.source,
        language=card.language,
        published=card.published,
        published_precision=card.published_precision,
        actors=foremost(snapshot, doc),
        mentions=card.mentions,
        folded=story[0],
        also=story[1],
    )


def _twin(key: str, card: Card) -> Twin:
    return Twin(key, card.title, card.url, card.source, card.published)


def _term_count(evaluation: Evaluation, leaf: Text) -> TermCount:
    found = evaluation.of_words(leaf).docs
    if isinstance(leaf, Prefix | Wildcard | Fuzzy):
        return TermCount(write(leaf), len(found), forms(evaluation.snapshot, leaf).words[:20])
    return TermCount(write(leaf), len(found))


def _notes(snapshot: Snapshot, node: Node) -> list[Note]:
    """What the index has to say of the query: names it does not know, expansions it cut."""
    notes = [note for child in children_of(node) for note in _notes(snapshot, child)]
    if isinstance(node, Is):
        note = meaning(snapshot, node).note
        return [*notes, Note(note)] if note else notes
    if isinstance(node, Phrase | Near | Sentence):
        marks = (item for item in items_in(node.text) if isinstance(item, Anyone))
        said = [text for mark in dict.fromkeys(marks) if (text := unknown(snapshot, mark))]
        return [*notes, *map(Note, said)]
    if isinstance(node, Prefix | Wildcard | Fuzzy) and (more := forms(snapshot, node).left_out):
        told = f"{write(node)} stands for more words than are searched: {more} were left out."
        return [*notes, Note(told)]
    return notes
