"""The catalogue: what can be found in it, and what it refuses to be."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from index.actors import KINDS, PARTIES, catalogue
from index.actors.known import load
from index.actors.words import words
from index.errors import BrokenCatalogue


@pytest.mark.parametrize(
    "alias",
    [
        "Côte d'Ivoire",
        "cote d’ivoire",
        "COTE D IVOIRE",
        "Ivory Coast",
        "Ivorian",
        "Abidjan",
    ],
)
def test_an_entry_is_found_by_any_alias_however_it_is_typed(alias: str) -> None:
    assert [entry.id for entry in catalogue().find(alias)] == ["country/ivory-coast"]


@pytest.mark.parametrize(
    ("alias", "expected"),
    [
        ("u.s.", ["country/united-states"]),
        ("US", ["country/united-states"]),
        ("the Kremlin", ["country/russia", "country/soviet-union"]),
        ("Tehreek e Taliban Pakistan", ["armed-group/tehrik-i-taliban-pakistan"]),
        ("ttp", ["armed-group/tehrik-i-taliban-pakistan"]),
        ("Congo", ["country/democratic-republic-of-the-congo", "country/republic-of-the-congo"]),
        ("al Qaida", ["armed-group/al-qaeda"]),
        ("Gulf of Mexico", ["place/gulf-of-mexico"]),
        ("no such actor", []),
        ("", []),
        ("!?", []),
    ],
)
def test_all_entries_an_alias_may_mean_are_found_sorted(alias: str, expected: list[str]) -> None:
    assert [entry.id for entry in catalogue().find(alias)] == expected


def test_every_entry_is_found_by_its_own_aliases() -> None:
    for entry in catalogue().by_id.values():
        assert entry.aliases[0] == entry.name
        for alias in entry.aliases:
            assert entry in catalogue().find(alias), alias


def test_ids_are_kind_and_slug_and_every_catalogued_kind_is_there() -> None:
    known = catalogue().by_id
    assert all(key == entry.id and key.startswith(entry.kind + "/") for key, entry in known.items())
    assert {entry.kind for entry in known.values()} == set(KINDS)
    assert set(PARTIES) == set(KINDS) - {"media", "place"}


def test_every_country_of_the_united_nations_has_its_own_code() -> None:
    codes = [e.iso for e in catalogue().by_id.values() if e.kind == "country" and e.iso]
    assert len(codes) == len(set(codes))
    assert len([code for code in codes if len(code) == 2]) >= 195
    assert {"PS", "TW", "XK", "VA"} <= set(codes)


def test_no_alias_of_one_word_is_only_the_beginning_of_a_sentence() -> None:
    for entry in catalogue().by_id.values():
        for alias in entry.aliases:
            told = not alias[1:].islower()  # WHO, LeT: their capitals tell
            assert alias.lower() not in words().stop or told, (entry.id, alias)


def test_the_catalogue_is_read_quickly_and_once() -> None:
    start = time.process_time()
    load(Path(load.__code__.co_filename).parent)
    assert time.process_time() - start < 1
    assert catalogue() is catalogue()


@pytest.mark.parametrize(
    ("file", "content", "complaint"),
    [
        ("countries.toml", '[a]\nname = "Aland"\n[a]\nname = "B"', r"countries\.toml.*\[slug\]"),
        ("countries.toml", "[a]\niso = 'XX'", r"countries\.toml line 1: \[a\] has no name"),
        ("countries.toml", '[a]\nname = "A"\nnmes = ["B"]', r"line 1.*'nmes'.*is it names"),
        ("countries.toml", '[a]\nname = "A"\nnames = "B"', r"line 1.*names = 'B'.*a list of texts"),
        ("countries.toml", '[a]\nname = "A"\nnames = ["?"]', r"country/a has the alias '\?'"),
        ("countries.toml", '[a]\nname = "A"\ncareful = ["B"]', r"\[a\] marks 'B' as careful"),
        ("countries.toml", '[a]\nname = "A"\nhints = ["country/b"]', r"country/a.*'country/b'"),
        ("media.toml", '[a]\nname = "A"\nparent = "x"', r"media/a refers to 'x'"),
        (
            "media.toml",
            '[a]\nname = "Kéa"\n[b]\nname = "B"\nnames = ["KEA"]',
            r"media\.toml: media/b and media/a .*'kea'.*shared",
        ),
    ],
)
def test_a_contradiction_is_named_with_file_entry_and_remedy(
    tmp_path: Path, file: str, content: str, complaint: str
) -> None:
    (tmp_path / file).write_text(content, encoding="utf-8")
    with pytest.raises(BrokenCatalogue, match=complaint):
        load(tmp_path)


def test_two_files_may_not_claim_one_alias_unless_one_shares_it(tmp_path: Path) -> None:
    (tmp_path / "countries.toml").write_text('[a]\nname = "Alpha"', encoding="utf-8")
    other = tmp_path / "organisations.toml"
    other.write_text('[b]\nname = "Beta"\nnames = ["Alpha"]', encoding="utf-8")
    with pytest.raises(BrokenCatalogue, match=r"organisation/b and country/a \(countries\.toml\)"):
        load(tmp_path)
    other.write_text('[b]\nname = "Beta"\nshared = ["Alpha"]', encoding="utf-8")
    assert [e.id for e in load(tmp_path).find("alpha")] == ["country/a", "organisation/b"]
