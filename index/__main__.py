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
from pathlib import Path

from index import description, explanation, redone, report, verification
from index.annotating import NONE, annotate
from index.article import Skipped
from index.companion import cores
from index.crew import Crew
from index.errors import DatelineError
from index.location import add_index_option, index_folder
from index.pipeline import add, remove, understood
from index.progress import Progress
from index.readers.names import NO_COLUMNS, PARTS, Columns, columns_of
from index.rebuilding import rebuild
from index.recognition import Recogniser
from index.store import open_generation, writing
from index.survey import require_all
from index.terminal import printable, take_any_character

#: Complaints shown of one run; all of them are in --json.
_COMPLAINTS = 20

#: More processes than any machine has cores for would only use up its memory.
_MOST_JOBS = 256


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    given = _parser().parse_args(arguments)
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
    with writing(index_folder(given.index)) as store, Crew(given.jobs) as crew:
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
    with writing(folder) as store, Crew(given.jobs) as crew:
        try:
            done = annotate(store, date.today(), progress, crew, given.actors)
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
    recogniser = Recogniser(str(given.actors or ""))
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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m index", description="Bring news articles into an index."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    adding = commands.add_parser("add", help="bring the index up to date with files and folders")
    adding.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    adding.set_defaults(run=_add)

    removing = commands.add_parser("remove", help="take files, folders or articles out again")
    removing.add_argument("names", nargs="+", metavar="PATH|ID")
    removing.set_defaults(run=_remove)

    reading = commands.add_parser("read", help="print what is understood of files, no index")
    reading.add_argument("files", nargs="+", type=Path, metavar="FILE")
    reading.add_argument("--explain", action="store_true", help="for people: what, by which rule")
    reading.set_defaults(run=_read)

    annotating = commands.add_parser("annotate", help="tell the actors of all articles again")
    annotating.set_defaults(run=_annotate)

    telling = commands.add_parser("info", help="what the index holds")
    telling.set_defaults(run=_info)

    verifying = commands.add_parser("verify", help="look for damage in the index")
    verifying.set_defaults(run=_verify)

    rebuilding = commands.add_parser("rebuild", help="make the index again from its files")
    rebuilding.set_defaults(run=_rebuild)

    for command in (adding, removing, annotating, telling, verifying, rebuilding):
        add_index_option(command)
        command.add_argument("--json", action="store_true", help="print the result as JSON")
    for command in (adding, removing, annotating, verifying, rebuilding):
        command.add_argument("--quiet", action="store_true", help="print complaints only")
    for command in (adding, annotating, rebuilding):
        _add_jobs_option(command)
    _add_actors_options(annotating, reading)
    for command in (adding, reading):
        _add_columns_option(command)
    return parser


def _add_jobs_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--jobs",
        type=_jobs,
        default=cores(),
        metavar="N",
        help="how many processes read and understand articles where there are many (default: "
        "one a core, here %(default)s; 1: none but this)",
    )


def _add_actors_options(
    annotating: argparse.ArgumentParser, reading: argparse.ArgumentParser
) -> None:
    either = annotating.add_mutually_exclusive_group()
    for group in (either, reading):
        group.add_argument(
            "--actors",
            type=Path,
            metavar="FILE",
            help="corrections of your own: an actors.toml as the README describes it",
        )
    either.add_argument(
        "--no-actors",
        dest="actors",
        action="store_const",
        const=NONE,
        help="no corrections from now on",
    )


def _add_columns_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--columns",
        type=_columns,
        default=NO_COLUMNS,
        metavar="PART=NAME,...",
        help="which columns of tables and fields of JSON hold the parts of an article, where "
        f"they have names of their own; a part is {', '.join(PARTS)}",
    )


def _columns(given: str) -> Columns:
    try:
        return columns_of(given)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _jobs(given: str) -> int:
    jobs = int(given)
    if not 1 <= jobs <= _MOST_JOBS:
        raise argparse.ArgumentTypeError(f"from 1 to {_MOST_JOBS}, not {jobs}")
    return jobs


if __name__ == "__main__":
    sys.exit(main())
