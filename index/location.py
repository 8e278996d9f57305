"""Where the index is: one rule for all three commands.

Invariant: the option wins over the environment, the environment over the default.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

VARIABLE = "DATELINE_INDEX"
DEFAULT = ".dateline"


def index_folder(option: str | None) -> Path:
    """The folder named by `option`, else by the environment, else the default; may not exist."""
    return Path(option or os.environ.get(VARIABLE) or DEFAULT)


def add_index_option(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the option `--index`, read as `arguments.index` (None when not given)."""
    parser.add_argument(
        "--index",
        metavar="FOLDER",
        help=f"the index folder (else ${VARIABLE}, else {DEFAULT})",
    )
