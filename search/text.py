"""A page as lines for a terminal.

Invariant: nothing an article or a query holds can move the cursor or colour the screen: control
characters become spaces. Marks are bold on a terminal and absent elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from index.terminal import printable
from search.page import Facet, Histogram, Hit, Marked, Page, Suggestion

_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_INDENT = "    "
_WIDTH = 96
_SHOWN_VALUES = 6


def lines(page: Page, marks: bool) -> Iterator[str]:
    """The page, line by line; `marks` makes matched words bold."""
    yield _headline(page)
    for note in page.query.notes:
        yield printable(f"  note: {note.text}")
    for number, hit in enumerate(page.hits, page.offset + 1):
        yield ""
        yield from _hit(number, hit, marks)
    shown = [line for line in map(_facet, page.facets) if line]
    if page.total:
        yield from ["", *shown, *_histogram(page.histogram)]
    for suggestion in page.suggestions:
        yield _suggestion(suggestion)


def _headline(page: Page) -> str:
    noun = "article" if page.total == 1 else "articles"
    if page.stories != page.total:
        noun += f" in {page.stories:,} {'story' if page.stories == 1 else 'stories'}"
    first, last = page.offset + 1, page.offset + len(page.hits)
    part = f", {first} to {last} shown" if len(page.hits) < page.pageable and page.hits else ""
    if page.pageable <= page.offset and page.total:
        part = f": the hits end before {first:,}"
    asked = printable(page.query.canonical)
    return f"{page.total:,} {noun} of {page.articles:,} for {asked}{part} ({page.took_ms:.1f} ms)"


def _hit(number: int, hit: Hit, marks: bool) -> Iterator[str]:
    title = _marked(hit.title, marks) or "(no title)"
    yield f"{number:>3}. {title}"
    facts = [hit.source, hit.published or "undated", hit.url or hit.path]
    yield printable(_INDENT + " · ".join(fact for fact in facts if fact))
    body = wrap(hit.snippet.text, _WIDTH, break_on_hyphens=False) if not marks else None
    if body is None:
        yield _INDENT + _marked(hit.snippet, marks)
    else:
        yield from (printable(_INDENT + line) for line in body)
    yield f"{_INDENT}id {hit.id}"
    if hit.folded:
        yield printable(f"{_INDENT}also in {_others(hit)}")


def _others(hit: Hit) -> str:
    """The other articles of a hit's story, by where they stand."""
    shown = [twin.source or twin.url or f"id {twin.id}" for twin in hit.also]
    rest = hit.folded - len(shown)
    return ", ".join(shown) + (f" and {rest:,} more" if rest else "")


def _marked(text: Marked, marks: bool) -> str:
    if not marks:
        return printable(text.text)
    shown, place = "", 0
    for start, end in text.spans:
        shown += printable(text.text[place:start])
        shown += f"{_BOLD}{printable(text.text[start:end])}{_PLAIN}"
        place = end
    return shown + printable(text.text[place:])


def _facet(facet: Facet) -> str:
    shown = [f"{value.label} ({value.count:,})" for value in facet.values[:_SHOWN_VALUES]]
    more = facet.distinct - len(shown)
    if not shown or facet.name == "actor":
        return ""
    tail = f", {more:,} more" if more > 0 else ""
    return printable(f"{facet.label}: {', '.join(shown)}{tail}")


def _histogram(histogram: Histogram) -> Iterator[str]:
    counted = [bucket for bucket in histogram.buckets if bucket.count]
    if counted:
        told = ", ".join(f"{bucket.label} ({bucket.count:,})" for bucket in counted[:12])
        more = len(counted) - 12
        tail = f", {more} more" if more > 0 else ""
        yield f"By {histogram.interval}: {told}{tail}"


def _suggestion(suggestion: Suggestion) -> str:
    if suggestion.why == "spelling":
        return printable(f"Did you mean: {suggestion.query}  ({suggestion.total:,})")
    return printable(f"Without {suggestion.text}: {suggestion.query}  ({suggestion.total:,})")
