"""One article as the formats of the trade write it, for tests of their readers."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Story:
    """What every format can say of an article; paragraphs are parted by blank lines."""

    title: str = "Ferries & tugs sail again"
    text: str = (
        "The ferry office said on Monday that boats, barges & tugs would sail again.\n\n"
        'Its head said "at last" to the crews, whose union had agreed the day before.\n\n'
        "Nobody at the harbour <knows> how long the peace between the two of them will last."
    )
    published: str = "2024-05-06T07:08:09+00:00"
    source: str = "Harbour Times"
    url: str = "https://example.org/2024/ferries"
    byline: str = "Ann Lee"
    language: str = "en"

    @property
    def paragraphs(self) -> str:
        """The text in HTML, without blank lines."""
        return "".join(f"<p>{escape(part)}</p>" for part in self.text.split("\n\n"))


def as_csv(story: Story) -> str:
    made = io.StringIO()
    names = ("title", "text", "published", "source", "url", "byline", "language")
    csv.writer(made).writerows([names, [getattr(story, name) for name in names]])
    return made.getvalue()


def as_json_lines(story: Story) -> str:
    names = ("title", "text", "published", "source", "url", "byline", "language")
    return json.dumps({name: getattr(story, name) for name in names}) + "\n"


def as_json_feed(story: Story) -> str:
    item = {
        "id": story.url,
        "url": story.url,
        "title": story.title,
        "content_html": story.paragraphs,
        "date_published": story.published,
        "authors": [{"name": story.byline}],
    }
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": story.source}
    return json.dumps(feed | {"language": story.language, "items": [item]}, indent=1)


def as_rss(story: Story) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>{escape(story.source)}</title><link>https://example.org/</link>
<atom:link href="https://example.org/feed" rel="self"/><language>{story.language}-GB</language>
<item><title>{escape(story.title)}</title><link>{story.url}</link>
<description>In short: boats sail.</description><dc:creator>{story.byline}</dc:creator>
<pubDate>{story.published}</pubDate><guid isPermaLink="false">n1</guid>
<content:encoded><![CDATA[{story.paragraphs}]]></content:encoded></item></channel></rss>"""


def as_rdf(story: Story) -> str:
    return f"""<?xml version="1.0"?><!-- RSS 1.0 -->
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:c="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="x"><title>{escape(story.source)}</title>
<d:language>{story.language}</d:language></channel>
<item rdf:about="{story.url}"><title>{escape(story.title)}</title>
<link>{story.url}</link><d:date>{story.published}</d:date><d:creator>{story.byline}</d:creator>
<c:encoded>{escape(story.paragraphs)}</c:encoded></item></rdf:RDF>"""


def as_atom(story: Story, kind: str = "html") -> str:
    content = {
        "html": escape(story.paragraphs),
        "text": escape(story.text),
        "xhtml": f'<x:div xmlns:x="http://www.w3.org/1999/xhtml">{story.paragraphs}</x:div>'.replace(
            "<p>", "<x:p>"
        ).replace("</p>", "</x:p>"),
    }[kind]
    return f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{story.language}-GB">
<title>{escape(story.source)}</title><link rel="self" href="https://example.org/atom"/>
<updated>2025-01-01T00:00:00Z</updated><entry><title>{escape(story.title)}</title>
<id>tag:example.org,2024:1</id><link rel="edit" href="https://example.org/edit"/>
<link rel="alternate" href="{story.url}"/><published>{story.published}</published>
<updated>2025-01-01T00:00:00Z</updated><author><name>{story.byline}</name></author>
<summary>In short.</summary><content type="{kind}">{content}</content></entry></feed>"""


def compact(story: Story) -> str:
    """The moment of publication as agencies write it."""
    return story.published.replace("-", "").replace(":", "").replace("+0000", "Z")


def as_nitf(story: Story, docdata: str = "") -> str:
    return f"""<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
<nitf xml:lang="{story.language}"><head><title>slug-1</title><docdata {docdata}>
<doc-id id-string="n1"/><date.issue norm="{compact(story)}"/></docdata>
<pubdata name="{escape(story.source)}" ex-ref="{story.url}"/></head><body><body.head><hedline>
<hl1>{escape(story.title)}</hl1><hl2>In short</hl2></hedline><byline>By
<person>{story.byline}</person><byttl>Harbour correspondent</byttl></byline></body.head>
<body.content><media media-type="image">
<media-caption>A boat sails in a picture with a caption of its own.</media-caption></media>
<block>{story.paragraphs}</block></body.content><body.end><tagline>The end.</tagline></body.end>
</body></nitf>"""


def as_news_item(story: Story, meta: str = "", content: str = "") -> str:
    """A NewsML-G2 item; `content` is XHTML unless given."""
    page = f"<html xmlns='http://www.w3.org/1999/xhtml'><body>{story.paragraphs}</body></html>"
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{story.url}" version="1"
 xml:lang="{story.language}-GB"><itemMeta><itemClass qcode="ninat:text"/>
<provider qcode="nprov:HT"><name>{escape(story.source)}</name></provider>
<versionCreated>2025-01-01T00:00:00Z</versionCreated><firstCreated>{story.published}</firstCreated>
{meta or '<pubStatus qcode="stat:usable"/>'}</itemMeta><contentMeta><by>By {story.byline}</by>
<headline>{escape(story.title)}</headline></contentMeta><contentSet>
{content or f'<inlineXML contenttype="application/xhtml+xml">{page}</inlineXML>'}
</contentSet></newsItem>"""


def as_nitf_in_news_item(story: Story) -> str:
    story_in_nitf = as_nitf(story).partition('.dtd">')[2]
    inside = f'<inlineXML contenttype="application/nitf+xml">{story_in_nitf}</inlineXML>'
    return as_news_item(story, content=inside)


def as_message(*items: str) -> str:
    return (
        '<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header>'
        f"<sent>2025-01-01T00:00:00Z</sent></header><itemSet>{''.join(items)}</itemSet></newsMessage>"
    )


def as_newsml_1(story: Story, status: str = "Usable") -> str:
    return f"""<?xml version="1.0"?><NewsML Version="1.2"><NewsItem><Identification><NewsIdentifier>
<PublicIdentifier>urn:x:1</PublicIdentifier></NewsIdentifier></Identification><NewsManagement>
<FirstCreated>{compact(story)}</FirstCreated><Status FormalName="{status}"/></NewsManagement>
<NewsComponent><NewsLines><HeadLine>{escape(story.title)}</HeadLine>
<ByLine>By {story.byline}</ByLine></NewsLines><AdministrativeMetadata><Provider>
<Party FormalName="{escape(story.source)}"/></Provider></AdministrativeMetadata>
<DescriptiveMetadata><Language FormalName="{story.language}"/></DescriptiveMetadata><ContentItem>
<DataContent><nitf><body><body.content>{story.paragraphs}</body.content></body></nitf></DataContent>
</ContentItem></NewsComponent></NewsItem></NewsML>"""


#: Every format that can say all of a story, its address and its author aside in some.
FORMATS = {
    "csv": as_csv,
    "json lines": as_json_lines,
    "json feed": as_json_feed,
    "rss": as_rss,
    "rss 1.0": as_rdf,
    "atom html": as_atom,
    "atom text": lambda story: as_atom(story, "text"),
    "atom xhtml": lambda story: as_atom(story, "xhtml"),
    "nitf": as_nitf,
    "newsml-g2": as_news_item,
    "newsml-g2 with nitf": as_nitf_in_news_item,
    "newsml 1": as_newsml_1,
}
