"""`python -m search QUERY`: ask an index from a terminal.

Exit codes as grep's: 0 found, 1 nothing found, 2 error.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from typing import NoReturn

from index.errors import DatelineError
from index.location import add_index_option, index_folder
from index.terminal import printable, take_any_character
from search.language import OPERATORS
from search.local import open_engine
from search.page import Page
from search.parameters import PARAMETERS, request_from
from search.pipeline import answer
from search.studies import STUDIES, Answer, extras, studied
from search.text import lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    options = vars(_parser().parse_intermixed_args(_spaced(arguments)))
    take_any_character()
    try:
        engine = open_engine(index_folder(options["index"]))
        asked = {each.option: given for each in STUDIES if (given := options[each.option])}
        if study := studied(engine, asked, _pairs(options)):
            _tell(study)
            return 0 if study.total else 1
        page = answer(engine, request_from(_pairs(options)))
        _show(page, as_json=options["json"])
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output, `head` say, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (DatelineError, OSError) as fault:
        print(f"python -m search: {printable(str(fault))}", file=sys.stderr)
        return 2
    return 0 if page.total else 1


class _Parser(argparse.ArgumentParser):
    """Tells a slip in one line, where argparse would print all options first."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {printable(message)}; see --help\n")


def _spaced(arguments: Sequence[str] | None) -> list[str]:
    """The arguments, in which `-word` is part of the query: options have two hyphens, or are -h."""
    given = sys.argv[1:] if arguments is None else arguments
    return [
        f" {each}" if each[:1] == "-" and each[1:2] not in ("", "-") and each != "-h" else each
        for each in given
    ]


def _parser() -> argparse.ArgumentParser:
    rows = "\n".join(f"  {row.write:<34} {row.find}" for row in OPERATORS)
    parser = _Parser(
        prog="python -m search",
        description="Search the index: ranked hits with snippets, facets and dates.",
        epilog=f"the query language:\n{rows}\n\nexit codes: 0 found, 1 nothing found, 2 error",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("query", nargs="*", help="the query; every article when left out")
    add_index_option(parser)
    parser.add_argument("--json", action="store_true", help="print the whole page as JSON")
    _add_studies(parser)
    for parameter in PARAMETERS:
        if parameter.name != "q":
            parser.add_argument(
                f"--{parameter.name}",
                action="append",
                default=[],
                metavar="|".join(parameter.choices) or "VALUE",
                choices=parameter.choices or None,
                help=parameter.help
                + (f" (default {parameter.default})" if parameter.default else ""),
            )
    return parser


def _add_studies(parser: argparse.ArgumentParser) -> None:
    one = parser.add_mutually_exclusive_group()
    for study in STUDIES:
        metavar = "|".join(study.choices) or study.metavar
        choices = study.choices or None
        one.add_argument(f"--{study.option}", metavar=metavar, choices=choices, help=study.help)
    for name, said, values in extras():
        metavar = "|".join(values) or "VALUE"
        parser.add_argument(f"--{name}", action="append", default=[], metavar=metavar, help=said)


def _pairs(options: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    yield "q", " ".join(options["query"]).strip()
    for parameter in PARAMETERS:
        for value in options.get(parameter.name.replace("-", "_"), []):
            yield parameter.name, value
    for name, _, _ in extras():
        yield from ((name, value) for value in options[name])


def _tell(study: Answer) -> None:
    if study.remark:
        print(f"python -m search: {study.remark}", file=sys.stderr)
    if sys.stdout is not None:
        sys.stdout.write(study.text)
        sys.stdout.flush()


def _show(page: Page, as_json: bool) -> None:
    if sys.stdout is None:  # it was closed before we began
        return
    if as_json:
        print(json.dumps(page.to_dict(), indent=2))
    else:
        print("\n".join(lines(page, marks=sys.stdout.isatty() and "NO_COLOR" not in os.environ)))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
