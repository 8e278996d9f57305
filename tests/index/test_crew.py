"""The crew does what it is told, tells of what goes wrong, and leaves nobody behind."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.companion import can_have
from index.crew import Crew
from index.readers.names import columns_of
from index.understanding import articles_of, keep_files
from tests.index.newsroom import TODAY, record, write

pytestmark = pytest.mark.skipif(not can_have(), reason="no way to hand a process a socket")


def mustered(jobs: int = 2) -> Crew:
    """A crew whose processes listen."""
    made = Crew(jobs, enough=0)
    made.note(1)
    while not made.ahead:
        time.sleep(0.01)
    return made


@pytest.fixture
def crew() -> Iterator[Crew]:
    with mustered() as made:
        yield made


def processes(crew: Crew) -> list[int]:
    return [companion.process for companion in crew._all]


def test_each_call_is_answered_with_its_own_result(crew: Crew) -> None:
    calls = [crew.call(pow, number, 2) for number in range(50)]
    assert [call.result() for call in calls] == [number**2 for number in range(50)]


def test_large_things_go_both_ways_without_a_standstill(crew: Crew) -> None:
    calls = [crew.call(str.upper, letter * 3_000_000) for letter in "abcdef"]
    assert [call.result()[:1] for call in calls] == list("ABCDEF")


def test_what_goes_wrong_there_is_raised_here_and_the_next_call_is_answered(crew: Crew) -> None:
    with pytest.raises(ZeroDivisionError):
        crew.call(divmod, 1, 0).result()
    assert crew.call(divmod, 7, 2).result() == (3, 1)


def test_a_process_that_is_killed_is_told_of(crew: Crew) -> None:
    for process in processes(crew):
        os.kill(process, signal.SIGKILL)
    with pytest.raises(ChildProcessError, match=r"reads articles has ended.*run the command again"):
        crew.call(pow, 2, 2).result()


def test_one_that_ends_in_the_middle_of_a_call_is_told_of(crew: Crew) -> None:
    with pytest.raises(ChildProcessError, match="run the command again"):
        crew.call(os._exit, 3).result()


def test_an_interrupt_does_not_reach_it(crew: Crew) -> None:
    for process in processes(crew):
        os.kill(process, signal.SIGINT)
    assert [crew.call(pow, 2, 2).result() for _ in range(4)] == [4] * 4


def test_closing_ends_all_processes_whatever_they_do() -> None:
    crew = mustered()
    started = processes(crew)
    call = crew.call(time.sleep, 600)
    crew.close()
    with pytest.raises(ChildProcessError):
        call.result()
    for process in started:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_nothing_is_started_for_little_or_for_one_job() -> None:
    with Crew(2, enough=100) as little, Crew(1, enough=0) as single:
        little.note(100)
        single.note(1_000_000)
        assert processes(little) == processes(single) == []
        assert little.ahead == single.ahead == 0


def test_what_files_hold_comes_over_unchanged(crew: Crew, tmp_path: Path) -> None:
    file = write(tmp_path / "n" / "a.jsonl", record("Anchor found"), "{broken", record("Cup won"))
    files = [(file, "n/a.jsonl", columns_of("title=name")), (tmp_path / "gone", "n/gone", {})]
    there = crew.call(keep_files, files, TODAY).result()
    assert there == keep_files(files, TODAY)
    assert [len(items) for items in there] == [3, 1]
    assert len(list(articles_of(file))) == 3
