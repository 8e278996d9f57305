"""Feeds: the items of RSS (0.9x, 1.0, 2.0) and Atom files, and of JSON Feed, as articles.

Many feeds carry no more of an article than a teaser, a sentence or two that lead to a page.

Invariant: an item is an article when its text is one; a teaser is told and skipped, as is every
item that says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from index.article import RawArticle, Skipped
from index.errors import UnreadableFile
from index.readers.complete import complete, is_prose
from index.readers.encodings import cleaned
from index.readers.markup import Tree, attribute, plain_text
from index.readers.records import language
from index.readers.xml import children, line_in, parse_xml, text_in

ROOTS = frozenset({"rss", "RDF", "feed"})
TEASER = 30  # words: a summary that has fewer only leads to an article

_ITEMS = ("item", "atom:entry", "entry")
_TITLE = ("title", "atom:title", "dc:title", "media:title")
_WHOLE = ("content:encoded", "body", "atom:content", "content", "yandex:full-text")
_SUMMARY = ("description", "atom:summary", "summary", "media:description", "dc:description")
_PUBLISHED = (
    *("pubDate", "atom:published", "published", "dcterms:issued", "dc:date", "atom:issued"),
    *("dcterms:created", "atom:created", "date", "atom:updated", "updated", "atom:modified"),
)
_ADDRESS = ("feedburner:origLink", "link", "atom:link", "guid", "atom:id")
_BYLINE = ("dc:creator", "author", "atom:author", "itunes:author")
_SOURCE = ("source", "atom:source", "dc:publisher")
_LANGUAGE = ("dc:language", "language")
_PLACE = ("guid", "atom:id", "id")
_MAIL = re.compile(r"\S+@\S+\s*\(([^()]+)\)$")  # RSS: someone@example.org (Some One)
_JSON_FEED = "https://jsonfeed.org/version/"

Parts = Mapping[str, list[Tree]]


def read_feed(name: str, text: str) -> Iterator[RawArticle | Skipped]:
    """The articles of an RSS or Atom file. Raises UnreadableFile when it cannot be parsed."""
    try:
        tree, fault = parse_xml(text)
    except ValueError as error:
        raise UnreadableFile(name, str(error)) from error
    root = next(children(tree))
    channel = next(children(root, "channel"), root)
    holders = [root] if channel is root else [channel, root]  # RSS 1.0 has items beside it
    feed = _parts(channel)
    spoken = (
        _first(feed, _LANGUAGE) or attribute(channel, "xml:lang") or attribute(root, "xml:lang")
    )
    items = [item for holder in holders for item in children(holder, *_ITEMS)]
    for number, item in enumerate(items, 1):
        yield _article(name, number, item, _first(feed, _TITLE), spoken)
    if fault:
        yield Skipped(name, "", fault)
    if not items:
        raise UnreadableFile(name, "a feed without items")


def with_feed(value: object) -> object:
    """A JSON Feed with what it says of itself in each of its items; other values as they are."""
    if not isinstance(value, dict) or not str(value.get("version")).startswith(_JSON_FEED):
        return value
    items = value.get("items")
    said = {"source": value.get("title"), "language": value.get("language")}
    listed = items if isinstance(items, list) else []
    return {"items": [said | item if isinstance(item, dict) else item for item in listed]}


def _article(name: str, number: int, item: Tree, title: str, spoken: str) -> RawArticle | Skipped:
    parts = _parts(item)
    place = _first(parts, _PLACE)[:200] or str(number)
    text = next(filter(is_prose, _texts(parts, _WHOLE)), "")
    if not text:
        text = max(_texts(parts, _SUMMARY), key=len, default="")
        if not is_prose(text, TEASER):
            said = f"a teaser of fewer than {TEASER} words" if text else "no text"
            return Skipped(name, place, f"{said}: the feed does not hold the article")
    said = _first(parts, _LANGUAGE) or attribute(item, "xml:lang") or spoken
    return complete(
        RawArticle(
            title=_plain(parts, _TITLE),
            text=text,
            place=place,
            url=_address(parts),
            source=_source(parts) or title or None,
            byline=_byline(parts),
            language=language(said),
            published=_first(parts, _PUBLISHED) or None,
            published_from="metadata",
            told=tuple(_told(parts)),
        )
    )


def _told(parts: Parts) -> Iterator[tuple[str, str]]:
    """Which element each part was taken from."""
    if not _source(parts):
        yield "source", "the feed's title"
    elements = (("title", _TITLE), ("published", _PUBLISHED), ("source", _SOURCE))
    for part, names in elements:
        tag = next((tag for tag in _all(parts, names) if line_in(tag)), None)
        if tag:
            yield part, tag.name


def _parts(tag: Tree) -> Parts:
    """The elements in `tag` by their names."""
    found: dict[str, list[Tree]] = {}
    for child in children(tag):
        found.setdefault(child.name, []).append(child)
    return found


def _all(parts: Parts, names: tuple[str, ...]) -> Iterator[Tree]:
    for name in names:
        yield from parts.get(name, ())


def _first(parts: Parts, names: tuple[str, ...]) -> str:
    """The first of the named elements that says something, on one line."""
    return cleaned(next(filter(None, map(line_in, _all(parts, names))), ""))


def _plain(parts: Parts, names: tuple[str, ...]) -> str:
    """As `_first`, freed from markup that was escaped once more."""
    return " ".join(plain_text(_first(parts, names)).split())


def _texts(parts: Parts, names: tuple[str, ...]) -> Iterator[str]:
    for tag in _all(parts, names):
        if next(children(tag), None) is not None:
            yield cleaned(text_in(tag))
        elif attribute(tag, "type") == "text":
            yield cleaned(tag.get_text()).strip()
        else:
            yield cleaned(plain_text(tag.get_text())).strip()


def _address(parts: Parts) -> str | None:
    """The page of the item: what it links to, or an id that is an address."""
    for tag in _all(parts, _ADDRESS):
        if (
            attribute(tag, "rel") not in {"", "alternate"}
            or attribute(tag, "isPermaLink") == "false"
        ):
            continue
        said = (attribute(tag, "href") or tag.get_text()).strip()
        if said.lower().startswith(("http://", "https://")):
            return cleaned(said)
    return None


def _source(parts: Parts) -> str:
    """Who published an item that was taken from another feed: that feed's title."""
    for tag in _all(parts, _SOURCE):
        if said := _plain(_parts(tag), _TITLE) or cleaned(line_in(tag)):
            return said
    return ""


def _byline(parts: Parts) -> str | None:
    for name in _BYLINE:
        people = [_person(tag) for tag in parts.get(name, ())]
        if any(people):
            return ", ".join(dict.fromkeys(filter(None, people)))
    return None


def _person(tag: Tree) -> str:
    named = next(children(tag, "atom:name", "name"), tag)
    said = cleaned(plain_text(line_in(named)))
    found = _MAIL.match(said)
    return found[1].strip() if found else said
