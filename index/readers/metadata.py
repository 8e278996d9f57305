"""What a page says about itself: schema.org, Open Graph, Dublin Core, meta names, time elements.

The order of trust, the first that says something wins:

    title      JSON-LD headline, Open Graph, Twitter, Dublin Core, <h1>, <title>
    url        <link rel=canonical>, Open Graph, JSON-LD
    source     JSON-LD publisher, Open Graph, Dublin Core; else the host of the URL
    byline     JSON-LD author, meta author, Dublin Core, rel=author, itemprop=author
    language   <html lang>, meta, Open Graph locale, Dublin Core
    published  JSON-LD datePublished, meta elements, itemprop and pubdate, a marked <time>, the
               first <time>, data in scripts where they agree, a line beside the headline

Dates of change (dateModified, "updated") are never taken for dates of publication.

Invariant: the result is a plain record with the field names of `records`; of the text that a
reader sees nothing is used but the headline, and the byline's date.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from index.readers.markup import Tree, attribute, every, first, plain_text, words_of
from index.readers.records import as_text, language
from index.readers.visible import readable, visible_date

_ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report|Review|Story)$")
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "title", "parsely-title")
_DATES = (
    *("article:published_time", "og:published_time", "article:published", "article.published"),
    *("parsely-pub-date", "sailthru.date", "publish-date", "publishdate", "publish_date"),
    *("pubdate", "publication_date", "publication-date", "published_time", "date.published"),
    *("dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date", "dc.date.created"),
    *(
        "dcterms.created",
        "article.created",
        "article_date_original",
        "cxenseparse:recs:publishtime",
    ),
    *("datepublished", "originalpublicationdate", "ptime", "date"),
)
_SITES = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "citation_journal_title",
    "twitter:site",
)
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
_PLACES: tuple[dict[str, object], ...] = (
    {"itemprop": "datePublished"},
    {"pubdate": True},
    {"class": re.compile(r"published|pub-?date|entry-date", re.IGNORECASE), "datetime": True},
)
_ASIDE = frozenset({"aside", "nav", "footer"})
_SCRIPTED = re.compile(
    r"\"(?:datePublished|date_published|publishedAt|published_at|publishDate|publish_date"
    r"|publicationDate|pubDate)\\?\"\s*:\s*\\?\"([0-9]{4}-[0-9]{2}-[0-9]{2}[^\"\\]{0,30})"
)
_SCRIPT = 2_000_000  # characters of a script that are looked through
_URL = re.compile(r"https?://", re.IGNORECASE)
_TITLE_END = re.compile(r"\s+[|\-–—·»:]\s+")


def about(page: Tree) -> dict[str, str]:
    """title, url, source, byline, language, published, published_from: what the page states."""
    linked = _linked_data(page)
    meta = _meta(page)
    site = as_text(linked.get("publisher")) or _one(meta, _SITES).lstrip("@")
    facts = {
        "title": as_text(linked.get("headline")) or _title(page, meta, site),
        "url": _address(page, meta, linked),
        "source": site,
        "byline": _byline(page, meta, linked),
        "language": _language(page, meta),
    }
    return {
        name: " ".join(plain_text(value).split())
        for name, value in (facts | _published(page, meta, linked, facts["title"])).items()
    }


def article_body(page: Tree) -> str:
    """The body as schema.org metadata repeats it, or an empty string."""
    body = _linked_data(page).get("articleBody")
    return body if isinstance(body, str) else ""


def _linked_data(page: Tree) -> dict[str, object]:
    """The first JSON-LD object that is an article of some kind; empty when there is none."""
    for script in every(page, "script", type="application/ld+json"):
        for item in _objects(_loads(script.get_text())):
            kinds = item.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(name, str) and _ARTICLE_TYPE.search(name) for name in names):
                return item
    return {}


def _loads(text: str) -> object:
    try:
        # Pages often break lines inside strings, and wrap the whole in a comment.
        return json.loads(
            re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", text), strict=False
        )
    except (ValueError, RecursionError):
        return None


def _objects(value: object) -> Iterator[dict[str, object]]:
    """Objects at the top, in a list, in a graph, or as the main entity of a page."""
    if isinstance(value, list):
        for item in value:
            if isinstance(item, dict):
                yield from _objects(item)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity"):
            inner = value.get(name)
            for item in inner if isinstance(inner, list) else [inner]:
                if isinstance(item, dict):
                    yield item


def _meta(page: Tree) -> dict[str, str]:
    """Contents of meta elements by name, property or itemprop in lower case; the first wins."""
    found: dict[str, str] = {}
    for tag in every(page, "meta"):
        content = attribute(tag, "content").strip()
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = attribute(tag, key).strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _one(meta: dict[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if name in meta), "")


def _all(meta: dict[str, str], names: tuple[str, ...]) -> Iterator[str]:
    return (meta[name] for name in names if name in meta)


def _title(page: Tree, meta: dict[str, str], site: str) -> str:
    heading, whole = (words_of(first(page, name)) for name in ("h1", "title"))
    title = _one(meta, _TITLES) or heading or whole
    parts = _TITLE_END.split(title)
    # A site's name behind the headline is the site's, not the headline's.
    if len(parts) > 1 and site and parts[-1].strip().lower() == site.lower():
        return title[: title.rindex(parts[-1])].rstrip(" |-–—·»:")
    if parts[0].strip() == heading:
        return parts[0]
    return title


def _address(page: Tree, meta: dict[str, str], linked: dict[str, object]) -> str:
    canonical = first(page, "link", rel="canonical")
    stated = (
        attribute(canonical, "href") if canonical else "",
        meta.get("og:url", ""),
        as_text(linked.get("url")),
    )
    return next((url for url in stated if _URL.match(url)), "")


def _byline(page: Tree, meta: dict[str, str], linked: dict[str, object]) -> str:
    for name in _signatures(page, meta, linked):
        bare = re.sub(r"^by\s+", "", name, flags=re.IGNORECASE)
        if bare and not _URL.match(bare) and len(bare) < 200:
            return bare
    return ""


def _signatures(page: Tree, meta: dict[str, str], linked: dict[str, object]) -> Iterator[str]:
    """Who is said to have written the page; the page itself is gone through only if asked."""
    yield as_text(linked.get("author"))
    yield from _all(meta, _AUTHORS)
    yield words_of(first(page, rel="author") or first(page, itemprop="author"))


def _language(page: Tree, meta: dict[str, str]) -> str:
    root = first(page, "html")
    declared = attribute(root, "lang") or attribute(root, "xml:lang") if root else ""
    return declared or _one(meta, ("content-language", "og:locale", "dc.language", "language"))


def _published(
    page: Tree, meta: dict[str, str], linked: dict[str, object], title: str
) -> dict[str, str]:
    """The most trusted date that can be read; if none can, the most trusted, to be noted."""
    tag = language(_language(page, meta))
    stated = ""
    for found_in, written in _dates(page, meta, linked, title):
        if understood := readable(written, tag):
            return {"published": understood, "published_from": found_in}
        stated = stated or written
    return {"published": stated, "published_from": "metadata" if stated else "none"}


def _dates(
    page: Tree, meta: dict[str, str], linked: dict[str, object], title: str
) -> Iterator[tuple[str, str]]:
    """Dates of publication as the page writes them, with where, in the order of trust."""
    tag = language(_language(page, meta))
    for written in (as_text(linked.get("datePublished")), *_all(meta, _DATES)):
        if written.strip():
            yield "metadata", written.strip()
    for attributes in _PLACES:
        if found := first(page, **attributes):
            yield "markup", _written(found)
    for time in every(page, "time"):
        if not any(around.name in _ASIDE for around in time.parents):
            yield "markup", _written(time)
            break
    if scripted := _scripted(page):
        yield "metadata", scripted
    if seen := visible_date(page, title, tag):
        yield "byline", seen


def _scripted(page: Tree) -> str:
    """The date that scripts of the page name as that of publication, if they name only one."""
    dates = {
        found
        for script in every(page, "script")
        for found in _SCRIPTED.findall(script.get_text()[:_SCRIPT])
    }
    return dates.pop() if len({found[:10] for found in dates}) == 1 else ""


def _written(tag: Tree) -> str:
    return attribute(tag, "datetime") or attribute(tag, "content") or tag.get_text(" ").strip()[:80]
