"""What a command may write to a terminal or a pipe.

Invariant: nothing that an article, a file name or a query holds can move the cursor, colour
the screen or begin a line of its own, and no character is one that the output cannot take.
"""

from __future__ import annotations

import sys
import unicodedata
from io import TextIOWrapper

_LINES = ("Zl", "Zp")  # the separators of lines and of paragraphs


def printable(text: str) -> str:
    """`text` on one line, without anything a terminal would obey."""
    return "".join(" " if _is_obeyed(letter) else letter for letter in text)


def take_any_character() -> None:
    """Let the output show a `?` for what its encoding lacks, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _is_obeyed(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return kind[0] == "C" or kind in _LINES
