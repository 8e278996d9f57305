"""All checks, one after the other: `python -m tests`; further arguments go to pytest.

Invariant: every check runs even if one before it failed, pytest last; the exit code is 0 if
all passed and 1 if any failed.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
CHECKS = (("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",))


def main(arguments: Sequence[str]) -> int:
    failed: list[str] = []
    for check in (*CHECKS, ("pytest", *arguments)):
        named = " ".join(check)
        # pytest has the last word, so what failed before it is told above it.
        already = f" (failed: {', '.join(failed)})" if failed else ""
        print(f"\n== {named}{already}", flush=True)
        if subprocess.run([sys.executable, "-m", *check], cwd=ROOT, check=False).returncode != 0:
            failed.append(named)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
