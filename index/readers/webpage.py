"""A news page as an article: what it says about itself and its body.

Invariant: a page without a body of its own is no article, whatever its metadata promise.
"""

from __future__ import annotations

from index.article import RawArticle
from index.readers.body import body
from index.readers.complete import complete
from index.readers.encodings import cleaned
from index.readers.markup import parse, plain_text
from index.readers.metadata import about, article_body
from index.readers.records import language


def read_page(markup: str) -> RawArticle:
    """The article of an HTML page. Raises ValueError with the reason when it is refused."""
    page = parse(markup)
    facts = about(page)
    stated = plain_text(article_body(page))
    seen = body(page, markup, facts["title"])
    # Some pages show the text by script alone and repeat it whole in their metadata.
    text = stated if len(stated) > 2 * len(seen) else seen
    return complete(
        RawArticle(
            title=cleaned(facts["title"]),
            text=cleaned(text),
            url=facts["url"] or None,
            source=facts["source"] or None,
            byline=facts["byline"] or None,
            language=language(facts["language"]),
            published=facts["published"] or None,
            published_from=facts["published_from"],
        )
    )
