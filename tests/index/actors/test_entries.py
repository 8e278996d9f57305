"""The catalogue's files: lists of lines, years, offices, and what is refused with a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.actors import catalogue
from index.actors import known as known_module
from index.actors.known import load
from index.actors.tokens import cut
from index.actors.years import EVER, years_of
from index.errors import BrokenCatalogue

COUNTRY = '[a]\nname = "Aland"\n'
PERSON = "[x]\nparent = \"country/a\"\nlist = '''\n{}\n'''\n"


def people(folder: Path, *lines: str) -> Path:
    (folder / "countries.toml").write_text(COUNTRY, encoding="utf-8")
    (folder / "people.toml").write_text(PERSON.format("\n".join(lines)), encoding="utf-8")
    return folder


def test_a_line_holds_names_short_names_and_offices_with_years(tmp_path: Path) -> None:
    line = "Jane Q. Roe, Jenny Roe 1970-1980 * Roe, Janie? | premier 1985-1989 1993-"
    entry = load(people(tmp_path, "# a remark", "", line)).by_id["person/jane-q-roe"]
    assert entry.aliases == ("Jane Q. Roe", "Jenny Roe", "Roe")
    assert entry.parent == "country/a"
    assert [(o.title, o.of, o.years) for o in entry.offices] == [
        ("premier", "country/a", ((1985, 1989), (1993, 9999)))
    ]


def test_a_surname_that_only_a_title_confirms_is_no_alias_to_search_by(tmp_path: Path) -> None:
    known = load(people(tmp_path, "Jane Roe | premier 1985-1989"))
    assert known.find("Roe") == ()
    assert [entry.id for entry in known.find("jane roe")] == ["person/jane-roe"]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (
            "Jane Roe | Premier 1985",
            r"people\.toml line 1: \[x\] has the office 'Premier 1985'.*write",
        ),
        ("Jane Roe | premier", r"\[x\] has the office 'premier'"),
        ("Jane Roe | premier 1989-1985", r"\[x\] has the years '1989-1985'.*backwards"),
        ("Jane Roe | premier @country/b 1985", r"person/jane-roe refers to 'country/b'"),
        ("Jane Roe 1989-1985", r"\[x\] has the years '1989-1985'"),
        ("Jane Roe,, Jenny", r"\[x\] has the line 'Jane Roe,, Jenny'.*between the commas"),
        ("Jane Roe\nJANE ROE", r"person/jane-roe stands in people\.toml already"),
        ("Jane Roe * Ro\nJohn Row * Ro", r"person/john-row and person/jane-roe .*'ro'.*ambiguous"),
        ("?!, Jane", r"has the alias"),
    ],
)
def test_a_faulty_line_is_named_with_its_remedy(tmp_path: Path, line: str, complaint: str) -> None:
    with pytest.raises(BrokenCatalogue, match=complaint):
        load(people(tmp_path, line))


ENTRY = '[a]\nname = "Aland"\n'


@pytest.mark.parametrize(
    ("file", "text", "complaint"),
    [
        ("countries", ENTRY + "[b]\nnam = 'B1'\n", r"countries\.toml line 3: \[b\] has no name"),
        ("countries", ENTRY + "capitols = ['B1']", r"line 1: \[a\] .*'capitols'.*is it capitals\?"),
        ("countries", ENTRY + "names = 'B1'", r"line 1: \[a\] has names = 'B1': write a list"),
        ("countries", ENTRY + "names = [1]", r"\[a\] has names = \[1\]: write a list of texts"),
        ("countries", "[a]\nname = 7", r"line 1: \[a\] has name = 7: write a text"),
        ("countries", "a = 'Aland'", r"countries\.toml: \[a\] has no name"),
        ("countries", "[a]\nname = ''", r"line 1: \[a\] has an empty name in names: write one"),
        ("countries", ENTRY + "names = [' ']", r"\[a\] has an empty name in names"),
        ("countries", "[a]\nname = '?!'", r"countries\.toml: country/a has the alias '\?!'"),
        ("countries", ENTRY + "iso = 'Aland'", r"\[a\] has iso = 'Aland': write two or four"),
        ("countries", ENTRY + "years = '19'", r"line 1: \[a\] has the years '19'"),
        ("countries", ENTRY + "parent = 'country/b'", r"countries\.toml: country/a refers to"),
        ("countries", ENTRY + "hints = ['country/aa']", r"'country/aa'.*is it 'country/a'\?"),
        ("countries", ENTRY + "careful = ['B1']", r"\[a\] marks 'B1' as careful.*none of its"),
        ("countries", ENTRY + ENTRY, r"countries\.toml: .*line 3.*its own \[slug\] heading"),
        ("countries", "[a\nname", r"countries\.toml: .*line 1"),
        ("countries", ENTRY + "list = 'B1'", r"\[a\] has more than list and parent"),
        ("cities", "b = 'Town'", r"cities\.toml: b = 'Town': write the heading of a country"),
        ("cities", "a = 'Town, ?'", r"cities\.toml has the alias '\?'"),
        ("places", "towns = 'Town'", r"places\.toml: towns = 'Town'"),
        ("places", "towns = ['?']", r"places\.toml has the alias '\?'"),
        ("ambiguous", "names = ['Aland']", r"ambiguous\.toml: names = .*a name a line"),
    ],
)
def test_a_fault_is_named_with_its_file_its_entry_and_what_to_do(
    tmp_path: Path, file: str, text: str, complaint: str
) -> None:
    (tmp_path / "countries.toml").write_text(COUNTRY, encoding="utf-8")
    (tmp_path / f"{file}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BrokenCatalogue, match=complaint):
        load(tmp_path)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "media.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(BrokenCatalogue, match=r"media\.toml: .*UTF-8"):
        load(tmp_path)


def test_a_name_of_two_entries_is_refused_with_both_files(tmp_path: Path) -> None:
    (tmp_path / "countries.toml").write_text(COUNTRY, encoding="utf-8")
    (tmp_path / "media.toml").write_text('[b]\nname = "Aland"\n', encoding="utf-8")
    with pytest.raises(
        BrokenCatalogue, match=r"media\.toml: media/b and country/a \(countries\.toml"
    ):
        load(tmp_path)


def test_every_file_beside_the_code_is_read_by_someone() -> None:
    folder = Path(known_module.__file__).parent
    kinds = (
        "countries",
        "organisations",
        "companies",
        "armed-groups",
        "media",
        "people",
        "geography",
    )
    others = {"geography", "places", "cities", "ambiguous", "words", "regions", "roles"}
    for path in folder.glob("*.toml"):
        kind = next((k for k in kinds if path.stem == k or path.stem.startswith(f"{k}-")), None)
        assert kind or path.stem in others, path.name


def test_two_may_share_a_name_in_years_that_are_apart_or_if_declared(tmp_path: Path) -> None:
    lines = ["Jane Roe * Ro | premier 1960-1969", "John Row * Ro | premier 1980-1989"]
    assert len(load(people(tmp_path, *lines)).find("Ro")) == 2
    lines = ["Jane Roe * Ro", "John Row * Ro"]
    (tmp_path / "ambiguous.toml").write_text("names = '''\nRo\n'''", encoding="utf-8")
    assert load(people(tmp_path, *lines)).ambiguous == {"ro"}


def test_what_is_declared_ambiguous_and_is_not_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ambiguous.toml").write_text("names = 'Roe'", encoding="utf-8")
    with pytest.raises(BrokenCatalogue, match=r"ambiguous\.toml: 'roe' has no two owners"):
        load(people(tmp_path, "Jane Roe * Roe"))


def test_nothing_is_part_of_itself(tmp_path: Path) -> None:
    text = '[a]\nname = "A1"\nparent = "media/b"\n[b]\nname = "B1"\nparent = "media/a"\n'
    (tmp_path / "media.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BrokenCatalogue, match="media/a is part of media/b is part of media/a"):
        load(tmp_path)


@pytest.mark.parametrize("text", ["", "19", "1950-1940", "-", "1990- 1980-", "x", "1990-1991-1992"])
def test_years_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"year|backwards"):
        years_of(text)


@given(spans=st.lists(st.integers(0, 9999), min_size=1, max_size=6, unique=True))
def test_years_are_read_as_they_are_written(spans: list[int]) -> None:
    ordered = sorted(spans)
    pairs = [(a, b) for a, b in zip(ordered[::2], ordered[1::2], strict=False)]
    if pairs:
        assert years_of(" ".join(f"{a:04}-{b:04}" for a, b in pairs)) == tuple(pairs)


def test_every_name_is_kept_as_the_words_a_text_is_cut_into() -> None:
    known = catalogue()
    for entry in known.by_id.values():
        for alias in entry.aliases:
            key = " ".join(token.key for token in cut(alias))
            assert entry in [reading.entry for reading in known.readings(key)], alias


def test_the_ambiguous_names_of_the_catalogue_are_those_declared() -> None:
    assert catalogue().ambiguous == {"bnp", "gandhi"}


def test_the_catalogue_is_as_broad_as_the_readme_says() -> None:
    kinds = [entry.kind for entry in catalogue().by_id.values()]
    assert kinds.count("person") >= 3_500
    assert kinds.count("organisation") >= 1_500
    assert kinds.count("armed-group") >= 500
    assert kinds.count("country") >= 250
    assert any(entry.years != EVER for entry in catalogue().by_id.values())


def test_many_may_bear_a_surname_that_only_a_title_confirms(tmp_path: Path) -> None:
    lines = [f"Jane{n} Roe | premier {1900 + n % 100}" for n in range(20_000)]
    known = load(people(tmp_path, *lines))
    assert [entry.id for entry in known.find("Jane7 Roe")] == ["person/jane7-roe"]
    assert len(known.offices["country/a"]["premier"]) == len(lines)
