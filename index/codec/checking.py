"""What must hold across the arrays of a segment, beyond the sums of their bytes.

Sums tell what a disk has done to a file; these rules tell whether what was written made sense.
Each fault is a clause that follows the name of the file.

Invariant: nothing is read past the end of an array because another array says so; memory grows
with the articles and the stems of a segment, not with its words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, pairwise

import numpy as np

from index.codec.columns import Columns
from index.codec.comparing import article_faults
from index.codec.container import Array
from index.codec.cutting import Cutter
from index.codec.invert import BODY_GAP, forms_of
from index.codec.likeness import SIZE, Sketcher
from index.codec.parts import PARTS
from index.codec.postings import Inverted
from index.codec.records import COLUMNS
from index.codec.runs import EVERY, Runs
from index.codec.sentences import ON
from index.codec.words import Strings
from index.languages import stem, tongue_in, tongue_of

#: Places of words, and strings, that are looked at together.
_PLACES = 1 << 20
_STRINGS = 1 << 12

#: Articles that are cut together.
_ARTICLES = 512


def disagreements(columns: Columns, step: Callable[[], None]) -> Iterator[str]:
    """Every fault of a segment whose sums agree; `step` is called once an article.

    Where arrays do not fit each other their contents are not looked at. What cannot be decoded
    raises whatever decoding it raises.
    """
    misfits = list(chain(_lengths(columns), _runs(columns)))
    yield from misfits
    if not misfits:
        strays = list(chain(_lists(columns), _ordinals(columns), _words(columns)))
        yield from strays
        if not strays:
            yield from _postings(columns)
            yield from _sentences(columns)
            yield from _likeness(columns)
            yield from article_faults(columns, step)


def _lengths(columns: Columns) -> Iterator[str]:
    """Arrays with one item each for the same things are equally long."""
    words, stems, articles = len(columns.words), len(columns.stems), columns.articles
    places = len(columns.container["place.near"])
    expected = {
        "moment": articles,
        "title.lengths": articles,
        "body.lengths": articles,
        "word.stem": words,
        "word.form": words,
        "width": stems,
        "place.first": -(-places // 8),
        "likeness": articles * SIZE,
        "actor.salience": len(columns.container["actor.ordinals"]),
        "named.more": len(columns.container["named.first"]),
        "named.actor": len(columns.container["named.first"]),
    }
    for name, length in expected.items():
        if len(columns.container[name]) != length:
            yield f"has {len(columns.container[name]):,} items of {name}, not {length:,}"


def _runs(columns: Columns) -> Iterator[str]:
    """Runs are as many as what they belong to, and end where the items do."""
    container = columns.container
    for name, items, count in _all_runs(columns):
        starts = Runs(container, name).starts()
        if len(starts) - 1 != count:
            yield f"has {len(starts) - 1:,} runs of {name}, not {count:,}"
        elif int(starts[-1]) != len(container[items]):
            yield f"has runs of {name} that end at {starts[-1]:,}, not with {items}"
        elif not np.array_equal(starts[::EVERY], container[f"{name}.marks"].whole()):
            yield f"has marks of {name} that are not where its runs begin"


def _all_runs(columns: Columns) -> Iterator[tuple[str, str, int]]:
    """(name, array of the items, how many there must be) of all runs."""
    items = ("posting.weights", "gap.bytes", "place.near", "place.far", "form.bytes")
    for name, array in zip(columns.runs, items, strict=True):
        yield name, array, len(columns.stems)
    yield from ((name, f"{name}.ordinals", columns.articles) for name in COLUMNS)
    yield from ((name, f"{name}.bytes", columns.articles) for name in (*PARTS, "sentence"))
    yield "named", "named.first", columns.articles
    for name in ("stems", "words", "alias.keys", *(f"{name}.keys" for name in COLUMNS)):
        blocks = -(-len(Strings(columns.container, name)) // EVERY)
        yield name, f"{name}.text", blocks


def _lists(columns: Columns) -> Iterator[str]:
    """Strings ascend, each once."""
    for name in ("stems", "words", "alias.keys", *(f"{name}.keys" for name in COLUMNS)):
        strings = Strings(columns.container, name)
        before: list[str] = []
        for first in range(0, len(strings), _STRINGS):
            some = before + strings[first : first + _STRINGS]
            if any(left >= right for left, right in pairwise(some)):
                yield f"has {name} that do not ascend, from number {first:,} on"
                break
            before = some[-1:]


def _ordinals(columns: Columns) -> Iterator[str]:
    """The keys of an article are there, and ascend; it has one path."""
    for name in COLUMNS:
        column = columns.keyed(name)
        ordinals, counts = column.ordinals.astype(np.int64), np.diff(column.starts)
        if ordinals.max(initial=-1) >= len(column.keys):
            yield f"has numbers of {name} that no key has"
        elif _disorder(ordinals, counts):
            yield f"has numbers of {name} that do not ascend"
        elif name == "path" and (counts != 1).any():
            yield "has an article without just one path"
        elif name == "language" and (counts > 1).any():
            yield "has an article in several languages"


def _words(columns: Columns) -> Iterator[str]:
    """A word has a stem, and a number of its own among the words of that stem."""
    stems = columns.container["word.stem"].whole().astype(np.int64)
    if stems.max(initial=-1) >= len(columns.stems):
        yield "has a word whose stem is none"
    elif not np.array_equal(forms_of(stems), columns.container["word.form"].whole()):
        yield "has a word whose form is not its own"
    else:
        yield from _stemming(columns, stems)


def _stemming(columns: Columns, stems: Array) -> Iterator[str]:
    """Words are stemmed as those of a query will be."""
    place = {string: number for number, string in enumerate(columns.stems)}
    for first in range(0, len(stems), _STRINGS):
        words = columns.words[first : first + _STRINGS]
        for word, number in zip(words, stems[first : first + _STRINGS].tolist(), strict=True):
            if place.get(stem(word)) != number:
                yield f"has the word {word!r} under another stem than its own"
                return


def _postings(columns: Columns) -> Iterator[str]:
    """Postings agree with the lengths of the articles."""
    lengths = (columns.title_lengths, columns.body_lengths)
    stems = columns.container["word.stem"].whole()
    forms = np.bincount(stems, minlength=len(columns.stems))
    said = np.zeros(columns.articles, dtype=np.int64)
    of_stems, of_articles = _tongues(columns)
    for first, last in _ranges(columns):
        part = columns.inverted(first, last)
        fault = posting_fault(part, forms[first:last], *lengths)
        if fault:
            yield f"has postings ({columns.stems[first]!r} to {columns.stems[last - 1]!r}) {fault}"
            return
        if (np.repeat(of_stems[first:last], part.postings) != of_articles[part.docs]).any():
            yield f"has words (from {columns.stems[first]!r} on) in articles of another language"
            return
        said += np.bincount(part.docs, part.tallies, columns.articles).astype(np.int64)
    for doc in np.flatnonzero(said != sum(lengths))[:1].tolist():
        yield f"has {said[doc]:,} words of article {doc:,} in its postings, not as many as are cut"


def _tongues(columns: Columns) -> tuple[Array, Array]:
    """The tongue of each stem [T] and of each article [D], as numbers; -1 is that of none."""
    numbers = {tongue: number for number, tongue in enumerate(columns.tongues)}
    stems = [numbers.get(tongue_in(text), -1) for text in columns.stems]
    column = columns.keyed("language")
    keys = np.array([numbers[tongue_of(key)] for key in column.keys], dtype=np.int64)
    articles = np.full(columns.articles, numbers[""])
    articles[np.flatnonzero(np.diff(column.starts))] = keys[column.ordinals]
    return np.array(stems, dtype=np.int64), articles


def _sentences(columns: Columns) -> Iterator[str]:
    """The sentences of a body have all its words, and each has one."""
    runs, packed = columns.sentence_runs, columns.container["sentence.bytes"]
    for first in range(0, columns.articles, _STRINGS):
        last = min(first + _STRINGS, columns.articles)
        counts = runs.counts(first, last)
        if sentence_fault(
            packed.cut(*runs.span(first, last)), counts, columns.body_lengths[first:last]
        ):
            yield f"has sentences, from article {first:,} on, that are not made of its words"
            return


def sentence_fault(packed: Array, counts: Array, bodies: Array) -> bool:
    """Whether the bytes of D runs of `counts` are not the sentences of bodies so long [D]."""
    running = np.concatenate([[0], np.cumsum(packed, dtype=np.int64)])
    ends = np.cumsum(counts)
    ended = ends[counts > 0] - 1
    continued = np.concatenate([[False], packed[:-1] == ON])
    return bool(
        (running[ends] - running[ends - counts] != bodies).any()
        or (packed[ended] == ON).any()
        or ((packed == 0) & ~continued).any()
    )


def _ranges(columns: Columns) -> Iterator[tuple[int, int]]:
    """Ranges of stems with about _PLACES places each."""
    ends = columns.runs["place"].starts()[1:] // _PLACES
    cuts = (np.flatnonzero(np.diff(ends)) + 1).tolist()
    bounds = [0, *cuts, len(ends)]
    yield from ((first, last) for first, last in pairwise(bounds) if first < last)


def posting_fault(part: Inverted, forms: Array, titles: Array, bodies: Array) -> str:
    """The first rule that a range of T stems breaks, if any.

    `forms` [T] says how many words each has; `titles` and `bodies` [D] how long articles are.
    """
    docs, tallies = part.docs.astype(np.int64), part.tallies.astype(np.int64)
    positions = part.positions.astype(np.int64)
    if not len(docs) == len(tallies) == len(part.weights) == part.postings.sum():
        return "that are more articles than weights or tallies"
    if not len(positions) == len(part.forms) == tallies.sum() or (tallies < 1).any():
        return "whose tallies are not the number of their places"
    if docs.max(initial=-1) >= len(titles):
        return "of an article that is not there"
    if _disorder(docs, part.postings):
        return "whose articles do not ascend"
    if not (np.isfinite(part.weights) & (part.weights > 0)).all():
        return "without weight"
    owners = np.repeat(docs, tallies)
    begins = titles[owners] + BODY_GAP
    in_body = (positions >= begins) & (positions < begins + bodies[owners])
    if not (in_body | (positions < titles[owners])).all() or _disorder(positions, tallies):
        return "whose positions do not ascend within their articles"
    if (part.forms >= np.repeat(np.repeat(forms, part.postings), tallies)).any():
        return "of a word that is not there"
    return ""


def _disorder(numbers: Array, counts: Array) -> bool:
    """Whether a number is not above the one before it in the same of the runs of `counts`."""
    runs = np.repeat(np.arange(len(counts)), counts)
    return bool(((np.diff(numbers) <= 0) & (np.diff(runs) == 0)).any())


def _likeness(columns: Columns) -> Iterator[str]:
    """What is kept of articles to compare them is what their words make."""
    cutter = Cutter()
    sketcher = Sketcher(cutter.words)
    for first in range(0, columns.articles, _ARTICLES):
        docs = range(first, min(first + _ARTICLES, columns.articles))
        texts = [text for doc in docs for text in ("", columns.card(doc).text)]
        made = sketcher.sketch(cutter.cut(texts)).reshape(-1, SIZE)
        differ = np.flatnonzero((made != columns.sketches[docs]).any(axis=1))
        if len(differ):
            yield f"has likeness of article {first + differ[0]:,} that its words do not make"
            return
