"""People named by their office alone: the US president, the prime minister of India, the pope.

An office beside its country or body means whoever held it in the year of the article. In a year
of two holders, or where the year is unknown, it means the one of them whom the article names;
where it names none or several, nothing is read.

Invariant: an office that goes on as a name (US President Jane Doe), is not one (the presidential
palace) or is not meant as such (a former US president) is never read.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from index.actors.entries import Entry
from index.actors.known import Catalogue
from index.actors.meaning import Scene
from index.actors.words import words
from index.actors.years import within

_LONGEST = 48  # characters of an office
_WORD = re.compile(r" ([A-Za-z'-]+)")
_NOUN = re.compile(r"[ -]([a-z]+)")
_BARE = re.compile(r"\b[Tt]he ([Pp]ope|[Ss]ecretary of [Ss]tate)\b")
_OF = re.compile(r"((?:[A-Za-z-]+ ){1,4})of (?:the )?$")
_NAME = re.compile(r",? (?:(?:al|bin|da|de|di|du|el|van|von) )?[A-Z]|-")
_NOT_ALONE = re.compile(r"\w|-|,? [A-Z]|['’]s? [Oo]ffice| (?:of|for|in)\b")
_FREE = re.compile(r"(?:^|[.!?:;,)\n“\"‘]\s*|\b(?:the|The|by|with|and|of|to|that|as|from)\s)$")
_OWNERS = {"pope": "country/vatican", "secretary of state": "country/united-states"}


Found = tuple[int, int, Entry]


def held_alone(text: str, lead: int, known: Catalogue, scene: Scene) -> Iterator[Found]:
    """Offices that need no country beside them, each with its span and its holder."""
    small = text.lower()
    if "pope" not in small and "secretary of state" not in small:
        return
    for match in _BARE.finditer(text, lead):
        title = match[1].lower()
        holder = _holder(_OWNERS[title], title, known, scene)
        if holder and not _NAME.match(text, match.end()):
            yield match.start(1), match.end(1), holder


def held_by_present(text: str, lead: int, known: Catalogue, scene: Scene) -> Iterator[Found]:
    """Offices written as names (the Foreign Secretary) that one alone of those named held."""
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for key in scene.present | scene.called:
        for title, _, years in known.by_id[key].offices:
            if " " in title and " of " not in title and within(years, scene.year):
                holders[title.title()].add(key)
    for title, keys in holders.items():
        start = text.find(title, lead) if len(keys) == 1 else -1
        while start >= 0:
            end = start + len(title)
            if text.endswith(("the ", "The "), lead, start) and not _NOT_ALONE.match(text, end):
                yield start, end, known.by_id[next(iter(keys))]
            start = text.find(title, end)


def held_of(
    text: str, owner: tuple[int, int, str], known: Catalogue, scene: Scene
) -> Iterator[Found]:
    """The office beside a country or body, given with its span and id, and who holds it."""
    start, end, named = owner
    if not _beside_titles(text, start, end, known):
        return
    titles = known.offices.get(named, {})
    span = _behind(text, end, titles), _before(text, start, end, titles)
    for (first, last), outer in ((span[0], (start, 0)), (span[1], (0, end))):
        begin, over = outer[0] or first, outer[1] or last
        if first == last or _NAME.match(text, over):
            continue
        holder = _holder(named, _plain(text[first:last]), known, scene)
        if holder and _FREE.search(text, max(0, begin - 8), begin):
            yield first, last, holder


@functools.lru_cache(4)
def _first_words(known: Catalogue) -> frozenset[str]:
    """The words with which offices begin."""
    return frozenset(
        _plain(title.partition(" ")[0]) for held in known.offices.values() for title in held
    )


def _beside_titles(text: str, start: int, end: int, known: Catalogue) -> bool:
    """Whether an office may stand beside a name: what most names have not, told quickly."""
    if text.endswith(("of ", "of the "), 0, start):
        return True
    after = _WORD.match(text, end)
    return after is not None and _plain(after[1]) in _first_words(known)


def _behind(text: str, end: int, titles: Iterable[str]) -> tuple[int, int]:
    """The span of the longest of `titles` right behind `end`, empty if there is none."""
    after = _plain(text[end : end + _LONGEST])
    fitting = [
        t for t in titles if after.startswith(f" {t}") and not after[len(t) + 1 :][:1].isalnum()
    ]
    return end + 1, end + 1 + max(map(len, fitting), default=0)


def _before(text: str, start: int, end: int, titles: Iterable[str]) -> tuple[int, int]:
    """The span of the longest of `titles` that stands with "of" before a name, or an empty one."""
    of = _OF.search(text, max(0, start - _LONGEST), start)
    if not of or (text.endswith("the ", 0, start) and _goes_on(text, end)):
        return start, start
    spoken = " " + _plain(of[1].rstrip())
    longest = max((len(t) for t in titles if spoken.endswith(f" {t}")), default=0)
    last = of.start(1) + len(of[1].rstrip())
    return last - longest, last


def _goes_on(text: str, end: int) -> bool:
    """Whether a noun follows, to which "the" belongs: the president of the Lima city council."""
    follows = _NOUN.match(text, end)
    if follows is None:
        return False
    return follows[1] not in words().stop and follows[1] not in words().verbs


def _plain(title: str) -> str:
    return title.lower().replace("defense", "defence")


def _holder(owner: str, title: str, known: Catalogue, scene: Scene) -> Entry | None:
    terms = known.offices.get(owner, {}).get(title, ())
    people = {e.id: e for e, office in terms if within(office.years, scene.year)}
    if len(people) != 1 or scene.year is None:
        people = {key: people[key] for key in (scene.present | scene.called) & people.keys()}
    return next(iter(people.values())) if len(people) == 1 else None
