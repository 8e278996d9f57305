"""An index made again from the files it was made from, whatever has become of its segments.

The new index grows in a folder inside the old one. When it is finished its files are moved beside
the old ones, and the rename of its table of contents makes it the newest generation, as with any
commit: readers go on reading, and a kill at any moment leaves the one index or the other, whole.

Invariant: until that rename nothing of the old index is changed, and after it nothing is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

from index.article import Skipped
from index.corpus import file_of
from index.corrections.kept import keep, kept
from index.crew import ALONE, Crew
from index.errors import BrokenCorrections, BrokenIndex, NothingThere
from index.folder import (
    WORKSHOP,
    generation_of,
    is_blank,
    manifests,
    require_trust,
    sweep,
    sync_folder,
)
from index.generation import read_generation, write_generation
from index.manifest import FileEntry, Manifest, drop_manifests, manifest_path, salvage_manifest
from index.pipeline import add_again
from index.progress import Progress
from index.recognition import recogniser_of
from index.report import Report
from index.store import Store, locked, writing
from index.survey import may_exist


def rebuild(folder: Path, today: date, progress: Progress, crew: Crew = ALONE) -> Report:
    """Make the index in `folder` again from the files that its manifest names; `crew` helps.

    Ids stay as they are. Files that are gone are `skipped` with that reason; an article that was
    removed from the index alone is back, which `notes` tell. Raises NothingThere without an index
    or when the folder of a corpus is not there, BrokenIndex when no manifest can be read,
    IndexLocked while another process writes, ChildProcessError when one of the crew ended; then
    nothing has been changed.
    """
    if not folder.is_dir() or is_blank(folder):
        raise NothingThere(f"no index at {folder}: create it with python -m index add PATH")
    require_trust(folder)
    salvage_manifest(folder)  # before a lock is left in a folder that is no index
    with locked(folder):
        sweep(folder)
        former = salvage_manifest(folder)
        _require_corpora(folder, former)
        bring = partial(add_again, today=today, progress=progress, crew=crew)
        with _workshop(folder) as inside:
            report = _build(inside, former, _next(folder), bring)
            _hand_over(inside, folder)
    return report


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """A new folder inside the index, gone afterwards."""
    made = Path(mkdtemp(prefix=WORKSHOP, dir=folder))
    try:
        yield made
    finally:
        sweep(folder)


def _require_corpora(folder: Path, former: Manifest) -> None:
    """Make sure that no disk is just not mounted: all its articles would be lost."""
    for name, root in former.corpora.items():
        if not Path(root).is_dir():
            raise NothingThere(
                f"{root} is not there, the folder of corpus {name!r}: bring it back, or remove "
                f"{folder} and add what is left"
            )


def _next(folder: Path) -> int:
    """A generation after all that there ever were, so that readers see it is another."""
    return max(generation_of(folder) or 0, *manifests(folder)) + 1


def _build(
    inside: Path, former: Manifest, first: int, bring: Callable[[Store, Sequence[Path]], Report]
) -> Report:
    """A whole index in the folder `inside`, from generation `first` on."""
    # A file that lost articles to another is read after it, and so loses them again.
    keys = sorted(former.files, key=lambda key: bool(former.files[key].shadowed))
    files = {key: file_of(former.corpora, key) for key in keys}
    there = {key: file for key, file in files.items() if may_exist(str(file))}
    with writing(inside, first) as store:
        store.manifest = _seed(former, there)
        lost = _correct(store, former)
        report = bring(store, list(there.values()))
        notes = (*lost, *_notes(former, store.manifest))
    gone = [str(file) for key, file in files.items() if key not in there]
    return replace(
        report,
        files_new=report.files_new + report.files_changed,
        files_changed=0,
        files_removed=len(gone),
        skipped=(*(Skipped(file, "", "it is gone") for file in sorted(gone)), *report.skipped),
        notes=(*report.notes, *notes),
    )


def _seed(former: Manifest, there: Collection[str]) -> Manifest:
    """The corpora under their names, on which ids depend, and what files lost to others."""
    lost = {key: entry.shadowed for key, entry in former.files.items() if entry.shadowed}
    return Manifest(
        corpora=dict(former.corpora),
        files={
            key: FileEntry(0, 0, 0, "", shadowed=shadowed)
            for key, shadowed in lost.items()
            if key in there
        },
        unseen=dict(former.unseen),
        columns=dict(former.columns),
        recogniser=former.recogniser,
    )


def _correct(store: Store, former: Manifest) -> tuple[str, ...]:
    """Have the corrections of the former index hold, or tell why they cannot."""
    if not former.corrections:
        return ()
    now = store.manifest
    try:
        keep(kept(store.folder.parent, former.corrections), store.folder)
        now.corrections, now.corrections_from = former.corrections, former.corrections_from
        recogniser_of(store.folder, now)
    except (BrokenIndex, BrokenCorrections) as fault:
        now.corrections = now.corrections_from = ""
        return (f"the corrections of actors are left out: {fault}",)
    return ()


def _notes(former: Manifest, now: Manifest) -> Iterator[str]:
    """Tell of articles that files held all the time and the index did not."""
    same = [key for key in former.files.keys() & now.files.keys() if _same(former, now, key)]
    back = sum(max(0, _given(now.files[key]) - _given(former.files[key])) for key in same)
    if back:
        yield (
            f"{back:,} of these had been removed from the index, but not from its files, "
            "and are back"
        )


def _same(former: Manifest, now: Manifest, key: str) -> bool:
    return former.files[key].digest == now.files[key].digest


def _given(entry: FileEntry) -> int:
    """How many articles a file gave, those included that another file owns."""
    return entry.articles + len(entry.shadowed)


def _hand_over(inside: Path, folder: Path) -> None:
    """Make the index in `inside` the newest generation of that in `folder`."""
    commit = read_generation(inside)
    manifest = manifest_path(inside, commit.number)
    for path in (*(inside / segment.file_name for segment in commit.segments), manifest):
        path.rename(folder / path.name)
    sync_folder(folder)
    write_generation(folder, commit)
    drop_manifests(folder, commit.number)
