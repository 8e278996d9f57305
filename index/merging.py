"""When segments become one: how Whoosh's writer keeps their number and their waste small.

Invariant: an index of n articles has at most MOST segments besides the new one, and no
segment in which more than a quarter of the articles is deleted.
"""

from __future__ import annotations

from typing import Any

from whoosh.reading import SegmentReader

#: Segments that may stand beside the new one.
MOST = 8

_WASTE = 0.25


def merge(writer: Any, segments: list[Any]) -> list[Any]:
    """Whoosh's merge policy: write some `segments` into the new one, return the others.

    Smallest first, and on until every segment kept is larger than all that was merged: an
    article is written again only a logarithmic number of times.
    """
    kept = []
    merged = writer.doc_count()
    ordered = sorted(segments, key=lambda segment: int(segment.doc_count()))
    surplus = len(ordered) - MOST
    for place, segment in enumerate(ordered):
        crowded = place < surplus or (surplus > 0 and segment.doc_count() <= merged)
        if crowded or segment.deleted_count() > _WASTE * segment.doc_count_all():
            merged += segment.doc_count()
            _write_again(writer, segment)
        else:
            kept.append(segment)
    return kept


def _write_again(writer: Any, segment: Any) -> None:
    if segment.doc_count() == 0:
        return
    reader = SegmentReader(writer.storage, writer.schema, segment)
    try:
        writer.add_reader(reader)
    finally:
        reader.close()
