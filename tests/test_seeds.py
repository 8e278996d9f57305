"""What the seeds show, from end to end."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from search.local import LocalEngine, open_engine
from search.page import Page
from search.pipeline import answer, read_article
from search.request import Request
from tests.conftest import SEEDS

FIRST, SECOND = "000_59f1d566b4ee9a02.txt", "004_2f4022310f34f332.txt"


def run(package: str, *arguments: str, folder: Path, code: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-m", package, *arguments, "--index", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeds") / "made"
    run("index", "add", str(SEEDS), folder=folder)
    return folder


@pytest.fixture(scope="module")
def engine(indexed: Path) -> LocalEngine:
    return open_engine(indexed)


def found(engine: LocalEngine, query: str) -> set[str]:
    return {Path(hit.path).name for hit in answer(engine, Request(query)).hits}


def names(page: Page, facet: str) -> list[str]:
    return [value.label for shown in page.facets if shown.name == facet for value in shown.values]


@pytest.mark.parametrize(
    ("query", "files"),
    [
        ("taliban india", {FIRST}),
        ('"back channel"', {FIRST}),
        ("pahalgam", {FIRST}),
        ('airstrikes OR "Operation Sandoor"', {FIRST, SECOND}),
        ("forging allies", {FIRST}),
        ('"forging"', {FIRST}),
        ('"forge"', set()),
        ("title:victim", {SECOND}),
        ("actor:TTP", {FIRST, SECOND}),
        ('group:"Tehreek-e-Taliban Pakistan"', {FIRST, SECOND}),
        ("person:Asif", {FIRST}),
        ('person:"Khawaja Asif"', {FIRST}),
        ("country:Washington", {FIRST, SECOND}),
        ("country:China", {SECOND}),
        ('source:"RASC News Agency"', {FIRST}),
        ("published:none", {FIRST, SECOND}),
        ("mentions:2021", {SECOND}),
        ("mentions:2024-10..2024-12", {SECOND}),
        ("mentions:XXXX-04-22", {FIRST}),
        ("taliban -india", {SECOND}),
        ("harbourer", {SECOND}),
        ("regme~", {FIRST}),
        ('"taliban india"~10', {FIRST}),
        ("-taliban", set()),
    ],
)
def test_queries_find_what_a_reader_would_say(
    engine: LocalEngine, query: str, files: set[str]
) -> None:
    assert found(engine, query) == files


def test_the_actors_of_the_corpus_are_its_parties_each_once(engine: LocalEngine) -> None:
    page = answer(engine, Request(values=50))
    assert sorted(names(page, "actor")) == [
        "Afghanistan",
        "China",
        "India",
        "Israel",
        "Khawaja Muhammad Asif",
        "Pakistan",
        "Praveen Sahni",
        "Russia",
        "Taliban",
        "Tehrik-i-Taliban Pakistan",
        "United States",
    ]
    assert names(page, "media") == ["Geo News"]
    assert names(page, "source") == ["RASC News Agency"]


def test_both_seeds_are_undated_and_keep_the_dates_they_speak_of(engine: LocalEngine) -> None:
    page = answer(engine, Request())
    assert page.histogram.undated == 2
    assert page.histogram.buckets == ()
    assert {hit.mentions for hit in page.hits} == {("XXXX-04-22",), ("2021", "2024-10/2024-12")}


def test_a_group_named_inside_another_is_not_named(engine: LocalEngine) -> None:
    key = answer(engine, Request('"back channel"')).hits[0].id
    said = read_article(engine, key).article.to_dict()
    nested = said["text"].index("Tehrik-i-Taliban Pakistan")
    inside = [
        actor["name"]
        for actor in said["actors"]
        for mention in actor["mentions"]
        if nested <= mention["start"] < nested + len("Tehrik-i-Taliban Pakistan")
    ]
    assert inside == ["Tehrik-i-Taliban Pakistan"]


def test_terminal_and_json_tell_the_same(indexed: Path) -> None:
    page = json.loads(run("search", "taliban", "--json", folder=indexed))
    text = run("search", "taliban", folder=indexed)
    assert text.startswith(f"{page['total']} articles of {page['articles']} for taliban")
    assert all(hit["id"] in text for hit in page["hits"])
    assert run("search", "xylophone", folder=indexed, code=1)
    assert run("search", "((", folder=indexed, code=2) == ""


def test_adding_again_touching_changing_and_deleting_do_just_that(tmp_path: Path) -> None:
    articles, folder = tmp_path / "articles", tmp_path / "made"
    shutil.copytree(SEEDS, articles)

    def add() -> dict[str, int]:
        told = json.loads(run("index", "add", str(articles), "--json", folder=folder))
        return {
            key: told[key] for key in told if key.startswith(("articles_", "files_")) and told[key]
        }

    assert add() == {"articles_new": 2, "files_new": 2}
    assert add() == {"articles_unchanged": 2, "files_unchanged": 2}
    (articles / FIRST).touch()
    assert add() == {"articles_unchanged": 2, "files_unchanged": 1, "files_touched": 1}
    text = (articles / SECOND).read_text("utf-8")
    (articles / SECOND).write_text(text.replace("rivals", "quokkas"), "utf-8")
    assert add() == {
        "articles_changed": 1,
        "articles_unchanged": 1,
        "files_changed": 1,
        "files_unchanged": 1,
    }
    assert found(open_engine(folder), "quokka") == {SECOND}
    (articles / SECOND).unlink()
    assert add() == {
        "articles_removed": 1,
        "articles_unchanged": 1,
        "files_removed": 1,
        "files_unchanged": 1,
    }
    assert found(open_engine(folder), "") == {FIRST}
