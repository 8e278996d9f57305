"""How postings lie on disk: each number in as few bytes as arrays can still be read fast.

T stems, P postings (stem, article), N places (stem, article, position):

    posting.*  [T]             how many postings each stem has: `index.codec.runs`
    posting.weights [P] u2     what a stem weighs: `index.codec.weights`, in its UNIT
    gap.*  [T], gap.bytes      the articles of stem t, ascending, as steps from one to the next
                               (the first from 0), in items of 1, 2 or 4 bytes; the largest
                               item says: so far, and on with the next item
    width [T] u1               bytes of an item of gaps, and 8 times the bits of a form
    place.*  [T]               how many places each stem has: `index.codec.runs`
    place.first                a bit a place, the lowest first: whether a posting begins here
    place.near [N] u1          the position, or from FAR on the page it is in: PAGES[near]
    far.*  [T], place.far      what is to be added to PAGES[near] where near >= FAR, in order
    form.*  [T], form.bytes    which word of the stem stands there, in 0, 1, 2, 4, 8 or 16 bits

Invariant: `pack` of any range of stems yields the bytes of that range; those of neighbouring
ranges follow one another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from index.codec.container import Array
from index.codec.weights import UNIT

FAR = 224
_TITLE = 32  # the first so many words of a title, and then the first of the body, are near
_BODY = 1024

#: The position at which each value of `place.near` begins: titles, bodies, 30 pages of a body,
#: long titles, and what lies further than all pages.
PAGES = np.concatenate(
    [
        np.arange(_TITLE),
        np.arange(_BODY, _BODY + FAR - _TITLE),
        np.arange(30) * 256 + _BODY + FAR - _TITLE,
        [_TITLE, 30 * 256 + _BODY + FAR - _TITLE],
    ]
).astype(np.uint32)


#: `place.near` of each position; that of the last stands for all beyond.
_NEAR = np.concatenate(
    [
        np.arange(_TITLE),
        np.full(_BODY - _TITLE, 254),
        np.arange(_TITLE, FAR),
        np.repeat(np.arange(FAR, 254), 256),
        [255],
    ]
).astype(np.uint8)

#: Places that are looked up together.
_BLOCK = 1 << 18


@dataclass(frozen=True, slots=True)
class Places:
    """Where a stem stands: `positions` and `forms` of posting i are the next `tallies[i]`."""

    docs: Array
    tallies: Array
    positions: Array
    forms: Array


@dataclass(frozen=True, slots=True)
class Inverted:
    """The postings of a range of T stems, P postings and N places, as numbers.

    `postings` [T] how many each stem has; `docs` [P] and `weights` [P]; `tallies` [P] how many
    places each posting has; `positions` [N], `forms` [N]; `bits` [T] as of `bits_of`.
    """

    postings: Array
    docs: Array
    weights: Array
    tallies: Array
    positions: Array
    forms: Array
    bits: Array


def pack(inverted: Inverted) -> tuple[dict[str, Array], dict[str, Array]]:
    """(arrays as described above, the lengths behind each `NAME.*`); `place.first` as booleans."""
    places = _sums(inverted.tallies, inverted.postings)
    gaps, gap_bytes, items = pack_ascending(inverted.docs, inverted.postings)
    near, far = pack_positions(inverted.positions)
    forms, form_bytes = pack_bits(inverted.forms, places, inverted.bits)
    first = np.zeros(len(near), dtype=bool)
    first[np.cumsum(inverted.tallies, dtype=np.int64) - inverted.tallies] = True
    arrays = {
        "posting.weights": np.rint(inverted.weights / UNIT).astype(np.uint16),
        "gap.bytes": gaps,
        "width": (items + 8 * inverted.bits).astype(np.uint8),
        "place.first": first,
        "place.near": near,
        "place.far": far,
        "form.bytes": forms,
    }
    counts = {
        "posting": inverted.postings,
        "gap": gap_bytes,
        "place": places,
        "far": np.diff(np.searchsorted(np.flatnonzero(near >= FAR), np.cumsum(places)), prepend=0),
        "form": form_bytes,
    }
    return arrays, counts


def pack_ascending(numbers: Array, counts: Array) -> tuple[Array, Array, Array]:
    """(bytes, how many [T], bytes of an item [T]) of T runs of ascending `numbers`."""
    firsts = (np.cumsum(counts) - counts)[counts > 0]
    gaps = np.diff(numbers.astype(np.int64), prepend=0)
    gaps[firsts] = numbers[firsts]
    needs = [_sums(gaps // 255 + 1, counts), 2 * _sums(gaps // 65535 + 1, counts), 4 * counts]
    choice = np.argmin(needs, axis=0)
    lengths = np.choose(choice, needs)
    packed = np.empty(int(lengths.sum()), dtype=np.uint8)
    for number, item in enumerate((1, 2, 4)):
        mine = gaps[np.repeat(choice == number, counts)]
        packed[np.repeat(choice == number, lengths)] = steps(mine, item).view(np.uint8)
    return packed, lengths, np.array([1, 2, 4])[choice]


def unpack_ascending(packed: Array, count: int, item: int) -> Array:
    """The `count` numbers of one run as u4."""
    steps = packed.view(f"<u{item}")
    running: Array = np.cumsum(steps, dtype=np.uint32)
    return running if len(running) == count else running[steps != _top(item)]


def unpack_all_ascending(packed: Array, counts: Array, lengths: Array, items: Array) -> Array:
    """The inverse of `pack_ascending`."""
    numbers = np.empty(int(counts.sum()), dtype=np.uint32)
    for item in np.unique(items).tolist():
        chosen = items == item
        steps = packed[np.repeat(chosen, lengths)].view(f"<u{item}")
        running = np.cumsum(steps, dtype=np.int64)
        taken = lengths[chosen] // item
        before = np.concatenate([[0], running])[np.cumsum(taken) - taken]
        ends = running[steps != _top(item)] if item < 4 else running
        numbers[np.repeat(chosen, counts)] = ends - np.repeat(before, counts[chosen])
    return numbers


def pack_bits(numbers: Array, counts: Array, bits: Array) -> tuple[Array, Array]:
    """(bytes, how many [T]) of T runs of `numbers`, each in so many `bits` [T], lowest first."""
    lengths = -(-counts * bits // 8)
    packed = np.zeros(8 * int(lengths.sum()), dtype=bool)
    for size, mine, places in _bit_places(counts, bits):
        for bit in range(size):
            packed[places + bit] = (numbers[mine] >> bit) & 1
    return np.packbits(packed, bitorder="little"), lengths


def unpack_bits(packed: Array, count: int, bits: int, at: Array | None = None) -> Array:
    """The `count` numbers of one run; only those `at` some places if these are given."""
    if bits == 0:
        return np.zeros(count if at is None else len(at), dtype=np.uint8)
    if bits >= 8:
        wide = packed.view(f"<u{bits // 8}")
        return wide if at is None else wide[at]
    if at is None:
        shifts = np.arange(0, 8, bits, dtype=np.uint8)
        flat: Array = (packed[:, np.newaxis] >> shifts).ravel()[:count]
    else:
        flat = packed[at * bits >> 3] >> (at * bits & 7).astype(np.uint8)
    flat &= (1 << bits) - 1
    return flat


def unpack_all_bits(packed: Array, counts: Array, bits: Array) -> Array:
    """The inverse of `pack_bits`."""
    flat = np.unpackbits(packed, bitorder="little")
    numbers = np.zeros(int(counts.sum()), dtype=np.uint16)
    for size, mine, places in _bit_places(counts, bits):
        for bit in range(size):
            numbers[mine] |= flat[places + bit].astype(np.uint16) << bit
    return numbers


def _bit_places(counts: Array, bits: Array) -> Iterator[tuple[int, Array, Array]]:
    """(bits, which numbers have so many, where the first bit of each stands)."""
    lengths = -(-counts * bits // 8)
    first_bits = 8 * (np.cumsum(lengths) - lengths)
    starts = np.cumsum(counts) - counts
    for size in np.unique(bits[bits > 0]).tolist():
        chosen = bits == size
        mine = np.flatnonzero(np.repeat(chosen, counts))
        shift = np.repeat(first_bits[chosen] - starts[chosen] * size, counts[chosen])
        yield size, mine, shift + mine * size


def bits_of(words: Array) -> Array:
    """In how many bits the forms of stems with so many `words` are kept."""
    return np.array([0, 1, 2, 4, 8, 16])[np.searchsorted([1, 2, 4, 16, 256], words)]


def pack_positions(positions: Array) -> tuple[Array, Array]:
    """(`place.near`, the numbers of `place.far`)."""
    near = np.empty(len(positions), dtype=np.uint8)
    for low in range(0, len(positions), _BLOCK):
        near[low : low + _BLOCK] = _NEAR.take(positions[low : low + _BLOCK], mode="clip")
    far = np.flatnonzero(near >= FAR)
    return near, positions[far] - PAGES[near[far]]


def unpack_positions(near: Array, far: Array, at: Array | None = None) -> Array:
    """The positions of a stem as u4; only those of its places `at` if these are given."""
    asked = near if at is None else near[at]
    positions = np.take(PAGES, asked)
    if len(far):
        distant = np.flatnonzero(asked >= FAR)
        if at is None:
            positions[distant] += far
        elif len(distant):
            positions[distant] += far[np.searchsorted(np.flatnonzero(near >= FAR), at[distant])]
    return positions


def steps(gaps: Array, item: int) -> Array:
    """Numbers in items of so many bytes; the largest says: so far, and on with the next item."""
    top = _top(item)
    before = gaps // top if item < 4 else np.zeros(len(gaps), dtype=np.int64)
    steps = np.full(len(gaps) + int(before.sum()), top, dtype=f"<u{item}")
    steps[np.cumsum(before + 1) - 1] = gaps - before * top
    return steps


def _top(item: int) -> int:
    return int((1 << (8 * item)) - 1)


def _sums(numbers: Array, counts: Array) -> Array:
    """The sum of each run of so many numbers."""
    running = np.concatenate([[0], np.cumsum(numbers, dtype=np.int64)])
    ends = np.cumsum(counts)
    sums: Array = running[ends] - running[ends - counts]
    return sums
