"""What news tools call the parts of an article, in the fields of JSON and the columns of tables.

The names are those of news-please, newspaper, trafilatura, Media Cloud, NewsAPI, Event Registry,
webz.io, GDELT, WordPress, the Guardian, schema.org, and what people call such columns.

Invariant: names are compared without case, "_", "-", "." and spaces, so `datePublished`,
`date_published` and `Date Published` are one; the earlier of two names is believed.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

TITLE = (
    *("title", "headline", "name", "heading", "ogtitle", "webtitle", "articletitle", "newstitle"),
    *("storytitle", "posttitle", "articleheadline", "titlepage", "titlerss", "metatitle"),
)
TEXT = (
    *("text", "maintext", "articlebody", "fullcontent", "body", "content", "fulltext"),
    *("articletext", "articlecontent", "contenttext", "contenthtml", "bodytext", "newstext"),
    *("newscontent", "newsbody", "storytext", "plaintext", "cleantext", "textcleaned"),
    *("postcontent", "paragraphs"),
)
LAST_TEXT = (
    *("article", "story", "rawtext", "leadparagraph", "description", "summary", "abstract"),
    *("shortdescription", "excerpt", "metadescription"),
)
PUBLISHED = (
    *("published", "datepublish", "datepublished", "publishedat", "publishdate", "pubdate"),
    *("publicationdate", "publishedon", "publishedtime", "publishedtimestamp", "publisheddate"),
    *("publishtime", "pubtime", "datetimepub", "firstpublished"),
    *("firstpublicationdate", "webpublicationdate", "dateissued", "issued", "postdate"),
    *("articledate", "newsdate", "releasedate", "date", "timestamp", "datetime", "created"),
    *("createdat",),
)
URL = (
    *("url", "link", "canonicalurl", "canonicallink", "canonical", "weburl", "articleurl"),
    *("articlelink", "newsurl", "newslink", "storyurl", "pageurl", "permalink"),
    *("documentidentifier",),
)
SOURCE = (
    *("source", "sourcename", "sourcetitle", "publisher", "publishername", "outlet"),
    *("outletname", "newsoutlet", "newssource", "medianame", "site", "sitename", "metasitename"),
    *("newspaper", "provider", "publication", "publicationtitle", "pubtitle", "website"),
    *("sourcecommonname", "sourcedomain", "sourcehostname", "threadsite", "domain", "hostname"),
    *("mediaurl", "sourceurl"),
)
BYLINE = (
    *("byline", "authors", "author", "creator", "writer", "authorname", "authornames"),
    *("reporter", "journalist", "postauthor"),
)
LANGUAGE = ("language", "lang", "inlanguage", "languagecode", "metalang")
PLACE = (
    *("id", "guid", "uuid", "articleid", "newsid", "storyid", "storiesid", "docid"),
    *("documentid",),
)

KNOWN = frozenset(
    {*TITLE, *TEXT, *LAST_TEXT, *PUBLISHED, *URL, *SOURCE, *BYLINE, *LANGUAGE, *PLACE, "dateline"}
)

#: The parts of an article that a user may name a column for, as `--columns` calls them.
PARTS = ("title", "text", "published", "url", "source", "byline", "language", "id")

#: Which part of an article stands under a name that no tool uses: squeezed name -> part.
Columns = Mapping[str, str]
NO_COLUMNS: Columns = MappingProxyType({})

T = TypeVar("T")

_IGNORED = str.maketrans("", "", "_-. ")


def squeezed(name: str) -> str:
    """The name as it is compared with those known here."""
    return name.lower().translate(_IGNORED)


def columns_of(given: str) -> Columns:
    """What `title=headline,text=body` says: parts of an article and the names they stand under.

    Raises ValueError for what says nothing of the kind.
    """
    found: dict[str, str] = {}
    for pair in given.split(","):
        part, _, name = (each.strip() for each in pair.partition("="))
        if part not in PARTS or not squeezed(name):
            raise ValueError(f"{pair!r} is not PART=NAME with a PART of {', '.join(PARTS)}")
        found[squeezed(name)] = part
    return found


def renamed(record: dict[str, T], columns: Columns) -> dict[str, T]:
    """The record with the parts that `columns` names under names of ours, believed first."""
    given = {name: columns[squeezed(name)] for name in record if squeezed(name) in columns}
    if not given:
        return record
    parts = set(given.values())
    kept = {name: value for name, value in record.items() if squeezed(name) not in parts}
    return kept | {part: record[name] for name, part in given.items()}
