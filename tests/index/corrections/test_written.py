"""An actors.toml is taken as a whole, or refused with the file, the line, the entry, the remedy."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.actors import KINDS, catalogue
from index.corrections import Layers, corrections_in, read_corrections
from index.corrections.kinds import Place
from index.errors import BrokenCorrections


def refused(text: str, *, ids: set[str] | None = None) -> str:
    with pytest.raises(BrokenCorrections) as fault:
        Layers(corrections_in(text, "actors.toml"), catalogue(), ids)
    return str(fault.value)


def test_each_entry_knows_its_line() -> None:
    text = '# mine\n\n[[forbid]]\nalias = "Reading"\n\n[[ forbid ]]\nalias = "Bath"\n'
    assert [each.place for each in corrections_in(text, "a.toml").all] == [
        Place("a.toml", 3, "[[forbid]] 1"),
        Place("a.toml", 6, "[[forbid]] 2"),
    ]


def test_a_line_is_not_guessed_where_a_heading_stands_in_a_text() -> None:
    text = "[[add]]\nkind = 'media'\nlist = '''\n[[add]]\nHarbour Herald'''\n"
    (entry,) = corrections_in(text, "a.toml").all
    assert entry.place == Place("a.toml", None, "[[add]] 1")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[add]]\nkind = 'person'\nkind = 'media'\n", r"actors\.toml: .*line 3"),
        ("[[ad]]\nname = 'A'", r"'ad' is no kind of entry .*: use \[\[add\]\]"),
        ("[add]\nname = 'A'", r"write \[\[add\]\] above each"),
        ("merge = 3", r"merge is no entry"),
        ("[[add]]\nname = 'A B'", r"line 1: \[\[add\]\] 1 needs one of kind"),
        ("[[add]]\nkind = 'person'\nid = 'person/a'\nname = 'A'", r"needs one of kind"),
        ("[[add]]\nkind = 'persn'\nname = 'A B'", r"'persn' \(did you mean 'person'\?\)"),
        ("[[add]]\nid = 'person/a b'\nname = 'A B'", r"write an id as pages show it"),
        ("[[add]]\nkind = 'person'", r"has no name"),
        ("[[add]]\nkind = 'person'\nname = ' - '", r"names that have letters"),
        ("[[add]]\nkind = 'person'\nname = 'A B'\nnames = ['']", r"names that have letters"),
        ("[[add]]\nkind = 'person'\nname = 'A B'\nnames = [3]", r"names that have letters"),
        ("[[add]]\nkind = 'person'\nname = 'A B'\nnmes = ['C']", r"'nmes'.*is it names"),
        ("[[add]]\nkind = 'person'\nname = 'A B'\niso = 3", r"iso = 3: write a text"),
        ("[[add]]\nkind = 'person'\nname = 'A B'\ncareful = ['C']", r"'C' as careful"),
        ("[[add]]\nkind = 'country'\nname = 'A B'\nyears = '9'", r"the years '9'"),
        ("[[add]]\nto = 'country/france'", r"gives country/france no names"),
        ("[[add]]\nto = 'country/france'\niso = 'FR'\nnames = ['F']", r"has iso, but with to"),
        ("[[add]]\nto = 'country/frnce'\nnames = ['Frankland']", r"mean 'country/france'"),
        ("[[add]]\nkind = 'country'\nname = 'France'", r'which the catalogue has: write to = "cou'),
        ("[[add]]\nkind = 'media'\nname = 'A B'\nparent = 'country/frace'", r"'country/france'"),
        ("[[rename]]\nid = 'country/france'", r"lacks name"),
        ("[[rename]]\nid = 'country/france'\nname = ''", r"write a text"),
        ("[[rename]]\nid = 'france'\nname = 'F'", r"write an id"),
        ("[[rename]]\nid = 'contry/france'\nname = 'F'", r"did you mean 'country'"),
        ("[[merge]]\nids = 'person/a'\ninto = 'person/b'", r"write a list"),
        ("[[merge]]\nids = []\ninto = 'person/b'", r"write a list"),
        ("[[merge]]\nids = ['person/b']\ninto = 'person/b'", r"into itself"),
        ("[[merge]]\nids = ['person/a']\nint = 'person/b'", r"int \(did you mean 'into'"),
        (
            "[[split]]\nalias = 'Paris'\nof = 'country/france'\nto = 'country/france'",
            r"what it has",
        ),
        ("[[forbid]]\ncorpora = ['a']", r"forbids nothing"),
        ("[[forbid]]\nalais = 'A'", r"alais \(did you mean 'alias'\?\)"),
        ("[[fobid]]\nalias = 'A'", r"'fobid' is no kind of entry \(did you mean 'forbid'\?\)"),
        ("[[add]]\nid = 'country/..'\nname = 'A B'", r"write an id as pages show it"),
        ("[[add]]\nid = 'person/a\"b'\nname = 'A B'", r"write an id as pages show it"),
        ("[[add]]\nid = 'person/a\u200db'\nname = 'A B'", r"write an id as pages show it"),
        ("[[forbid]]\nalias = 'A'\ncorpora = 'a'", r"write a list of names"),
        ("[[forbid]]\nalias = 'A'\ncorpora = []", r"holds for no corpus"),
    ],
)
def test_what_is_written_wrongly_is_refused_with_place_and_remedy(text: str, said: str) -> None:
    told = refused(text)
    assert told.startswith("actors.toml")
    assert re.search(said, told), told


KNOWN = {"person/a-tesk", "person/b-tesk", "person/c-tesk"}
NAMED = '\nname = "Aryna Tesk"'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "[[add]]\nkind = 'media'\nname = 'A B'\n[[add]]\nid = 'media/a-b'\nname = 'AB'",
            "line 4: [[add]] 2 speaks of 'media/a-b' as actors.toml, line 1: [[add]] 1 does",
        ),
        (
            "[[rename]]\nid = 'country/france'\nname = 'A'\n"
            "[[rename]]\nid = 'country/france'\nname = 'B'",
            "[[rename]] 2 speaks of 'country/france' as actors.toml, line 1",
        ),
        (
            f"[[merge]]\nids = ['person/a-tesk']\ninto = 'person/b-tesk'{NAMED}\n"
            "[[merge]]\nids = ['person/b-tesk']\ninto = 'person/a-tesk'\nname = 'B. Tesk'",
            "in a circle, person/b-tesk -> person/a-tesk -> person/b-tesk",
        ),
        (
            f"[[merge]]\nids = ['person/a-tesk']\ninto = 'person/b-tesk'{NAMED}\n"
            "[[rename]]\nid = 'person/a-tesk'\nname = 'A'",
            "speaks of person/a-tesk, which is merged: write person/b-tesk instead",
        ),
        (
            "[[merge]]\nids = ['person/a-tesk']\ninto = 'person/b-tesk'",
            "makes person/b-tesk of others, which is not in the catalogue",
        ),
        (
            f"[[merge]]\nids = ['person/a-tsk']\ninto = 'person/b-tesk'{NAMED}",
            "'person/a-tsk', whom neither the catalogue nor an article has (did you mean 'person/a",
        ),
        (
            "[[forbid]]\nid = 'country/france'\n[[add]]\nto = 'country/france'\nnames = ['Gaul']",
            "speaks of country/france, which actors.toml, line 1: [[forbid]] 1 forbids",
        ),
        (
            "[[split]]\nalias = 'Pariis'\nof = 'country/france'\nto = 'country/spain'",
            "'Pariis', which is no name of country/france (did you mean 'Paris'?)",
        ),
        (
            "[[forbid]]\nalias = 'Spain'\nid = 'country/france'",
            "'Spain', which is no name of country/france",
        ),
        (
            "[[add]]\nkind = 'media'\nname = 'France'",
            "lets media/france be called 'France', as country/france is: say which",
        ),
        (
            "[[add]]\nkind = 'media'\nname = 'Tesk Post'\n"
            "[[add]]\nkind = 'organisation'\nname = 'TESK POST'",
            "lets organisation/tesk-post be called 'TESK POST', as media/tesk-post is",
        ),
        (
            "[[add]]\nkind = 'media'\nname = 'Tesk A'\nparent = 'media/tesk-b'\n"
            "[[add]]\nkind = 'media'\nname = 'Tesk B'\nparent = 'media/tesk-a'",
            "line 1: [[add]] 1: media/tesk-a is part of media/tesk-b is part of media/tesk-a",
        ),
        (
            "[[add]]\nkind = 'media'\nname = 'Tesk A'\n[[forbid]]\nalias = 'TESK A'",
            "forbids 'TESK A', a name that actors.toml, line 1: [[add]] 1 gives",
        ),
        (
            f"[[split]]\nalias = 'Paris'\nof = 'country/france'\nto = 'place/p'{NAMED}\n"
            "[[forbid]]\nalias = 'Paris'",
            "forbids 'Paris', a name that actors.toml, line 1: [[split]] 1 gives",
        ),
    ],
)
def test_contradictions_are_refused_and_both_sides_are_named(text: str, said: str) -> None:
    assert said in refused(text, ids=KNOWN)


def test_what_holds_in_different_corpora_is_no_contradiction() -> None:
    text = "".join(
        f"[[rename]]\nid = 'country/france'\nname = '{name}'\ncorpora = ['{name}']\n"
        for name in ("Gaul", "Frankland")
    )
    layers = Layers(corrections_in(text, "actors.toml"), catalogue())
    names = [layers.of(corpus).known.by_id["country/france"].name for corpus in ("Gaul", "x")]
    assert names == ["Gaul", "France"]


def test_a_name_that_is_given_may_be_forbidden_in_fewer_corpora() -> None:
    text = "[[add]]\nkind = 'media'\nname = 'Tesk A'\n"
    text += "[[forbid]]\nalias = 'Tesk A'\ncorpora = ['a']"
    layers = Layers(corrections_in(text, "actors.toml"), catalogue())
    assert [len(layers.of(corpus).known.find("Tesk A")) for corpus in ("a", "b")] == [0, 1]


def test_a_long_line_of_parents_takes_no_longer_than_its_length() -> None:
    text = "".join(
        f"[[add]]\nid = 'media/m{n}'\nname = 'Tesk M{n}'\nparent = 'media/m{n + 1}'\n"
        for n in range(3000)
    )
    began = time.process_time()
    Layers(corrections_in(f"{text}[[add]]\nid = 'media/m3000'\nname = 'Z'", "a"), catalogue())
    assert time.process_time() - began < 10  # half a second on an idle core


def test_a_file_of_another_encoding_is_refused_with_the_line(tmp_path: Path) -> None:
    file = tmp_path / "actors.toml"
    file.write_bytes("[[add]]\nkind = 'person'\nname = 'Zoë'\n".encode("latin-1"))
    with pytest.raises(BrokenCorrections, match=r"actors\.toml, line 3: .*save the file as UTF-8"):
        read_corrections(file)
    file.write_bytes(b"\xef\xbb\xbf[[forbid]]\nalias = 'A'\n")
    assert len(read_corrections(file).all) == 1


def test_the_example_of_the_module_and_of_the_readme_are_taken() -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    example = readme.split("```toml\n")[1].split("```")[0]
    given = corrections_in(example, "README.md")
    ids = {"person/tesk", "person/tesk-a", "person/a-tesk"}
    layers = Layers(given, catalogue(), ids)
    assert set(given.counts) == {"add", "rename", "merge", "split", "forbid"}
    assert layers.of("any").known.find("Aryna Tesk")


def test_a_hundred_thousand_entries_load_in_seconds() -> None:
    kinds = [*KINDS]
    text = "".join(
        f"[[add]]\nkind = '{kinds[n % len(kinds)]}'\nname = 'Teskal Quorn{n}'\n"
        for n in range(100_000)
    )
    catalogue()
    began = time.process_time()
    layers = Layers(corrections_in(text, "actors.toml"), catalogue())
    assert time.process_time() - began < 30  # some 5 s on an idle core
    assert [e.id for e in layers.of("x").known.find("teskal quorn7")] == ["person/teskal-quorn7"]


@pytest.mark.parametrize(
    "entry",
    [
        "[[add]]\nkind = 'person'\nname = 'Quorn{0} Tesk'",
        "[[add]]\nto = 'country/france'\nnames = ['Quorn{0} Tesk']",
        "[[merge]]\nids = ['person/t{0}']\ninto = 'person/t{1}'\nname = 'Quorn{0} Tesk'",
    ],
)
def test_many_entries_of_one_surname_or_one_actor_load_in_seconds(entry: str) -> None:
    text = "".join(f"{entry.format(n, n + 1)}\n" for n in range(30_000))
    catalogue()
    began = time.process_time()
    Layers(corrections_in(text, "actors.toml"), catalogue())
    assert time.process_time() - began < 15  # some 2 s on an idle core


KEYS = st.sampled_from(
    ["kind", "id", "ids", "into", "to", "of", "name", "names", "alias", "corpora", "list", "years"]
)
VALUES = st.recursive(
    st.sampled_from(["'person'", "'person/a'", "'country/france'", "'France'", "''", "3", "true"]),
    lambda inner: st.lists(inner, max_size=2).map(lambda items: f"[{', '.join(items)}]"),
    max_leaves=3,
)
ENTRIES = st.tuples(
    st.sampled_from(["add", "rename", "merge", "split", "forbid"]),
    st.dictionaries(KEYS, VALUES, max_size=4),
)


@given(st.lists(ENTRIES, max_size=2))
def test_whatever_is_written_is_taken_or_refused_with_its_place(
    entries: list[tuple[str, dict[str, str]]],
) -> None:
    text = "".join(
        f"[[{kind}]]\n" + "".join(f"{key} = {value}\n" for key, value in table.items())
        for kind, table in entries
    )
    try:
        corrections_in(text, "actors.toml")
    except BrokenCorrections as fault:
        assert str(fault).startswith("actors.toml, line ")
