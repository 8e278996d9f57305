"""Who acts in an article of an index: by the catalogue, and by what was said for this index.

Invariant: what comes out depends on the article and the setting, not on where it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from index.actors import Catalogue, Hints, located, recognise
from index.article import Actor, Article, DateMention, Published
from index.corrections import Corrections, corrections_of, layers_of, uncorrected
from index.corrections.kept import kept, path_of
from index.errors import BrokenCorrections
from index.languages import languages
from index.learned import NONE, hints, settled
from index.manifest import Manifest
from index.store import open_corrections
from index.unseen import Legible, legible

#: How precise a date must be that tells of when an undated article is.
_NEAR = ("day", "month")


class Recogniser(NamedTuple):
    """How actors are found: with the corrections in a file, and by names that others find.

    `learned` is one of `index.learned`. Either is empty where there is none.
    """

    corrections: str = ""
    learned: str = ""

    def actors(self, article: Article, lead: int, today: date) -> tuple[Actor, ...]:
        """The actors of an article, whatever actors it carries; `lead` as of a RawArticle.

        Raises BrokenCorrections when the file cannot be taken, NoRecogniser without the other.
        """
        corpus = article.path.partition("/")[0]
        known, mending = (
            layers_of(self.corrections).of(corpus) if self.corrections else uncorrected()
        )
        year = year_of(article.published, article.dates, today)
        title, text = legible(article.title), legible(article.text)
        found = recognise(
            title.text,
            text.text,
            text.inside(lead),
            known,
            year,
            self._hints(title.text, text.text),
            english=_may_be_english(article.language),
        )
        found = located(found, article.dateline, known, year)
        found = mending.mend(found) if mending else found
        return tuple(_placed(actor, title, text) for actor in found)

    def _hints(self, *texts: str) -> Hints | None:
        return Hints(*(hints(self.learned, text) for text in texts)) if self.learned else None


def _placed(actor: Actor, title: Legible, text: Legible) -> Actor:
    """The actor with its mentions where they stand in what was made legible."""
    if not (title.places or text.places):
        return actor
    return replace(
        actor,
        mentions=text.outside(actor.mentions),
        title_mentions=title.outside(actor.title_mentions),
    )


def year_of(published: Published | None, dates: Iterable[DateMention], today: date) -> int | None:
    """The year by which offices and states are told; None where nothing tells.

    It is that of publication, else of the latest day or month spoken of: a bare year is as often
    one of long ago, of which the article reminds its readers.
    """
    if published:
        return published.interval.first.year
    days = (each.interval.last for each in dates if each.interval and each.precision in _NEAR)
    return max((day.year for day in days if day.year <= today.year), default=None)


def _may_be_english(language: str | None) -> bool:
    """Whether an article is in English or in no language that we know."""
    return language in (None, "en") or language not in languages()


#: The catalogue alone.
PLAIN = Recogniser()


def recogniser_of(folder: Path, manifest: Manifest) -> Recogniser:
    """How actors are found in the index in `folder`.

    Raises BrokenIndex as of `kept`, BrokenCorrections when the catalogue has become another one
    that they contradict, NoRecogniser when a recogniser is gone.
    """
    corrections = _checked(folder, manifest.corrections) if manifest.corrections else ""
    return Recogniser(corrections, settled(manifest.recogniser or NONE))


def in_force(folder: Path, manifest: Manifest) -> Corrections:
    """The corrections beside the index in `folder`; none if there are none. Raises BrokenIndex."""
    if not manifest.corrections:
        return Corrections("", ())
    content = kept(folder, manifest.corrections)
    return corrections_of(content, manifest.corrections_from)


def catalogues(folder: Path) -> tuple[Catalogue, ...]:
    """By whom names are known in the index in `folder`: more than one if corpora differ.

    Raises as of `recogniser_of`, and BrokenCorrections.
    """
    name = open_corrections(folder)
    if not name:
        return (uncorrected().known,)
    return tuple(layer.known for layer in layers_of(_checked(folder, name)).all)


def _checked(folder: Path, name: str) -> str:
    """Where the corrections lie, after they were read."""
    kept(folder, name)
    file = path_of(folder, name)
    try:
        layers_of(file)
    except BrokenCorrections as fault:
        raise BrokenCorrections(
            f"{fault}; give a file that is mended with python -m index annotate --actors FILE"
        ) from fault
    return file
