"""`python -m bench.quality mentions`: what counts as right, and how gold data is read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.quality.mentions import mentions
from bench.quality.timeml import GoldDate, read_timeml

TEXT = "The dam, begun in 1987, held until last week."


def gold(path: Path, *dates: tuple[str, str]) -> Path:
    placed = [
        {"start": TEXT.index(text), "end": TEXT.index(text) + len(text), "value": value}
        for text, value in dates
    ]
    article = {"id": "dam", "text": TEXT, "published": "2025-05-03", "dates": placed}
    (path / "gold.jsonl").write_text(json.dumps(article) + "\n", encoding="utf-8")
    return path


def timeml(path: Path, body: str) -> Path:
    file = path / "a.tml"
    file.write_text(f"<TimeML><TEXT>{body}</TEXT></TimeML>", encoding="utf-8")
    return file


def test_all_right_is_one(tmp_path: Path) -> None:
    outcome = mentions(gold(tmp_path, ("1987", "1987"), ("last week", "2025-04-21/2025-04-27")))
    assert outcome.figures["date span f1"] == 1.0
    assert outcome.figures["date value f1"] == 1.0
    assert outcome.worst(5) == ()


def test_a_wrong_value_costs_the_value_alone_and_is_told(tmp_path: Path) -> None:
    outcome = mentions(gold(tmp_path, ("1987", "1986"), ("last week", "2025-04-21/2025-04-27")))
    assert outcome.figures["date span f1"] == 1.0
    assert outcome.figures["date value f1"] == 0.5
    assert outcome.worst(1)[0].wanted == "1987=1986"


def test_another_span_costs_the_span_but_still_overlaps(tmp_path: Path) -> None:
    figures = mentions(gold(tmp_path, ("in 1987", "1987"))).figures
    assert (figures["date overlap f1"], figures["date span f1"]) == (pytest.approx(2 / 3), 0.0)


def test_a_line_without_dates_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text('{"id": 1, "text": "x"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"gold.jsonl, line 1 .*dates"):
        mentions(tmp_path)


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"neither \*.jsonl nor \*.tml"):
        mentions(tmp_path)


@pytest.mark.parametrize(
    ("attributes", "written", "value"),
    [
        ('type="DATE" value="1987-05-03"', "3 May 1987", "1987-05-03"),
        ('type="TIME" value="1987-05-03T10:00"', "ten that day", "1987-05-03"),
        ('type="DATE" value="1987-SU"', "that summer", "1987-06/1987-08"),
        ('type="DATE" value="1987-Q2"', "that quarter", "1987-04/1987-06"),
        ('type="DATE" value="1987-H2"', "that half", "1987-07/1987-12"),
        ('type="DATE" value="198"', "the 1980s", "198X"),
        ('type="DATE" value="19"', "that century", "19XX"),
        ('type="DATE" value="1987" mod="END"', "then", "1987-10/1987-12"),
        ('type="DATE" value="1987-05"', "early May", "1987-05-01/1987-05-10"),
        ('type="DURATION" value="P3Y"', "three years", None),
        ('type="DATE" value="PAST_REF"', "once", None),
    ],
)
def test_timeml_values_are_written_as_dateline_writes_them(
    tmp_path: Path, attributes: str, written: str, value: str | None
) -> None:
    text = read_timeml(timeml(tmp_path, f"At &amp; <TIMEX3 {attributes}>{written}</TIMEX3>."))
    assert text.text == f"At & {written}."
    assert text.dates == (GoldDate(5, 5 + len(written), value),)


def test_the_ends_of_a_range_in_timeml_are_one_date(tmp_path: Path) -> None:
    ends = [f'<TIMEX3 type="DATE" value="{year}">{year}</TIMEX3>' for year in (1939, 1945)]
    text = read_timeml(timeml(tmp_path, f"It lasted from {ends[0]} to {ends[1]}."))
    assert [(text.text[g.start : g.end], g.value) for g in text.dates] == [
        ("from 1939 to 1945", "1939/1945")
    ]
    text = read_timeml(timeml(tmp_path, f"It ended, {ends[0]} to {ends[1]}."))
    assert len(text.dates) == 2


def test_timeml_also_measures_every_time_expression(tmp_path: Path) -> None:
    marked = '<TIMEX3 type="DURATION" value="P3Y">three years</TIMEX3>'
    timeml(tmp_path, f'{marked} from <TIMEX3 type="DATE" value="1987">1987</TIMEX3> on.')
    figures = mentions(tmp_path).figures
    assert (figures["date span f1"], figures["any recall"]) == (1.0, 0.5)


def test_a_file_without_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.tml").write_text("<TimeML/>", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a.tml has no <TEXT>"):
        mentions(tmp_path)
