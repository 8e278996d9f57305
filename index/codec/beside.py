"""`Wording` in a process of its own, so that it uses another core.

The process, `python -m index.codec.beside`, is started once there is enough to do, and takes the
texts that waited for it. It holds one end of a pair of sockets, of which we hold the other: when
we end, however that be, it ends, too. Where there is no other core all is done here.

Invariant: what is written is what `Wording` would have written here.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from signal import SIG_IGN, SIGINT, signal
from subprocess import DEVNULL, Popen

from index.codec.container import Array
from index.codec.wording import Wording

#: Letters that are worth a process, which takes about as long to start as to cut so many.
ENOUGH = 1 << 20

#: Said to the other process when no texts follow.
_ALL = "all"

_ROOT = Path(__file__).parents[2]


class Beside:
    """Writes one segment after the other: `begin`, `add` as often as need be, `write`."""

    def __init__(self, enough: int = ENOUGH) -> None:
        """`enough` letters in one segment start the other process."""
        self._enough = enough
        self._waiting: list[list[str]] = []
        self._letters = 0
        self._helper: _Helper | None = None

    @property
    def process(self) -> int | None:
        """The number of the other process, if there is one."""
        return self._helper.process if self._helper else None

    def begin(self) -> None:
        """Start a segment; what was added to one that is not written is dropped."""
        self._waiting, self._letters = [], 0
        if self._helper:
            self._helper.send(None)

    def add(self, texts: Sequence[str]) -> None:
        """Append articles, given as title and text of each in turn."""
        self._waiting.append(list(texts))
        self._letters += sum(map(len, texts))
        if self._helper is None and self._letters >= self._enough and _can_help():
            self._helper = _Helper()
        if self._helper:
            self._hand_over(self._helper, patient=False)

    def write(self, path: Path, records: Callable[[], dict[str, Array]]) -> None:
        """Write the segment; `records` gives what `index.codec.records` keeps of the articles.

        Raises what writing raised, wherever it was done.
        """
        if self._helper:
            self._hand_over(self._helper, patient=True)
            self._helper.send(_ALL)
            self._helper.send((path.absolute(), records()))
            fault = self._helper.receive()
            if isinstance(fault, Exception):
                raise fault
        else:
            wording = Wording()
            for texts in self._waiting:
                wording.add(texts)
            wording.prepare()
            wording.write(path, records())

    def close(self) -> None:
        """Let the other process go; what is not written is dropped."""
        if self._helper:
            self._helper.close()
            self._helper = None

    def _hand_over(self, helper: _Helper, *, patient: bool) -> None:
        if helper.is_up(patient=patient):
            for texts in self._waiting:
                helper.send(texts)
            self._waiting = []


class _Helper:
    """The other process, seen from here."""

    def __init__(self) -> None:
        self._pipe, theirs = Pipe()
        number = theirs.fileno()
        command = [sys.executable, "-m", __name__, str(number)]
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
            self._is_up = self.receive() == "up"
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

    def _ended(self) -> ChildProcessError:
        code = self._process.wait()
        return ChildProcessError(
            f"the process that writes words has ended ({code}; out of memory?): the last commit"
            " is safe, run the command again"
        )


def _can_help() -> bool:
    """Whether there is another core, and a system that lets sockets be handed over by number."""
    return os.name == "posix" and (os.cpu_count() or 1) > 1


def _serve(pipe: Connection) -> None:
    """What the other process does."""
    pipe.send("up")
    wording = Wording()
    while True:
        given = pipe.recv()
        if isinstance(given, list):
            wording.add(given)
        elif given == _ALL:
            wording.prepare()
        else:
            if given:
                pipe.send(_fault(wording, *given))
            wording = Wording()


def _fault(wording: Wording, path: Path, records: dict[str, Array]) -> Exception | None:
    try:
        wording.write(path, records)
    except Exception as fault:
        return fault
    return None


if __name__ == "__main__":
    signal(SIGINT, SIG_IGN)  # it is our master who is interrupted, and then hangs up
    try:
        _serve(Connection(int(sys.argv[1])))
    except (EOFError, OSError):
        sys.exit()
