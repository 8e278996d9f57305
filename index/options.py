"""The commands and options of `python -m index`.

Invariant: what is not understood is refused with the options there are, before anything is done.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from index.annotating import NONE
from index.companion import cores
from index.learned import NONE as LEARNED_NONE
from index.location import add_index_option
from index.readers.names import NO_COLUMNS, PARTS, Columns, columns_of

#: More processes than any machine has cores for would only use up its memory.
_MOST_JOBS = 256

Commands = Mapping[str, Callable[[argparse.Namespace], int]]


def parser(runs: Commands) -> argparse.ArgumentParser:
    """What takes a command line apart; `runs` are what each command does, as `run`."""
    whole = argparse.ArgumentParser(
        prog="python -m index", description="Bring news articles into an index."
    )
    commands = whole.add_subparsers(required=True, metavar="COMMAND")
    made = {name: commands.add_parser(name, help=said) for name, said in _COMMANDS.items()}
    for name, command in made.items():
        command.set_defaults(run=runs[name])
    made["add"].add_argument("paths", nargs="+", type=Path, metavar="PATH")
    made["remove"].add_argument("names", nargs="+", metavar="PATH|ID")
    made["read"].add_argument("files", nargs="+", type=Path, metavar="FILE")
    made["read"].add_argument(
        "--explain", action="store_true", help="for people: what, by which rule"
    )
    for name in ("add", "remove", "annotate", "info", "verify", "rebuild"):
        add_index_option(made[name])
        made[name].add_argument("--json", action="store_true", help="print the result as JSON")
    for name in ("add", "remove", "annotate", "verify", "rebuild"):
        made[name].add_argument("--quiet", action="store_true", help="print complaints only")
    for name in ("add", "annotate", "rebuild"):
        _add_jobs_option(made[name])
    _add_actors_options(made["annotate"], made["read"])
    for name in ("add", "annotate", "read"):
        _add_recogniser_option(made[name])
    for name in ("add", "read"):
        _add_columns_option(made[name])
    return whole


_COMMANDS = {
    "add": "bring the index up to date with files and folders",
    "remove": "take files, folders or articles out again",
    "annotate": "tell the actors of all articles again",
    "read": "print what is understood of files, no index",
    "info": "what the index holds",
    "verify": "look for damage in the index",
    "rebuild": "make the index again from its files",
}


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


def _add_recogniser_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--recogniser",
        metavar="spacy:NAME",
        help="find actors by a pipeline of spaCy, too: the name of one that is installed, or its "
        f"folder; {LEARNED_NONE} for our rules alone",
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
