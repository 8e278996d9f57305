"""The actors of one article as a user's actors.toml has them, where the catalogue cannot say so.

Most corrections are made in the catalogue (`index.corrections.drafting`). What is left is done
here, once an article's actors are known: those whom evidence found, and short forms.

Invariant: every mention is somebody's or forbidden; mentions stay in the order of the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from index.actors import Entry
from index.actors.rules import CORRECTION
from index.actors.tokens import key_of
from index.article import Actor, Mention

#: Mentions in the title, in the dateline and in the text.
_Places = tuple[list[Mention], list[Mention], list[Mention]]

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
        named: dict[str, Actor] = {}
        mentions: defaultdict[str, _Places] = defaultdict(lambda: ([], [], []))
        for actor in actors:
            kinds = (actor.title_mentions, actor.dateline_mentions, actor.mentions)
            for place, kind in enumerate(kinds):
                for mention in kind:
                    if key := self._owner(actor.id, mention):
                        named.setdefault(key, self._called(key, actor))
                        same = key == actor.id
                        mentions[key][place].append(
                            mention if same else mention._replace(rule=CORRECTION)
                        )
        return tuple(_with(actor, *mentions[key]) for key, actor in named.items())

    def _owner(self, key: str, mention: Mention) -> str:
        """Whose a mention is of the actor `key`; nobody's if empty."""
        if self.forms:
            name = _key(mention.text)
            for form in ((key, name), ("", name)):
                if form in self.forms:
                    key = self.forms[form]
                    break
        return self.moves.get(key, key)

    def _called(self, key: str, actor: Actor) -> Actor:
        """The actor with this id; `actor` is one whose mentions are its own."""
        entry = self.entries.get(key)
        return Actor(key, entry.name if entry else actor.name, key.partition("/")[0])


def _with(
    actor: Actor, in_title: list[Mention], in_dateline: list[Mention], in_text: list[Mention]
) -> Actor:
    return Actor(
        actor.id,
        actor.name,
        actor.kind,
        mentions=tuple(sorted(in_text, key=_START)),
        title_mentions=tuple(sorted(in_title, key=_START)),
        dateline_mentions=tuple(sorted(in_dateline, key=_START)),
    )
