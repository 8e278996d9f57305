"""The actors of an index told again: by a newer catalogue, or by what its user says of them.

    stored articles -> recognise anew -> other actors? -> replace

The files are not read again: what an article was recognised by is stored with it. Several commits
may be needed; each is a whole index, of which the manifest says `unfinished` until the last, and
`annotate` again finishes what was interrupted.

Invariant: ids, files and texts stay as they are, and an article whose actors are the same is not
written again.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from index.actors import catalogue
from index.article import Article
from index.codec.records import Record, record_of
from index.corrections import Corrections, Layers, corrections_of, layers_of, take
from index.corrections.checking import ids_of
from index.corrections.kept import drop_kept, keep, path_of
from index.corrections.kinds import near
from index.crew import ALONE, Crew
from index.errors import BrokenCorrections, BrokenIndex, NoRecogniser
from index.learned import settled
from index.manifest import Manifest
from index.progress import Progress
from index.readers.dateline import find_dateline
from index.recognition import Recogniser, in_force, recogniser_of
from index.redone import Redone, Tally
from index.snapshot import Snapshot, open_snapshot
from index.sparing import spared
from index.store import Store

#: A batch has so many articles, unless it has so many letters before.
_MOST, _LETTERS = 64, 1 << 16

#: No corrections, where a file of some could be named.
NONE = Path()


class Wish(NamedTuple):
    """What is to hold from now on: None for what did.

    `actors` is a file of corrections, NONE for none; `recogniser` one of `index.learned`.
    """

    actors: Path | None = None
    recogniser: str | None = None


#: Everything is to stay as it is.
SAME = Wish()


class Anew(NamedTuple):
    """An article whose actors are others now: the ids it gained, lost and calls otherwise."""

    record: Record
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    renamed: int


#: An article with other actors, None for one with the same, or why it could not be told again.
Told = Anew | str | None


def annotate(
    store: Store,
    today: date,
    progress: Progress,
    crew: Crew = ALONE,
    wish: Wish = SAME,
) -> Redone:
    """Tell the actors of every article in the store again; `crew` helps.

    Raises BrokenCorrections or OSError for a file that cannot be taken and NoRecogniser for one
    that cannot be had, before anything is changed; ChildProcessError when one of the crew ended.
    """
    began, former = time.monotonic(), replace(store.manifest)
    snapshot = open_snapshot(store.folder)
    _settle(store, wish, snapshot)
    recogniser = recogniser_of(store.folder, store.manifest)
    progress.expect_articles(snapshot.articles)
    store.manifest.unfinished = True
    tally = Tally()
    for each in _all_anew(snapshot, recogniser, today, crew):
        progress.article_done()
        if isinstance(each, str):
            tally.notes.append(each)
        elif each:
            tally.take(each.gained, each.lost, each.renamed)
            _put(store, each.record)
    _finish(store, former, tally.articles > 0)
    return tally.report(
        store.articles,
        layers_of(recogniser.corrections).counts if recogniser.corrections else {},
        store.manifest.corrections_from,
        time.monotonic() - began,
    )


def plug_in(store: Store, recogniser: str) -> None:
    """Have what is added to the store told by one of `index.learned`, too.

    Raises NoRecogniser when it cannot be had, or when articles are there that were told without.
    """
    wanted = settled(recogniser)
    if store.articles and wanted != store.manifest.recogniser:
        raise NoRecogniser(
            f"the articles of {store.folder} were told with "
            f"{store.manifest.recogniser or 'no recogniser'}: have them told again first, with "
            f"python -m index annotate --recogniser {recogniser}"
        )
    store.manifest.recogniser = wanted


def anew(articles: Sequence[Article], recogniser: Recogniser, today: date) -> list[Told]:
    """What each article is told to be."""
    return [_anew(article, recogniser, today) for article in articles]


def _anew(article: Article, recogniser: Recogniser, today: date) -> Told:
    dateline = find_dateline(article.text)
    told_by = partial(recogniser.actors, article, dateline.length if dateline else 0, today)
    actors, fault = spared("keeps its former actors", told_by, article.actors)
    if fault:
        return f"{article.path}: {article.title!r}: {fault}"
    if actors == article.actors:
        return None
    before = {actor.id: actor.name for actor in article.actors}
    now = {actor.id: actor.name for actor in actors}
    return Anew(
        record=record_of(replace(article, actors=actors)),
        gained=tuple(key for key in now if key not in before),
        lost=tuple(key for key in before if key not in now),
        renamed=sum(before.get(key, name) != name for key, name in now.items()),
    )


def _settle(store: Store, wish: Wish, snapshot: Snapshot) -> None:
    """Write into the manifest what holds from now on, once it is known to be fit."""
    manifest, actors = store.manifest, wish.actors
    if wish.recogniser is not None:
        manifest.recogniser = settled(wish.recogniser)
    if actors is NONE:
        manifest.corrections = manifest.corrections_from = ""
    elif actors is not None:
        content = actors.read_bytes()
        given = corrections_of(content, str(actors))
        _require_corpora(given, manifest)
        ids = {*snapshot.keyed("actor").keys, *_spoken_of(store)}
        layers = Layers(given, catalogue(), ids)
        manifest.corrections = keep(content, store.folder)
        take(layers, path_of(store.folder, manifest.corrections))
        manifest.corrections_from = str(actors.resolve())


def _require_corpora(given: Corrections, manifest: Manifest) -> None:
    for each in given.all:
        for name in each.corpora:
            if name not in manifest.corpora:
                there = ", ".join(sorted(manifest.corpora)) or "none"
                raise each.place.fault(
                    f"is for the corpus {name!r}, which the index has not"
                    f"{near(name, [*manifest.corpora])}: there is {there}"
                )


def _spoken_of(store: Store) -> set[str]:
    """The ids that the corrections so far speak of: by them, articles may have lost them."""
    try:
        return set(ids_of(in_force(store.folder, store.manifest).all))
    except (BrokenIndex, BrokenCorrections):  # they are about to be replaced
        return set()


def _all_anew(
    snapshot: Snapshot, recogniser: Recogniser, today: date, crew: Crew
) -> Iterator[Told]:
    """Every article told again, in order; as many batches are begun as the crew works ahead."""
    begun: deque[Callable[[], list[Told]]] = deque()
    for batch in _batches(snapshot):
        if crew.ahead:
            begun.append(crew.call(anew, batch, recogniser, today).result)
        else:
            crew.note(sum(len(article.text) for article in batch))
            begun.append(partial(anew, batch, recogniser, today))
        while len(begun) > crew.ahead:
            yield from begun.popleft()()
    for rest in begun:
        yield from rest()


def _batches(snapshot: Snapshot) -> Iterator[list[Article]]:
    """The articles of a snapshot, many together."""
    batch: list[Article] = []
    letters = 0
    for doc in snapshot.alive.nonzero()[0].tolist():
        batch.append(snapshot.article(doc))
        letters += len(batch[-1].text)
        if len(batch) == _MOST or letters >= _LETTERS:
            yield batch
            batch, letters = [], 0
    if batch:
        yield batch


def _put(store: Store, record: Record) -> None:
    """Replace an article by what it is now; commits if it is time."""
    held = store.find(record.id)
    if held is None:  # nobody else writes
        raise BrokenIndex(f"article {record.id} has left the index while it was being annotated")
    store.remove(held)
    store.put_record(record)
    if store.is_due:
        store.commit()


def _finish(store: Store, former: Manifest, changed: bool) -> None:
    """Commit what is not committed yet, and let go of corrections that nobody needs."""
    store.manifest.unfinished = False
    if changed or store.manifest != former:
        store.commit()
    drop_kept(store.folder, {store.manifest.corrections, former.corrections})
