"""WARC files for tests, written record by record as crawlers write them."""

from __future__ import annotations

import gzip

from tests.index.test_readers_archives import page

URL = "https://harbour.example/news/pier"
HTML = "Content-Type: text/html; charset=utf-8"


def record(kind: str, block: bytes, url: str = "", length: int | None = None, **more: str) -> bytes:
    """A record; `length` is what it says of its block, and the truth if not given."""
    fields = {
        "WARC-Type": kind,
        "WARC-Target-URI": url,
        "WARC-Record-ID": f"<urn:uuid:{kind}-{url.rpartition('/')[2]}>",
        "WARC-Date": "2025-05-20T08:15:00Z",
        "Content-Length": str(len(block) if length is None else length),
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return f"WARC/1.0\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def answer(content: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """An HTTP answer."""
    lines = "".join(f"{line}\r\n" for line in (headers or (HTML,)))
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + content


def response(
    name: str,
    content: bytes | None = None,
    *headers: str,
    length: int | None = None,
    **more: str,
) -> bytes:
    """The record of a page with its name as title and at the end of its address."""
    block = answer(page(name) if content is None else content, *headers)
    return record("response", block, f"https://harbour.example/news/{name}", length, **more)


def crawl(*names: str) -> list[bytes]:
    """The records a crawler writes for pages: information, then request, response, metadata."""
    records = [record("warcinfo", b"software: a crawler\r\n")]
    for name in names:
        url = f"https://harbour.example/news/{name}"
        records += [
            record("request", b"GET / HTTP/1.1\r\n\r\n", url),
            response(name),
            record("metadata", b"fetchTimeMs: 12\r\n", url),
        ]
    return records


def packed(records: list[bytes]) -> bytes:
    """Each record its own gzip member, as the format asks for."""
    return b"".join(map(gzip.compress, records))
