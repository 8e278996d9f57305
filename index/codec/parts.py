"""An article as three entries of a segment: what a hit shows, the rest, and where words stand.

    card    JSON list: as in CARD, the text, pairs of the actors' ids and names, the dates mentioned
    rest    JSON list of what is left of the article; see `rest_of`. What can be worked out is not
            kept: the letters of a span, the days of a date
    spans   a byte a word, title then body: letters since the last word's end << 5 | its letters;
            or WIDE, and then behind all these bytes the two as u4

Invariant: an article comes back equal, and its words where they were found.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np

from index.article import Actor, Article, DateMention, Json, Mention, Published
from index.codec.container import Array
from index.codec.cutting import Words
from index.days import Interval, days_of, interval_of

PARTS = ("card", "rest", "spans")
CARD = ("path", "title", "url", "source", "language", "published", "published_precision")
WIDE = 255

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_CARD = (*CARD, "text", "actors", "mentions")


def card_of(article: Article) -> bytes:
    """The entry `card` of an article."""
    when = article.published
    shown = [article.path, article.title, article.url, article.source, article.language]
    dated = [when.value, when.precision] if when else [None, None]
    actors = [(actor.id, actor.name) for actor in article.actors]
    mentioned = list(dict.fromkeys(mention.value for mention in article.dates))
    return _json([*shown, *dated, article.text, actors, mentioned])


def rest_of(article: Article) -> bytes:
    """The entry `rest` of an article."""
    when, title, text = article.published, article.title, article.text
    actors = [
        (
            actor.kind,
            [_mention_record(text, mention) for mention in actor.mentions],
            [_mention_record(title, mention) for mention in actor.title_mentions],
        )
        for actor in article.actors
    ]
    dates = [_date_record(text, mention) for mention in article.dates]
    title_dates = [_date_record(title, mention) for mention in article.title_dates]
    dated = [when.at, when.found_in] if when else None
    return _json(
        [article.byline, article.dateline, dated, article.digest, actors, dates, title_dates]
    )


def spans_of(words: Words) -> Iterator[bytes]:
    """The entry `spans` of each article; `words` are those of title and body of each in turn."""
    bounds = np.concatenate([[0], np.cumsum(words.counts)])
    before = np.zeros_like(words.starts)
    before[1:] = words.ends[:-1]
    before[bounds[:-1][words.counts > 0]] = 0
    gaps, letters = words.starts - before, words.ends - words.starts
    wide = (gaps > 6) | (letters > 31)
    codes = np.where(wide, WIDE, gaps << 5 | letters).astype(np.uint8).tobytes()
    pairs = np.stack([gaps[wide], letters[wide]], axis=1).astype("<u4")
    counts = np.concatenate([[0], np.cumsum(wide)])[bounds]
    for (first, last), (low, high) in zip(
        pairwise(bounds[::2].tolist()), pairwise(counts[::2].tolist()), strict=True
    ):
        yield codes[first:last] + pairs[low:high].tobytes()


def decoded_card(data: bytes) -> Json:
    """What a hit shows: the names in CARD, `text`, `actors` as (id, name)s, `mentions`."""
    return dict(zip(_CARD, json.loads(data), strict=True))


def decoded(key: str, card: Json, rest: bytes) -> Article:
    """The article with id `key`, in full."""
    byline, dateline, published, digest, actors, dates, title_dates = json.loads(rest)
    title, text = card["title"], card["text"]
    named = zip(card["actors"], actors, strict=True)
    return Article(
        id=key, path=card["path"], title=title, text=text, digest=digest, url=card["url"],
        source=card["source"], byline=byline, language=card["language"], dateline=dateline,
        published=_published(card, *published) if published else None,
        actors=tuple(_actor(title, text, [*pair, *record]) for pair, record in named),
        dates=tuple(_date(text, record) for record in dates),
        title_dates=tuple(_date(title, record) for record in title_dates),
    )  # fmt: skip


def digest_of(rest: bytes) -> str:
    """The digest of an article's content."""
    digest: str = json.loads(rest)[3]
    return digest


def decoded_spans(data: bytes, titles: int, words: int) -> tuple[Array, Array]:
    """(starts, ends) [words] in letters; of the first `titles` in the title, else in the text."""
    codes = np.frombuffer(data, dtype=np.uint8, count=words)
    gaps, letters = (codes >> 5).astype(np.int64), (codes & 31).astype(np.int64)
    if len(data) > words:
        wide = np.frombuffer(data, dtype="<u4", offset=words).reshape(-1, 2)
        gaps[codes == WIDE], letters[codes == WIDE] = wide.T
    ends = np.cumsum(gaps + letters)
    if titles:
        ends[titles:] -= ends[titles - 1]
    return ends - letters, ends


def _mention_record(text: str, mention: Mention) -> list[Any]:
    record = [mention.start, mention.end - mention.start, mention.rule]
    said = mention.text
    return record if said == text[mention.start : mention.end] else [*record, said]


def _mention(text: str, start: int, length: int, rule: str, said: str | None = None) -> Mention:
    end = start + length
    return Mention(start, end, text[start:end] if said is None else said, rule)


def _actor(title: str, text: str, record: list[Any]) -> Actor:
    key, name, kind, in_text, in_title = record
    return Actor(
        id=key,
        name=name,
        kind=kind,
        mentions=tuple(_mention(text, *mention) for mention in in_text),
        title_mentions=tuple(_mention(title, *mention) for mention in in_title),
    )


def _date_record(text: str, mention: DateMention) -> list[Any]:
    start, end, days = mention.start, mention.end, mention.interval
    record = [start, end - start, mention.rule, mention.value, mention.precision]
    said = None if mention.text == text[start:end] else mention.text
    if days == _days(mention.value):
        return record if said is None else [*record, said]
    return [*record, said, [days.first.isoformat(), days.last.isoformat()] if days else []]


def _date(text: str, record: list[Any]) -> DateMention:
    start, length, rule, value, precision, said, days = (*record, None, None)[:7]
    end = start + length
    known = _days(value) if days is None else None
    if days:
        known = Interval(*map(date.fromisoformat, days))
    said = text[start:end] if said is None else said
    return DateMention(start, end, said, value, known, precision, rule)


def _days(value: str) -> Interval | None:
    try:
        return days_of(value)
    except ValueError:
        return None


def _published(card: Json, at: str | None, found_in: str) -> Published:
    value = card["published"]
    return Published(value, interval_of(value), card["published_precision"], found_in, at)


def _json(value: object) -> bytes:
    return _ENCODER.encode(value).encode("utf-8")
