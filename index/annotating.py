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
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from index.actors import catalogue
from index.article import Article
from index.codec.records import Record, record_of
from index.corrections import Corrections, Layers, corrections_in
from index.corrections.checking import ids_of
from index.corrections.kept import drop_kept, keep, kept
from index.corrections.kinds import near
from index.crew import ALONE, Crew
from index.errors import BrokenCorrections, BrokenIndex
from index.progress import Progress
from index.readers.dateline import find_dateline
from index.recognition import Recogniser, recogniser_of
from index.redone import Redone, Tags
from index.snapshot import Snapshot, open_snapshot
from index.store import Store

#: A batch has so many articles, unless it has so many letters before.
_MOST, _LETTERS = 64, 1 << 16


class Anew(NamedTuple):
    """An article whose actors are others now, and which (id, name) it gained and lost."""

    record: Record
    gained: tuple[str, ...]
    lost: tuple[str, ...]


class Wish(NamedTuple):
    """What is to change about how actors are found; nothing where None.

    `actors` is a file of corrections, "" for none.
    """

    actors: str | None = None


def annotate(
    store: Store, progress: Progress, crew: Crew = ALONE, wish: Wish = Wish()  # noqa: B008
) -> Redone:
    """Tell the actors of every article in the store again; `crew` helps.

    Raises BrokenCorrections or OSError for a file that cannot be taken, before anything is
    changed, and ChildProcessError when one of the crew ended.
    """
    began, before = time.monotonic(), store.manifest.corrections
    snapshot = open_snapshot(store.folder)
    changed = _settle(store, wish, snapshot)
    recogniser = recogniser_of(store.folder, store.manifest)
    progress.expect_articles(snapshot.articles)
    store.manifest.unfinished = True
    tags, articles = Tags(Counter(), Counter()), 0
    for anew in _all_anew(snapshot, recogniser, crew):
        progress.article_done()
        if anew:
            articles += 1
            tags.take(anew.gained, anew.lost)
            _replace(store, anew.record)
    ...
