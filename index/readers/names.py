"""What news tools call the parts of an article, in the fields of JSON and the columns of tables.

The names are those of news-please, newspaper, trafilatura, Media Cloud, NewsAPI, Event Registry,
webz.io, GDELT, WordPress, the Guardian, schema.org, and what people call such columns.

Invariant: names are compared without case, "_", "-", "." and spaces, so `datePublished`,
`date_published` and `Date Published` are one; the earlier of two names is believed.
"""

from __future__ import annotations

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

_IGNORED = str.maketrans("", "", "_-. ")


def squeezed(name: str) -> str:
    """The name as it is compared with those known here."""
    return name.lower().translate(_IGNORED)
