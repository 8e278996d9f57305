"""`python -m search` as its users meet it: output, complaints, exit codes, no traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import article, fill

ROOT = Path(__file__).parents[2]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    folder = tmp_path / "made"
    fill(
        folder,
        [
            article("a", "Anchor found", "Divers café found an anchor in the harbour."),
            article("b", "Bridge closed", "The bridge over the harbour is closed."),
        ],
    )
    return folder


def run(
    made: Path, *arguments: str, stdout: int = subprocess.PIPE, **settings: str
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "search", *arguments],
        cwd=ROOT,
        env=os.environ | {"DATELINE_INDEX": str(made)} | settings,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


def test_exit_codes_are_those_of_grep(made: Path) -> None:
    assert run(made, "anchor").returncode == 0
    assert run(made, "zeppelin").returncode == 1
    refused = run(made, "(((")
    assert refused.returncode == 2
    assert refused.stderr.startswith("python -m search: Nothing to search for: ")
    assert refused.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "slip"),
    [
        (["--colour", "red"], "unrecognized arguments: --colour"),
        (["anchor", "--sort"], "argument --sort: expected one argument"),
        (["--sort", "best"], "invalid choice"),
    ],
)
def test_a_wrong_option_is_told_in_one_line_that_names_the_help(
    made: Path, arguments: list[str], slip: str
) -> None:
    told = run(made, *arguments)
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.startswith("python -m search: ")
    assert slip in told.stderr
    assert told.stderr.endswith("; see --help\n")
    assert told.stderr.count("\n") == 1


def test_a_word_behind_a_hyphen_is_excluded_and_no_option(made: Path) -> None:
    assert run(made, "harbour", "-anchor").stdout.startswith("1 article of 2 for harbour -anchor")
    assert run(made, "-anchor").stdout.startswith("1 article of 2 for -anchor")
    assert run(made, "-h").stdout.startswith("usage: ")


def test_options_may_stand_anywhere_in_the_query(made: Path) -> None:
    found = run(made, "harbour", "--sort", "newest", "bridge")
    assert found.stdout.startswith("1 article of 2 for harbour bridge")


def test_a_page_behind_the_last_says_so(made: Path) -> None:
    beyond = run(made, "harbour", "--page", "7")
    assert beyond.stdout.startswith("2 articles of 2 for harbour: the hits end before 61 (")


def test_any_output_takes_any_text(made: Path) -> None:
    shown = run(made, "anchor", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "caf?" in shown.stdout
    told = run(made, "anchor", "--json", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "café" in json.loads(told.stdout)["hits"][0]["snippet"]["text"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_behind_the_output_is_an_error_in_one_line(made: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = run(made, "anchor", stdout=full.fileno())
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_a_closed_output_is_no_fault(made: Path) -> None:
    command = [sys.executable, "-m", "search", "anchor"]
    closed = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" >&-', "sh", *command],
        cwd=ROOT,
        env=os.environ | {"DATELINE_INDEX": str(made)},
        stderr=subprocess.PIPE,
        text=True,
        timeout=120,
        check=False,
    )
    assert (closed.returncode, closed.stderr) == (0, "")


def test_nothing_in_an_article_reaches_the_terminal_as_a_command(tmp_path: Path) -> None:
    evil = article("e", "Red \x1b[31malert", "Text \x9b2J of\u2028harm.", source="\x1b]0;x\x07")
    fill(tmp_path / "made", [evil])
    shown = run(tmp_path / "made", "alert").stdout
    assert "alert" in shown
    assert not set("\x1b\x9b\x07\u2028") & set(shown)
