"""Makes `<mark>`: the only place where the spans of an answer become markup.

What a search found and what names an actor are told apart by class, also where both hold.

Invariant: whatever the text holds, it comes out escaped; taking the tags away again gives the
text back. Spans may overlap, touch, or point outside: they are merged and cut to the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import chain, pairwise
from operator import itemgetter

from markupsafe import Markup

from search.page import Marked, Spans

_PARAGRAPH = re.compile(r"[^\r\n]+")


#: By (whether a search found it, whether it names the actor): how a piece of text is shown.
_SHOWN = {
    (True, False): Markup("<mark>{}</mark>"),
    (False, True): Markup('<mark class="named">{}</mark>'),
    (True, True): Markup('<mark class="asked named">{}</mark>'),
    (False, False): Markup("{}"),
}


def marked(passage: Marked, named: Spans = ()) -> Markup:
    """`passage` as HTML: its text escaped, each of its spans and of those `named` in `<mark>`."""
    text = passage.text
    found, names = _merged(passage.spans, len(text)), _merged(named, len(text))
    edges = sorted({0, len(text), *chain.from_iterable(found + names)})
    return Markup("").join(
        _SHOWN[_holds(found, start), _holds(names, start)].format(text[start:end])
        for start, end in pairwise(edges)
    )


def paragraphs(passage: Marked) -> tuple[Marked, ...]:
    """The lines of `passage` that hold text, each with its share of the spans."""
    spans = _merged(passage.spans, len(passage.text))
    lines = _PARAGRAPH.finditer(passage.text)
    return tuple(_part(line, spans) for line in lines if not line.group().isspace())


def _holds(spans: Spans, at: int) -> bool:
    """Whether one of `spans`, in order and apart, holds the letter `at`."""
    place = bisect_right(spans, at, key=itemgetter(0)) - 1
    return place >= 0 and at < spans[place][1]


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
