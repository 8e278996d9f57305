"""Gold data of web pages, and what Dateline reads in them.

A folder holds `gold.json`, an object from the path of a page below the folder (HTML, may be
gzip) to what it holds: `text` (the body), `title`, `byline`, `source`, `language` and `published`
(ISO 8601; null where the page does not tell), each only where it is known.

Invariant: a page is read as `python -m index add` reads its file, under a name that tells
nothing; one that is refused counts as read, and empty.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.article import RawArticle
from index.understanding import articles_of

GOLD = "gold.json"


@dataclass(frozen=True, slots=True)
class Page:
    """A page's name, what it holds in truth, and what was read in it."""

    name: str
    gold: dict[str, Any]
    article: RawArticle


def pages(folder: Path, field: str) -> Iterator[Page]:
    """The pages of `folder` for which gold.json knows `field`. Raises ValueError and OSError."""
    known = json.loads((folder / GOLD).read_bytes())
    if not isinstance(known, dict) or not all(isinstance(gold, dict) for gold in known.values()):
        raise ValueError(f"{folder / GOLD} is no object of objects, each what a page holds")
    chosen = {name: gold for name, gold in known.items() if field in gold}
    if not chosen:
        raise ValueError(f"{folder / GOLD} tells the {field!r} of no page")
    for name, gold in chosen.items():
        yield Page(name, gold, _article(folder / name))


def _article(file: Path) -> RawArticle:
    file.stat()  # a page that is missing is a fault of the gold data, not of the reader
    found = (item for item in articles_of(file) if isinstance(item, RawArticle))
    return next(found, RawArticle(title="", text=""))
