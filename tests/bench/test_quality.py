"""`python -m bench.quality`: figures follow from the cases, and bad gold data is told."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bench.quality.__main__ import main
from bench.quality.bodies import bodies, f1
from bench.quality.measures import MEASURES
from bench.quality.outcome import Case, Outcome
from bench.quality.published import published

README = Path(__file__).parents[2] / "bench" / "README.md"
TEXT = (
    "The ferry between the two islands will sail again from Monday, the harbour master said.\n\n"
    "It had been laid up since a fire in its engine room, which hurt nobody, in the spring."
)
HEAD = '<meta property="article:published_time" content="2024-03-05">'


def folder(path: Path, gold: object, **written: str) -> Path:
    (path / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    for name, text in written.items():
        markup = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
        page = f"<html><head>{HEAD}</head><body><article>{markup}</article></body></html>"
        (path / f"{name}.html").write_text(page, encoding="utf-8")
    return path


def test_a_body_that_is_wholly_right_scores_one(tmp_path: Path) -> None:
    outcome = bodies(folder(tmp_path, {"a.html": {"text": TEXT}}, a=TEXT))
    assert outcome.figures["f1"] == 1.0
    assert outcome.worst(5) == ()


def test_half_a_body_costs_recall_and_no_precision(tmp_path: Path) -> None:
    outcome = bodies(folder(tmp_path, {"a.html": {"text": TEXT}}, a=TEXT.partition("\n\n")[0]))
    assert outcome.figures["precision"] == 1.0
    assert 0.3 < outcome.figures["recall"] < 0.6
    assert "missing: " in outcome.worst(1)[0].wanted


def test_a_page_that_is_refused_costs_recall(tmp_path: Path) -> None:
    gold = {"a.html": {"text": TEXT}, "empty.html": {"text": TEXT}}
    outcome = bodies(folder(tmp_path, gold, a=TEXT, empty=""))
    assert (outcome.figures["precision"], outcome.figures["recall"]) == (1.0, 0.5)
    assert outcome.figures["empty"] == 1


def test_a_wrong_date_and_a_missing_one_are_told_apart(tmp_path: Path) -> None:
    gold = {"a.html": {"published": "2024-03-05"}, "b.html": {"published": "2024-03-06"}}
    outcome = published(folder(tmp_path, gold, a=TEXT, b=TEXT))
    assert outcome.figures["answered"] == 2
    assert outcome.figures["right of answered"] == 0.5
    assert [case.name for case in outcome.worst(5)] == ["b.html"]


def test_the_worst_come_first_and_none_that_is_right() -> None:
    cases = tuple(Case(str(score), score, "", "") for score in (1.0, 0.5, 0.0))
    assert [case.score for case in Outcome({}, cases).worst(5)] == [0.0, 0.5]


@pytest.mark.parametrize(("precision", "recall", "mean"), [(1, 1, 1), (0, 0, 0), (1, 0.5, 2 / 3)])
def test_f1_is_the_harmonic_mean(precision: float, recall: float, mean: float) -> None:
    assert f1(precision, recall) == pytest.approx(mean)


def test_the_command_prints_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder(tmp_path, {"a.html": {"text": TEXT}}, a=TEXT)
    assert main(["bodies", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["figures"]["f1"] == 1.0


@pytest.mark.parametrize("gold", [[], {"a.html": 1}, {"a.html": {}}, {"no.html": {"text": TEXT}}])
def test_bad_gold_data_are_told_with_their_place(
    gold: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bodies", str(folder(tmp_path, gold))]) == 2
    assert str(tmp_path) in capsys.readouterr().err


def test_every_measure_has_its_row() -> None:
    told = README.read_text(encoding="utf-8").split("# Quality, against gold data")[1]
    assert set(re.findall(r"^\| `([a-z_]+)` \|", told, re.MULTILINE)) == set(MEASURES)
