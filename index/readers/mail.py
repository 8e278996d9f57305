"""Newsletters: a mail's HTML or plain part as an article, and mailboxes of them (mbox).

Mail is parsed by the standard library. Its parser of headers takes long for long ones and
raises whatever hostile ones make it raise; so values are cut short first, and any fault of it
costs the message.

Invariant: one message of a mailbox is held at a time, and what is attached is counted, never
opened, but for messages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import EmailPolicy
from typing import Any

from index.article import RawArticle, Skipped
from index.readers.complete import complete, is_prose
from index.readers.encodings import cleaned, decode
from index.readers.kinds import FROM_LINE
from index.readers.members import NESTING_LIMIT
from index.readers.records import language
from index.readers.streams import LINE_LIMIT, MIB, Stream, whole
from index.readers.webpage import read_page

_HEADER_LIMIT = 2000  # characters of a header that are parsed
_STEP = 2**16

#: The parser looks at each line once for each part around it.
_PARTS_LIMIT = 50
_LINES_LIMIT = 500_000
_PARTS = re.compile(rb"multipart/", re.IGNORECASE)

_QUOTED = re.compile(rb">+From ")
_PREFIXES = re.compile(r"(?:(?:re|fwd?|aw|wg|tr|rv)\s*:\s*)+", re.IGNORECASE)
_WRITER = re.compile(r"(?P<byline>\S.{1,60}?)\s+(?:from|at|via|@|\|)\s+(?P<source>.{2,80})$")
_MACHINE = re.compile(r"(?:www|e?mail\d?|news|newsletters?|em?\d*|info|links?|go|reply|send)\.")

#: What senders write around a letter, in paragraphs of their own.
_VIEW = re.compile(
    r"(?:view|read|open|see)\b.{0,40}\b(?:in (?:your|a|the) (?:web )?browser|online)\b|"
    r"\bim browser (?:ansehen|öffnen|anzeigen)\b|\bdans (?:votre|le) navigateur\b",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"\bunsubscribe\b|\bopt[ -]out\b|\b(?:manage|update|change) your\b.{0,30}\bpreferences\b|"
    r"\byou(?:'re|’re| are) receiving this\b|\byou received this\b|\babmelden\b|\babbestellen\b|"
    r"\bse désabonner\b|\bdarse de baja\b|\bcancelar (?:la )?suscripción\b",
    re.IGNORECASE,
)
_FOOTER_PARAGRAPH = 400  # characters; longer ones are of the letter, whatever they speak of
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")

_headers = HeaderRegistry()


def _short(name: str, value: str) -> Any:
    return _headers(name, value[:_HEADER_LIMIT])


_POLICY = EmailPolicy(header_factory=_short)


def read_mail(stream: Stream) -> Iterator[RawArticle | Skipped]:
    """The article of one message, and those of messages attached to it."""
    passed: Counter[str] = Counter()
    yield from _letters(stream.name, whole(stream), "", passed)
    yield from _told(stream.name, passed)


def read_mailbox(stream: Stream) -> Iterator[RawArticle | Skipped]:
    """The articles of all messages in a mailbox; what was attached comes last, by number."""
    passed: Counter[str] = Counter()
    for number, data in enumerate(_messages(stream), 1):
        if data is None:
            reason = f"a message of more than {LINE_LIMIT // MIB} MiB"
            yield Skipped(stream.name, str(number), reason)
        else:
            yield from _letters(stream.name, data, str(number), passed)
    yield from _told(stream.name, passed)


def _told(name: str, passed: Counter[str]) -> Iterator[Skipped]:
    for reason, count in passed.items():
        yield Skipped(name, "", f"{reason} ({count:,})", count)


def _messages(stream: Stream) -> Iterator[bytes | None]:
    """The bytes of each message; None for one over LINE_LIMIT."""
    parts: list[bytes] = []
    size = 0
    blank = True
    while line := stream.raw.readline(_STEP):
        if blank and FROM_LINE.match(line):
            if size:
                yield _joined(parts, size)
            parts, size = [], 0
            blank = False
            continue
        if size <= LINE_LIMIT:
            parts.append(line[1:] if _QUOTED.match(line) else line)
        size += len(line)
        blank = line.isspace()
    if size:
        yield _joined(parts, size)


def _joined(parts: list[bytes], size: int) -> bytes | None:
    return b"".join(parts) if size <= LINE_LIMIT else None


def _letters(
    name: str, data: bytes, place: str, passed: Counter[str]
) -> Iterator[RawArticle | Skipped]:
    if len(_PARTS.findall(data)) > _PARTS_LIMIT or data.count(b"\n") > _LINES_LIMIT:
        yield Skipped(name, place, "a message of more parts or lines than any letter has")
        return
    try:
        message = BytesParser(EmailMessage, policy=_POLICY).parsebytes(data)
        found = list(_in_message(message, place, NESTING_LIMIT, passed))
    except Exception as fault:  # see above
        yield Skipped(name, place, f"a message that cannot be parsed ({type(fault).__name__})")
        return
    for item in found:
        yield item if isinstance(item, RawArticle) else Skipped(name, *item)


def _in_message(
    message: EmailMessage, place: str, depth: int, passed: Counter[str]
) -> Iterator[RawArticle | tuple[str, str]]:
    """The articles of a message, or (place, reason) for what is none."""
    parts = list(message.iter_attachments())
    attached = [part for part in parts if part.get_content_type() == "message/rfc822"]
    own = _line(message, "message-id").strip("<> ")[:200] if place else ""
    try:
        yield _article(message, own or place)
    except ValueError as fault:
        if attached:
            passed["messages that only hold others"] += 1
        else:
            yield own or place, str(fault)
    if len(parts) > len(attached):
        passed["attachments"] += len(parts) - len(attached)
    if attached and not depth:
        passed[f"messages inside one another more than {NESTING_LIMIT} deep"] += len(attached)
        return
    for number, part in enumerate(attached, 1):
        inner = part.get_payload(0)
        if isinstance(inner, EmailMessage):
            where = f"{place}.{number}" if place else str(number)
            yield from _in_message(inner, where, depth - 1, passed)


def _article(message: EmailMessage, place: str) -> RawArticle:
    """The article of a message. Raises ValueError with the reason when it is none."""
    page = _body(message)
    byline, source = _writer(message)
    text = _letter(page.text)
    if not is_prose(text):
        raise ValueError("too few words for an article")
    published = _line(message, "date")
    return complete(
        RawArticle(
            title=_PREFIXES.sub("", _line(message, "subject"), count=1) or page.title,
            text=text,
            place=place,
            url=_line(message, "archived-at").strip("<> ") or page.url,
            source=source,
            byline=byline or page.byline,
            language=language(_line(message, "content-language")) or page.language,
            published=published or page.published,
            published_from="metadata" if published else page.published_from,
        )
    )


def _body(message: EmailMessage) -> RawArticle:
    """The HTML part as a page, or the plain part where there is none or nothing in it."""
    fault = ValueError("no text in it")
    for kind in ("html", "plain"):
        part = message.get_body((kind,))
        data = part.get_payload(decode=True) if part else None
        if not part or not isinstance(data, bytes):
            continue
        try:
            text = decode(data, part.get_content_charset())
            page = read_page(text) if kind == "html" else RawArticle("", text)
        except ValueError as error:
            fault = error
            continue
        if is_prose(page.text):
            return page
        fault = ValueError("too few words for an article")
    raise fault


def _writer(message: EmailMessage) -> tuple[str | None, str | None]:
    """(byline, source): "Jane Doe from The Ledger" names both, any other name the source."""
    addresses = getattr(message["from"], "addresses", ())
    if not addresses:
        return None, None
    name = " ".join(cleaned(addresses[0].display_name).split())
    if found := _WRITER.match(name):
        return found["byline"], found["source"]
    return None, name or _MACHINE.sub("", cleaned(addresses[0].domain).lower()) or None


def _line(message: EmailMessage, name: str) -> str:
    """A header on one line, empty when there is none."""
    return " ".join(cleaned(str(message[name] or "")).split())


def _letter(text: str) -> str:
    """The text without the sender's own lines before and after it, where they are easily told."""
    paragraphs = _PARAGRAPHS.split(text.strip())
    first = 1 if len(paragraphs) > 1 and _is_around(_VIEW, paragraphs[0]) else 0
    half = len(paragraphs) // 2
    end = next(
        (n for n in range(max(half, 1), len(paragraphs)) if _is_around(_FOOTER, paragraphs[n])),
        len(paragraphs),
    )
    if any(len(paragraph) > _FOOTER_PARAGRAPH for paragraph in paragraphs[end:]):
        end = len(paragraphs)
    return "\n\n".join(paragraphs[first:end])


def _is_around(pattern: re.Pattern[str], paragraph: str) -> bool:
    return len(paragraph) <= _FOOTER_PARAGRAPH and pattern.search(paragraph) is not None
