"""Other searches worth a click when this one finds little.

With few hits, words the corpus does not know are respelled as words it does, and those it hardly
knows where one slip explains them; with none, each part of the query and each filter is dropped
in turn.

Invariant: every suggestion was counted by the engine and finds more than the search did.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.analysis import fold
from index.languages import is_function_word
from search.engine import Engine, Findings, Question
from search.language import write
from search.page import Suggestion
from search.tree import And, Node, Word, rebuilt
from search.words import words_in

#: At most so many hits are few, and so many suggestions are enough.
FEW = 2
MOST = 5
_PARTS = 8
#: A shorter word that the corpus knows is taken as it is.
_LONG = 5


def suggestions(engine: Engine, question: Question, found: Findings) -> tuple[Suggestion, ...]:
    """At most MOST suggestions: respellings first, then what to drop."""
    if found.total > FEW:
        return ()
    offered = list(_respelled(engine, question, found))
    if found.total == 0:
        offered += _dropped(engine, question)
    better = [offer for offer in offered if offer.total > found.total]
    return tuple({(offer.query, offer.drop_facet): offer for offer in better}.values())[:MOST]


def _respelled(engine: Engine, question: Question, found: Findings) -> Iterator[Suggestion]:
    """The query with all its doubtful words respelled, then with each other candidate."""
    doubtful = {
        term.text: [
            offer
            for offer in engine.spellings(term.text, 3)
            if term.articles == 0 or _is_slip(term.text, offer[0])
        ]
        for term in found.terms
        if term.articles <= FEW and _is_word(term.text)
    }
    known = {text: offers for text, offers in doubtful.items() if offers}
    best = {text: offers[0][0] for text, offers in known.items()}
    trials = [best] if best else []
    trials += [{**best, text: other} for text, offers in known.items() for other, _ in offers[1:]]
    for trial in trials:
        tree = _with_words(question.tree, trial)
        yield _counted(engine, question, "spelling", tree, ", ".join(trial.values()))


def _is_word(text: str) -> bool:
    words = words_in(text)
    return len(words) == 1 and text.isalpha() and len(text) > 2 and not is_function_word(words[0])


def _is_slip(text: str, other: str) -> bool:
    """Whether one slip of the pen parts two words that are long enough to tell."""
    word = fold(text)
    head = _shared(word, other)
    tail = _shared(word[head:][::-1], other[head:][::-1])
    ours, theirs = word[head : len(word) - tail], other[head : len(other) - tail]
    slipped = max(len(ours), len(theirs)) == 1 or (len(ours) == 2 and ours == theirs[::-1])
    return slipped and len(word) >= _LONG


def _shared(one: str, other: str) -> int:
    """How many letters two words have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _with_words(tree: Node, respelled: dict[str, str]) -> Node:
    def change(leaf: Node) -> Node:
        return Word(respelled.get(leaf.text, leaf.text)) if isinstance(leaf, Word) else leaf

    return rebuilt(tree, change)


def _dropped(engine: Engine, question: Question) -> Iterator[Suggestion]:
    """The search without one of its filters, or without one part of its query."""
    for chosen in question.filters:
        fewer = tuple(other for other in question.filters if other is not chosen)
        total = engine.count(question.tree, fewer, question.today)
        yield Suggestion("drop", chosen.facet, write(question.tree), chosen.facet, total)
    if isinstance(question.tree, And):
        for part in question.tree.children[:_PARTS]:
            rest = _without(question.tree.children, part)
            yield _counted(engine, question, "drop", rest, write(part))


def _without(parts: Sequence[Node], dropped: Node) -> Node:
    rest = tuple(part for part in parts if part is not dropped)
    return rest[0] if len(rest) == 1 else And(rest)


def _counted(engine: Engine, question: Question, why: str, tree: Node, text: str) -> Suggestion:
    total = engine.count(tree, question.filters, question.today)
    return Suggestion(why, text, write(tree), None, total)
