"""The way of an article into the index, on one page.

    paths -> survey -> changed? -> read -> wanted? -> understand -> store

Invariant: after `add` the index holds what the files at and under the given paths hold, and
what it held of all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from index.article import RawArticle, Skipped
from index.changes import Reading, Run
from index.crew import ALONE, Crew
from index.errors import NothingThere
from index.intake import Found, Intake, Item
from index.progress import Progress
from index.readers.names import NO_COLUMNS, Columns
from index.recognition import PLAIN, Recogniser
from index.report import Report
from index.store import Store
from index.survey import missing, named, survey
from index.understanding import Understood, Unread, articles_of, understand


def add(  # noqa: PLR0913, PLR0917 - what is added, and everything that helps
    store: Store,
    paths: Iterable[Path],
    today: date,
    progress: Progress,
    crew: Crew = ALONE,
    columns: Columns = NO_COLUMNS,
) -> Report:
    """Make the index agree with the files at and under `paths`, which `crew` helps to read.

    `columns`, if any, replace what was said of the columns in these files before.
    Raises NothingThere, before anything is changed, when one of them does not exist, and
    ChildProcessError when one of the crew ended.
    """
    run = Run(store)
    intake = Intake(store, crew, today, progress.within)
    surveys = survey(paths, apart=store.folder)
    progress.expect(sum(len(found.files) for found in surveys))
    for found in surveys:
        run.arrive(found)
        if columns:
            run.name_columns(found, columns)
        for key in missing(store.manifest, found):
            run.drop(key)
        _bring(run, found.files, intake, progress)
    _revive(run, intake, progress)
    return run.finish()


def add_again(
    store: Store, files: Sequence[Path], today: date, progress: Progress, crew: Crew = ALONE
) -> Report:
    """Bring `files`, which lie in corpora that the store knows, into an index without articles.

    Raises ChildProcessError when one of the crew ended.
    """
    run = Run(store)
    progress.expect(len(files))
    _bring(run, files, Intake(store, crew, today, progress.within), progress)
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
    _revive(run, Intake(store, ALONE, today, progress.within), progress)
    return run.finish()


def understood(
    paths: Iterable[Path],
    today: date,
    columns: Columns = NO_COLUMNS,
    recogniser: Recogniser = PLAIN,
) -> Iterator[tuple[RawArticle, Understood] | Skipped]:
    """What the files at and under `paths` hold and say, without an index.

    Each file is taken to lie in a corpus named after its folder.
    """
    for found in survey(paths):
        yield from found.skipped
        for file in found.files:
            path = f"{file.parent.name}/{file.name}"
            for item in articles_of(file, columns=columns):
                match item:
                    case Unread():
                        yield item.skipped
                    case Skipped():
                        yield item
                    case _:
                        yield item, understand(item, path, today, recogniser)


def _bring(run: Run, files: Iterable[Path], intake: Intake, progress: Progress) -> None:
    for look, items in intake.files(files):
        reading = run.begin(look)
        if reading:
            _take(run, reading, items, progress)
        progress.file_done()


def _revive(run: Run, intake: Intake, progress: Progress) -> None:
    for reading in run.revivals():
        _take(run, reading, intake.items(reading.file, reading.key), progress)


def _take(run: Run, reading: Reading, items: Iterable[Item], progress: Progress) -> None:
    """Bring what a new or changed file holds into the index."""
    finished = True
    for item in items:
        match item:
            case Found():
                if run.wants(reading, item.id, item.digest):
                    run.put(reading, *item.keep())
                progress.article_done()
            case Skipped():
                reading.skipped.append(item)
            case Unread():
                reading.skipped.append(item.skipped)
                # If the disk failed, what was there before is kept until it can be read.
                finished = item.lasting
    run.end(reading, finished)
