"""Which articles of a segment tell a story that others tell too, as the table of contents has it.

    u4 number of its first such article, u4 story of it, and so on; u4 CRC-32 of what stands before

Stories are numbered over all segments of a commit, from 0 on; little-endian; nothing at all where
every article is alone. A table of contents has no sums of its own: hence the last four bytes.

Invariant: articles ascend.
"""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.errors import REBUILD, BrokenIndex

Numbers = NDArray[np.int64]

#: The story of an article that no other tells.
ALONE = -1


def pack(docs: Numbers, stories: Numbers) -> bytes:
    """What `unpack` reads; `stories` are those of `docs`, which ascend, or ALONE."""
    told = stories != ALONE
    if not told.any():
        return b""
    body = np.stack([docs[told], stories[told]], axis=1).astype("<u4").tobytes()
    return body + crc32(body).to_bytes(4, "little")


def unpack(packed: bytes, articles: int) -> tuple[Numbers, Numbers]:
    """(articles that are not alone, the story of each).

    Raises ValueError for bytes that are not what `pack` made of a segment of so many articles.
    """
    if not packed:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    body, check = packed[:-4], int.from_bytes(packed[-4:], "little")
    if len(body) % 8 or crc32(body) != check:
        raise ValueError("its stories are damaged")
    docs, stories = np.frombuffer(body, "<u4").astype(np.int64).reshape(-1, 2).T
    if (np.diff(docs) <= 0).any() or docs[-1] >= articles:
        raise ValueError("its stories are of articles it does not hold")
    return docs, stories


def of_all(segments: Iterable[tuple[str, bytes, int]]) -> NDArray[np.int32]:
    """The story of each article, or ALONE, of segments (name, packed, articles) in turn.

    Raises BrokenIndex where one is damaged.
    """
    found = [np.zeros(0, dtype=np.int32)]
    for name, packed, articles in segments:
        own = np.full(articles, ALONE, dtype=np.int32)
        try:
            docs, stories = unpack(packed, articles)
        except ValueError as fault:
            raise BrokenIndex(f"the table of contents says of {name}: {fault}: {REBUILD}") from None
        own[docs] = stories
        found.append(own)
    return np.concatenate(found)
