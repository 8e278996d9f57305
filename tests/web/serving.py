"""Runs `python -m web` as a person would and says where it listens."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Served:
    """A running server and its address, without a slash at the end."""

    process: subprocess.Popen[str]
    address: str


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """The site over the index in `folder`, on a free port, until the block ends."""
    command = [sys.executable, "-m", "web", "--index", str(folder), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            found = re.search(r"http://\S+(?=/)", said)
            assert found, said
            yield Served(process, found.group())
        finally:
            process.terminate()
