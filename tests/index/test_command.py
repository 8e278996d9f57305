"""`python -m index` as its users meet it: output, complaints, exit codes, no traceback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from index.folder import HOLDER
from index.store import writing
from tests.index import wires
from tests.index.newsroom import contents, record, write

ROOT = Path(__file__).parents[2]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    write(tmp_path / "news" / "a.jsonl", record("Anchor found"), record("Bridge closed"))
    return tmp_path / "news"


def run(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "index", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"DATELINE_INDEX": str(folder / "made")},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


def test_add_says_what_is_new_then_that_nothing_changed(tmp_path: Path, news: Path) -> None:
    first, again = run(tmp_path, "add", news), run(tmp_path, "add", news)
    assert first.stdout.startswith("2 articles in the index: 2 new\nfiles: 1 new\n")
    assert again.stdout.startswith("nothing changed: 2 articles in 1 file\n")
    assert [first.returncode, again.returncode, first.stderr, again.stderr] == [0, 0, "", ""]


def test_add_as_json_holds_the_whole_report(tmp_path: Path, news: Path) -> None:
    (news / "empty.txt").touch()
    told = json.loads(run(tmp_path, "add", news, "--json").stdout)
    assert (told["articles_new"], told["total"], len(told["skipped"])) == (2, 2, 1)


def test_quiet_leaves_only_complaints(tmp_path: Path, news: Path) -> None:
    (news / "empty.txt").touch()
    done = run(tmp_path, "add", "--quiet", news)
    assert done.stdout == ""
    assert done.stderr.startswith("skipped ")
    assert "empty.txt" in done.stderr
    assert done.returncode == 0


def test_the_option_wins_over_the_environment(tmp_path: Path, news: Path) -> None:
    run(tmp_path, "add", news, "--index", tmp_path / "other")
    assert len(contents(tmp_path / "other")) == 2
    assert not (tmp_path / "made").exists()


def test_remove_takes_articles_out(tmp_path: Path, news: Path) -> None:
    run(tmp_path, "add", news)
    done = run(tmp_path, "remove", "news/a.jsonl")
    assert done.stdout.startswith("0 articles in the index: 2 removed\n")
    assert run(tmp_path, "remove", "news/a.jsonl").returncode == 2


def test_read_prints_an_object_a_line_without_an_index(tmp_path: Path, news: Path) -> None:
    done = run(tmp_path, "read", news / "a.jsonl")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["title"] for each in told] == ["Anchor found", "Bridge closed"]
    assert {"id", "path", "text", "source", "published", "actors", "dates"} <= set(told[0])
    assert not (tmp_path / "made").exists()


def test_what_read_prints_is_what_add_keeps(tmp_path: Path, news: Path) -> None:
    run(tmp_path, "add", news)
    told = map(json.loads, run(tmp_path, "read", news).stdout.splitlines())
    assert {(each["path"], each["title"]) for each in told} == contents(tmp_path / "made")


def test_read_explains_with_places_and_rules(tmp_path: Path) -> None:
    file = tmp_path / "n" / "x.txt"
    file.parent.mkdir()
    file.write_text("Treaty signed\n\nFrance signed the treaty with Chile on 3 May 2021.\n")
    told = run(tmp_path, "read", "--explain", file).stdout
    assert "2021-05-03" in told
    assert "'France' text 0-6 by catalogue" in told
    assert "rule catalogue: a name the catalogue gives" in told


def test_read_explains_which_dates_an_unknown_publication_leaves_out(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text("Treaty signed\n\nFrance signed it yesterday, and Chile last week, in 2021.\n")
    told = run(tmp_path, "read", "--explain", file).stdout
    why = "as the day of publication is not known: 'yesterday', 'last week'"
    assert f"  note       2 dates are left out, {why}\n" in told


def test_read_fails_when_there_is_nothing_to_understand(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    done = run(tmp_path, "read", tmp_path / "empty.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert "empty.txt" in done.stderr


def test_what_was_skipped_is_one_number_however_it_is_asked(tmp_path: Path, news: Path) -> None:
    write(news / "bad.jsonl", *['{"broken'] * 150, record("Canal frozen"), *['{"broken'] * 30)
    (news / "empty.txt").touch()
    (news / "nowhere").symlink_to(news / "gone")
    told = [run(tmp_path, "add", news).stdout for _ in range(2)]
    assert all("\n182 skipped\n" in each for each in told)
    assert told[0].startswith("3 articles in the index: 3 new\nfiles: 2 new\n")
    assert told[1].startswith("nothing changed: 3 articles in 2 files\n")
    assert "\nfiles: 2; 182 skipped\n" in run(tmp_path, "info").stdout
    (news / "nowhere").unlink()
    assert "\n181 skipped\n" in run(tmp_path, "add", news).stdout
    assert "; 181 skipped\n" in run(tmp_path, "info").stdout


def test_complaints_that_are_not_shown_are_counted(tmp_path: Path, news: Path) -> None:
    write(news / "bad.jsonl", *['{"broken'] * 150, record("Canal frozen"))
    told = run(tmp_path, "add", news).stderr.splitlines()
    assert len(told) == 21
    assert told[-1] == "skipped 130 more: see --json"


def test_a_written_date_that_is_not_believed_is_told(tmp_path: Path) -> None:
    beyond = json.loads(record("Moon base opens")) | {"date": "2199-01-01"}
    file = write(tmp_path / "news" / "a.jsonl", json.dumps(beyond))
    note = "The date '2199-01-01' (metadata) was not used: it lies in the future."
    added = run(tmp_path, "add", file)
    assert f"\nnews/a.jsonl: 'Moon base opens': {note}\n" in added.stdout
    assert f"  note       {note}\n" in run(tmp_path, "read", "--explain", file).stdout


def test_of_many_remarks_a_few_are_shown_and_all_are_in_json(tmp_path: Path) -> None:
    undated = json.loads(record("Moon base opens")) | {"date": "soon"}
    write(tmp_path / "news" / "a.jsonl", *[json.dumps(undated)] * 8)
    assert "\n3 more such remarks: see --json\n" in run(tmp_path, "add", tmp_path / "news").stdout
    again = run(tmp_path, "add", tmp_path / "news", "--json", "--index", tmp_path / "other")
    assert len(json.loads(again.stdout)["remarks"]) == 8


def test_info_counts_what_is_there(tmp_path: Path, news: Path) -> None:
    run(tmp_path, "add", news)
    told = json.loads(run(tmp_path, "info", "--json").stdout)
    assert (told["articles"], told["files"], told["undated"], told["generation"]) == (2, 1, 2, 1)
    assert told["corpora"] == [
        {"name": "news", "root": str(news), "files": 1, "articles": 2},
    ]
    assert "articles: 2 (2 undated)" in run(tmp_path, "info").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["info"], "no index at"),
        (["remove", "x"], "no index at"),
        (["add", "/nonexistent/news"], "does not exist"),
        (["read", "/nonexistent/news"], "does not exist"),
        (["add", "seeds", "--index", "seeds"], "holds other files"),
        (["info", "--index", "seeds"], "no index"),
        (["info", "--index", "setup.cfg"], "is a file"),
        (["add", "seeds", "--index", "setup.cfg"], "is a file"),
        ([], "required"),
        (["add"], "required"),
        (["add", "seeds", "--fast"], "unrecognized"),
        (["add", "seeds", "--jobs", "0"], "from 1 to 256, not 0"),
        (["rebuild", "--jobs", "many"], "invalid"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line_and_ends_with_two(
    tmp_path: Path, arguments: list[str], message: str
) -> None:
    done = run(tmp_path, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert not (tmp_path / "made").exists() or not contents(tmp_path / "made")


def test_a_second_writer_is_refused_with_the_first_ones_name(tmp_path: Path, news: Path) -> None:
    with writing(tmp_path / "made"):
        done = run(tmp_path, "add", news)
    assert done.returncode == 2
    assert f"process {os.getpid()}" in done.stderr


def test_interrupted_it_says_so_and_can_be_taken_up_again(tmp_path: Path) -> None:
    records = [record(f"Boat {number} missing") for number in range(20_000)]
    write(tmp_path / "news" / "many.jsonl", *records)
    process = subprocess.Popen(
        [sys.executable, "-m", "index", "add", str(tmp_path / "news")],
        cwd=ROOT,
        env=os.environ | {"DATELINE_INDEX": str(tmp_path / "made")},
        stderr=subprocess.PIPE,
        text=True,
    )
    holder = tmp_path / "made" / HOLDER
    while not holder.exists() and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, complaint = process.communicate(timeout=60)
    assert (process.returncode, complaint.strip()) == (
        130,
        "interrupted: the index is as of its last commit",
    )
    write(tmp_path / "news" / "many.jsonl", *records[:3])
    assert run(tmp_path, "add", tmp_path / "news").returncode == 0
    assert len(contents(tmp_path / "made")) == 3


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux tells of processes so")
@pytest.mark.parametrize("fatal", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_whatever_ends_it_no_process_stays_behind(tmp_path: Path, fatal: signal.Signals) -> None:
    write(tmp_path / "news" / "a.jsonl", *(record(f"Boat {n} missing") for n in range(60_000)))
    process = subprocess.Popen(
        [sys.executable, "-m", "index", "add", str(tmp_path / "news"), "--jobs", "3"],
        cwd=ROOT,
        env=os.environ | {"DATELINE_INDEX": str(tmp_path / "made")},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while len(session(process.pid)) < 4 and process.poll() is None:
        time.sleep(0.02)
    if fatal == signal.SIGINT:
        os.killpg(process.pid, fatal)  # as Ctrl-C on a terminal: all of them get it
    else:
        process.send_signal(fatal)
    _, complaint = process.communicate(timeout=60)
    assert "Traceback" not in complaint
    assert process.returncode in {130, -fatal}
    until = time.monotonic() + 20
    while session(process.pid) and time.monotonic() < until:
        time.sleep(0.02)
    assert not session(process.pid)


def session(number: int) -> list[str]:
    """The processes of a session that still run."""
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, leader = file.read_text().rpartition(")")[2].split()[:4]
        except OSError:  # it has just ended
            continue
        if int(leader) == number and state != "Z":
            found.append(file.parent.name)
    return found


def test_output_cut_short_by_its_reader_is_no_fault(tmp_path: Path) -> None:
    write(tmp_path / "many.jsonl", *[record(f"Boat {number} missing") for number in range(2000)])
    done = subprocess.run(  # noqa: S602 - a pipe is what is tested
        f"{sys.executable} -m index read {tmp_path / 'many.jsonl'} | head -n 1",
        shell=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout.count("\n"), done.stderr) == (1, "")


def test_nothing_in_a_file_reaches_the_terminal_as_a_command(tmp_path: Path) -> None:
    red = json.loads(record("Red \x1b[31malert")) | {"source": "\x1b]0;x\x07"}
    source = write(tmp_path / "news" / "a\x1b[31m\nb.jsonl", json.dumps(red), '{"title": "bare"}')
    told = [
        run(tmp_path, "add", source).stderr,
        run(tmp_path, "info").stdout,
        run(tmp_path, "read", "--explain", source).stdout,
        run(tmp_path, "add", tmp_path / "\x1b[2J").stderr,
    ]
    assert all(told)
    assert not set("\x1b\x07") & set("".join(told))
    assert told[0].count("\n") == 1


def test_any_output_takes_any_text(tmp_path: Path) -> None:
    write(tmp_path / "news" / "a.jsonl", record("Café closed"))
    env = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "index", "read", "--explain", str(tmp_path / "news")]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Caf? closed")


def test_adding_what_does_not_exist_creates_no_index(tmp_path: Path) -> None:
    done = run(tmp_path, "add", tmp_path / "nwes")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert not (tmp_path / "made").exists()


def test_a_number_too_long_to_be_one_is_told_without_advice_to_programmers(tmp_path: Path) -> None:
    write(tmp_path / "news" / "a.jsonl", '{"text": "Anchor found.", "id": ' + "9" * 5000 + "}")
    done = run(tmp_path, "add", tmp_path / "news")
    assert done.stderr.endswith("a.jsonl: JSON with a number of thousands of digits\n")


def test_add_takes_a_table_and_tells_of_its_bad_rows(tmp_path: Path) -> None:
    text = "The harbour office, as it said on Monday, lets boats sail again."
    (tmp_path / "news").mkdir()
    rows = f'headline;body;pub_date\nBoats sail;"{text}";2024-05-06\nbad row\n'
    (tmp_path / "news" / "export.csv").write_text(rows, encoding="utf-8")
    done = run(tmp_path, "add", tmp_path / "news")
    assert done.stdout.startswith("1 article in the index: 1 new\n")
    assert "export.csv#3: a row of 1 fields in a table of 3 columns" in done.stderr
    assert contents(tmp_path / "made") == {("news/export.csv", "Boats sail")}


def test_add_takes_feeds_and_what_agencies_send(tmp_path: Path) -> None:
    story = wires.Story(title="Ferries sail")
    (tmp_path / "news").mkdir()
    for name, write_as in wires.FORMATS.items():
        told = replace(story, url=f"https://example.org/{name.replace(' ', '-')}")
        (tmp_path / "news" / name).write_text(write_as(told), encoding="utf-8")
    done = run(tmp_path, "add", tmp_path / "news")
    assert (done.returncode, done.stderr) == (0, "")
    assert contents(tmp_path / "made") == {
        (f"news/{name}", "Ferries sail") for name in wires.FORMATS
    }
