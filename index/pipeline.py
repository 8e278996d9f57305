"""The way of an article into the index, on one page.

    paths -> survey -> changed? -> read -> wanted? -> understand -> store

Invariant: after `add` the index holds what the files at and under the given paths hold, and
what it held of all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from index.actors import catalogue, recognise
from index.article import Article, RawArticle, Skipped
from index.changes import Reading, Run
from index.dates import mentioned_dates, published_date
from index.errors import NothingThere, UnreadableFile
from index.identity import article_id, clean, content_digest
from index.progress import Progress
from index.readers import read
from index.report import Report
from index.store import Store
from index.survey import missing, named, survey

#: An article, and in a sentence each what it says but we do not believe.
Understood = tuple[Article, tuple[str, ...]]


def add(store: Store, paths: Iterable[Path], today: date, progress: Progress) -> Report:
    """Make the index agree with the files at and under `paths`.

    Raises NothingThere, before anything is changed, when one of them does not exist.
    """
    run = Run(store)
    surveys = survey(paths, apart=store.folder)
    progress.expect(sum(len(found.files) for found in surveys))
    for found in surveys:
        run.arrive(found)
        for key in missing(store.manifest, found):
            run.drop(key)
        _bring(run, found.files, today, progress)
    for reading in run.revivals():
        _take(run, reading, today, progress)
    return run.finish()


def add_again(store: Store, files: Sequence[Path], today: date, progress: Progress) -> Report:
    """Bring `files`, which lie in corpora that the store knows, into an index without articles."""
    run = Run(store)
    progress.expect(len(files))
    _bring(run, files, today, progress)
    return run.finish()


def remove(store: Store, names: Sequence[str], today: date, progress: Progress) -> Report:
    """Take out articles by id, and files by key (`corpus/file`), corpus or path.

    The files themselves are left alone: adding their folder again brings them back. Raises
    NothingThere for a name that the index does not know; then nothing is removed.
    """
    articles = {name: held for name in names if (held := store.find(name))}
    files = {name: named(store.manifest, name) for name in names if name not in articles}
    for name, keys in files.items():
        if not keys:
            raise NothingThere(f"{name!r} is no article, file or folder of the index")
    run = Run(store)
    for held in articles.values():
        run.drop_article(held)
    for key in {key for keys in files.values() for key in keys}:
        run.drop(key)
    for reading in run.revivals():
        _take(run, reading, today, progress)
    return run.finish()


def understood(paths: Iterable[Path], today: date) -> Iterator[Understood | Skipped]:
    """What the files at and under `paths` say, without an index.

    Each file is taken to lie in a corpus named after its folder.
    """
    for found in survey(paths):
        yield from found.skipped
        for file in found.files:
            try:
                for item in read(file):
                    path = f"{file.parent.name}/{file.name}"
                    if isinstance(item, Skipped):
                        yield item
                    else:
                        yield understand(clean(item), path, today)
            except (UnreadableFile, OSError) as fault:
                yield _skipped(file, fault)


def understand(raw: RawArticle, path: str, today: date) -> Understood:
    """What a raw article says; `path` is that of its file, beginning with its corpus."""
    published, note = published_date(raw, path, today)
    article = Article(
        id=article_id(raw, path),
        path=path,
        title=raw.title,
        text=raw.text,
        digest=content_digest(raw),
        url=raw.url,
        source=raw.source,
        byline=raw.byline,
        language=raw.language,
        dateline=raw.dateline,
        published=published,
        actors=recognise(raw.title, raw.text, raw.lead, catalogue()),
        dates=mentioned_dates(raw.text, published, raw.lead),
        title_dates=mentioned_dates(raw.title, published),
    )
    return article, (note,) if note else ()


def _bring(run: Run, files: Iterable[Path], today: date, progress: Progress) -> None:
    for file in files:
        reading = run.begin(file)
        if reading:
            _take(run, reading, today, progress)
        progress.file_done()


def _take(run: Run, reading: Reading, today: date, progress: Progress) -> None:
    """Bring what a new or changed file holds into the index."""
    finished = True
    try:
        for item in read(reading.file):
            if isinstance(item, Skipped):
                reading.skipped.append(item)
                continue
            raw = clean(item)
            if run.wants(reading, article_id(raw, reading.key), content_digest(raw)):
                run.put(reading, *understand(raw, reading.key, today))
            progress.article_done()
    except (UnreadableFile, OSError) as fault:
        reading.skipped.append(_skipped(reading.file, fault))
        # If the disk failed, not the file, what was there before is kept until it can be read.
        finished = isinstance(fault, UnreadableFile)
    run.end(reading, finished)


def _skipped(file: Path, fault: UnreadableFile | OSError) -> Skipped:
    if isinstance(fault, UnreadableFile):
        return Skipped(str(file), "", fault.reason)
    return Skipped(str(file), "", f"it cannot be opened: {fault.strerror or fault}")
