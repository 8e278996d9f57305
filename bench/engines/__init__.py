"""One module an engine; each has `prepare`, `build` and `open_index` and imports its package.

`prepare(record)` makes of an understood article what `build` takes, off the clock;
`build(articles, folder, threads)` indexes and commits; `open_index(folder)` gives an `Engine`.
A module is imported only in the process that runs its engine: peers are optional.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol, cast

from bench.job import Engine, Json

#: The engines and the package that each needs.
PACKAGES = {
    "dateline": "whoosh",
    "tantivy": "tantivy",
    "tantivy_numbered": "tantivy",
    "fts5": "sqlite3",
    "xapian": "xapian",
    "whoosh": "whoosh",
}

#: Where Debian's packages (python3-xapian) are importable.
SYSTEM_PYTHON = "/usr/bin/python3"


class Module(Protocol):
    """What a module in this package offers."""

    prepare: Callable[[Json], Any]
    build: Callable[[Iterable[Any], Path, int], None]
    open_index: Callable[[Path], Engine]


def load(name: str) -> Module:
    """The module of an engine; ImportError when its package is not installed here."""
    return cast(Module, import_module(f"bench.engines.{name}"))


def interpreter(name: str) -> str | None:
    """The Python that can run an engine: this one, the system's, or None."""
    package = PACKAGES[name]
    if find_spec(package):
        return sys.executable
    if not Path(SYSTEM_PYTHON).exists():
        return None
    asked = [SYSTEM_PYTHON, "-c", f"import {package}"]
    found = subprocess.run(asked, capture_output=True, check=False)  # noqa: S603 - our own words
    return SYSTEM_PYTHON if found.returncode == 0 else None
