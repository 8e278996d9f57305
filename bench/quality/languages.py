"""Languages of texts: how many are told rightly, and how often one is told that is not theirs.

Invariant: a text speaks alone; what it declares is not known.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from bench.quality.outcome import Case, Outcome, share
from index.languages.detection import written_in

#: A text of fewer words is a headline.
LONG = 20

#: Of scripts that put no spaces between words, so many letters are a word.
_LETTERS = 5


def languages(folder: Path) -> Outcome:
    """Shares of languages rightly told, of all texts and of long ones; wrong ones, also of junk."""
    cases, long, told, wrong, junk = [], [], 0, 0, 0
    for number, text, wanted in _texts(folder / "gold.jsonl"):
        got = written_in("", text)
        score = float(got == wanted)
        cases.append(Case(f"line {number}: {text}", score, wanted or "", got or ""))
        told += got is not None
        wrong += got not in (None, wanted)
        junk += wanted is None and got is not None
        if wanted and max(len(text.split()), len(text) // _LETTERS) >= LONG:
            long.append(score)
    return Outcome(
        {
            "texts": len(cases),
            "right of all": share(sum(case.score for case in cases), len(cases)),
            f"of {LONG} words or more": len(long),
            "right of these": share(sum(long), len(long)),
            "told": told,
            "wrong of told": wrong,
            "told of junk": junk,
        },
        tuple(cases),
    )


def _texts(file: Path) -> Iterator[tuple[int, str, str | None]]:
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                gold = json.loads(line)
                yield number, gold["text"], gold["language"]
            except (ValueError, KeyError, TypeError) as fault:
                raise ValueError(
                    f"{file}, line {number}: expected an object with text and language"
                ) from fault
