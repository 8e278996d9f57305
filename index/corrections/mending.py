"""The actors of one article as a user's actors.toml has them, where the catalogue cannot say so.

Most corrections are made in the catalogue (`index.corrections.drafting`). What is left is done
here, once an article's actors are known: those whom evidence found, and short forms.

Invariant: every mention is somebody's or forbidden; mentions stay in the order of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import attrgetter

from index.actors import Entry
from index.actors.known import key_of
from index.actors.rules import CORRECTION
from index.article import Actor, Mention

#: The fields of an actor that hold mentions, in the order in which they are read.
_WHERE = ("title_mentions", "dateline_mentions", "mentions")
_START = attrgetter("start")
_key = lru_cache(maxsize=1 << 14)(key_of)


@dataclass(frozen=True, slots=True)
class Mending:
    """What becomes of ids and names in an article.

    `moves` says who an id is now, "" for nobody; `forms` who is meant by a folded name of an id
    ("" for that of anybody), "" for nobody; `entries` what those are called whose name changed.
    """

    moves: Mapping[str, str]
    forms: Mapping[tuple[str, str], str]
    entries: Mapping[str, Entry]

    def mend(self, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """The actors of an article after all corrections."""
        if not self.forms and all(
            actor.id not in self.moves and actor.id not in self.entries for actor in actors
        ):
            return actors
        mended: dict[str, Actor] = {}
        for actor in actors:
            for where in _WHERE:
                for mention in getattr(actor, where):
                    self._give(mended, actor, where, mention)
        return tuple(map(_in_order, mended.values()))

    def _give(
        self, mended: dict[str, Actor], actor: Actor, where: str, mention: Mention
    ) -> None:
        """Give a mention to whom it is of."""
        key = self._owner(actor.id, mention)
        if not key:
            return
        if key != actor.id:
            mention = replace(mention, rule=CORRECTION)
        owner = mended.get(key) or self._called(key, actor)
        mended[key] = replace(owner, **{where: (*getattr(owner, where), mention)})

    def _owner(self, key: str, mention: Mention) -> str:
        for form in self._forms(key, mention):
            if form in self.forms:
                key = self.forms[form]
                break
        return self.moves.get(key, key)

    def _forms(self, key: str, mention: Mention) -> Iterator[tuple[str, str]]:
        if self.forms:
            name = _key(mention.text)
            yield key, name
            yield "", name

    def _called(self, key: str, actor: Actor) -> Actor:
        """The actor with this id, still without mentions; `actor` is whose they were."""
        entry = self.entries.get(key)
        if entry:
            return Actor(entry.id, entry.name, entry.kind)
        return Actor(key, actor.name, key.partition("/")[0])


def _in_order(actor: Actor) -> Actor:
    return replace(
        actor,
        **{where: tuple(sorted(getattr(actor, where), key=_START)) for where in _WHERE},
    )
