"""What a web server answered, as a crawler kept it: status, kind and unpacked content.

The one module that knows brotli. Crawlers often keep the content unpacked under the headers it
was sent with, so a transfer or content coding counts only where the bytes are really coded.

Invariant: no answer unpacks to more than LINE_LIMIT.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

import brotli

from index.readers.streams import LINE_LIMIT, MIB

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b")
_END = re.compile(rb"\r?\n\r?\n")
_HEADERS_LIMIT = 2**16
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[^\r\n]{0,1000}\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_PACKED = {"gzip": 31, "x-gzip": 31, "deflate": 15}  # window bits as zlib wants them


@dataclass(frozen=True, slots=True)
class Answer:
    """`kind` is the media type in lower case, `charset` the one the server named."""

    status: int
    kind: str
    charset: str | None
    content: bytes


def read_answer(block: bytes) -> Answer:
    """The answer in a record's block. Raises ValueError with the reason when it cannot be read."""
    first = _STATUS.match(block)
    end = _END.search(block, 0, _HEADERS_LIMIT)
    if not first or not end:
        raise ValueError("no HTTP answer in it")
    headers = fields_of(block[: end.start()])
    kind = headers.get("content-type", "")
    charset = _CHARSET.search(kind)
    content = block[end.end() :]
    if "chunked" in headers.get("transfer-encoding", "").lower():
        content = _joined(content)
    for coding in reversed(headers.get("content-encoding", "").lower().split(",")):
        content = _unpacked(content, coding.strip())
    return Answer(
        status=int(first[1]),
        kind=kind.partition(";")[0].strip().lower(),
        charset=charset[1] if charset else None,
        content=content,
    )


def fields_of(head: bytes) -> dict[str, str]:
    """Header lines by their names in lower case; of several of one name the first."""
    found: dict[str, str] = {}
    for line in head.decode("utf-8", "replace").splitlines():
        name, colon, value = line.partition(":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
    return found


def _joined(content: bytes) -> bytes:
    """The chunks of a body put together; a body that is not in chunks as it is."""
    parts: list[bytes] = []
    place = 0
    while chunk := _CHUNK.match(content, place):
        size = int(chunk[1], 16)
        parts.append(content[chunk.end() : chunk.end() + size])
        if not size:
            return b"".join(parts)
        place = chunk.end() + size
        place += 2 if content.startswith(b"\r\n", place) else 1
    # Either it is no chunk at all, or the crawler stopped in the midst of one.
    return b"".join(parts) if parts and place >= len(content) else content


def _unpacked(content: bytes, coding: str) -> bytes:
    if coding in ("", "identity", "none"):
        return content
    if coding not in (*_PACKED, "br"):
        raise ValueError(f"packed with {coding[:20]!r}, which is not read")
    try:
        plain = _brotli(content) if coding == "br" else _zlib(content, _PACKED[coding])
    except (brotli.error, zlib.error):
        return content
    if len(plain) > LINE_LIMIT:
        raise ValueError(f"an answer that unpacks to more than {LINE_LIMIT // MIB} MiB")
    return plain


def _brotli(content: bytes) -> bytes:
    unpacker = brotli.Decompressor()
    plain: bytes = unpacker.process(content, output_buffer_limit=LINE_LIMIT + 1)
    return plain


def _zlib(content: bytes, window: int) -> bytes:
    try:
        return zlib.decompressobj(window).decompress(content, LINE_LIMIT + 1)
    except zlib.error:
        if window != 15:
            raise
        return zlib.decompressobj(-15).decompress(content, LINE_LIMIT + 1)  # without its header
