"""`Wording` in a process of its own, so that it uses another core.

The process, `python -m index.codec.beside`, is started once there is enough to do, and takes the
texts that waited for it. Where there is no other core all is done here.

Invariant: what is written is what `Wording` would have written here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from index.codec.container import Array
from index.codec.wording import Wording
from index.companion import Companion, can_have, cores, serve

#: Letters that are worth a process, which takes about as long to start as to cut so many.
ENOUGH = 1 << 20

#: Said to the other process when no texts follow.
_ALL = "all"


class Beside:
    """Writes one segment after the other: `begin`, `add` as often as need be, `write`."""

    def __init__(self, enough: int = ENOUGH) -> None:
        """`enough` letters in one segment start the other process."""
        self._enough = enough
        self._waiting: list[tuple[Sequence[str], Sequence[str], Sequence[bytes]]] = []
        self._letters = 0
        self._helper: Companion | None = None

    @property
    def process(self) -> int | None:
        """The number of the other process, if there is one."""
        return self._helper.process if self._helper else None

    def begin(self) -> None:
        """Start a segment; what was added to one that is not written is dropped."""
        self._waiting, self._letters = [], 0
        if self._helper:
            self._helper.send(None)

    def add(self, texts: Sequence[str], tongues: Sequence[str], marks: Sequence[bytes]) -> None:
        """Append articles, as `Wording.add` takes them."""
        self._waiting.append((texts, tongues, marks))
        self._letters += sum(map(len, texts))
        if self._helper is None and self._letters >= self._enough and can_help():
            self._helper = Companion(__name__, "writes words")
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
            for batch in self._waiting:
                wording.add(*batch)
            wording.prepare()
            wording.write(path, records())

    def close(self) -> None:
        """Let the other process go; what is not written is dropped."""
        if self._helper:
            self._helper.close()
            self._helper = None

    def _hand_over(self, helper: Companion, *, patient: bool) -> None:
        if helper.is_up(patient=patient):
            for batch in self._waiting:
                helper.send(list(batch))
            self._waiting = []


def can_help() -> bool:
    """Whether there is another core, and a way to have a process on it."""
    return can_have() and cores() > 1


def _serve(pipe: Connection) -> None:
    """What the other process does."""
    wording = Wording()
    while True:
        given = pipe.recv()
        if isinstance(given, list):
            wording.add(*given)
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
    serve(_serve)
