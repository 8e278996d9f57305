"""Several segments made one: concatenation and renumbering, nothing is analysed again.

Stems are taken in ranges: as every segment lists its stems in order, a range is one slice of
each, and one stable sort by stem puts the slices together.

Invariant: the result is the segment that adding the remaining articles in this order would have
made, except that words only deleted articles held may stay in the lists of words; memory grows
with the places of the most frequent stem, not with those of all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.codec.columns import Columns
from index.codec.container import Array
from index.codec.entries import merge_entries
from index.codec.invert import by_stem, forms_of
from index.codec.parts import PARTS
from index.codec.postings import Inverted, bits_of
from index.codec.records import COLUMNS
from index.codec.runs import as_runs, narrow
from index.codec.segment import SegmentWriter, ranges
from index.codec.words import Strings, as_arrays

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Part:
    """A segment to merge: the articles `kept` [D], and what becomes of its numbers.

    `docs` [D] new article numbers; `stems` [T] new stems, ascending; `forms` [W] new forms, by
    stem and then old form; `first_form` [T] where the forms of a stem begin in it.
    """

    columns: Columns
    kept: Mask
    docs: Array
    stems: Array
    forms: Array
    first_form: Array

    def whole(self, name: str) -> Array:
        """A column of the segment."""
        return self.columns.container[name].whole()


def merge(segments: Sequence[Columns], kept: Sequence[Mask], path: Path) -> int:
    """Write what is `kept` [D each] of the segments to `path`; returns how many articles."""
    words, places = _union([segment.words for segment in segments])
    stems, stem_places = _union([segment.stems for segment in segments])
    word_stem = np.zeros(len(words), dtype=np.int64)
    for segment, place, stem_place in zip(segments, places, stem_places, strict=True):
        word_stem[place] = stem_place[segment.container["word.stem"].whole()]
    word_form = forms_of(word_stem)
    parts = list(_parts(segments, kept, stem_places, [word_form[place] for place in places]))
    with SegmentWriter(path) as writer:
        writer.add(as_arrays("words", words) | as_arrays("stems", stems))
        writer.add({"word.stem": narrow(word_stem), "word.form": narrow(word_form)})
        _merge_records(writer, parts)
        _merge_postings(writer, parts, np.bincount(word_stem, minlength=len(stems)))
    return sum(int(mask.sum()) for mask in kept)


def _union(lists: Sequence[Strings]) -> tuple[list[str], list[Array]]:
    """(all strings ascending, for each list the places of its strings among them)."""
    spelled = [strings[:] for strings in lists]
    everything = sorted(set().union(*spelled))
    place = {string: number for number, string in enumerate(everything)}
    return everything, [
        np.array([place[s] for s in strings], dtype=np.uint32) for strings in spelled
    ]


def _parts(
    segments: Sequence[Columns],
    kept: Sequence[Mask],
    stems: Sequence[Array],
    forms: Sequence[Array],
) -> Iterator[Part]:
    base = 0
    for segment, mask, stem, form in zip(segments, kept, stems, forms, strict=True):
        local = segment.container["word.stem"].whole()
        counts = np.bincount(local, minlength=len(stem))
        first_form = (np.cumsum(counts) - counts).astype(np.uint32)
        yield Part(
            segment, mask, (base + np.cumsum(mask) - 1).astype(np.uint32), stem,
            narrow(form[np.argsort(local, kind="stable")]), first_form,
        )  # fmt: skip
        base += int(mask.sum())


def _merge_postings(writer: SegmentWriter, parts: Sequence[Part], words: Array) -> None:
    places = np.zeros(len(words), dtype=np.int64)
    for part in parts:
        places[part.stems] += part.columns.runs["place"].all_counts()
    for first, last in ranges(places):
        slices = [_slice(part, first, last) for part in parts]
        whole = {
            name: np.concatenate([each.pop(name) for each in slices]) for name in list(slices[0])
        }
        at = whole.pop("at")
        alone = last - first == 1  # nothing to sort, which the most frequent would pay for dearly
        order, place_order = (
            (slice(None), slice(None)) if alone else (by_stem(whole["stems"]), by_stem(at))
        )
        writer.add_postings(
            Inverted(
                postings=np.bincount(whole["stems"], minlength=last - first),
                docs=whole.pop("docs")[order],
                weights=whole.pop("weights")[order],
                tallies=whole.pop("tallies")[order],
                positions=whole.pop("positions")[place_order],
                forms=whole.pop("forms")[place_order],
                bits=bits_of(words[first:last]),
            )
        )
        for part in parts:
            part.columns.container.release()


def _slice(part: Part, first: int, last: int) -> dict[str, Array]:
    """The postings of new stems `first` up to `last`, renumbered.

    `stems` is that of each posting, `at` that of each place, both counted from `first`.
    """
    low, high = np.searchsorted(part.stems, np.array([first, last], dtype=np.uint32)).tolist()
    own = part.columns.inverted(low, high)
    local = np.repeat(np.arange(low, high, dtype=np.uint32), own.postings)
    kept = part.kept[own.docs]
    stays = np.repeat(kept, own.tallies)
    stem_at = np.repeat(local, own.tallies)[stays]
    return {
        "stems": part.stems[local[kept]] - first,
        "at": part.stems[stem_at] - first,
        "docs": part.docs[own.docs[kept]],
        "weights": own.weights[kept],
        "tallies": own.tallies[kept],
        "positions": own.positions[stays],
        "forms": part.forms[part.first_form[stem_at] + own.forms[stays]],
    }


def _merge_records(writer: SegmentWriter, parts: Sequence[Part]) -> None:
    for name in ("number", "moment", "title.lengths", "body.lengths"):
        dtype = np.result_type(*(part.columns.container[name].dtype for part in parts))
        writer.add_chunks(name, dtype, (part.whole(name)[part.kept] for part in parts))
    sketches = (part.columns.sketches[part.kept].ravel() for part in parts)
    writer.add_chunks("likeness", np.dtype(np.uint8), sketches)
    _merge_sentences(writer, parts)
    _merge_naming(writer, parts)
    aliases, _ = _union([part.columns.aliases for part in parts])
    writer.add(as_arrays("alias.keys", aliases))
    for name in COLUMNS:
        writer.add(_merged_keys(parts, name))
    for name in PARTS:
        merge_entries(
            writer, name, [(part.columns.parts[name], np.flatnonzero(part.kept)) for part in parts]
        )


def _merge_sentences(writer: SegmentWriter, parts: Sequence[Part]) -> None:
    counts = [part.columns.sentence_runs.all_counts() for part in parts]
    packed = (
        part.whole("sentence.bytes")[np.repeat(part.kept, own)]
        for part, own in zip(parts, counts, strict=True)
    )
    writer.add_chunks("sentence.bytes", np.dtype(np.uint8), packed)
    kept = [own[part.kept] for part, own in zip(parts, counts, strict=True)]
    writer.add(as_runs("sentence", np.concatenate(kept)))


def _merge_naming(writer: SegmentWriter, parts: Sequence[Part]) -> None:
    counts = [part.columns.named_runs.all_counts() for part in parts]
    for name in ("named.first", "named.more", "named.actor"):
        kept = [
            part.whole(name)[np.repeat(part.kept, own)]
            for part, own in zip(parts, counts, strict=True)
        ]
        writer.add({name: narrow(np.concatenate(kept))})
    stays = [own[part.kept] for part, own in zip(parts, counts, strict=True)]
    writer.add(as_runs("named", np.concatenate(stays)))
    saliences = (
        part.columns.saliences[np.repeat(part.kept, np.diff(part.columns.keyed("actor").starts))]
        for part in parts
    )
    writer.add_chunks("actor.salience", np.dtype(np.uint8), saliences)


def _merged_keys(parts: Sequence[Part], name: str) -> dict[str, Array]:
    columns = [part.columns.keyed(name) for part in parts]
    keys, places = _union([column.keys for column in columns])
    counts, ordinals = [], []
    for part, column, place in zip(parts, columns, places, strict=True):
        own = np.diff(column.starts)
        counts.append(own[part.kept])
        ordinals.append(place[column.ordinals[np.repeat(part.kept, own)]])
    flat = np.concatenate(ordinals)
    used = np.zeros(len(keys), dtype=bool)
    used[flat] = True
    return {
        **as_arrays(f"{name}.keys", [key for key, stays in zip(keys, used, strict=True) if stays]),
        **as_runs(name, np.concatenate(counts)),
        f"{name}.ordinals": narrow((np.cumsum(used) - 1)[flat]),
    }
