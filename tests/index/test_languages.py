"""In what language an article is, and which forms of a word are one word in it."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import cut, fold
from index.article import RawArticle
from index.languages import (
    bare,
    code_of,
    is_function_word,
    language_name,
    languages,
    stem,
    tagged,
    tongue_of,
)
from index.languages.deciding import language_of
from index.languages.detection import written_in
from index.understanding import understand

FRENCH = (
    "Le maire a annoncé mardi que le vieux pont serait fermé pendant tout l'hiver. Les habitants "
    "craignent que les commerces ne perdent leurs clients."
)
ENGLISH = "The old ferry will not sail again before the engines of it have been examined by them."
GOLD = Path(__file__).parents[1] / "quality" / "languages" / "gold.jsonl"
TABLE = "Net 12,100 vs 9,005. Revs 12.6 mln vs 9.7 mln."


def texts(code: str) -> list[str]:
    """Those of the texts we wrote that are in a language."""
    gold = map(json.loads, GOLD.read_text(encoding="utf-8").splitlines())
    return [each["text"] for each in gold if each["language"] == code]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("fr", "fr"),
        ("FR", "fr"),
        ("fra", "fr"),
        ("French", "fr"),
        ("français", "fr"),
        ("FRANCAIS", "fr"),
        ("fr-CA", "fr"),
        ("en_US.UTF-8", "en"),
        ("zh-Hant-TW", "zh"),
        ("nb", "no"),
        ("nynorsk", "no"),
        ("русский", "ru"),
        ("tiếng Việt", "vi"),
        ("فارسی", "fa"),
        ("Klingon", None),
        ("", None),
        ("frogs", None),
    ],
)
def test_a_language_is_known_by_its_codes_and_names(name: str, code: str | None) -> None:
    assert code_of(name) == code


def test_no_two_languages_share_a_code_or_a_name() -> None:
    for each in languages().values():
        assert {code_of(name) for name in (each.code, each.name, *each.also)} == {each.code}


def test_a_language_is_called_by_its_english_name_or_else_as_it_is() -> None:
    assert language_name("fr") == "French"
    assert language_name("klingon") == "klingon"


def test_only_languages_with_a_stemmer_of_their_own_are_tongues() -> None:
    spoken = {code for code in languages() if tongue_of(code)}
    assert spoken == set(FAMILIES) - {""}
    assert tongue_of(None) == tongue_of("klingon") == ""


#: Of each tongue, forms of one word in each line.
FAMILIES = {
    "": "forging forged forges|article articles|election elections",
    "ar": "كتاب الكتاب كتابه بالكتاب|حكومة الحكومة حكومته حكومات الحكومات|مدينة المدينة مدينته"
    "|مسؤول المسؤول مسؤولون مسؤولين المسؤولين|جسر الجسر جسره بالجسر|انتخابات الانتخابات",
    "da": "hus huse huset husene|regering regeringen regeringer|valg valget valgene"
    "|forhandling forhandlinger forhandlingerne|båd både båden bådene|færge færgen færger færgerne"
    "|løsning løsninger løsningen|skib skibe skibet skibene",
    "de": "Haus Häuser Hauses Häusern|Regierung Regierungen|Land Länder Ländern Landes"
    "|Straße Straßen STRASSE|Stadt Städte Städten|Gespräch Gespräche Gesprächen|Zug Züge Zügen"
    "|verletzt verletzte verletzten verletzter",
    "es": "casa casas|gobierno gobiernos|elección elecciones|información informaciones"
    "|avión aviones|anunciar anunció anunciado anunciaron|país países|ministro ministra ministros",
    "fi": "talo talot talon talossa taloissa talosta|silta sillat sillan sillalla"
    "|ministeri ministerin ministerit ministerille|neuvottelu neuvottelut neuvotteluissa"
    "|laiva laivat laivan laivassa laivalla|kylä kylät kylän kylässä kylästä",
    "fr": "maison maisons|annoncer annoncé annoncée annoncées annoncés|premier première premières"
    "|national nationale nationaux nationales|réfugié réfugiée réfugiés réfugiées"
    "|négociation négociations|européen européenne européennes|attaque attaques attaqué",
    "hu": "ház házak házban házból házhoz háztól háznál|kormány kormányok kormányt kormányról"
    "|könyv könyvek könyvet könyvből könyvről|választás választások választásról"
    "|hajó hajók hajót hajóval hajóról|miniszter miniszterek minisztert miniszterről",
    "it": "casa case|governo governi|elezione elezioni|decisione decisioni|giornale giornali"
    "|annunciare annunciato annunciata|soldato soldati|parlare parlò parlato",
    "nl": "regering regeringen|verkiezing verkiezingen|minister ministers|land landen"
    "|nationaal nationale|soldaat soldaten|gewond gewonde gewonden",
    "no": "hus huset husene|regjering regjeringen regjeringer|valg valget valgene"
    "|soldat soldater soldatene|båt båten båter båtene|løsning løsninger løsningen"
    "|skole skolen skoler skolene",
    "pt": "casa casas|governo governos|eleição eleições|informação informações|nação nações"
    "|decisão decisões|avião aviões|anunciar anunciou anunciado|região regiões",
    "ro": "casă casa case casele caselor|guvern guvernul guvernului guverne"
    "|soldat soldați soldaților"
    "|oraș orașe orașul orașului orașelor|informație informații informațiile informației"
    "|național națională naționale|negociere negocieri negocierile",
    "ru": "дом дома дому домом домов домами|новый новая новое новой нового новым"
    "|война войны войне войной войнах|боевой боевая боевые боевых|край края краю краем"
    "|российский российская российские|город города городов|министр министра министров",
    "sv": "regering regeringen regeringar|väg vägen vägar vägarna|båt båten båtar"
    "|förhandling förhandlingar förhandlingarna|bil bilen bilar bilarna"
    "|tidning tidningen tidningar",
}


@pytest.mark.parametrize(
    ("tongue", "family"),
    [(tongue, family) for tongue, all_of in FAMILIES.items() for family in all_of.split("|")],
)
def test_the_forms_of_a_word_share_a_stem_in_its_language(tongue: str, family: str) -> None:
    assert len({stem(tagged(fold(word), tongue)) for word in family.split()}) == 1


@pytest.mark.parametrize("tongue", FAMILIES)
def test_different_words_do_not_share_a_stem(tongue: str) -> None:
    firsts = [family.split()[0] for family in FAMILIES[tongue].split("|")]
    assert len({stem(tagged(fold(word), tongue)) for word in firsts}) == len(firsts)


def test_the_same_letters_in_another_language_are_another_word() -> None:
    assert len({stem(tagged("die", tongue)) for tongue in FAMILIES}) == len(FAMILIES)
    assert bare(stem(tagged("annoncees", "fr"))) != bare(stem("annoncees"))


@pytest.mark.parametrize("tongue", FAMILIES)
def test_names_of_things_are_their_own_stems(tongue: str) -> None:
    for word in ("u.s.", "f16", "5.93", "中"):
        assert stem(tagged(word, tongue)) == tagged(word, tongue)


@given(st.text(min_size=1), st.sampled_from(sorted(FAMILIES)))
def test_any_word_has_a_stem_in_any_language_and_that_is_folded(text: str, tongue: str) -> None:
    for word in cut(text).words:
        stemmed = bare(stem(tagged(word, tongue)))
        assert stemmed
        assert fold(stemmed) == stemmed or not tongue


def test_a_stem_depends_on_no_word_stemmed_before() -> None:
    said = [tagged(fold(word), t) for t, all_of in FAMILIES.items() for word in all_of.split()]
    first = {word: stem(word) for word in said}
    stem.cache_clear()
    random.Random(3).shuffle(said)  # noqa: S311 - the same order on every machine, no secret
    assert {word: stem(word) for word in said} == first


def test_function_words_are_those_of_the_language() -> None:
    assert is_function_word("the")
    assert not is_function_word("u.s.")
    assert is_function_word("die", "de")
    assert not is_function_word("die")
    assert is_function_word("ete", "fr")


def test_a_text_is_believed_before_what_it_declares() -> None:
    raw = RawArticle("", FRENCH, language="en")
    note = "The language 'English' (metadata) was not used: the text is French."
    assert language_of(raw) == ("fr", "text", note)


def test_a_text_that_says_nothing_of_its_language_leaves_that_to_what_it_declares() -> None:
    assert language_of(RawArticle("", TABLE, language="français")) == ("fr", "metadata", None)
    assert language_of(RawArticle("", TABLE, language="Klingon")) == ("klingon", "metadata", None)
    assert language_of(RawArticle("", TABLE, language="und")) == (None, "none", None)
    assert language_of(RawArticle("", TABLE)) == (None, "none", None)


def test_of_two_languages_a_text_may_be_in_the_declared_one_is_taken() -> None:
    norwegian = texts("no")[0]
    assert (written_in("", norwegian), written_in("", norwegian, "da")) == ("no", "da")
    croatian = "Gradonačelnik je najavio da će stari most ostati zatvoren tijekom cijele zime."
    assert language_of(RawArticle("", croatian, language="hr"))[0] == "hr"


@pytest.mark.parametrize("tag", ["en", "en-GB", "English", None])
def test_a_declaration_that_agrees_is_not_noted(tag: str | None) -> None:
    assert language_of(RawArticle("Ferry", ENGLISH, language=tag)) == ("en", "text", None)


def test_capitals_hide_no_language() -> None:
    assert written_in("", ENGLISH.upper()) == "en"
    assert written_in(FRENCH.upper(), "") == "fr"


def test_an_article_carries_its_language_and_where_it_was_found() -> None:
    article, notes = understand(
        RawArticle("", FRENCH, language="en"), "made/a.txt", date(2025, 1, 1)
    )
    assert (article.language, article.language_from) == ("fr", "text")
    assert len(notes) == 1
