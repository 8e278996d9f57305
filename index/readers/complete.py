"""The last step every reader shares: what only the text itself tells is filled in.

Invariant: what a reader found in metadata is never overwritten.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from urllib.parse import urlsplit

from index.article import RawArticle
from index.readers.dateline import Dateline, find_dateline, understand

TITLE_LIMIT = 100  # characters of an opening that stands in for a missing headline
_WORDS_NEEDED = 5
_WORD = re.compile(r"[^\W\d_]{2,}")
# Scripts without spaces (Thai to Khmer, Chinese, Japanese): their letters are counted instead.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_SENTENCE_END = re.compile(r"(?<=\w{2}[.!?])[\"'”’)\]]*(?=\s)|(?<=[。！？])|\n")


def complete(raw: RawArticle) -> RawArticle:
    """`raw` with lead, dateline, source, date and, where it has no headline, an opening."""
    found = find_dateline(raw.text)
    lead = found.length if found else 0
    said = understand(raw.dateline) if raw.dateline else found or Dateline(0, "")
    published = raw.published or said.published
    given = {"title": raw.title, "published": raw.published, "source": raw.source}
    told = [(part, where) for part, where in raw.told if given.get(part, where)]
    if not raw.title:
        told.append(("title", "the opening of the text"))
    if not raw.source and (said.source or host(raw.url)):
        told.append(("source", "dateline" if said.source else "address"))
    return replace(
        raw,
        title=raw.title or opening(raw.text[lead:]),
        lead=lead,
        dateline=said.words,
        source=raw.source or said.source or host(raw.url),
        published=published,
        told=tuple(told),
        published_from=raw.published_from if raw.published else "dateline" if published else "none",
    )


def opening(text: str) -> str:
    """The first sentence; one longer than TITLE_LIMIT is cut after a word and ends in "…"."""
    start = text.lstrip()[: 4 * TITLE_LIMIT]
    end = _SENTENCE_END.search(start)
    sentence = " ".join((start[: end.end()] if end else start).split())
    if len(sentence) <= TITLE_LIMIT:
        return sentence
    cut = sentence.rfind(" ", TITLE_LIMIT // 2, TITLE_LIMIT)
    return sentence[: cut if cut > 0 else TITLE_LIMIT - 1].rstrip(" ,;:-–—") + "…"


def host(url: str | None) -> str | None:
    """The host name of a URL without "www.", or None."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def is_prose(text: str, words: int = _WORDS_NEEDED) -> bool:
    """Whether there are enough words for an article: a handful is all that is asked."""
    if len(list(islice(_WORD.finditer(text), words))) == words:
        return True
    return len(_UNSPACED.findall(text[:1000])) >= 2 * words
