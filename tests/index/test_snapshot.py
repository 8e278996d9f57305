"""A snapshot is shared by the threads of a site."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.conftest import Build, article


def test_threads_may_forget_and_remember_at_once(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = build([article("a", "One")])._snapshot
    monkeypatch.setattr("index.snapshot.MEMORIES", 1)

    def ask(start: int) -> bool:
        asked = [(start + step) % 3 for step in range(4000)]
        return all(snapshot.remember(key, lambda key=key: key) == key for key in asked)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            assert all(pool.map(ask, range(8)))
    finally:
        sys.setswitchinterval(interval)
