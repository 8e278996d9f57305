"""The command `python -m index`: add, remove, annotate, read and describe articles.

Exit codes: 0 done, even if some files were skipped (each is told on standard error);
2 nothing could be done: no such path, a broken or locked index, a full disk; 130 interrupted.

Invariant: results go to standard output, complaints and progress to standard error, and no
fault of a file, a disk or a user ends in a traceback.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import date

from index import description, explanation, redone, report, verification
from index.actors import catalogue
from index.annotating import Wish, annotate, plug_in
from index.article import Skipped
from index.corrections import read_corrections
from index.corrections.checking import unproved
from index.crew import Crew
from index.errors import DatelineError
from index.learned import NONE, settled
from index.location import index_folder
from index.options import parser
from index.pipeline import add, remove, understood
from index.progress import Progress
from index.rebuilding import rebuild
from index.recognition import Recogniser
from index.store import open_generation, writing
from index.survey import require_all
from index.terminal import printable, take_any_character

#: Complaints shown of one run; all of them are in --json.
_COMPLAINTS = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    given = parser(_COMMANDS).parse_args(arguments)
    take_any_character()
    try:
        code: int = given.run(given)
        if sys.stdout is not None:  # None when it was closed before we began
            sys.stdout.flush()
    except KeyboardInterrupt:
        print("interrupted: the index is as of its last commit", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of our output has left; Python must not fail again when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (DatelineError, OSError) as fault:
        print(f"python -m index: {printable(str(fault))}", file=sys.stderr)
        return 2
    return code


def _add(given: argparse.Namespace) -> int:
    progress = Progress(None if given.quiet else sys.stderr)
    require_all(given.paths)  # a slip of the pen creates no index
    settled(NONE if given.recogniser is None else given.recogniser)
    with writing(index_folder(given.index)) as store, Crew(given.jobs) as crew:
        if given.recogniser is not None:
            plug_in(store, given.recogniser)
        try:
            done = add(store, given.paths, date.today(), progress, crew, given.columns)
        finally:
            progress.close()
    _tell(given, done)
    return 0


def _remove(given: argparse.Namespace) -> int:
    folder = index_folder(given.index)
    open_generation(folder)  # removing never creates an index
    with writing(folder) as store:
        done = remove(store, given.names, date.today(), Progress(None))
    _tell(given, done)
    return 0


def _annotate(given: argparse.Namespace) -> int:
    folder = index_folder(given.index)
    open_generation(folder)  # annotating never creates an index
    progress = Progress(None if given.quiet else sys.stderr)
    wish = Wish(given.actors, given.recogniser)
    with writing(folder) as store, Crew(given.jobs) as crew:
        try:
            done = annotate(store, date.today(), progress, crew, wish)
        finally:
            progress.close()
    if given.json:
        print(json.dumps(done.to_dict()))
    elif not given.quiet:
        _show(redone.lines(done))
    return 0


def _tell(given: argparse.Namespace, done: report.Report) -> None:
    _complain(done.skipped)
    if given.json:
        print(json.dumps(done.to_dict()))
    elif not given.quiet:
        _show(report.lines(done))


def _read(given: argparse.Namespace) -> int:
    found = False
    learned = settled(NONE if given.recogniser is None else given.recogniser)
    recogniser = Recogniser(str(given.actors or ""), learned)
    if given.actors:
        for remark in unproved(read_corrections(given.actors), catalogue()):
            print(printable(remark), file=sys.stderr)
    for item in understood(given.files, date.today(), given.columns, recogniser):
        if isinstance(item, Skipped):
            _complain([item])
            continue
        found = True
        raw, (article, notes) = item
        if given.explain:
            _show([*explanation.lines(article, notes, raw.told), ""])
        else:
            print(json.dumps(article.to_dict()))
    return 0 if found else 2


def _info(given: argparse.Namespace) -> int:
    told = description.describe(index_folder(given.index))
    if given.json:
        print(json.dumps(told.to_dict()))
    else:
        _show(description.lines(told))
    return 0


def _verify(given: argparse.Namespace) -> int:
    progress = Progress(None if given.quiet else sys.stderr)
    try:
        done = verification.verify(index_folder(given.index), progress)
    finally:
        progress.close()
    if given.json:
        print(json.dumps(done.to_dict()))
    elif not given.quiet:
        _show(verification.lines(done))
    for fault in done.faults:
        print(f"python -m index: {printable(fault)}", file=sys.stderr)
    return 2 if done.faults else 0


def _rebuild(given: argparse.Namespace) -> int:
    progress = Progress(None if given.quiet else sys.stderr)
    with Crew(given.jobs) as crew:
        try:
            done = rebuild(index_folder(given.index), date.today(), progress, crew)
        finally:
            progress.close()
    _tell(given, done)
    return 0


def _show(lines: Iterable[str]) -> None:
    print("\n".join(map(printable, lines)))


def _complain(skipped: Iterable[Skipped]) -> None:
    complaints = list(skipped)
    for complaint in complaints[:_COMPLAINTS]:
        print(printable(f"skipped {complaint}"), file=sys.stderr)
    more = sum(complaint.count for complaint in complaints[_COMPLAINTS:])
    if more:
        print(f"skipped {more:,} more: see --json", file=sys.stderr)


_COMMANDS = {
    "add": _add,
    "remove": _remove,
    "annotate": _annotate,
    "read": _read,
    "info": _info,
    "verify": _verify,
    "rebuild": _rebuild,
}


if __name__ == "__main__":
    sys.exit(main())
