"""Processes of ours that call what they are told to, so that articles are read on all cores.

They are started, `python -m index.crew` each, once there is enough to do. Each does one thing
at a time; a thread of ours waits for it meanwhile.

Invariant: what a call returns, or raises, is what it would here; none outlives `close`.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from queue import SimpleQueue
from types import TracebackType
from typing import Any, ParamSpec, TypeVar, cast

from index.companion import Companion, can_have, serve
from index.understanding import make_ready

#: Letters of articles that are understood in the time in which processes start.
ENOUGH = 1 << 18

#: Calls waiting for each process, or for us to look at what they returned.
_AHEAD = 2

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Crew:
    """So many processes, as a context; not one before `note` has seen enough."""

    def __init__(self, jobs: int, enough: int = ENOUGH) -> None:
        """`jobs` below two: none is ever started. `enough` letters start them."""
        self._jobs = jobs if jobs > 1 and can_have() else 0
        self._left = enough
        self._all: list[Companion] = []
        self._idle: SimpleQueue[Companion] = SimpleQueue()
        self._threads: ThreadPoolExecutor | None = None

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: object, trace: TracebackType | None
    ) -> None:
        self.close()

    def note(self, letters: int) -> None:
        """Tell how many letters were met that the crew could have understood."""
        self._left -= letters
        if self._left < 0 and len(self._all) < self._jobs:
            self._all = [Companion(__name__, "reads articles") for _ in range(self._jobs)]

    @property
    def ahead(self) -> int:
        """How many calls to have under way: none, until the processes listen."""
        if self._threads is None and self._all:
            if not all(companion.is_up(patient=False) for companion in self._all):
                return 0
            for companion in self._all:
                self._idle.put(companion)
            self._threads = ThreadPoolExecutor(len(self._all))
        return _AHEAD * len(self._all) if self._threads else 0

    def call(
        self, function: Callable[Given, Result], *given: Given.args, **named: Given.kwargs
    ) -> Future[Result]:
        """Have one of the processes call a function of a module; only when there is an `ahead`.

        What the future raises when the process ended is ChildProcessError.
        """
        assert self._threads  # noqa: S101 - for the type checker: `ahead` is not 0
        return self._threads.submit(self._ask, function, given, named)

    def close(self) -> None:
        """End all processes, whatever they do."""
        for companion in self._all:
            companion.kill()
        if self._threads:
            self._threads.shutdown(cancel_futures=True)
        for companion in self._all:
            companion.close()
        self._all, self._threads, self._jobs = [], None, 0

    def _ask(self, function: Callable[..., Result], given: Any, named: Any) -> Result:
        companion = self._idle.get()
        try:
            companion.send((function, given, named))
            said = companion.receive()
        finally:
            self._idle.put(companion)
        if isinstance(said, Exception):
            raise said
        return cast("Result", said)


#: Nobody but this process.
ALONE = Crew(1)


def _work(pipe: Connection) -> None:
    while True:
        function, given, named = pipe.recv()
        pipe.send(_result(function, given, named))


def _result(function: Callable[..., object], given: Any, named: Any) -> object:
    try:
        return function(*given, **named)
    except Exception as fault:
        return fault


if __name__ == "__main__":
    make_ready()
    serve(_work)
