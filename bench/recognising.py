"""`python -m bench.recognising FILE`: how fast actors are recognised, on one core.

The articles are read first; then only their titles and texts are gone through, twice: by a
process that has met none of their names, as at the start of indexing, and once more.

Invariant: characters are counted as read, whatever they hold; the clock is the processor's.
"""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from index.actors import catalogue, recognise
from index.article import RawArticle
from index.understanding import articles_of, make_ready


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; 0 when it could be done, 2 when the file holds no articles."""
    parser = ArgumentParser(prog="python -m bench.recognising", description=__doc__)
    parser.add_argument("file", type=Path, help="articles in any form that is read")
    parser.add_argument("--year", type=int, help="in which they are taken to have appeared")
    options = parser.parse_args(arguments)
    articles = [item for item in articles_of(options.file) if isinstance(item, RawArticle)]
    if not articles:
        print(f"python -m bench.recognising: {options.file} holds no articles", file=sys.stderr)
        return 2
    make_ready()
    print(f"{len(articles):,} articles, {_size(articles):.1f} million characters")
    for name in ("first", "again"):
        mentions, seconds = _run(articles, options.year)
        speed = _size(articles) / seconds
        print(f"{name}: {speed:.2f} million characters a second, {mentions:,} mentions")
    return 0


def _size(articles: Sequence[RawArticle]) -> float:
    """Millions of characters."""
    return sum(len(each.title) + len(each.text) for each in articles) / 1e6


def _run(articles: Sequence[RawArticle], year: int | None) -> tuple[int, float]:
    """How many mentions are found, and in how many seconds of the processor."""
    known, mentions = catalogue(), 0
    begun = time.process_time()
    for each in articles:
        actors = recognise(each.title, each.text, each.lead, known, year)
        mentions += sum(len(actor.mentions) + len(actor.title_mentions) for actor in actors)
    return mentions, time.process_time() - begun


if __name__ == "__main__":
    sys.exit(main())
