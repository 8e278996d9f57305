"""What differs between the disk and the index, and the books kept while it is made good.

A file that gives an article with the id of one in the index (the same URL in two files)
takes it over if its version is a new one; the other file then *shadows* that id. When an id
loses its owner it is *orphaned*, and a file that shadows it is read again: nothing is lost.

Invariant: whenever `checkpoint` may commit, the manifest's count of a file equals the number
of articles whose `path` is its key, and a file read only in part has no digest.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.article import Skipped
from index.codec.records import Record
from index.corpus import adopt, corpus_of, file_of
from index.looking import Look, was_read
from index.manifest import INTERRUPTED, REASONS_KEPT, FileEntry, file_state
from index.readers.names import Columns
from index.report import Report
from index.segments import Held
from index.store import Store
from index.survey import Survey, files_under, is_under

#: Characters of a title in a remark.
_TITLE = 60


@dataclass(slots=True)
class Reading:
    """One file while it is read: what is known of it, what it has given so far.

    `owned` are ids in the index that it has not given this time, `given` those it has.
    `again` marks a second reading for the sake of orphans, which counts only what is new.
    """

    file: Path
    key: str
    entry: FileEntry
    owned: set[str]
    known: bool
    again: bool = False
    given: set[str] = field(default_factory=set)
    shadowed: dict[str, str] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)


class Run:
    """One run over a store: keeps the manifest and counts what was done."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._manifest = store.manifest
        self._counts: Counter[str] = Counter()
        self._skipped: list[Skipped] = []
        self._notes = [INTERRUPTED] if self._manifest.unfinished else []
        self._remarks: list[str] = []
        self._taken: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self._changed = False
        self._unseen = dict(self._manifest.unseen)
        self._began = time.monotonic()

    def arrive(self, found: Survey) -> None:
        """Make sure that what was found lies in a corpus, and note what was left out."""
        self._look_away(found)
        former = adopt(self._manifest, found.root) if found.files else None
        if former:
            self._notes.append(f"{former} is gone, its files are in {found.root}: taken as moved")
            self._changed = True

    def name_columns(self, found: Survey, columns: Columns) -> None:
        """Have the columns in what was found, and in all of its corpus, read under these names."""
        corpus = corpus_of(self._manifest.corpora, found.root)
        if corpus and self._manifest.columns.get(corpus, {}) != columns:
            self._manifest.columns[corpus] = dict(columns)
            for key, _ in files_under(self._manifest, str(found.root)):
                unread = replace(self._manifest.files[key], digest="")
                self._manifest.files[key] = unread
            self._changed = True

    def begin(self, look: Look) -> Reading | None:
        """Open the books on a file; None if it need not or cannot be read (its articles stay)."""
        file, key, state = look.file, look.key, look.state
        entry = self._manifest.files.get(key)
        if isinstance(state, OSError):
            self._cannot_open(file, state)
            self._counts["articles_unchanged"] += entry.articles if entry else 0
            return None
        if entry and was_read(entry, state):
            self._pass_over(file, key, entry, state)
            return None
        fresh = replace(state, shadowed=entry.shadowed) if entry else state
        owned = self._store.ids_of(key) if entry else set()
        return Reading(file, key, fresh, owned, known=entry is not None)

    def wants(self, reading: Reading, article_id: str, digest: str) -> bool:
        """Whether this version of the article has to enter the index; makes room for it."""
        held = self._store.find(article_id)
        kind = _kind(reading, held, article_id, digest)
        if not (reading.again and kind == "articles_unchanged"):
            self._counts[kind] += 1
        if kind == "repeated" and held and held.path != reading.key:
            reading.shadowed[article_id] = digest
            return False
        reading.owned.discard(article_id)
        reading.given.add(article_id)
        if kind in {"repeated", "articles_unchanged"}:
            return False
        if held:
            self._give_way(held, reading.key)
        self._manifest.orphans.discard(article_id)
        return True

    def put(self, reading: Reading, record: Record, notes: Iterable[str] = ()) -> None:
        """Add an article that was wanted, with notes for the report; commits if it is time."""
        self._remarks += (f"{reading.key}: {record.title[:_TITLE]!r}: {note}" for note in notes)
        self._store.put_record(record)
        if self._store.is_due:
            self._book(reading, finished=False)
            self._settle()
            self._store.commit()

    def end(self, reading: Reading, finished: bool = True) -> None:
        """Close the books on a file; unless `finished`, what it did not give stays."""
        if finished:
            for article_id in reading.owned:
                self._lose(article_id)
            reading.owned.clear()
        self._book(reading, finished)
        self._settle()
        if reading.again:
            return
        self._skipped += reading.skipped
        if reading.given or reading.known or not reading.skipped:
            self._counts["files_changed" if reading.known else "files_new"] += 1

    def drop(self, key: str) -> None:
        """Remove the articles of a file and forget the file; commits if it is time."""
        for article_id in self._store.ids_of(key):
            self._lose(article_id)
        del self._manifest.files[key]
        self._counts["files_removed"] += 1
        self._changed = True
        if self._store.is_due:
            self._store.commit()

    def drop_article(self, held: Held) -> None:
        """Remove one article; it comes back when its file changes."""
        self._store.remove(held)
        entry = self._manifest.files[held.path]
        self._manifest.files[held.path] = replace(entry, articles=entry.articles - 1)
        self._counts["articles_removed"] += 1
        self._changed = True

    def revivals(self) -> Iterator[Reading]:
        """The files to be read again because they also gave an id that lost its owner."""
        while orphans := set(self._manifest.orphans):
            for key, ids in self._heirs(orphans).items():
                reading = self._again(key, ids)
                if reading:
                    yield reading
            self._manifest.orphans -= orphans

    def finish(self) -> Report:
        """Commit what has changed and say what it was."""
        self._forget_corpora()
        if self._changed or self._manifest.unseen != self._unseen:
            self._store.commit()
        return Report(
            total=self._store.articles,
            skipped=tuple(self._skipped),
            notes=tuple(self._notes),
            remarks=tuple(self._remarks),
            seconds=time.monotonic() - self._began,
            **self._counts,
        )

    def _look_away(self, found: Survey) -> None:
        """Note what could not be looked into, in place of what could not be before."""
        told = {skipped.path for skipped in self._skipped}
        self._skipped += (skipped for skipped in found.skipped if skipped.path not in told)
        known = self._manifest.unseen.items()
        apart = {path: why for path, why in known if not is_under(path, [str(found.root)])}
        now = {skipped.path: skipped.reason for skipped in found.skipped}
        self._manifest.unseen = apart | now

    def _cannot_open(self, file: Path, error: OSError) -> None:
        skipped = Skipped(str(file), "", f"it cannot be opened: {error.strerror or error}")
        self._skipped.append(skipped)
        self._manifest.unseen[skipped.path] = skipped.reason

    def _pass_over(self, file: Path, key: str, entry: FileEntry, state: FileEntry) -> None:
        touched = entry.mtime_ns != state.mtime_ns
        self._changed |= touched
        self._manifest.files[key] = replace(
            entry, size=state.size, mtime_ns=state.mtime_ns, seen_ns=state.seen_ns
        )
        self._counts["articles_unchanged"] += entry.articles
        if entry.is_told:
            self._counts["files_touched" if touched else "files_unchanged"] += 1
        self._skipped += entry.complaints(str(file))

    def _give_way(self, held: Held, to: str) -> None:
        self._store.remove(held)
        if held.path != to:
            self._taken[held.path][held.id] = held.digest

    def _settle(self) -> None:
        """Write into the manifest which ids files have lost to others."""
        for key, lost in self._taken.items():
            entry = self._manifest.files[key]
            shadowed = {**entry.shadowed, **lost}
            left = entry.articles - len(lost)
            self._manifest.files[key] = replace(entry, articles=left, shadowed=shadowed)
        self._taken.clear()

    def _lose(self, article_id: str) -> None:
        held = self._store.find(article_id)
        if held:
            self._store.remove(held)
            self._manifest.orphans.add(article_id)
            self._counts["articles_removed"] += 1

    def _forget_corpora(self) -> None:
        """Forget the corpora that hold no file any more, and what could not be seen there."""
        corpora, unseen = self._manifest.corpora, self._manifest.unseen
        used = {key.partition("/")[0] for key in self._manifest.files}
        for name in corpora.keys() - used:
            del corpora[name]
            self._manifest.columns.pop(name, None)
        for path in [path for path in unseen if not corpus_of(corpora, Path(path))]:
            del unseen[path]

    def _book(self, reading: Reading, finished: bool) -> None:
        reasons = tuple((part.place, part.reason) for part in reading.skipped[:REASONS_KEPT])
        earlier = {} if finished else reading.entry.shadowed
        self._manifest.files[reading.key] = replace(
            reading.entry,
            digest=reading.entry.digest if finished else "",
            articles=len(reading.owned | reading.given),
            skipped=sum(part.count for part in reading.skipped),
            reasons=reasons,
            shadowed={**earlier, **reading.shadowed},
        )
        self._changed = True

    def _heirs(self, orphans: Iterable[str]) -> dict[str, set[str]]:
        """For each orphan the newest file that shadows it: key -> ids."""
        newest: dict[str, str] = {}
        wanted = set(orphans)
        files = self._manifest.files
        for key in sorted(files, key=lambda key: (files[key].mtime_ns, key)):
            newest.update(dict.fromkeys(wanted & files[key].shadowed.keys(), key))
        heirs: defaultdict[str, set[str]] = defaultdict(set)
        for article_id, key in newest.items():
            heirs[key].add(article_id)
        return heirs

    def _again(self, key: str, ids: set[str]) -> Reading | None:
        entry = self._manifest.files[key]
        file = file_of(self._manifest.corpora, key)
        left = {each: digest for each, digest in entry.shadowed.items() if each not in ids}
        try:
            state = replace(file_state(file, None), shadowed=left)
        except OSError as error:
            self._cannot_open(file, error)
            self._manifest.files[key] = replace(entry, digest="", shadowed=left)
            self._changed = True
            return None
        return Reading(file, key, state, self._store.ids_of(key), known=True, again=True)


def _kind(reading: Reading, held: Held | None, article_id: str, digest: str) -> str:
    """What a version is to the index: the name of its count in the report."""
    if held is None:
        return "articles_new"
    if held.path != reading.key:
        known = digest in {held.digest, reading.entry.shadowed.get(article_id)}
        return "repeated" if known else "replaced"
    if article_id in reading.given:
        return "repeated" if held.digest == digest else "replaced"
    return "articles_unchanged" if held.digest == digest else "articles_changed"
