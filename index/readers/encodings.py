"""From bytes to text, whatever encoding they are in; the one module that knows charset-normalizer.

Invariant: the text has no byte order mark, no NUL, no lone surrogate, and only "\\n" ends lines.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Pages that declare the left mean the right (WHATWG Encoding Standard, section 4.2).
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
}
# What is guessed among: the encodings of the web. Old DOS and Mac tables only mislead.
_GUESSED = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("iso8859_2", "iso8859_5", "koi8_r", "koi8_u", "cp874", "cp932", "euc_jp", "cp949"),
    *("gb18030", "big5hkscs"),
]
_NOT_CHARSETS = {"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"}
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_SAMPLE = 2**17
_TYPOGRAPHY = bytes([*range(0x80)]) + bytes.fromhex("80 85 91 92 93 94 95 96 97 99 a0 a3 a9 ab bb")
_CONTROLS = bytes({*range(0x20)} - {*b"\t\n\r\f\x0b\x08\x1a\x1b"})
_BROKEN = re.compile("[\x00\ud800-\udfff]")


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of `data`; `declared` is the charset the document names for itself.

    Raises ValueError with the reason when the bytes are no text in any encoding we know.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return cleaned(data.decode(encoding, "replace"))
    if b"\x00" in data:
        return cleaned(_wide(data))
    if _is_binary(data):
        raise ValueError("binary data, not text")
    return cleaned(_narrow(data, declared))


def declared_charset(start: bytes) -> str | None:
    """The charset that markup which begins so names for itself."""
    found = _DECLARED.search(start)
    return found[1].decode("ascii", "replace") if found else None


def charset(sample: bytes) -> str:
    """The codec for the lines of a long text that begins so, its end being cut anywhere."""
    if _utf8(sample) is not None:
        return "utf-8"
    if not sample.translate(None, _TYPOGRAPHY):
        return "cp1252"
    guess = from_bytes(sample[:_SAMPLE], cp_isolation=_GUESSED).best()
    return guess.encoding if guess else "cp1252"


def cleaned(text: str) -> str:
    """The text with one kind of line end and without what cannot be stored as UTF-8."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _BROKEN.sub("\ufffd", text) if _BROKEN.search(text) else text


def _narrow(data: bytes, declared: str | None) -> str:
    if b"\x1b$" in data:  # ISO-2022 hides its characters in ASCII and passes for UTF-8
        declared = declared or "iso2022_jp"
    elif (text := _utf8(data)) is not None:
        return text
    encoding = _charset(declared)
    if encoding and (text := _lenient(data, encoding)) is not None:
        return text
    if not data.translate(None, _TYPOGRAPHY):
        return data.decode("cp1252")  # ASCII but for quotes and dashes: too little to guess from
    guess = from_bytes(data[:_SAMPLE], cp_isolation=_GUESSED).best()
    text = _lenient(data, guess.encoding) if guess else None
    if text is None:
        raise ValueError("its encoding is not known: save it as UTF-8")
    return text


def _utf8(data: bytes) -> str | None:
    """UTF-8, also with a few damaged bytes, as long as most of its characters are whole."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        beyond = len(text) - len(text.encode("ascii", "ignore"))
        return text if text.count("\ufffd") * 5 < beyond else None


def _lenient(data: bytes, encoding: str) -> str | None:
    text = data.decode(encoding, "replace")
    return text if text.count("\ufffd") * 200 <= len(text) else None


def _charset(name: str | None) -> str | None:
    """The codec for a declared charset, or None when it is none or not one for documents."""
    try:
        known = codecs.lookup(name or "")
        "".encode(known.name)  # refuses what is no text encoding, such as rot13 and zlib
    except (LookupError, ValueError):
        return None
    return None if known.name in _NOT_CHARSETS else _MEANT.get(known.name, known.name)


def _wide(data: bytes) -> str:
    """UTF-16 or UTF-32 without a mark: only the right one gives letters *and* plain spaces."""
    for encoding, width in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        sample = data[:4096].decode(encoding, "replace")
        blanks = sample.count(" ") + sample.count("\n")
        letters = sum(map(str.isalnum, sample))
        if len(data) % width == 0 and blanks and letters + blanks > 0.7 * len(sample):
            text = data.decode(encoding, "replace")
            if "\x00" not in text and "\ufffd" not in text:
                return text
    raise ValueError("binary data, not text")


def _is_binary(data: bytes) -> bool:
    sample = data[:65536]
    return len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) / 1000
