"""A fault of ours over one article costs what it hit of that article and is told: runs go on.

Invariant: faults that a user can mend are never taken for faults of ours.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import TypeVar

from index.errors import DatelineError

T = TypeVar("T")


def spared(lost: str, tell: Callable[[], T], instead: T) -> tuple[T, str]:
    """What `tell` returns and "", or `instead` and a sentence saying what is `lost` and why.

    Raises what `tell` raises of DatelineError, OSError and MemoryError, which no article is to
    blame for, and ChildProcessError with them.
    """
    try:
        return tell(), ""
    except (DatelineError, OSError, MemoryError):
        raise
    except Exception as fault:  # whatever it is: the next article may be without it
        return instead, f"{lost} ({where(fault)}): a fault of Dateline's, please report it"


def where(fault: Exception) -> str:
    """What was raised, and the line of code that raised it."""
    last = traceback.extract_tb(fault.__traceback__)[-1:]
    lines = "".join(f" in {frame.name}, line {frame.lineno}" for frame in last)
    return f"{type(fault).__name__}: {str(fault)[:200] or 'no more is known'}{lines}"
