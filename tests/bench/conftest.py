"""A few understood articles for the bench to take apart, and a corpus made of them."""

from __future__ import annotations

import json

import pytest

from bench.corpus import Corpus, Donor, donors, understand_all, write_corpus

_TOWNS = ("Lima", "Oslo", "Cairo", "Nairobi", "Quito", "Hanoi")
_THINGS = ("bridge", "harbour", "railway", "lighthouse", "market", "library", "theatre")


@pytest.fixture(scope="session")
def given(tmp_path_factory: pytest.TempPathFactory) -> list[Donor]:
    """Thirty articles as Dateline understands them, ready to be recombined."""
    folder = tmp_path_factory.mktemp("bench")
    rows = [json.dumps(_record(number)) for number in range(30)]
    (folder / "news.jsonl").write_text("\n".join(rows), encoding="utf-8")
    understand_all(folder / "news.jsonl", folder / "understood.jsonl")
    return donors(folder / "understood.jsonl")


@pytest.fixture(scope="session")
def corpus(given: list[Donor], tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Two hundred articles on disk."""
    return write_corpus(given, 200, 1, tmp_path_factory.mktemp("corpus") / "corpus.jsonl")


def _record(number: int) -> dict[str, str]:
    town, thing = _TOWNS[number % len(_TOWNS)], _THINGS[number % len(_THINGS)]
    text = (
        f"Norway paid for the {thing} of {town}, number {number}, on 3 May 2021. "
        f"The United Nations praised the {thing} that Kenya and Peru repaired together. "
        f"Nobody in {town} expected the old {thing} to reopen before March {2000 + number}."
    )
    return {"title": f"{thing.title()} reopens in {town}", "text": text, "date": "2024-03-01"}
