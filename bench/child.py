"""One engine in a process of its own: `python -m bench.child build|fill|open|serve ENGINE …`.

What is measured is measured here, next to the engine; results go to standard output as JSON.
`build CORPUS FOLDER THREADS` indexes a corpus as it is read, in bounded memory; `fill`, with the
same arguments, holds all its articles in memory before the clock starts, so that nothing but
indexing is timed, and nothing overlaps with reading unseen. `open FOLDER` opens an index. Each
prints one object. `serve FOLDER` prints one when it is ready and one for each query it reads.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.engines import Module, load
from bench.job import Clock, Engine, Json, Query, query_from_dict, size_of

_STATUS = Path("/proc/self/status")


def timed(engine: Engine, query: Query) -> Json:
    """The answer to a query, and how many milliseconds it took."""
    began = perf_counter()
    answer = engine.answer(query)
    took = perf_counter() - began
    return {"ms": took * 1000, "answer": asdict(answer)}


def settled(engine: Module, folder: Path) -> Engine:
    """The opened engine, with all that exists now kept out of garbage collection."""
    opened = engine.open_index(folder)
    gc.collect()
    gc.freeze()
    return opened


def _build(name: str, corpus: str, folder: str, threads: str) -> None:
    engine = load(name)
    clock = Clock()
    began = perf_counter()
    with Path(corpus).open(encoding="utf-8") as lines:
        prepared = (engine.prepare(json.loads(line)) for line in lines)
        engine.build(clock.over(prepared), Path(folder), int(threads))
    seconds = perf_counter() - began
    _say(
        {
            "articles": clock.articles,
            "seconds": seconds,
            "reading": clock.seconds,
            "rate": clock.articles / seconds,
            "bytes": size_of(Path(folder)),
            "peak_mb": _memory("VmHWM"),
        }
    )


def _fill(name: str, corpus: str, folder: str, threads: str) -> None:
    engine = load(name)
    with Path(corpus).open(encoding="utf-8") as lines:
        articles = [engine.prepare(json.loads(line)) for line in lines]
    gc.collect()
    gc.freeze()
    began = perf_counter()
    engine.build(articles, Path(folder), int(threads))
    seconds = perf_counter() - began
    rate = len(articles) / seconds
    _say({"articles": len(articles), "seconds": seconds, "rate": rate})


def _open(name: str, folder: str) -> None:
    engine = load(name)
    before = _memory("VmRSS")
    began = perf_counter()
    opened = engine.open_index(Path(folder))
    took = perf_counter() - began
    _say({"ms": took * 1000, "rss_mb": _memory("VmRSS"), "import_mb": before})
    del opened


def _serve(name: str, folder: str) -> None:
    opened = settled(load(name), Path(folder))
    _say({"ready": True})
    for query in _asked():
        _say(timed(opened, query))


def _asked() -> Iterator[Query]:
    for line in sys.stdin:
        yield query_from_dict(json.loads(line))


def _say(result: dict[str, Any]) -> None:
    print(json.dumps(result), flush=True)


def _memory(entry: str) -> float:
    """A line of the process's status, in megabytes; elsewhere than on Linux the peak so far.

    The kernel's own peak (`ru_maxrss`) would count that of the process that started this one.
    """
    if not _STATUS.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    fields = dict(line.split(":", 1) for line in _STATUS.read_text("ascii").splitlines())
    return int(fields[entry].split()[0]) / 1024


def main(command: str, arguments: Sequence[str]) -> None:
    """Do what this process was started for."""
    commands: dict[str, Callable[..., None]] = {
        "build": _build,
        "fill": _fill,
        "open": _open,
        "serve": _serve,
    }
    commands[command](*arguments)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
