"""`python -m bench.quality MEASURE FOLDER`: figures and worst cases against gold data."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from bench.quality.measures import MEASURES
from bench.quality.outcome import lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; 0 when it could be done, 2 when the gold data are not what was expected."""
    options = _parser().parse_args(arguments)
    try:
        outcome = MEASURES[options.measure](options.folder)
    except (OSError, ValueError) as fault:
        print(f"python -m bench.quality: {fault}", file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(outcome.to_dict(options.worst), ensure_ascii=False, indent=1))
    else:
        print("\n".join(lines(outcome, options.worst)))
    return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m bench.quality", description=__doc__)
    parser.add_argument("measure", choices=sorted(MEASURES), help="what to measure")
    parser.add_argument(
        "folder", type=Path, help="folder of gold data; bench/README.md tells its form"
    )
    parser.add_argument("--worst", type=int, default=5, help="how many of the worst cases to show")
    parser.add_argument("--json", action="store_true", help="print the outcome as JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
