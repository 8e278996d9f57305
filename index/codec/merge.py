"""Several segments made one: concatenation and renumbering, nothing is analysed again.

Stems are taken in ranges of about CHUNK places: as every segment lists its stems in order, a
range is one slice of each, and one stable sort by stem puts the slices together.

Invariant: the result is the segment that adding the remaining articles in this order would have
made, except that words only deleted articles held may stay in the lists of words; memory does
not depend on the number of places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from index.codec.columns import Columns
from index.codec.container import Array, Writer
from index.codec.invert import by_stem, forms_of, narrow
from index.codec.records import COLUMNS, PARTS
from index.codec.words import Strings, as_arrays

CHUNK = 1 << 22
_BYTES = 1 << 23

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
    writer = Writer(path)
    try:
        lists = {**as_arrays("words", words), **as_arrays("stems", stems)}
        _add(
            writer,
            lists | {"word.stem": word_stem.astype(np.uint32), "word.form": narrow(word_form)},
        )
        _merge_postings(writer, parts, len(stems), narrow(word_form).dtype)
        _merge_records(writer, parts)
        writer.close()
    except BaseException:
        writer.abandon()
        path.unlink(missing_ok=True)
        raise
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


def _add(writer: Writer, arrays: dict[str, Array]) -> None:
    for name, array in arrays.items():
        writer.add(name, array.dtype, [array])


class _Spool:
    """Arrays that grow side by side in temporary files until they are written one by one."""

    def __init__(self, dtypes: dict[str, np.dtype[Any]]) -> None:
        self._dtypes = dtypes
        self._files: dict[str, IO[bytes]] = {name: TemporaryFile() for name in dtypes}  # noqa: SIM115

    def append(self, arrays: dict[str, Array]) -> None:
        for name, array in arrays.items():
            self._files[name].write(array.astype(self._dtypes[name]).tobytes())

    def drain(self, writer: Writer) -> None:
        for name, file in self._files.items():
            file.seek(0)
            writer.add(name, self._dtypes[name], _read_back(file, self._dtypes[name]))
            file.close()


def _read_back(file: IO[bytes], dtype: np.dtype[Any]) -> Iterator[Array]:
    while chunk := file.read(_BYTES):
        yield np.frombuffer(chunk, dtype)


def _merge_postings(
    writer: Writer, parts: Sequence[Part], count: int, forms: np.dtype[Any]
) -> None:
    spool = _Spool(
        {
            "posting.docs": np.dtype(np.uint32),
            "posting.weights": np.dtype(np.float32),
            "posting.tallies": _widest(parts, "posting.tallies"),
            "place.positions": _widest(parts, "place.positions"),
            "place.forms": forms,
        }
    )
    per_stem = np.zeros((2, count), dtype=np.int64)
    for first, last in _ranges(parts, count):
        slices = [_slice(part, first, last) for part in parts]
        stems = np.concatenate([part["stems"] for part in slices])
        order = by_stem(stems - first)
        at = np.concatenate([part["at"] for part in slices])
        place_order = by_stem(at - first)
        per_stem[0, first:last] = np.bincount(stems - first, minlength=last - first)
        per_stem[1, first:last] = np.bincount(at - first, minlength=last - first)
        for name in ("posting.docs", "posting.weights", "posting.tallies"):
            spool.append({name: np.concatenate([part[name] for part in slices])[order]})
        for name in ("place.positions", "place.forms"):
            spool.append({name: np.concatenate([part[name] for part in slices])[place_order]})
    spool.drain(writer)
    for name, counts in zip(("posting.starts", "place.starts"), per_stem, strict=True):
        _add(writer, {name: _starts(counts).astype(np.uint64)})


def _counts(starts: Array) -> Array:
    """How many items lie between neighbouring starts."""
    counts: Array = np.diff(starts.astype(np.int64))
    return counts


def _starts(counts: Array) -> Array:
    return np.concatenate([[0], np.cumsum(counts)])


def _widest(parts: Sequence[Part], name: str) -> np.dtype[Any]:
    return np.result_type(*(part.columns.container[name].dtype for part in parts))


def _ranges(parts: Sequence[Part], count: int) -> Iterator[tuple[int, int]]:
    """Ranges of new stems with about CHUNK places each."""
    places = np.zeros(count, dtype=np.int64)
    for part in parts:
        places[part.stems] += _counts(part.whole("place.starts"))
    ends = np.cumsum(places) // CHUNK
    bounds = [0, *(np.flatnonzero(np.diff(ends)) + 1).tolist(), count]
    yield from ((first, last) for first, last in pairwise(bounds) if first < last)


def _slice(part: Part, first: int, last: int) -> dict[str, Array]:
    """The postings of new stems `first` up to `last`, renumbered.

    The stem of each posting is in `stems`, that of each place in `at`.
    """
    low, high = np.searchsorted(part.stems, [first, last]).tolist()
    container = part.columns.container
    starts = container["posting.starts"].cut(low, high + 1).astype(np.int64)
    places = container["place.starts"].cut(low, high + 1).astype(np.int64)
    begin, end = int(starts[0]), int(starts[-1])
    local = np.repeat(np.arange(low, high), np.diff(starts))
    docs = container["posting.docs"].cut(begin, end)
    kept = part.kept[docs]
    tallies = container["posting.tallies"].cut(begin, end)
    stays = np.repeat(kept, tallies)
    stem_at = np.repeat(local, tallies)[stays]
    forms = container["place.forms"].cut(int(places[0]), int(places[-1]))[stays]
    return {
        "stems": part.stems[local[kept]],
        "at": part.stems[stem_at],
        "posting.docs": part.docs[docs[kept]],
        "posting.weights": container["posting.weights"].cut(begin, end)[kept],
        "posting.tallies": tallies[kept],
        "place.positions": container["place.positions"].cut(int(places[0]), int(places[-1]))[stays],
        "place.forms": part.forms[part.first_form[stem_at] + forms],
    }


def _merge_records(writer: Writer, parts: Sequence[Part]) -> None:
    for name in ("number", "digest", "moment", "title.lengths", "body.lengths"):
        dtype = _widest(parts, name)
        writer.add(name, dtype, (part.whole(name)[part.kept].astype(dtype) for part in parts))
    aliases, _ = _union([part.columns.aliases for part in parts])
    _add(writer, as_arrays("alias.keys", aliases))
    for name in COLUMNS:
        _add(writer, _merged_keys(parts, name))
    for name in PARTS:
        lengths = [
            np.diff(part.whole(f"{name}.starts").astype(np.int64))[part.kept] for part in parts
        ]
        starts = np.concatenate([[0], np.cumsum(np.concatenate(lengths))]).astype(np.uint64)
        _add(writer, {f"{name}.starts": starts})
        writer.add(f"{name}.bytes", np.dtype(np.uint8), _kept_bytes(parts, name))


def _merged_keys(parts: Sequence[Part], name: str) -> dict[str, Array]:
    columns = [part.columns.keyed(name) for part in parts]
    keys, places = _union([column.keys for column in columns])
    counts, ordinals = [], []
    for part, column, place in zip(parts, columns, places, strict=True):
        own = _counts(column.starts)
        counts.append(own[part.kept])
        ordinals.append(place[column.ordinals[np.repeat(part.kept, own)]])
    flat = np.concatenate(ordinals)
    used = np.zeros(len(keys), dtype=bool)
    used[flat] = True
    return {
        **as_arrays(f"{name}.keys", [key for key, stays in zip(keys, used, strict=True) if stays]),
        f"{name}.starts": np.concatenate([[0], np.cumsum(np.concatenate(counts))]).astype(
            np.uint32
        ),
        f"{name}.ordinals": narrow((np.cumsum(used) - 1)[flat]),
    }


def _kept_bytes(parts: Sequence[Part], name: str) -> Iterator[Array]:
    """The entries of the articles kept, in runs of neighbours."""
    for part in parts:
        starts = part.whole(f"{name}.starts").astype(np.int64)
        edges = np.flatnonzero(np.diff(np.concatenate([[0], part.kept.view(np.int8), [0]])))
        for first, last in edges.reshape(-1, 2).tolist():
            begin, end = int(starts[first]), int(starts[last])
            for low in range(begin, end, _BYTES):
                yield part.columns.container[f"{name}.bytes"].cut(low, min(end, low + _BYTES))
