"""Undocumented is broken: every option, operator, parameter and setting stands in the README."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from index.languages import languages
from index.location import DEFAULT, VARIABLE
from index.readers.feeds import TEASER
from index.readers.members import NESTING_LIMIT
from index.readers.streams import EXPANSION_LIMIT, FILE_LIMIT, LINE_LIMIT, MEMBER_LIMIT, MIB
from index.readers.xml import DEPTH_LIMIT, ELEMENT_LIMIT
from index.readers.zip_files import DIRECTORY_LIMIT
from search.contrast import PARAMETERS as CONTRAST_PARAMETERS
from search.grammar import MAX_PATTERNS
from search.language import MAX_DEPTH, MAX_LENGTH, MAX_WORDS, OPERATORS, parse
from search.listing import PARAMETERS as LISTING_PARAMETERS
from search.local.evaluate import BUDGET_SECONDS
from search.local.expand import MOST
from search.network import PARAMETERS as NETWORK_PARAMETERS
from search.parameters import PARAMETERS
from search.tree import Everything
from web.guard import MAX_URL
from web.reading import PARAMETERS as READING_PARAMETERS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CODE = " ".join(re.findall(r"`[^`]+`", README.replace("```", "")))


def section(heading: str) -> str:
    return README.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def help_of(*command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *command, "--help"], capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda operator: operator.write)
def test_every_operator_has_its_row(operator: object) -> None:
    assert f"| `{operator.write}` |" in section("The query language")  # type: ignore[attr-defined]


def test_every_row_of_the_language_is_an_operator() -> None:
    rows = re.findall(r"^\| `([^`]+)` \|", section("The query language"), re.MULTILINE)
    assert rows == [operator.write for operator in OPERATORS]


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda operator: operator.write)
def test_every_example_of_an_operator_is_understood_without_a_note(operator: object) -> None:
    parsed = parse(operator.example)  # type: ignore[attr-defined]
    assert parsed.notes == ()
    assert parsed.tree != Everything() or operator.write == "*"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "parameter",
    (
        *PARAMETERS,
        *LISTING_PARAMETERS,
        *NETWORK_PARAMETERS,
        *CONTRAST_PARAMETERS,
        *READING_PARAMETERS,
    ),
    ids=lambda parameter: parameter.name,
)
def test_every_parameter_has_its_row(parameter: object) -> None:
    assert f"`{parameter.name}`" in section("The API")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "command",
    [
        ("index", "add"),
        ("index", "remove"),
        ("index", "annotate"),
        ("index", "read"),
        ("index", "info"),
        ("index", "verify"),
        ("index", "rebuild"),
        ("web",),
    ],
    ids=" ".join,
)
def test_every_option_of_a_command_is_told(command: tuple[str, ...]) -> None:
    options = set(re.findall(r"--[a-z-]+", help_of(*command))) - {"--help"}
    assert options
    assert not {option for option in options if option not in CODE}


def test_every_option_of_search_is_a_parameter_or_told() -> None:
    options = set(re.findall(r"--[a-z-]+", help_of("search"))) - {"--help"}
    named = {f"--{parameter.name}" for parameter in PARAMETERS}
    assert {option for option in options - named if option not in CODE} == set()


def test_limits_of_queries_and_addresses_are_told() -> None:
    told = section("The query language") + section("The API")
    for limit in (MAX_LENGTH, MAX_WORDS, MAX_DEPTH, MAX_PATTERNS, MOST, MAX_URL):
        assert re.search(rf"(?<![\d,]){limit:,} ", told), limit
    assert f"{BUDGET_SECONDS:g} seconds" in told


def test_limits_of_files_are_told() -> None:
    told = section("Three commands")
    for limit in (FILE_LIMIT, LINE_LIMIT, DIRECTORY_LIMIT):
        assert f"{limit // MIB} MiB" in told
    assert f"{EXPANSION_LIMIT} times" in told
    assert f"{MEMBER_LIMIT:,} members" in told
    assert f"{NESTING_LIMIT} archives" in told
    assert f"{ELEMENT_LIMIT:,} elements, {DEPTH_LIMIT} deep" in told
    assert f"fewer than {TEASER} words" in told


def test_languages_are_told() -> None:
    told = section("The query language")
    assert f"{len(languages())} languages" in told
    assert {
        each.name for each in languages().values() if each.stemmer and each.name not in told
    } == set()


def test_settings_are_told() -> None:
    assert f"${VARIABLE}" in CODE
    assert f"`{DEFAULT}`" in CODE
    used = {
        name
        for layer in ("index", "search", "web")
        for path in (ROOT / layer).rglob("*.py")
        for name in re.findall(r"""environ\W+(?:get\(\s*)?["']([A-Z_]+)""", path.read_text("utf-8"))
    }
    assert {name for name in used if name not in CODE} == set()


def test_the_seeds_are_byte_for_byte_what_they_were() -> None:
    sizes = {path.name: path.stat().st_size for path in (ROOT / "seeds").iterdir()}
    assert sizes == {"000_59f1d566b4ee9a02.txt": 4109, "004_2f4022310f34f332.txt": 2677}
