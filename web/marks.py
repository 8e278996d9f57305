"""Makes `<mark>`: the only place where the spans of an answer become markup.

Invariant: whatever the text holds, it comes out escaped; taking the tags away again gives the
text back. Spans may overlap, touch, or point outside: they are merged and cut to the text.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from search.page import Marked, Spans

_PARAGRAPH = re.compile(r"[^\r\n]+")


def marked(passage: Marked) -> Markup:
    """`passage` as HTML: its text escaped, each of its spans within one `<mark>`."""
    pieces, done = [], 0
    for start, end in _merged(passage.spans, len(passage.text)):
        pieces.append(escape(passage.text[done:start]))
        pieces.append(Markup("<mark>{}</mark>").format(passage.text[start:end]))
        done = end
    pieces.append(escape(passage.text[done:]))
    return Markup("").join(pieces)


def paragraphs(passage: Marked) -> tuple[Marked, ...]:
    """The lines of `passage` that hold text, each with its share of the spans."""
    spans = _merged(passage.spans, len(passage.text))
    lines = _PARAGRAPH.finditer(passage.text)
    return tuple(_part(line, spans) for line in lines if not line.group().isspace())


def _part(line: re.Match[str], spans: Spans) -> Marked:
    shifted = ((start - line.start(), end - line.start()) for start, end in spans)
    return Marked(line.group(), _merged(tuple(shifted), len(line.group())))


def _merged(spans: Spans, length: int) -> Spans:
    """`spans` cut to `0..length`, in order, without overlaps and without empty ones."""
    inside = sorted((max(start, 0), min(end, length)) for start, end in spans)
    apart: list[tuple[int, int]] = []
    for start, end in inside:
        if start >= end:
            continue
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return tuple(apart)
