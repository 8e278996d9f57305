"""Who an actor is, by the catalogue and by the articles of a search that name it.

Invariant: every number is the size of a set of living articles that the search beside it finds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import numpy as np

from index.acting import POSITION_BITS
from index.actors.years import EVER, Years
from index.codec.keys import folded
from index.snapshot import Snapshot, contains
from search.local import lore
from search.local.actors import aliases_of, articles_with, is_present, of_kind, tag
from search.local.calendar import among
from search.local.conjunction import excludes_all_alike
from search.local.expand import similar
from search.local.facets import greatest, tally
from search.local.marks import marked, spots
from search.local.matches import Matches, Numbers
from search.local.names import meaning
from search.local.occurrences import side_by_side
from search.local.ranking import best
from search.local.snippets import snippet
from search.narrowing import narrowed
from search.network import KINDS
from search.page import ActorTag, Note, Twin
from search.profile import (
    About,
    Called,
    Companion,
    Companions,
    FirstMention,
    Known,
    Office,
    Seen,
)
from search.tree import Everything, Is, Node, Phrase

#: So many companions of a kind and names are shown, and so many names looked for at most.
MOST, MOST_NAMES, NAMES_SOUGHT = 10, 24, 200
#: So many articles are looked at, and read, at most to see how a name is written.
_LOOKED_AT, _READ = 64, 3

#: Beside a name, such words would exclude nothing any more, so that the search finds more.
_GRAMMAR = Note(
    "The query holds words that only serve grammar, and no other: names were not counted."
)


def about(snapshot: Snapshot, key: str, tree: Node, docs: Numbers) -> About | None:
    """The actor with id `key` in the articles `docs` (ascending) of `tree` that name it.

    None if neither an article nor the catalogue knows the id.
    """
    present = is_present(snapshot, key)
    if not present and lore.entry(snapshot, key) is None:
        return None
    plain = excludes_all_alike(snapshot, tree)
    seen, left_out = _names(snapshot, key, tree, docs) if plain else ((), 0)
    return About(
        actor=tag(snapshot, key),
        present=present,
        known=_known(snapshot, key),
        names=seen,
        left_out=left_out,
        companions=tuple(_companions(snapshot, key, tree, docs)),
        first=_first(snapshot, key, docs) if len(docs) else None,
        notes=() if plain else (_GRAMMAR,),
    )


def called(snapshot: Snapshot, name: str) -> Called:
    """The actors that a name may mean; those that no article names come last."""
    meant = meaning(snapshot, Is("actor", name))
    counts = {key: articles_with(snapshot, key) for key in meant.keys}
    ranked = sorted(counts, key=lambda key: (-counts[key], key))
    tags = [tag(snapshot, key) for key in ranked]
    actors = tuple(_companion(each, counts[each.id], Everything()) for each in tags)
    # Where several are named the note tells of a search, and here none was made: all are shown.
    several = sum(count > 0 for count in counts.values()) > 1
    return Called(name, actors, "" if several else meant.note)


def nearest(snapshot: Snapshot, key: str) -> tuple[ActorTag, ...]:
    """Actors of the index whose ids or names are much like an unknown id."""
    keys = snapshot.keyed("actor").keys
    slug = key.rpartition("/")[2].replace("-", " ")
    present = [meant for meant in meaning(snapshot, Is("actor", slug)).keys if meant in keys]
    alike = similar(keys, key, 2)
    near = dict.fromkeys([*present, *alike])
    return tuple(tag(snapshot, other) for other in list(near)[:5])


def _known(snapshot: Snapshot, key: str) -> Known | None:
    entry = lore.entry(snapshot, key)
    if entry is None:
        return None
    return Known(
        iso=entry.iso,
        years=_spoken(entry.years),
        parent=tag(snapshot, entry.parent) if entry.parent else None,
        offices=tuple(
            Office(held.title, tag(snapshot, held.of), _spoken(held.years))
            for held in entry.offices
        ),
    )


def _spoken(years: Years) -> str:
    """Spans of years as people write them: "1949-1990, 1995-"; "" for ever."""
    if years == EVER:
        return ""
    never, ever = EVER[0]
    spans = [("" if a == never else str(a), "" if b == ever else str(b)) for a, b in years]
    return ", ".join(first if first == last else f"{first}-{last}" for first, last in spans)


def _names(snapshot: Snapshot, key: str, tree: Node, docs: Numbers) -> tuple[tuple[Seen, ...], int]:
    """(the ways it is written with the articles that hold each, how many more there are)."""
    aliases = aliases_of(snapshot, key) if len(docs) else []
    holding = {alias: _holding(snapshot, alias, docs) for alias in aliases[:NAMES_SOUGHT]}
    found = sorted(
        (alias for alias in holding if len(holding[alias])),
        key=lambda alias: (-len(holding[alias]), alias),
    )
    shown = []
    for alias in found[:MOST_NAMES]:
        written = _written(snapshot, key, alias, holding[alias][:_LOOKED_AT])
        query = narrowed(tree, Is("actor", key), Phrase(written))
        shown.append(Seen(written, len(holding[alias]), query))
    return tuple(shown), len(found) - len(shown) + max(0, len(aliases) - NAMES_SOUGHT)


def _holding(snapshot: Snapshot, alias: str, docs: Numbers) -> Numbers:
    """Those of `docs` in which the words of an alias stand side by side."""
    places = side_by_side(snapshot, "exact", alias.split(" "), docs)
    return np.unique(places >> POSITION_BITS)


def _written(snapshot: Snapshot, key: str, alias: str, docs: Numbers) -> str:
    """An alias with its capitals, from where it is a mention and not a part of a longer one."""
    wanted, words = among(snapshot.keyed("actor").keys, [key]), alias.split(" ")
    firsts, lasts = snapshot.acting.mentions(wanted, docs)
    alone = firsts[lasts - firsts == len(words) - 1]
    stands = alone[contains(side_by_side(snapshot, "exact", words, docs), alone)]
    read = np.unique(stands >> POSITION_BITS)[:_READ].tolist()
    return next(_spellings(snapshot, key, alias, read), alias)


def _spellings(snapshot: Snapshot, key: str, alias: str, docs: list[int]) -> Iterator[str]:
    """An alias as some articles write it, if these mean the actor by it."""
    for doc in docs:
        for actor in snapshot.article(doc).actors:
            if actor.id == key:
                mentions = (*actor.mentions, *actor.title_mentions)
                written = (" ".join(mention.text.split()) for mention in mentions)
                yield from (text for text in written if folded(text) == alias and '"' not in text)


def _companions(snapshot: Snapshot, key: str, tree: Node, docs: Numbers) -> Iterator[Companions]:
    """Whom the articles name too, kind by kind."""
    column = snapshot.keyed("actor")
    counts = tally(column, docs)
    for kind in KINDS:
        ids = of_kind(column.keys, kind)
        others = counts[ids].copy()
        own = bisect_left(column.keys, key) - ids.start
        if kind == key.partition("/")[0] and 0 <= own < len(others):
            others[own] = 0
        tags = [
            (tag(snapshot, column.keys[ids.start + place]), int(others[place]))
            for place in greatest(others, MOST).tolist()
        ]
        values = tuple(_companion(each, count, tree, Is("actor", key)) for each, count in tags)
        yield Companions(kind, int(np.count_nonzero(others)), values)


def _companion(actor: ActorTag, count: int, tree: Node, *beside: Node) -> Companion:
    query = narrowed(tree, *beside, Is("actor", actor.id))
    return Companion(actor.id, actor.name, actor.kind, count, query)


def _first(snapshot: Snapshot, key: str, docs: Numbers) -> FirstMention:
    """The earliest article that is dated, or else the first of the others."""
    matches = Matches(docs, np.zeros(len(docs)), snapshot.size)
    doc = int(docs[best(snapshot, matches, "oldest", 0, 1)[0]])
    card = snapshot.card(doc)
    in_title, in_text = spots(snapshot, Everything(), (key,), np.array([doc]))[doc]
    first = sorted(in_text, key=lambda spot: spot.start)[:1]
    passage = snippet(card.text, first) if first else marked(card.title, in_title[:1])
    twin = Twin(snapshot.key(doc), card.title, card.url, card.source, card.published)
    return FirstMention(twin, passage)
