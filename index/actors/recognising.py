"""Who acts in an article: from its title and text to actors with every place they are named.

The way: cut into runs -> match the catalogue -> find names by evidence -> settle overlaps ->
resolve what is ambiguous -> follow short forms -> gather.

Invariant: a mention's text is `text[start:end]` of the title or the text, no two mentions
overlap, and the cost is linear in the length of the article.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from index.actors.bodies import ACRONYM, ACTING
from index.actors.definitions import spelled_out, told_apart
from index.actors.entries import Entry
from index.actors.hints import Hints, hinted
from index.actors.known import Catalogue
from index.actors.meaning import meant
from index.actors.ministries import MINISTRY
from index.actors.reading import Read, needs, reads, scene
from index.actors.resolving import Cast, Who
from index.actors.telling import Place, Told, found_name, nations_in, of_entry, offices, tell
from index.actors.tokens import fold, is_heading
from index.actors.words import words
from index.article import Actor, Mention

_NAMED = ("acronym", "catalogue")  # OPEC is a name rather than an acronym
_LONG, _STEM = 4, 5  # letters of words by which two names of one body are told, and of those alike
_START = attrgetter("mention.start")


def recognise(  # noqa: PLR0913, PLR0917 - an article, and what is known of it beside
    title: str,
    text: str,
    lead: int,
    known: Catalogue,
    year: int | None = None,
    hints: Hints | None = None,
    *,
    english: bool = True,
) -> tuple[Actor, ...]:
    """The actors of an article in the order in which they appear, title first.

    `lead` characters at the start of `text` are a dateline and not searched. `year` is that of
    publication, where known: it tells who was president, and of which state Bonn was the capital.
    `hints` are names that somebody else found. Where the article is not `english`, names beyond
    the catalogue are told by what is alike in all languages alone.
    """
    head = reads(title, 0, known, heading=is_heading(title), english=english)
    body = reads(text, lead, known, english=english)
    if hints:
        head, body = hinted(head, hints.title, known), hinted(body, hints.text, known)
    if "(" in text and (spelled := spelled_out(text)):
        head, body = told_apart(head, spelled, known), told_apart(body, spelled, known)
    found = [each.spot(name) for each in (*body, *head) for name in each.names]
    cast = Cast(words(), needs(body), known)
    cast.enter(spotted for spotted in found if spotted.rule not in (MINISTRY, ACTING))
    place = Place(cast, known, scene((*body, *head), year))
    if "(" in text:
        _define_acronyms(body, place)
    cast.enter_late(spotted for spotted in found if spotted.rule == ACTING)
    in_title = [
        told for each in head if _tells(each, cast) for told in tell(each, place, title=True)
    ]
    in_text = [
        told for each in body if _tells(each, cast) for told in tell(each, place, title=False)
    ]
    if english:
        in_title += offices(title, 0, in_title, place)
        in_text += offices(text, lead, in_text, place)
    return _gather(in_title, in_text)


def _tells(each: Read, cast: Cast) -> bool:
    """Whether a run may name someone: most do not."""
    return bool(each.known or each.names or not cast.firsts.isdisjoint(each.phrase.keys))


def _define_acronyms(reads: Iterable[Read], place: Place) -> None:
    """Some Long Name (SLN): the acronym stands for the name from there on."""
    for each in reads:
        found = ACRONYM.match(each.text, each.end) if each.encloses else None
        who = _last_named(each, place) if found else None
        owner = _owner(found[1], who, place) if found and who else None
        if found and owner:
            place.cast.point((fold(found[1]),), owner, "acronym", found.start(1))


def _owner(acronym: str, who: Who, place: Place) -> Who | None:
    """Whose an acronym is behind a name: a known body's, if the name is but another way to say it.

    None where another's is known and the name does not spell it.
    """
    readings = place.known.readings(fold(acronym))
    owners = {r.entry.id: r.entry for r in readings if r.entry and r.rule in _NAMED}
    if who.id in place.known.by_id or len(owners) != 1:
        return who
    (entry,) = owners.values()
    if entry.kind not in ("country", "person") and _same(entry, who):
        place.cast.replace(who, of_entry(entry))
        return of_entry(entry)
    initials = iter("".join(word[0] for word in fold(who.name).split()))
    return who if all(letter in initials for letter in fold(acronym)) else None


def _same(entry: Entry, who: Who) -> bool:
    """Whether a name may be a known body's: one has half of its words, or none is spelled out."""
    spelled = [alias for alias in entry.aliases if " " in alias]
    said = _stems(who.name)
    shared = max((len(said & _stems(alias)) for alias in spelled), default=len(said))
    return 2 * shared >= max(2, len(said))


def _stems(name: str) -> set[str]:
    """What the longer words of a name begin with."""
    return {word[:_STEM] for word in fold(name).split() if len(word) >= _LONG}


def _last_named(each: Read, place: Place) -> Who | None:
    last = len(each.phrase.keys)
    for match in each.known[-1:]:
        told = meant(each.text, each.start(match), match, place.scene)
        if match.last == last and told and told[0].kind not in ("country", "person"):
            return of_entry(told[0])
    for name in each.names[-1:]:
        if name.last == last and name.kind != "person":
            return found_name(each, name, place, nations_in(each, place))
    return None


def _gather(in_title: list[Told], in_text: list[Told]) -> tuple[Actor, ...]:
    """One actor for each id, its mentions in the order of the text."""
    actors: dict[str, Who | Entry] = {}
    mentions: dict[str, tuple[list[Mention], list[Mention]]] = {}
    for told, spot in ((in_title, 1), (in_text, 0)):
        for who, mention in sorted(told, key=_START):
            if who.id not in actors:
                actors[who.id], mentions[who.id] = who, ([], [])
            mentions[who.id][spot].append(mention)
    return tuple(
        [Actor(key, who.name, who.kind, *map(tuple, mentions[key])) for key, who in actors.items()]
    )
