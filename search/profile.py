"""What is answered about one actor: who it is, how it is written, when and beside whom.

Invariant: every number counts articles and is the total of the search that its `query` makes
under the same filters.
"""

from __future__ import annotations

from search.page import ActorTag, Facet, Histogram, Hit, Marked, Note, Told, Twin


class Office(Told, frozen=True):
    """What a person was, of which country or body, and in which years ("1969-1974", "2021-")."""

    title: str
    of: ActorTag
    years: str


class Known(Told, frozen=True):
    """What the catalogue says of an actor; `years` are those in which it existed, "" for ever."""

    iso: str | None
    years: str
    parent: ActorTag | None
    offices: tuple[Office, ...]


class Seen(Told, frozen=True):
    """A way in which the corpus writes the actor; `articles` that name the actor hold it."""

    text: str
    articles: int
    query: str


class Companion(Told, frozen=True):
    """Another actor that `count` of the articles name too."""

    id: str
    name: str
    kind: str
    count: int
    query: str


class Companions(Told, frozen=True):
    """The most frequent companions of one kind, of `distinct` there are."""

    kind: str
    distinct: int
    values: tuple[Companion, ...]


class FirstMention(Told, frozen=True):
    """The earliest of the articles, and where it first names the actor."""

    article: Twin
    passage: Marked


class About(Told, frozen=True):
    """What an engine knows of an actor in the articles of one search.

    `present` says whether any article of the corpus names it, in the search or not; `left_out` are
    further ways of writing it that were not looked for; `first` is None where no
    article names it.
    """

    actor: ActorTag
    present: bool
    known: Known | None
    names: tuple[Seen, ...]
    left_out: int
    companions: tuple[Companions, ...]
    first: FirstMention | None
    notes: tuple[Note, ...]


class Profile(Told, frozen=True):
    """The answer to who an actor is: `total` articles, those of `query`, name it in the search.

    `present` says whether any article of the corpus does, which holds `articles`.
    """

    actor: ActorTag
    present: bool
    query: str
    total: int
    articles: int
    known: Known | None
    names: tuple[Seen, ...]
    left_out: int
    first: FirstMention | None
    histogram: Histogram
    companions: tuple[Companions, ...]
    sources: Facet
    newest: tuple[Hit, ...]
    notes: tuple[Note, ...]
    generation: int
    took_ms: float


class Called(Told, frozen=True):
    """The actors a name may mean, most named first, and what the asker should know of it."""

    name: str
    actors: tuple[Companion, ...]
    note: str
