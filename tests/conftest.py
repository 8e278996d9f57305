"""Fixtures shared by all tests: small articles, and real indexes made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import blake2b
from pathlib import Path

import pytest
from hypothesis import settings

from index.article import Actor, Article, DateMention, Mention, Published
from index.days import days_of, interval_of
from index.store import writing
from search.local import LocalEngine, open_engine

#: The same examples on every machine and in every run: a failure is a change, never luck.
settings.register_profile("fixed", derandomize=True, deadline=None)
settings.load_profile("fixed")

SEEDS = Path(__file__).parent.parent / "seeds"


def identifier(name: str) -> str:
    return blake2b(name.encode(), digest_size=8).hexdigest()


def published(value: str, at: str | None = None) -> Published:
    precision = {4: "year", 7: "month", 10: "day"}[len(value)]
    return Published(value, interval_of(value), precision, "metadata", at)


def spoken_of(value: str) -> DateMention:
    return DateMention(0, 0, "", value, days_of(value), "day", "test")


def actor(key: str, name: str, *mentions: str) -> Actor:
    return Actor(
        key, name, key.partition("/")[0], tuple(Mention(0, 0, m, "test") for m in mentions)
    )


def article(name: str, title: str = "", text: str = "", **more: object) -> Article:
    return Article(identifier(name), f"{name}.txt", title, text, identifier(title + text), **more)  # type: ignore[arg-type]


Build = Callable[..., LocalEngine]


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """A function that makes an engine of articles, committed in batches of `batch`."""
    # Properties build hundreds of indexes; what survives a power cut is argued elsewhere.
    monkeypatch.setattr("os.fsync", lambda handle: None)
    count = 0

    def make(articles: Iterable[Article], batch: int = 1000) -> LocalEngine:
        nonlocal count
        count += 1
        folder = tmp_path / f"made-{count}"
        fill(folder, list(articles), batch)
        return open_engine(folder)

    return make


def fill(folder: Path, articles: list[Article], batch: int = 1000) -> None:
    for first in range(0, max(1, len(articles)), batch):
        with writing(folder) as store:
            for made in articles[first : first + batch]:
                store.put(made)
            store.commit()
