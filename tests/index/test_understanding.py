"""What an article says depends on itself and on the day; an unknown year is told from its text."""

from __future__ import annotations

from datetime import date

import pytest

from index.article import RawArticle
from index.understanding import understand

TODAY = date(2026, 3, 1)
SAID = "The US president met ministers. "


def holders(text: str, published: str | None = None) -> list[str]:
    raw = RawArticle("Talks held", text, published=published)
    article, _ = understand(raw, "news/talks.txt", TODAY)
    return [actor.id for actor in article.actors if actor.kind == "person"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{SAID}They agreed in June 1994.", ["person/bill-clinton"]),
        (f"{SAID}It was as on 3 May 1962; in May 2010, it is not.", ["person/barack-obama"]),
        (f"{SAID}It was as in 1962.", []),
        (f"{SAID}They agreed to end it by June 2060.", []),
        (f"{SAID}They agreed.", []),
    ],
)
def test_without_a_date_the_latest_month_spoken_of_tells_who_held_an_office(
    text: str, wanted: list[str]
) -> None:
    assert holders(text) == wanted


def test_the_day_of_publication_goes_before_the_years_spoken_of() -> None:
    assert holders(f"{SAID}It was signed in 1994.", "2010-05-01") == ["person/barack-obama"]
