"""Turns an opened article into what its page shows: paragraphs, and who and when it is about.

Invariant: every actor and date of the article is listed, with the words of the text that
stand for it, so that the page can always say why.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from index.actors import SENTENCES
from index.article import Actor, Article, DateMention
from search.engine import Opened
from search.extras import parted, single_of
from search.page import Marked, Spans
from search.parameters import Parameter, request_from
from search.request import FACETS, Request
from search.when import date_expression
from web.arguments import actor_href, article_href, filtered, href
from web.marks import paragraphs
from web.results import Other
from web.wording import kind_label, spoken

PARAMETERS = (Parameter("mark", "id of an actor whose mentions in the article are marked too", ""),)


@dataclass(frozen=True, slots=True)
class Reason:
    """Words taken for an actor, where ("headline", "dateline" or "text"), how often and why."""

    text: str
    where: str
    times: int
    why: str


@dataclass(frozen=True, slots=True)
class Subject:
    """An actor or a date of the article; `href` is the page of the actor, or finds the date,
    unless it is one that no search takes.

    `forms` are the different ways it is written here, most frequent first, `times` how often.
    Of actors, `reasons` tell of every mention why it is one, and `mark` shows them in the text
    beside the words of the search; "" where the text does not name them.
    """

    label: str
    value: str
    href: str
    forms: tuple[str, ...]
    times: int
    reasons: tuple[Reason, ...] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """The actor that is marked: where in `title` and `text`; `without` marks the search alone."""

    value: str
    label: str
    title: Spans
    text: Spans
    without: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the template of the article page shows; `back` is the search it came from.

    Each of `paragraphs` has the spans that name the actor marked, `named`. `story` are the other
    articles that tell the same, which `whole_story` finds with this one.
    """

    article: Article
    title: Marked
    paragraphs: tuple[tuple[Marked, Spans], ...]
    named: Named | None
    actors: tuple[tuple[str, tuple[Subject, ...]], ...]
    dates: tuple[Subject, ...]
    source_href: str | None
    request: Request
    back: str
    marks: int
    story: tuple[Other, ...]
    whole_story: str


def asked_article(arguments: MultiDict[str, str]) -> tuple[Request, str]:
    """(the search, the id of the actor to mark or "") that URL parameters ask for.

    Raises ArgumentError.
    """
    given, rest = parted(PARAMETERS, arguments.items(multi=True))
    request = request_from((name, value if value.strip() else "") for name, value in rest)
    return request, single_of(PARAMETERS, given, "mark")


def reading(opened: Opened, request: Request, mark: str = "") -> Reading:
    """The view of `opened`, reached from the results of `request`, the actor `mark` marked."""
    article = opened.article
    named = _named(article, request, mark) if mark else None
    names = paragraphs(Marked(opened.text.text, named.text if named else ()))
    source = filtered(Request(), "source", [article.source]) if article.source else None
    return Reading(
        article=article,
        title=opened.title,
        paragraphs=tuple(
            (line, same.spans) for line, same in zip(paragraphs(opened.text), names, strict=True)
        ),
        named=named,
        actors=_by_kind(article, request),
        dates=_dates(article.title_dates + article.dates),
        source_href=href(source) if source else None,
        request=request,
        back=href(request),
        marks=len(opened.title.spans) + len(opened.text.spans),
        story=tuple(Other(twin, article_href(twin.id, request)) for twin in opened.story),
        whole_story=href(Request(query=f"story:{article.id}", group="articles")),
    )


def _named(article: Article, request: Request, key: str) -> Named:
    """Where an actor is named, who may be none of the article's: ids change, addresses stay."""
    actor = next((each for each in article.actors if each.id == key), None)
    return Named(
        value=key,
        label=actor.name if actor else key,
        title=tuple((each.start, each.end) for each in (actor.title_mentions if actor else ())),
        text=tuple((each.start, each.end) for each in (actor.mentions if actor else ())),
        without=article_href(article.id, request),
    )


def _by_kind(article: Article, request: Request) -> tuple[tuple[str, tuple[Subject, ...]], ...]:
    """Actors under the heading of their kind; kinds as the facets are ordered, then others."""
    actors = article.actors
    order = {kind: place for place, kind in enumerate(FACETS)}
    kinds = sorted({actor.kind for actor in actors}, key=lambda kind: (order.get(kind, 99), kind))
    return tuple(
        (kind_label(kind), tuple(_actor(a, article, request) for a in actors if a.kind == kind))
        for kind in kinds
    )


def _actor(actor: Actor, article: Article, request: Request) -> Subject:
    written = [mention.text for mention in actor.everywhere]
    return Subject(
        label=actor.name,
        value=actor.id,
        href=actor_href(actor.id, Request()),
        forms=_forms(written),
        times=len(written),
        reasons=_reasons(actor),
        mark=article_href(article.id, request, actor.id)
        if actor.title_mentions + actor.mentions
        else "",
    )


def _reasons(actor: Actor) -> tuple[Reason, ...]:
    """Equal words taken by the same rule in the same part of the article are told once."""
    parts = {
        "headline": actor.title_mentions,
        "dateline": actor.dateline_mentions,
        "text": actor.mentions,
    }
    counted = Counter((m.text, where, m.rule) for where, each in parts.items() for m in each)
    return tuple(
        Reason(text, where, times, SENTENCES.get(rule, rule))
        for (text, where, rule), times in counted.items()
    )


def _dates(mentions: tuple[DateMention, ...]) -> tuple[Subject, ...]:
    """One subject a date, in the order in which the article first speaks of them."""
    written: dict[str, list[str]] = {}
    for mention in mentions:
        written.setdefault(mention.value, []).append(mention.text)
    return tuple(
        Subject(spoken(value), value, _date_href(value), _forms(texts), len(texts))
        for value, texts in written.items()
    )


def _date_href(value: str) -> str:
    """The search for a date; none for a month or a stretch of an unknown year."""
    asked = value.replace("/", "..")
    try:
        date_expression(asked)
    except ValueError:
        return ""
    return href(filtered(Request(), "mentions", [asked]))


def _forms(written: list[str]) -> tuple[str, ...]:
    return tuple(form for form, _ in Counter(written).most_common())
