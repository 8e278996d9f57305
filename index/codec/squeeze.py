"""Short texts pressed small, each to be had back without the others.

A dictionary trained on the first entries (what they have in common) makes entries of a few
hundred bytes nearly as small as if they stood in one stream. Figures, on news of 800 bytes: zlib
leaves 55 %, in 40 µs an entry; this leaves 41 %, in 6 µs, and gives one back in 2 µs.

    NAME.dictionaries.*, .bytes  u1   what entries build on, and their lengths: `index.codec.runs`;
                                      one is empty when there was too little to learn from
    NAME.users                   u64  how many entries build on each, in order
    NAME.bytes                   u1   one Zstandard frame an entry, without its magic number
    NAME.*                            their lengths in bytes: `index.codec.runs`

Invariant: an entry comes back as it was.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from threading import local

import numpy as np
from zstandard import (
    ZstdCompressionDict,
    ZstdCompressor,
    ZstdDecompressor,
    ZstdError,
    train_dictionary,
)

from index.codec.container import Array, Container
from index.codec.runs import Runs, as_runs

#: A dictionary is learned from the first so many entries.
SAMPLES = 2000

#: The first four bytes of every frame (RFC 8878), which need no place on disk.
_MAGIC = b"\x28\xb5\x2f\xfd"
_LEVEL = 3
_LIST_LEVEL = 9
_LARGEST = 112_640
#: The smallest share of what it was learned from that a dictionary may take.
_SHARE = 20
#: How a dictionary is put together (ZDICT's cover): of stretches of so many bytes, chosen by the
#: strings of so many in them. To have ZDICT try what suits takes four times as long and makes
#: cards larger, records of mentions smaller, and all together no difference.
_COVER = {"k": 300, "d": 8}


def squeeze(data: bytes) -> bytes:
    """One long text pressed by itself."""
    return ZstdCompressor(level=_LIST_LEVEL, write_checksum=False).compress(data)[len(_MAGIC) :]


def unsqueeze(data: bytes) -> bytes:
    """The inverse of `squeeze`."""
    found: bytes = _plain.decompressor.decompress(_MAGIC + data)
    return found


class Press:
    """Takes entries one by one and keeps them pressed."""

    def __init__(self, dictionary: bytes | None = None) -> None:
        """With a `dictionary`, as of `learned`; else one is learned on the way."""
        self._waiting: list[bytes] = []
        self._pressed: list[bytes] = []
        self._dictionary = dictionary
        self._compressor = None if dictionary is None else _compressor(dictionary)

    def add(self, entry: bytes) -> None:
        """Append an entry."""
        if self._compressor is None:
            self._waiting.append(entry)
            if len(self._waiting) == SAMPLES:
                self._learn()
        else:
            self._pressed.append(self._compressor.compress(entry)[len(_MAGIC) :])

    def arrays(self, name: str) -> dict[str, Array]:
        """All arrays named in this module's description, for one dictionary."""
        if self._compressor is None:
            self._learn()
        lengths = np.array([len(entry) for entry in self._pressed], dtype=np.int64)
        return {
            **of_dictionaries(name, [(self._dictionary or b"", len(lengths))]),
            f"{name}.bytes": np.frombuffer(b"".join(self._pressed), dtype=np.uint8),
            **as_runs(name, lengths),
        }

    def drain(self) -> list[bytes]:
        """What has been pressed since the last time, with the dictionary that was given."""
        done, self._pressed = self._pressed, []
        return done

    def _learn(self) -> None:
        self._dictionary = learned(self._waiting)
        self._compressor = _compressor(self._dictionary)
        waiting, self._waiting = self._waiting, []
        for entry in waiting:
            self.add(entry)


class Pressed:
    """The entries of an open container."""

    def __init__(self, container: Container, name: str) -> None:
        self._dictionaries = container[f"{name}.dictionaries.bytes"]
        self._sizes = Runs(container, f"{name}.dictionaries")
        self._users = container[f"{name}.users"]
        self._bytes = container[f"{name}.bytes"]
        self.runs = Runs(container, name)

    def __getitem__(self, place: int) -> bytes:
        """One entry, as it was."""
        first, last = self.runs.bounds(place)
        data = _MAGIC + self._bytes.cut(first, last).tobytes()
        ends, openers = self._openers
        found: bytes = openers[bisect_right(ends, place)].decompressor.decompress(data)
        return found

    def __len__(self) -> int:
        return len(self.runs)

    def stretches(self) -> list[tuple[int, int, bytes]]:
        """(first, last, dictionary) of the entries that build on each dictionary."""
        ends = self._ends()
        dictionaries = [
            self._dictionaries.cut(*self._sizes.bounds(number)).tobytes()
            for number in range(len(ends))
        ]
        return list(zip([0, *ends[:-1]], ends, dictionaries, strict=True))

    def raw(self, first: int, last: int) -> Array:
        """The bytes of the entries `first` up to `last`, pressed."""
        return self._bytes.cut(*self.runs.span(first, last))

    def _ends(self) -> list[int]:
        ends: list[int] = np.cumsum(self._users.whole()).tolist()
        return ends

    @cached_property
    def _openers(self) -> tuple[list[int], list[_Opener]]:
        known = [_known(dictionary) for _, _, dictionary in self.stretches()]
        return self._ends(), [_Opener(each) for each in known]


class _Opener(local):
    """A decompressor for each thread, as none may serve two at once."""

    def __init__(self, known: ZstdCompressionDict | None = None) -> None:
        self.decompressor = ZstdDecompressor(dict_data=known)


_plain = _Opener()


def of_dictionaries(name: str, users: Sequence[tuple[bytes, int]]) -> dict[str, Array]:
    """The arrays that tell how many entries build on each dictionary, in order."""
    lengths = np.array([len(dictionary) for dictionary, _ in users], dtype=np.int64)
    everything = b"".join(dictionary for dictionary, _ in users)
    return {
        f"{name}.dictionaries.bytes": np.frombuffer(everything, dtype=np.uint8),
        **as_runs(f"{name}.dictionaries", lengths),
        f"{name}.users": np.array([count for _, count in users], dtype=np.uint64),
    }


def learned(entries: Sequence[bytes]) -> bytes:
    """What `entries` have in common; nothing when they are too few to tell."""
    size = min(_LARGEST, sum(map(len, entries)) // _SHARE)
    if size < 1024 or len(entries) < 8:
        return b""
    try:
        return bytes(train_dictionary(size, list(entries), **_COVER).as_bytes())
    except ZstdError:  # too much alike or too short to learn from
        return b""


def _known(dictionary: bytes) -> ZstdCompressionDict | None:
    return ZstdCompressionDict(dictionary) if dictionary else None


def _compressor(dictionary: bytes) -> ZstdCompressor:
    known = _known(dictionary)
    if known:
        known.precompute_compress(level=_LEVEL)
    return ZstdCompressor(level=_LEVEL, dict_data=known, write_checksum=False, write_dict_id=False)
