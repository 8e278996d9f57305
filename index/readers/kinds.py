"""What a file is by its first bytes, whatever its name says.

Invariant: a file is refused, or taken for an archive, only for a signature no text begins with.
"""

from __future__ import annotations

import re

_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"\x1f\x8b", "gzip inside something packed"),
    (b"BZh", "bzip2 inside something packed"),
    (b"\xfd7zXZ\x00", "xz inside something packed"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"OggS", "a sound or film"),
    (b"ID3", "a sound"),
    (b"fLaC", "a sound"),
    (b"PAR1", "a Parquet table"),
)
_CONTAINERS = ((b"RIFF", b"WAVE", "a sound"), (b"RIFF", b"WEBP", "an image"))
_REMEDY = "not a news article: give its text, its HTML or JSON"

_WARC = re.compile(rb"WARC/\d\.\d+[ \t]*\r?\n")
# Stands before each message of a mailbox: who sent it and when, its time and year.
FROM_LINE = re.compile(rb"From \S+ [^\n]{0,200}\d:\d\d[^\n]{0,200}\b\d{4}\b[^\n]{0,100}\n")
_FIRST_FIELD = re.compile(rb">?From |[!-9;-~]+:")
_HEADERS = re.compile(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+")
_FIELD = re.compile(rb"^([!-9;-~]+):", re.MULTILINE)
_OF_MAIL = {b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to"}
# A bracket alone may begin a text, `[Reuters] …`, and two of them a wiki's link.
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{\s*[\"}]|\[\s*[{\]]|\[\s*\[\s*[\[{\]\"0-9-])")
_XML = re.compile(r"\s*<\?xml\b", re.IGNORECASE)
_PAGE = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|article|main|div|section|h1|p)\b[^<]*>",
    re.IGNORECASE,
)


def foreign(start: bytes) -> str:
    """The reason to refuse a file that begins so, or an empty string."""
    if start[4:8] == b"ftyp":
        return f"a film or image, {_REMEDY}"
    for magic, kind in _SIGNATURES:
        if start.startswith(magic):
            return f"{kind}, {_REMEDY}"
    for outer, inner, kind in _CONTAINERS:
        if start.startswith(outer) and start[8:12] == inner:
            return f"{kind}, {_REMEDY}"
    return ""


def is_zip(start: bytes) -> bool:
    """Whether a file that begins so is a ZIP archive, an empty one too."""
    return start.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_tar(start: bytes) -> bool:
    """Whether a file that begins so is a tar archive (POSIX or GNU)."""
    return start[257:262] == b"ustar"


def is_warc(start: bytes) -> bool:
    """Whether a file that begins so is a WARC file."""
    return _WARC.match(start) is not None


def is_mailbox(start: bytes) -> bool:
    """Whether a file that begins so is a mailbox (mbox)."""
    found = FROM_LINE.match(start)
    return bool(found and _FIRST_FIELD.match(start, found.end()))


def is_mail(start: bytes) -> bool:
    """Whether a file that begins so is a message: header lines only mail has, and its sender."""
    head = _HEADERS.match(start)
    names = {found[1].lower() for found in _FIELD.finditer(head[0])} if head else set()
    if b"from" not in names:
        return False
    return bool(names & _OF_MAIL) or (names >= {b"date", b"subject"} and b"@" in start)


def is_json(start: bytes) -> bool:
    """Whether a file that begins so is meant as JSON or JSON Lines."""
    return _JSON.match(start) is not None


def is_page(text: str) -> bool:
    """Whether the text is HTML: it begins with a tag and soon has one only pages have."""
    return text.lstrip().startswith("<") and _PAGE.search(text, 0, 8192) is not None


def is_xml(text: str) -> bool:
    """Whether the text declares itself as XML."""
    return _XML.match(text) is not None
