"""What agencies send: NITF stories, and the news items of NewsML-G2 and NewsML 1.

A NewsML item wraps a story, often in NITF or XHTML; what it says of the story itself is
believed before what the story says.

Invariant: an item that its agency has withdrawn, withheld or put under an embargo that still
holds is never an article; it is told and skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from index.article import RawArticle, Skipped
from index.errors import UnreadableFile
from index.readers.complete import complete, host, is_prose
from index.readers.encodings import cleaned
from index.readers.markup import Tree, attribute, every, first, plain_text
from index.readers.records import language
from index.readers.xml import children, line_in, parse_xml, text_in

ROOTS = frozenset({"nitf", "newsItem", "newsMessage", "packageItem", "NewsML", "NewsItem"})

_ITEMS = ("newsItem", "NewsItem", "nitf")
_OTHERS = ("packageItem", "conceptItem", "knowledgeItem", "planningItem")
_CONTENT = ("inlineXML", "inlineData", "DataContent")
_TITLE = ("headline", "HeadLine", "hl1", "title", "Title", "h1")
_BYLINE = ("by", "ByLine", "byline")
_DATELINE = ("dateline", "DateLine")
# (element, attribute): the first that says something is believed; "" is the element's text.
_PUBLISHED = (
    *(("firstCreated", ""), ("FirstCreated", ""), ("date.issue", "norm"), ("date.release", "norm")),
    *(("versionCreated", ""), ("pubdata", "date.publication"), ("contentCreated", "")),
    *(("story.date", "norm"), ("DateId", "")),
)
_SOURCE = (
    *(("provider", ""), ("provider", "literal"), ("pubdata", "name"), ("creditline", "")),
    *(("CreditLine", ""), ("provider", "qcode"), ("provider", "uri"), ("Party", "FormalName")),
    *(("distributor", ""), ("doc-id", "regsrc"), ("doc.copyright", "holder"), ("ProviderId", "")),
)
_OWN = (
    *(("newsItem", "guid"), ("PublicIdentifier", ""), ("NewsItemId", ""), ("doc-id", "id-string")),
)
_ADDRESS = (("newsItem", "guid"), ("pubdata", "ex-ref"))
_STATUS = (
    *(("pubStatus", "qcode"), ("pubStatus", "uri"), ("Status", "FormalName")),
    *(("docdata", "management-status"),),
)
_LANGUAGE = (
    *(("language", "tag"), ("Language", "FormalName"), ("body.content", "xml:lang")),
    *(("body", "xml:lang"), ("nitf", "xml:lang"), ("html", "xml:lang"), ("newsItem", "xml:lang")),
)
_EMBARGO = (("embargoed", ""), ("date.release", "norm"))
_UNUSABLE = frozenset({"canceled", "cancelled", "withheld", "embargoed"})
_NOT_TEXT = ("media", "object", "script", "style", "figure", "fn", "head", "body.head", "body.end")
# The elements of NITF that stand apart, by those of HTML that do.
_APART = {"block": "div", "hl1": "h1", "hl2": "h2", "bq": "blockquote", "body.content": "div"}
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?")
_BY = re.compile(r"by\s+", re.IGNORECASE)

Parts = Mapping[str, Tree]  # the first element of each name
Places = tuple[tuple[str, str], ...]


def read_newsml(name: str, text: str) -> Iterator[RawArticle | Skipped]:
    """The articles of an NITF or NewsML file. Raises UnreadableFile when it cannot be parsed."""
    try:
        tree, fault = parse_xml(text)
    except ValueError as error:
        raise UnreadableFile(name, str(error)) from error
    root = next(children(tree))
    items = [tag for tag in every(tree, *_ITEMS) if tag is root or not _is_inside(tag)]
    for number, item in enumerate(items, 1):
        yield _article(name, item, "" if item is root else str(number))
    for tag in every(tree, *_OTHERS):
        yield Skipped(name, attribute(tag, "guid"), f"a {tag.name}, which holds no article itself")
    if fault:
        yield Skipped(name, "", fault)


def _is_inside(tag: Tree) -> bool:
    return any(parent.name in _ITEMS for parent in tag.parents)


def _article(name: str, item: Tree, place: str) -> RawArticle | Skipped:
    parts = {item.name: item}
    for tag in every(item):
        parts.setdefault(tag.name, tag)
    place = place and (_said(parts, _OWN)[:200] or place)
    title = _line(parts, _TITLE)
    raw = RawArticle(
        title=title,
        text="",
        place=place,
        dateline=_line(parts, _DATELINE),
        url=_address(parts),
        source=_source(parts),
        byline=_byline(parts),
        language=language(_said(parts, _LANGUAGE)),
        published=_extended(_said(parts, _PUBLISHED)) or None,
        published_from="metadata",
        told=tuple(_told(parts)),
    )
    reason = _hindrance(parts)
    text = "" if reason else next(filter(is_prose, _texts(item)), "")
    if not text:
        return Skipped(name, place, reason or _textless(parts))
    return complete(replace(raw, text=text.removeprefix(f"{title}\n\n")))


def _said(parts: Parts, places: Places) -> str:
    """What the first of the places that says something says, on one line."""
    for element, key in places:
        tag = parts.get(element)
        said = (attribute(tag, key).strip() if key else line_in(tag)) if tag else ""
        if said:
            return cleaned(said)
    return ""


def _told(parts: Parts) -> Iterator[tuple[str, str]]:
    """Which element or attribute each part was taken from."""
    titles = tuple((name, "") for name in _TITLE)
    for part, places in (("title", titles), ("published", _PUBLISHED), ("source", _SOURCE)):
        found = next((place for place in places if _said(parts, (place,))), None)
        if found:
            yield part, "@".join(filter(None, found))


def _line(parts: Parts, names: tuple[str, ...]) -> str:
    return " ".join(plain_text(_said(parts, tuple((name, "") for name in names))).split())


def _byline(parts: Parts) -> str | None:
    tag = next((parts[name] for name in _BYLINE if name in parts), None)
    person = first(tag, "person") if tag else None
    return _BY.sub("", cleaned(line_in(person or tag)), count=1) or None


def _source(parts: Parts) -> str | None:
    """Who sent it; a code ("nprov:BUGLE") without its scheme, an address as its host."""
    said = _said(parts, _SOURCE)
    if said.startswith(("http://", "https://")):
        return host(said)
    return said.rpartition(":")[2] or None


def _address(parts: Parts) -> str | None:
    said = _said(parts, _ADDRESS)
    return said if said.startswith(("http://", "https://")) else None


def _hindrance(parts: Parts) -> str:
    """Why an item must not be used, or an empty string."""
    status = re.split("[:/]", _said(parts, _STATUS).lower())[-1]
    if status in _UNUSABLE:
        return f"its agency has marked it as {status}"
    if "embargoed" in parts or "date.release" in parts:
        until = _extended(_said(parts, _EMBARGO))
        if not until or _is_ahead(until):
            return f"under embargo until {until or 'it is lifted'}: rebuild the index after that"
    return ""


def _is_ahead(moment: str) -> bool:
    """Whether a moment is still to come; one that cannot be read may be."""
    try:
        read = datetime.fromisoformat(moment)
    except ValueError:
        return True
    return (read if read.tzinfo else read.replace(tzinfo=UTC)) > datetime.now(UTC)


def _textless(parts: Parts) -> str:
    kind = _said(parts, (("itemClass", "qcode"), ("MediaType", "FormalName"))).rpartition(":")[2]
    return f"no text in it{f' ({kind})' if kind else ''}"


def _texts(item: Tree) -> Iterator[str]:
    """The texts of an item: of all that it holds, or of itself when it is a story."""
    for tag in [item] if item.name == "nitf" else list(every(item, *_CONTENT)):
        body = first(tag, "body.content") or first(tag, "body") or tag
        if next(children(body), None) is None:
            yield cleaned(plain_text(body.get_text())).strip()
            continue
        for part in list(every(body, *_NOT_TEXT)):
            part.decompose()
        for part in every(body, *_APART):
            part.name = _APART[part.name]
        yield cleaned(text_in(body))


def _extended(moment: str) -> str:
    """A moment as ISO 8601 writes it with marks: agencies leave them out."""
    found = _BASIC.fullmatch(moment)
    if not found:
        return moment
    year, month, day, hour, minute, second, zone = found.groups("")
    if not hour:
        return f"{year}-{month}-{day}"
    offset = f"{zone[:3]}:{zone[-2:]}" if len(zone) > 1 else "+00:00" if zone else ""
    return f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{offset}"
