"""Several segments made one: concatenation and renumbering, nothing is analysed again.

Stems are taken in ranges: as every segment lists its stems in order, a range is one slice of
each, and one stable sort by stem puts the slices together.

Invariant: the result is the segment that adding the remaining articles in this order would have
made, except that words only deleted articles held may stay in the lists of words; memory does
not depend on the number of places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.codec.columns import Columns
from index.codec.container import Array
from index.codec.invert import by_stem, forms_of
from index.codec.parts import PARTS
from index.codec.postings import Inverted, bits_of
from index.codec.records import COLUMNS
from index.codec.runs import as_runs, narrow
from index.codec.segment import SegmentWriter, ranges
from index.codec.squeeze import SAMPLES, Press, Pressed, learned
from index.codec.words import Strings, as_arrays

#: Entries of articles that are in memory together.
_ENTRIES = 4096

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
        np.array([place[s] for s in strings], dtype=np.int64) for strings in spelled
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
        first_form = np.cumsum(counts) - counts
        yield Part(
            segment, mask, base + np.cumsum(mask) - 1, stem,
            form[np.argsort(local, kind="stable")], first_form,
        )  # fmt: skip
        base += int(mask.sum())


def _merge_postings(writer: SegmentWriter, parts: Sequence[Part], words: Array) -> None:
    places = np.zeros(len(words), dtype=np.int64)
    for part in parts:
        places[part.stems] += part.columns.runs["place"].all_counts()
    for first, last in ranges(places):
        slices = [_slice(part, first, last) for part in parts]
        whole = {name: np.concatenate([each[name] for each in slices]) for name in slices[0]}
        order, place_order = by_stem(whole["stems"]), by_stem(whole["at"])
        writer.add_postings(
            Inverted(
                postings=np.bincount(whole["stems"], minlength=last - first),
                docs=whole["docs"][order],
                weights=whole["weights"][order],
                tallies=whole["tallies"][order],
                positions=whole["positions"][place_order],
                forms=whole["forms"][place_order],
                bits=bits_of(words[first:last]),
            )
        )


def _slice(part: Part, first: int, last: int) -> dict[str, Array]:
    """The postings of new stems `first` up to `last`, renumbered.

    `stems` is that of each posting, `at` that of each place, both counted from `first`.
    """
    low, high = np.searchsorted(part.stems, [first, last]).tolist()
    own = part.columns.inverted(low, high)
    local = np.repeat(np.arange(low, high), own.postings)
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
    aliases, _ = _union([part.columns.aliases for part in parts])
    writer.add(as_arrays("alias.keys", aliases))
    for name in COLUMNS:
        writer.add(_merged_keys(parts, name))
    for name in PARTS:
        _merge_entries(
            writer, name, [(part.columns.parts[name], np.flatnonzero(part.kept)) for part in parts]
        )


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


def _merge_entries(
    writer: SegmentWriter, name: str, parts: Sequence[tuple[Pressed, Array]]
) -> None:
    """Write the entries of each part that are kept, by their numbers."""
    dictionary = _dictionary(parts)
    lengths: list[Array] = []

    def pressed() -> Iterator[Array]:
        for entries, kept in parts:
            chunks = _copied if entries.dictionary == dictionary else _pressed_again
            for chunk, counts in chunks(entries, kept, dictionary):
                lengths.append(counts)
                yield chunk

    writer.add({f"{name}.dictionary": np.frombuffer(dictionary, dtype=np.uint8)})
    writer.add_chunks(f"{name}.bytes", np.dtype(np.uint8), pressed())
    writer.add(as_runs(name, np.concatenate([np.zeros(0, np.int64), *lengths])))


def _dictionary(parts: Sequence[tuple[Pressed, Array]]) -> bytes:
    """That of the largest part if it had enough to learn from, else one learned from all."""
    largest = max((entries for entries, _ in parts), key=len)
    if len(largest) >= SAMPLES:
        return largest.dictionary
    some = (entries[place] for entries, kept in parts for place in kept.tolist())
    return learned(list(islice(some, SAMPLES)))


def _copied(entries: Pressed, kept: Array, _: bytes) -> Iterator[tuple[Array, Array]]:
    """(bytes, lengths) of the entries kept, in runs of neighbours."""
    for run in np.split(kept, np.flatnonzero(np.diff(kept) != 1) + 1):
        for low in range(0, len(run), _ENTRIES):
            first, last = int(run[low]), int(run[low : low + _ENTRIES][-1]) + 1
            yield entries.raw(first, last), entries.runs.counts(first, last)


def _pressed_again(
    entries: Pressed, kept: Array, dictionary: bytes
) -> Iterator[tuple[Array, Array]]:
    press = Press(dictionary)
    for low in range(0, len(kept), _ENTRIES):
        for place in kept[low : low + _ENTRIES].tolist():
            press.add(entries[place])
        done = press.drain()
        counts = np.array([len(entry) for entry in done], dtype=np.int64)
        yield np.frombuffer(b"".join(done), dtype=np.uint8), counts
