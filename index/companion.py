"""Modules of ours that run as processes of their own, and how they are spoken to.

Such a process holds one end of a pair of sockets, of which we hold the other: when we end, however
that be, it ends, too. It is we who are interrupted, never it: `SIGINT` does not reach it.

Invariant: nothing but what we ourselves say goes over the sockets; they have no name in the system.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from subprocess import DEVNULL, Popen

_ROOT = Path(__file__).parents[1]

#: What a process says first.
_UP = "up"


class Companion:
    """One such process, seen from here."""

    def __init__(self, module: str, task: str) -> None:
        """Start `module`, which calls `serve`; `task` is what it does, for a message."""
        self._task = task
        self._pipe, theirs = Pipe()
        number = theirs.fileno()
        command = [sys.executable, "-m", module, str(number)]
        with _uninterrupted():
            self._process = Popen(command, cwd=_ROOT, stdin=DEVNULL, pass_fds=[number])  # noqa: S603
        theirs.close()
        self._is_up = False

    @property
    def process(self) -> int:
        """Its number."""
        return self._process.pid

    def is_up(self, *, patient: bool) -> bool:
        """Whether it has said that it listens; the patient wait until it has."""
        if not self._is_up and (patient or self._pipe.poll()):
            self._is_up = self.receive() == _UP
        return self._is_up

    def send(self, given: object) -> None:
        """Give it something; waits until it is taken."""
        try:
            self._pipe.send(given)
        except OSError as fault:
            raise self._ended() from fault

    def receive(self) -> object:
        """What it says next."""
        try:
            said: object = self._pipe.recv()
        except (EOFError, OSError) as fault:
            raise self._ended() from fault
        return said

    def close(self) -> None:
        """Hang up, and wait until it has ended."""
        self._pipe.close()
        self._process.wait()

    def kill(self) -> None:
        """End it whatever it does; who waits for what it says gets an error. To be closed, too."""
        self._process.kill()

    def _ended(self) -> ChildProcessError:
        code = self._process.wait()
        return ChildProcessError(
            f"the process that {self._task} has ended ({code}; out of memory?): the last commit"
            " is safe, run the command again"
        )


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def can_have() -> bool:
    """Whether the system lets sockets be handed over by number."""
    return os.name == "posix"


def serve(work: Callable[[Connection], None]) -> None:
    """What a process that is a companion does: `work` at its end, until the other hangs up."""
    pipe = Connection(int(sys.argv[1]))
    try:
        pipe.send(_UP)
        work(pipe)
    except (EOFError, OSError):
        sys.exit()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold `SIGINT` back from processes started meanwhile; for us it only waits."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
