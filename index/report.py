"""What a run of `add` or `remove` did, as a value and as the lines a person reads.

Invariant: each file and each article of a run is counted once, in one of its kinds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from index.article import Skipped

#: Remarks shown of one run; all of them are in --json.
_REMARKS = 5


@dataclass(frozen=True, slots=True)
class Report:
    """Counts of articles and files; `total` is what the index holds afterwards.

    `files_touched` have another time but the same bytes; `replaced` articles gave way to a
    newer version in another file (same URL); `repeated` ones are in the index from another
    file already, word for word or newer. `remarks` say what of an article was written but not
    believed. `seconds` is wall clock.
    """

    total: int = 0
    articles_new: int = 0
    articles_changed: int = 0
    articles_removed: int = 0
    articles_unchanged: int = 0
    files_new: int = 0
    files_changed: int = 0
    files_removed: int = 0
    files_unchanged: int = 0
    files_touched: int = 0
    replaced: int = 0
    repeated: int = 0
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def changed(self) -> bool:
        """Whether any article entered, left or changed."""
        return bool(
            self.articles_new or self.articles_changed or self.articles_removed or self.replaced
        )

    @property
    def things_skipped(self) -> int:
        """How many files and parts of files `skipped` stands for."""
        return sum(skipped.count for skipped in self.skipped)

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON types; keys are the field names."""
        return asdict(self)


def lines(report: Report) -> Iterator[str]:
    """The report for a person, most important first."""
    yield from report.notes
    if report.changed:
        yield f"{_many(report.total, 'article')} in the index: {_kinds(report, 'articles')}"
        yield f"files: {_kinds(report, 'files')}"
    else:
        files = report.files_unchanged + report.files_touched + report.files_new
        articles = _many(report.articles_unchanged, "article")
        yield f"nothing changed: {articles} in {_many(files, 'file')}" + _touched(report)
    if report.replaced:
        yield f"{_many(report.replaced, 'article')} replaced by another version of the same"
    if report.repeated:
        yield f"{_many(report.repeated, 'article')} left out: in the index from another file"
    yield from report.remarks[:_REMARKS]
    if len(report.remarks) > _REMARKS:
        yield f"{len(report.remarks) - _REMARKS:,} more such remarks: see --json"
    if report.skipped:
        yield f"{report.things_skipped:,} skipped"
    yield f"{report.seconds:.1f} s"


def _kinds(report: Report, what: str) -> str:
    kinds = ("new", "changed", "removed", "unchanged", "touched")
    counts = [(getattr(report, f"{what}_{kind}", 0), kind) for kind in kinds]
    return ", ".join(f"{count:,} {kind}" for count, kind in counts if count) or "none"


def _touched(report: Report) -> str:
    return f" ({report.files_touched:,} touched)" if report.files_touched else ""


def _many(count: int, thing: str) -> str:
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"
