"""What was understood of one article, for a person: each finding with its place and rule.

Invariant: only what the article carries is told, and which dates it would carry if the day of
its publication were known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.actors import SENTENCES
from index.article import Actor, Article, DateMention, Mention
from index.dates import undated_expressions
from index.languages import language_name

#: So many of the dates left out are shown.
_SHOWN = 5


def lines(
    article: Article, notes: Sequence[str] = (), told: Sequence[tuple[str, str]] = ()
) -> Iterator[str]:
    """The article's fields, actors and dates, one finding a line, then the notes on it.

    `told` says where its reader found what.
    """
    yield article.title or "(no title)"
    yield f"  id         {article.id}"
    yield f"  path       {article.path}"
    yield f"  url        {article.url or '-'}"
    yield f"  source     {article.source or '-'}"
    yield f"  dateline   {article.dateline or '-'}"
    yield f"  language   {_language(article)}"
    yield f"  published  {_published(article)}"
    if told:
        yield f"  read as    {_told(told)}"
    yield f"  words      {len(article.text.split()):,}"
    yield f"  actors     {len(article.actors)}"
    for actor in sorted(article.actors, key=lambda each: (-_times(each), each.name)):
        yield f"    {actor.name} ({actor.kind}), {_times(actor)}x: {_mentions(actor)}"
    yield from (f"    rule {rule}: {SENTENCES[rule]}" for rule in _rules(article))
    yield f"  dates      {len(article.dates) + len(article.title_dates)}"
    for where, dates in (("title", article.title_dates), ("text", article.dates)):
        yield from (f"    {_date(mention, where)}" for mention in dates)
    yield from (f"  note       {note}" for note in (*notes, *_left_out(article)))


def _left_out(article: Article) -> Iterator[str]:
    """The dates that could not be told, as a note; none if there are none."""
    texts = (article.title, article.text)
    found = [each for text in texts for each in undated_expressions(text, article.published)]
    if found:
        shown = ", ".join(repr(each) for each in found[:_SHOWN]) + ", …" * (len(found) > _SHOWN)
        are = "1 date is" if len(found) == 1 else f"{len(found):,} dates are"
        yield f"{are} left out, as the day of publication is not known: {shown}"


def _language(article: Article) -> str:
    code = article.language
    return f"{language_name(code)} ({code}, from {article.language_from})" if code else "unknown"


def _published(article: Article) -> str:
    when = article.published
    return f"{when.value} ({when.precision}, from {when.found_in})" if when else "unknown"


def _told(told: Sequence[tuple[str, str]]) -> str:
    return "; ".join(where if part == "format" else f"{part} from {where}" for part, where in told)


def _times(actor: Actor) -> int:
    return len(actor.everywhere)


def _mentions(actor: Actor) -> str:
    places = {
        "title": actor.title_mentions,
        "dateline": actor.dateline_mentions,
        "text": actor.mentions,
    }
    return "; ".join(told for where, each in places.items() for told in _named(each, where))


def _rules(article: Article) -> list[str]:
    """The rules that found the article's actors, in the order in which SENTENCES has them."""
    used = {mention.rule for actor in article.actors for mention in actor.everywhere}
    return [rule for rule in SENTENCES if rule in used]


def _named(mentions: Sequence[Mention], where: str) -> Iterator[str]:
    for each in mentions:
        yield f"{each.text!r} {where} {each.start}-{each.end} by {each.rule}"


def _date(mention: DateMention, where: str) -> str:
    place = f"{where} {mention.start}-{mention.end}"
    known = mention.interval
    days = f"{known.first} .. {known.last}" if known else "no year known"
    return f"{mention.text!r} {place} = {mention.value} ({days}) by {mention.rule}"
