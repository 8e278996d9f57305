"""Files for tests to add: small articles, written as news tools write them."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

from index.pipeline import add
from index.progress import Progress
from index.report import Report
from index.snapshot import open_snapshot
from index.store import writing

TODAY = date(2025, 6, 1)


def record(title: str, url: str = "") -> str:
    """One line of JSON Lines: an article whose text follows from its title."""
    text = f"{title} was what the harbour office announced on the morning of the regatta."
    return json.dumps({"title": title, "text": text} | ({"url": url} if url else {}))


def write(file: Path, *records: str) -> Path:
    """A JSON Lines file of these records, its folders made."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(records) + "\n", encoding="utf-8")
    return file


def add_to(folder: Path, *paths: Path) -> Report:
    with writing(folder) as store:
        return add(store, paths, TODAY, Progress(None))


def contents(folder: Path) -> set[tuple[str, str]]:
    """(path, title) of every article in the index."""
    snapshot = open_snapshot(folder)
    numbers = (number for number in range(snapshot.size) if snapshot.alive[number])
    found = [snapshot.article(number) for number in numbers]
    assert len(found) == snapshot.articles
    return {(article.path, article.title) for article in found}


def age(file: Path, seconds: int = 60) -> None:
    """Make a file look as if it had last been written some time ago."""
    state = file.stat()
    moved = state.st_mtime_ns - seconds * 1_000_000_000
    os.utime(file, ns=(moved, moved))
