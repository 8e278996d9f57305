"""Articles that are not in English: known names, and names told by what is alike everywhere."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.actors import catalogue, recognise
from index.article import RawArticle
from index.recognition import PLAIN
from index.understanding import understand

#: By language: a text, and the actors it names.
ARTICLES = {
    "de": (
        "Die Nutzung von Daten und der Preis von Strom beschäftigen die Minister in Arbeitskreisen."
        " Will Brüssel helfen, sagte Angela Merkel am Montag in Warschau, so müsse der Chef der"
        " Behörde handeln. Merkel sprach mit der Quillon Tolliver Vereinigung (QTV). Die QTV"
        " antwortete nicht, und von der Quillhaus GmbH kam auch nichts.",
        {
            "person/angela-merkel",
            "organisation/quillon-tolliver-vereinigung",
            "organisation/quillhaus",
        },
    ),
    "fr": (
        "Le Premier ministre et la Princesse de la fête ont parlé des pros et des contras, a dit"
        " Claude Quillonne. La Direction Générale Tolliver (DGT) a répondu lundi au Général Papier."
        " Le Director Machin n’a rien dit de tout cela, et les habitants sont restés chez eux.",
        {"person/claude-quillonne", "organisation/direction-generale-tolliver"},
    ),
    "es": (
        "Los vecinos hablaron de los pros y los contras de la obra, dijo Fernando Quillonez el"
        " lunes. El General Motivo de la protesta, según ellos, fue el precio del agua en Tolliva."
        " El gobierno de Chile no respondió a las preguntas de los periodistas.",
        {"person/fernando-quillonez", "country/chile"},
    ),
    "id": (
        "Dan Quillon Tolliver tidak hadir dalam rapat itu. Tim Quillon Muda menang pada hari Senin,"
        " kata warga yang tinggal di sana. Imam Besar berdoa untuk mereka, dan Raja datang pada"
        " malam hari bersama keluarga dari Malaysia.",
        {"country/malaysia"},
    ),
    "tr": (
        "Genel Müdür dün sabah yaptığı açıklamada yeni bir karar alındığını söyledi. Ben Quillon"
        " değilim, dedi ve salondan ayrıldı. Recep Tayyip Erdoğan ise toplantıya katılmadı ve"
        " gazetecilerin sorularını yanıtsız bıraktı.",
        {"person/recep-tayyip-erdogan"},
    ),
}


def ids(text: str, language: str | None = None) -> set[str]:
    raw = RawArticle(title="", text=text, language=language)
    return {actor.id for actor in understand(raw, "a/b.txt", date(2016, 5, 2), PLAIN)[0].actors}


@pytest.mark.parametrize("language", ARTICLES)
def test_a_foreign_article_names_those_we_know_and_those_told_in_any_language(
    language: str,
) -> None:
    text, expected = ARTICLES[language]
    assert ids(text, language) == expected


def test_english_words_tell_names_where_no_language_is_known() -> None:
    text = "Imam Quillon spoke."
    assert ids(text) == ids(text, "en") == ids(text, "x-quillonic") == {"person/quillon"}
    assert ids(text, "id") == set()


ENGLISH = {"title+name", "role+name", "name+role", "particle", "reporting verb", "ministry"}
ENGLISH |= {"company", "located", "place", "office", "full name", "initial"}
WORDS = """
Imam Claude Quillon Tolliver von bin al- GmbH AG (QT) in Chile , der Minister Ministry of Bank TV
"""


@given(text=st.lists(st.sampled_from(WORDS.split()), max_size=20).map(" ".join))
def test_nothing_in_a_foreign_article_is_told_by_english_words(text: str) -> None:
    actors = recognise(text, text, 0, catalogue(), 2016, english=False)
    assert not {m.rule for a in actors for m in (*a.title_mentions, *a.mentions)} & ENGLISH
