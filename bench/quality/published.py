"""Publication dates of web pages: how many are right, and which source was wrong.

Invariant: the page speaks alone; its file's name tells nothing, and the address it was
fetched from is not known unless the page itself states it.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from bench.quality.outcome import Case, Outcome, share
from bench.quality.pages import Page, pages
from index.article import Published
from index.dates import published_date


def published(folder: Path) -> Outcome:
    """Shares of right dates, of all pages and of those answered, and by where each was found."""
    today = date.today()
    found = [
        (page, published_date(page.article, "", today)[0]) for page in pages(folder, "published")
    ]
    right: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    cases = []
    for page, when in found:
        source = when.found_in if when else "none"
        answered[source] += 1
        right[source] += _is_right(page, when)
        cases.append(_case(page, when))
    dated = answered.total() - answered["none"]
    figures: dict[str, float | int] = {
        "pages": len(found),
        "answered": dated,
        "right of all": share(right.total(), len(found)),
        "right of answered": share(right.total() - right["none"], dated),
    }
    for source in sorted(answered):
        figures[f"right from {source}"] = share(right[source], answered[source])
        figures[f"pages from {source}"] = answered[source]
    return Outcome(figures, tuple(cases))


def _is_right(page: Page, when: Published | None) -> bool:
    """Whether the very day is told, or nothing where there is nothing to tell."""
    wanted: str | None = page.gold["published"]
    return (when.value if when else None) == wanted


def _case(page: Page, when: Published | None) -> Case:
    got = f"{when.value} from {when.found_in}" if when else ""
    return Case(page.name, float(_is_right(page, when)), page.gold["published"] or "", got)
