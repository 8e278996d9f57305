"""Plain text: an optional header block or headline line, then the article.

Invariant: the article's text is the end of the file, character for character; only blank
lines, the headline and header lines are left off its front.
"""

from __future__ import annotations

import re

from index.article import RawArticle
from index.readers.complete import complete
from index.readers.dateline import find_dateline, is_date

HEADLINE_LIMIT = 200  # characters
_HEADER = re.compile(
    r"(?P<name>title|headline|date|published|published on|publication date|source|publisher|url"
    r"|link|by|byline|author|authors|language)\s*:[ \t]*(?P<value>\S[^\n]{0,400})$",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?i:by)\s+(?P<value>[^\W\d_a-z][\w.'’-]*(?:[ ,]+[\w.'’&-]+){0,9})$")
_FIELDS = {
    "title": "title",
    "headline": "title",
    "date": "published",
    "published": "published",
    "published on": "published",
    "publication date": "published",
    "source": "source",
    "publisher": "source",
    "url": "url",
    "link": "url",
    "by": "byline",
    "byline": "byline",
    "author": "byline",
    "authors": "byline",
    "language": "language",
}
_SENTENCE = re.compile(r"[.…:,;。，：；][\"'”’»)\]]*$")


def read_plain(text: str) -> RawArticle:
    """The article in a text file; `text` has "\\n" line ends and no byte order mark."""
    facts, rest = _header(_past_blanks(text))
    title = facts.get("title", "")
    if not title:
        title, rest = _headline(rest)
    if title:
        later, rest = _header(rest)
        facts = later | facts
    return complete(
        RawArticle(
            title=title,
            text=rest,
            url=facts.get("url"),
            source=facts.get("source"),
            byline=facts.get("byline"),
            language=facts.get("language"),
            published=facts.get("published"),
            published_from="metadata",
        )
    )


def _header(text: str) -> tuple[dict[str, str], str]:
    """The header lines `text` begins with, by field of RawArticle, and the text after them."""
    facts: dict[str, str] = {}
    while text:
        line, _, rest = text.partition("\n")
        field, value = _fact(line.strip())
        if not field or field in facts:
            break
        facts[field] = value
        text = _past_blanks(rest)
    return facts, text


def _fact(line: str) -> tuple[str, str]:
    if found := _HEADER.match(line):
        return _FIELDS[found["name"].lower()], found["value"].strip()
    if found := _BYLINE.match(line):
        return "byline", found["value"].strip()
    if is_date(line):
        return "published", line
    return "", ""


def _headline(text: str) -> tuple[str, str]:
    """The headline and the text after it; an empty headline when the text begins at once."""
    block, gap, after = text.partition("\n\n")
    paragraph = after.lstrip().partition("\n\n")[0]
    # A headline may be wrapped; a paragraph of short lines is one only before a longer one.
    wrapped = block.count("\n") in (1, 2) and len(paragraph) > len(block)
    if gap and paragraph and (wrapped or "\n" not in block) and _is_headline(block):
        return " ".join(block.split()), _past_blanks(after)
    line, _, rest = text.partition("\n")
    facts, article = _header(_past_blanks(rest))
    following = article.partition("\n")[0]
    if article and _is_headline(line) and (facts or _is_paragraph(following, line)):
        return " ".join(line.split()), _past_blanks(rest)
    return "", text


def _is_headline(line: str) -> bool:
    """Whether a line is short, has words and no sentence end, and is no dateline with its text."""
    line = line.strip()
    return (
        0 < len(line) <= HEADLINE_LIMIT
        and not any(_fact(part.strip())[0] for part in line.split("\n"))
        and any(map(str.isalpha, line))
        and not _SENTENCE.search(line)
        and not find_dateline(line)
    )


def _is_paragraph(following: str, line: str) -> bool:
    """Whether the next line is a paragraph, and not the second line of one that is wrapped."""
    following = following.strip()
    return len(following) >= 1.5 * len(line.strip()) and bool(
        re.search(r"[.!?…。:][\"'”’»)\]]*$", following)
    )


def _past_blanks(text: str) -> str:
    """The text from its first line that is not blank, that line's indent kept."""
    return re.sub(r"\A(?:[ \t]*\n)+", "", text)
