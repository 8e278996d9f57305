"""`python -m index annotate` and `read --actors` as their users meet them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.index.newsroom import write
from tests.index.test_command import run

RENAMED = '[[rename]]\nid = "country/france"\nname = "Frankland"\n'


@pytest.fixture
def news(tmp_path: Path) -> Path:
    text = "France sold the last of its ferries to Chile on the day of the regatta."
    return write(tmp_path / "news" / "a.jsonl", json.dumps({"title": "Ferry", "text": text}))


@pytest.fixture
def actors(tmp_path: Path) -> Path:
    file = tmp_path / "actors.toml"
    file.write_text(RENAMED, encoding="utf-8")
    return file


def test_annotate_says_what_changed_and_info_what_holds(
    tmp_path: Path, news: Path, actors: Path
) -> None:
    run(tmp_path, "add", news)
    told = run(tmp_path, "annotate", "--actors", actors).stdout
    assert f"corrections of {actors}: 1 rename\n" in told
    assert "1 article in the index: 1 changed, 0 unchanged\n" in told
    assert f"corrections of {actors}: 1 rename\n" in run(tmp_path, "info").stdout
    told = json.loads(run(tmp_path, "annotate", "--no-actors", "--json").stdout)
    assert (told["articles_changed"], told["renamed"], told["corrections"]) == (1, 1, {})


def test_annotate_makes_no_index_and_tells_of_a_file_that_is_not_there(
    tmp_path: Path, news: Path
) -> None:
    done = run(tmp_path, "annotate")
    assert (done.returncode, (tmp_path / "made").exists()) == (2, False)
    run(tmp_path, "add", news)
    done = run(tmp_path, "annotate", "--actors", tmp_path / "none.toml")
    assert done.returncode == 2
    assert "none.toml" in done.stderr


def test_read_tries_corrections_out_and_tells_the_rule(
    tmp_path: Path, news: Path, actors: Path
) -> None:
    actors.write_text(RENAMED + '[[add]]\nto = "country/chile"\nnames = ["Ferry"]\n')
    told = run(tmp_path, "read", "--explain", "--actors", actors, news).stdout
    assert "Frankland (country), 1x" in told
    assert "'Ferry' title 0-5 by correction" in told
    assert "rule correction: a name whose owner your actors.toml tells" in told


def test_read_refuses_what_annotate_refuses_and_tells_what_it_cannot_check(
    tmp_path: Path, news: Path, actors: Path
) -> None:
    actors.write_text(RENAMED * 2)
    done = run(tmp_path, "read", "--actors", actors, news)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{actors}, line 4: [[rename]] 2 speaks of 'country/france' as" in done.stderr
    actors.write_text(RENAMED.replace("france", "farnce"))
    done = run(tmp_path, "read", "--actors", actors, news)
    assert done.returncode == 0
    assert "'country/farnce', which the catalogue has not (did you mean 'country/fr" in done.stderr
