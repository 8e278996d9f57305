"""Building, opening and asking: what is run, in which process, in which order.

Invariant: all engines answer a query before any answers the next, each in turn going first; an
engine is asked the queries that count only after it has answered others of the same kinds.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from threading import Event, Thread
from time import perf_counter
from typing import Protocol

from bench.child import settled, timed
from bench.corpus import Corpus
from bench.engines import interpreter, load
from bench.job import Engine, Json, Query

_ROOT = Path(__file__).parent.parent
_SECONDS_BETWEEN_LOOKS = 0.25


class Runner(Protocol):
    """Something that answers queries and says how long each took."""

    def ask(self, query: Query) -> Json:
        """`ms` and `answer`."""


class Inside:
    """An engine in this process."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def ask(self, query: Query) -> Json:
        """Timed here."""
        return timed(self._engine, query)


class Outside:
    """An engine in a process of its own, asked over a pipe; timed at its end."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, query: Query) -> Json:
        """Timed there."""
        assert self._process.stdin  # noqa: S101 - for the type checker: it is a pipe
        self._process.stdin.write(json.dumps(query.to_dict()) + "\n")
        self._process.stdin.flush()
        return self.read()

    def read(self) -> Json:
        """The next line the process says; RuntimeError when it has ended."""
        assert self._process.stdout  # noqa: S101 - as above
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("an engine ended in the middle of its queries")
        result: Json = json.loads(line)
        return result


def build(name: str, corpus: Corpus, folder: Path, threads: int = 1) -> Json:
    """Index `corpus` in a process of its own; `peak_tree_mb` counts its workers too."""
    rmtree(folder, ignore_errors=True)
    return _run(name, "build", str(corpus.path), str(folder), str(threads))


def fill(name: str, corpus: Corpus, folder: Path, threads: int = 1) -> Json:
    """Index `corpus` from memory in a process of its own, for the speed alone."""
    rmtree(folder, ignore_errors=True)
    try:
        return _run(name, "fill", str(corpus.path), str(folder), str(threads))
    finally:
        rmtree(folder, ignore_errors=True)


def from_files(source: Path, folder: Path) -> Json:
    """The whole way of `source` into an index by `python -m index add`, with `peak_tree_mb`."""
    rmtree(folder, ignore_errors=True)
    command = [sys.executable, "-m", "index", "add", str(source), "--index", str(folder), "--json"]
    began = perf_counter()
    process = subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603
    said = _heard(process, "python -m index add")
    seconds = perf_counter() - began
    rmtree(folder)
    articles, peak = int(said["total"]), said["peak_tree_mb"]
    rate = articles / seconds
    return {"articles": articles, "seconds": seconds, "rate": rate, "peak_tree_mb": peak}


def opened(name: str, folder: Path) -> Json:
    """Milliseconds to open and megabytes resident then, before any query."""
    result = _run(name, "open", str(folder))
    del result["peak_tree_mb"]
    return result


@contextmanager
def runners(folders: Mapping[str, Path]) -> Iterator[dict[str, Runner]]:
    """All engines open: those importable here in this process, the others in their own."""
    processes = []
    found: dict[str, Runner] = {}
    for name, folder in folders.items():
        if interpreter(name) == sys.executable:
            found[name] = Inside(settled(load(name), folder))
        else:
            process = _start(name, "serve", str(folder))
            processes.append(process)
            outside = Outside(process)
            outside.read()
            found[name] = outside
    try:
        yield found
    finally:
        for process in processes:
            process.kill()
            process.wait()


def ask_all(
    engines: Mapping[str, Runner], warmup: Sequence[Query], asked: Sequence[Query], rounds: int
) -> dict[str, list[Json]]:
    """For each engine and query: its `answer`, `first` and `again` in milliseconds.

    `first` is the time when the query was new to an engine warmed up with other ones, `again`
    the least of the rounds after.
    """
    for query in warmup:
        for engine in engines.values():
            engine.ask(query)
    results: dict[str, list[Json]] = {name: [{} for _ in asked] for name in engines}
    gc.collect()
    for turn in range(rounds):
        for number, query in enumerate(asked):
            for name in _rotated(list(engines), number + turn):
                _note(results[name][number], engines[name].ask(query))
    return results


def _note(result: Json, found: Json) -> None:
    if not result:
        result.update(first=found["ms"], again=found["ms"], answer=found["answer"], rounds=1)
        return
    result["again"] = found["ms"] if result["rounds"] == 1 else min(result["again"], found["ms"])
    result["rounds"] += 1


def _rotated(names: list[str], by: int) -> list[str]:
    by %= len(names)
    return names[by:] + names[:by]


def _start(name: str, *arguments: str) -> subprocess.Popen[str]:
    python = interpreter(name)
    if python is None:
        raise RuntimeError(f"{name} is not installed: see bench/README.md")
    command = [python, "-m", "bench.child", arguments[0], name, *arguments[1:]]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=_ROOT, stdin=pipe, stdout=pipe, text=True)  # noqa: S603


def _run(name: str, *arguments: str) -> Json:
    return _heard(_start(name, *arguments), f"{name}: {arguments[0]}")


def _heard(process: subprocess.Popen[str], task: str) -> Json:
    """The object that a process prints, and the peak of its memory and that of its workers."""
    ended = Event()
    peaks: list[float] = [0.0]
    watch = Thread(target=_watch, args=(process.pid, ended, peaks), daemon=True)
    watch.start()
    try:
        said, _ = process.communicate()
    finally:
        process.kill()  # when we were interrupted
        ended.set()
        watch.join()
    if process.returncode:
        raise RuntimeError(f"{task} failed, see above")
    result: Json = json.loads(said)
    return result | {"peak_tree_mb": max(peaks)}


def _watch(root: int, ended: Event, peaks: list[float]) -> None:
    while not ended.wait(_SECONDS_BETWEEN_LOOKS):
        peaks.append(sum(map(_proportional, _family(root))) / 1024)


def _family(root: int) -> set[int]:
    """A process and all its descendants; on Linux."""
    family = {root}
    for task in Path(f"/proc/{root}/task").glob("*/children"):
        try:
            children = task.read_text("ascii").split()
        except OSError:  # it has just ended
            continue
        for child in children:
            family |= _family(int(child))
    return family


def _proportional(process: int) -> int:
    """Kilobytes resident, pages shared by several processes divided among them; 0 if unknown."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
