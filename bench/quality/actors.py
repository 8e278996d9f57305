"""Actors: the tags editors gave and the names people marked, against what we recognise.

Invariant: the form of the gold data follows from the files in the folder, nothing else.
"""

from __future__ import annotations

from pathlib import Path

from bench.quality.marked import DOCUMENTS, marked
from bench.quality.outcome import Outcome
from bench.quality.tags import NAMES, tags


def actors(folder: Path) -> Outcome:
    """Recall of tags, or touched marks and their types. Raises ValueError and OSError."""
    for name in NAMES:
        if (folder / name).exists():
            return tags(folder / name)
    if any(folder.glob(f"*/{DOCUMENTS}")):
        return marked(folder)
    raise ValueError(f"{folder} holds neither {' nor '.join(NAMES)} nor folders with {DOCUMENTS}")
