"""The local engine: one index folder, answered from arrays in this process.

Invariant: all numbers of one answer come from the same snapshot and the same masks.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
from rapidfuzz.distance import OSA

from index.analysis import cut
from index.article import Article
from index.codec.keys import UNDATED
from index.folder import generation_of
from index.snapshot import Numbers, Snapshot, open_snapshot
from search.engine import Findings, Opened, Question
from search.language import words_of, write
from search.local.evaluate import Text, evaluate, occurrences
from search.local.expand import forms, similar
from search.local.facets import Scopes, facet, let_through
from search.local.histogram import histogram
from search.local.marks import Marker, marked, marker
from search.local.matches import Mask, Matches
from search.local.names import meaning
from search.local.occurrences import articles_of
from search.local.snippets import snippet
from search.page import ActorTag, Hit, Note, TermCount
from search.request import Filter
from search.tree import Fuzzy, Is, Node, Prefix, Wildcard, children_of


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
        matches = evaluate(snapshot, question.tree, question.today)
        scopes = _scopes(snapshot, matches, question.filters, question.today)
        final = scopes.without("")
        selected = {chosen.facet: chosen.values for chosen in question.filters}
        return Findings(
            total=int(final.sum()),
            hits=self._hits(question, matches, final),
            facets=tuple(
                facet(scopes, name, selected.get(name, ()), question.values)
                for name in question.facets
            ),
            histogram=histogram(
                snapshot,
                scopes.without("published"),
                question.interval,
                selected.get("published", ()),
            ),
            terms=tuple(_term_count(snapshot, leaf) for leaf in words_of(question.tree)),
            notes=tuple(_notes(snapshot, question.tree)),
        )

    def count(self, tree: Node, filters: tuple[Filter, ...], today: date) -> int:
        """How many articles match, without ranking or facets."""
        matches = evaluate(self._snapshot, tree, today)
        return int(_scopes(self._snapshot, matches, filters, today).without("").sum())

    def spellings(self, word: str, most: int) -> tuple[tuple[str, int], ...]:
        """Words of the corpus within two edits of `word`, nearest and then most frequent first."""
        asked = "".join(cut(word).words)
        near = similar(self._snapshot.lexicon("exact"), asked, 1 if len(asked) < 5 else 2)
        counted = [(other, self._frequency(other)) for other in near[:200] if other != asked]
        ranked = sorted(counted, key=lambda pair: (OSA.distance(asked, pair[0]), -pair[1], pair[0]))
        return tuple((other, count) for other, count in ranked[:most] if count)

    def article(self, key: str, tree: Node) -> Opened | None:
        """The article with this id, the words of `tree` marked; None when there is none."""
        doc = self._snapshot.doc(key)
        if doc is None:
            return None
        article = self._snapshot.article(doc)
        pointing = marker(self._snapshot, tree, ())
        return Opened(
            article,
            marked(article.title, pointing.title(article)),
            marked(article.text, pointing.text(article)),
        )

    def refreshed(self) -> LocalEngine:
        """This engine, or a new one when the folder holds a newer commit."""
        if generation_of(self._folder) == self.generation:
            return self
        return LocalEngine(self._folder, open_snapshot(self._folder))

    def _frequency(self, word: str) -> int:
        return len(articles_of(self._snapshot.occurrences("exact", word)))

    def _hits(self, question: Question, matches: Matches, final: Mask) -> tuple[Hit, ...]:
        kept = final[matches.docs]
        passing = Matches(matches.docs[kept], matches.scores[kept])
        order = _order(self._snapshot, passing, question.sort)
        page = order[question.offset : question.offset + question.size]
        ticked = [value for chosen in question.filters for value in chosen.values]
        pointing = marker(self._snapshot, question.tree, ticked)
        return tuple(
            _hit(self._snapshot.article(int(doc)), float(score), pointing)
            for doc, score in zip(passing.docs[page], passing.scores[page], strict=True)
        )


def open_engine(folder: Path) -> LocalEngine:
    """The newest commit of the index in `folder`, ready to be asked.

    Raises BrokenIndex or NothingThere, naming the remedy.
    """
    return LocalEngine(folder, open_snapshot(folder))


def _scopes(snapshot: Snapshot, matches: Matches, filters: Sequence[Filter], today: date) -> Scopes:
    matching = np.zeros(snapshot.size, dtype=bool)
    matching[matches.docs] = True
    passing = {chosen.facet: let_through(snapshot, chosen, today) for chosen in filters}
    return Scopes(snapshot, today, matching, passing)


def _order(snapshot: Snapshot, matches: Matches, sort: str) -> Numbers:
    """Places in `matches`, best first: a total order that no commit boundary can change."""
    moments = snapshot.moments[matches.docs]
    numbers = snapshot.numbers[matches.docs]
    newest = -(moments.astype(np.float64))
    if sort == "newest":
        return np.lexsort((numbers, newest))
    if sort == "oldest":
        return np.lexsort((numbers, moments, moments == UNDATED))
    return np.lexsort((numbers, newest, -matches.scores))


def _hit(article: Article, score: float, pointing: Marker) -> Hit:
    when = article.published
    return Hit(
        id=article.id,
        title=marked(article.title, pointing.title(article)),
        snippet=snippet(article.text, pointing.text(article)),
        score=round(score, 6),
        path=article.path,
        url=article.url,
        source=article.source,
        language=article.language,
        published=when.value if when else None,
        published_precision=when.precision if when else None,
        actors=tuple(ActorTag(actor.id, actor.name, actor.kind) for actor in article.actors),
        mentions=tuple(dict.fromkeys(mention.value for mention in article.dates)),
    )


def _term_count(snapshot: Snapshot, leaf: Text) -> TermCount:
    found = articles_of(occurrences(snapshot, leaf))
    words = forms(snapshot, leaf).words if isinstance(leaf, Prefix | Wildcard | Fuzzy) else ()
    return TermCount(write(leaf), len(found), words[:20])


def _notes(snapshot: Snapshot, node: Node) -> list[Note]:
    """What the index has to say of the query: names it does not know, expansions it cut."""
    notes = [note for child in children_of(node) for note in _notes(snapshot, child)]
    if isinstance(node, Is):
        said = meaning(snapshot, node).note
        return [*notes, Note(said)] if said else notes
    if isinstance(node, Prefix | Wildcard | Fuzzy) and (more := forms(snapshot, node).left_out):
        said = f"{write(node)} stands for more words than are searched: {more} were left out."
        return [*notes, Note(said)]
    return notes
