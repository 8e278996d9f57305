"""Bodies of web pages: how much of the article is there, and how little else.

After the article extraction benchmark of Zyte (github.com/scrapinghub/article-extraction-benchmark,
MIT): runs of four words are counted; precision and recall are taken for each page and averaged,
and F1 is that of the two averages. Pages of which nothing came count for recall alone.

Invariant: white space, case and punctuation count for nothing, repetition counts.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from statistics import fmean

from bench.quality.outcome import Case, Outcome, share
from bench.quality.pages import Page, pages

_RUN = 4  # words
_WORD = re.compile(r"\w+")

Runs = Counter[tuple[str, ...]]


def bodies(folder: Path) -> Outcome:
    """Precision, recall and F1 of the bodies of the pages in `folder`."""
    measured = [(page, *_overlap(page)) for page in pages(folder, "text")]
    precisions = [precision for page, precision, _ in measured if page.article.text]
    recalls = [recall for _, _, recall in measured]
    precision = fmean(precisions) if precisions else 0.0
    figures = {
        "pages": len(measured),
        "empty": sum(not page.article.text for page, _, _ in measured),
        "precision": precision,
        "recall": fmean(recalls),
        "f1": f1(precision, fmean(recalls)),
    }
    return Outcome(figures, tuple(_case(*row) for row in measured))


def runs(text: str) -> Runs:
    """The runs of four words in `text` with their counts; a shorter text is one run."""
    words = _WORD.findall(text.lower())
    return Counter(tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1)))


def f1(precision: float, recall: float) -> float:
    """The harmonic mean of the two."""
    return share(2 * precision * recall, precision + recall) if precision + recall else 0.0


def _overlap(page: Page) -> tuple[float, float]:
    wanted, got = runs(page.gold["text"]), runs(page.article.text)
    both = (wanted & got).total()
    return share(both, got.total()), share(both, wanted.total())


def _case(page: Page, precision: float, recall: float) -> Case:
    wanted, got = runs(page.gold["text"]), runs(page.article.text)
    missing, surplus = _words(wanted - got), _words(got - wanted)
    told = f"precision {precision:.2f}, surplus: {surplus}"
    return Case(page.name, f1(precision, recall), f"recall {recall:.2f}, missing: {missing}", told)


def _words(found: Runs) -> str:
    """The first words of some runs: enough to find the place."""
    return " ".join(run[0] for run in found if run) or "-"
