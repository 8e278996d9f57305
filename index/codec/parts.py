"""An article as three entries of a segment: what a hit shows, the rest, and where words stand.

    card    JSON list: the fields of `Card`, in order
    rest    JSON list of what is left of the article; see `rest_of`. What can be worked out is not
            kept: the letters of a span, the days of a date
    spans   a byte a word, title then body: letters since the last word's end << 5 | its letters;
            or WIDE, and then behind all these bytes the two as u4

Invariant: an article comes back equal, and its words where they were found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
from msgspec import Struct
from msgspec.json import Decoder, encode

from index.article import Actor, Article, DateMention, Mention, Published
from index.codec.container import Array
from index.codec.cutting import Words
from index.days import Interval, days_of, interval_of

PARTS = ("card", "rest", "spans")
WIDE = 255


class Card(Struct, frozen=True, array_like=True):
    """What a hit shows of an article: `actors` as (id, name), `mentions` as values of dates."""

    path: str
    title: str
    url: str | None
    source: str | None
    language: str | None
    published: str | None
    published_precision: str | None
    text: str
    actors: tuple[tuple[str, str], ...]
    mentions: tuple[str, ...]


_cards = Decoder(Card)
_rests = Decoder(list[Any])


def card_of(article: Article) -> bytes:
    """The entry `card` of an article."""
    when = article.published
    return encode(
        Card(
            path=article.path,
            title=article.title,
            url=article.url,
            source=article.source,
            language=article.language,
            published=when.value if when else None,
            published_precision=when.precision if when else None,
            text=article.text,
            actors=tuple((actor.id, actor.name) for actor in article.actors),
            mentions=tuple(dict.fromkeys(mention.value for mention in article.dates)),
        )
    )


def rest_of(article: Article) -> bytes:
    """The entry `rest` of an article."""
    when, title, text = article.published, article.title, article.text
    actors = [
        (
            actor.kind,
            [_mention_record(text, mention) for mention in actor.mentions],
            [_mention_record(title, mention) for mention in actor.title_mentions],
            [_mention_record(article.dateline, mention) for mention in actor.dateline_mentions],
        )
        for actor in article.actors
    ]
    dates = [_date_record(text, mention) for mention in article.dates]
    title_dates = [_date_record(title, mention) for mention in article.title_dates]
    dated = [when.at, when.found_in] if when else None
    return encode(
        [
            article.byline,
            article.dateline,
            dated,
            article.digest,
            actors,
            dates,
            title_dates,
            article.language_from,
        ]
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


def decoded_card(data: bytes) -> Card:
    """The inverse of `card_of`."""
    return _cards.decode(data)


def decoded(key: str, card: Card, rest: bytes) -> Article:
    """The article with id `key`, in full."""
    byline, dateline, published, digest, actors, dates, title_dates, told = _rests.decode(rest)
    title, text = card.title, card.text
    named = zip(card.actors, actors, strict=True)
    return Article(
        id=key, path=card.path, title=title, text=text, digest=digest, url=card.url,
        source=card.source, byline=byline, language=card.language,
        language_from=told, dateline=dateline,
        published=_published(card, *published) if published else None,
        actors=tuple(_actor(title, text, dateline, [*pair, *record]) for pair, record in named),
        dates=tuple(_date(text, record) for record in dates),
        title_dates=tuple(_date(title, record) for record in title_dates),
    )  # fmt: skip


def digest_of(rest: bytes) -> str:
    """The digest of an article's content."""
    digest: str = _rests.decode(rest)[3]
    return digest


def named_at(rest: bytes) -> list[tuple[list[list[Any]], list[list[Any]]]]:
    """Of each actor on the card the places it is named at, in the title and in the text.

    A place is a list that begins with its first letter and how many there are.
    """
    return [(in_title, in_text) for _, in_text, in_title, _ in _rests.decode(rest)[4]]


def decoded_spans(entries: Sequence[bytes], lengths: Array) -> tuple[Array, Array]:
    """(starts, ends) in letters of the words of some articles, one article after the other.

    `lengths` [2n]: words of the title and of the text of each; letters are counted in each.
    """
    words = (lengths[::2] + lengths[1::2]).tolist()
    both = list(zip(entries, words, strict=True))
    codes = np.frombuffer(b"".join([entry[:count] for entry, count in both]), dtype=np.uint8)
    gaps, letters = (codes >> 5).astype(np.int64), (codes & 31).astype(np.int64)
    behind = b"".join([entry[count:] for entry, count in both])
    if behind:
        wide = np.flatnonzero(codes == WIDE)
        gaps[wide], letters[wide] = np.frombuffer(behind, dtype="<u4").reshape(-1, 2).T
    ends = np.cumsum(gaps + letters)
    before = np.concatenate([[0], ends])[np.cumsum(lengths) - lengths]
    ends -= np.repeat(before, lengths)
    return ends - letters, ends


def _mention_record(text: str, mention: Mention) -> list[Any]:
    record = [mention.start, mention.end - mention.start, mention.rule]
    said = mention.text
    return record if said == text[mention.start : mention.end] else [*record, said]


def _mention(text: str, start: int, length: int, rule: str, said: str | None = None) -> Mention:
    end = start + length
    return Mention(start, end, text[start:end] if said is None else said, rule)


def _actor(title: str, text: str, dateline: str, record: list[Any]) -> Actor:
    key, name, kind, in_text, in_title, in_dateline = record
    return Actor(
        id=key,
        name=name,
        kind=kind,
        mentions=tuple(_mention(text, *mention) for mention in in_text),
        title_mentions=tuple(_mention(title, *mention) for mention in in_title),
        dateline_mentions=tuple(_mention(dateline, *mention) for mention in in_dateline),
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


def _published(card: Card, at: str | None, found_in: str) -> Published | None:
    value, precision = card.published, card.published_precision
    if value is None or precision is None:
        return None
    return Published(value, interval_of(value), precision, found_in, at)
