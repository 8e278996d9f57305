"""What the command tells besides hits: the API's answers, for scripts."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from index.__main__ import main as index_main
from search.__main__ import main
from search.contrast import Bounds
from search.inquiry import contrast, network, profile
from search.local import open_engine
from search.network import Shape
from search.request import Filter, Request

TOLD = [
    {"title": f"Note {n}", "text": text, "source": source, "date": f"2024-05-{n:02}"}
    for n, (text, source) in enumerate(
        [("A storm kept the ferry of Norway from Sweden.", "Wire")] * 4
        + [("The ferry left Norway.", "Post")] * 3
        + [("Chile sells copper to Peru.", "Post")] * 9,
        start=1,
    )
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("studies")
    (folder / "told.jsonl").write_text("\n".join(map(json.dumps, TOLD)))
    kept = folder / "kept"
    assert index_main(["add", "--quiet", "--index", str(kept), str(folder / "told.jsonl")]) == 0
    return kept


Said = pytest.CaptureFixture[str]


def timeless(told: dict[str, object]) -> dict[str, object]:
    as_printed = json.loads(json.dumps(told))
    return {name: value for name, value in as_printed.items() if name != "took_ms"}


def test_pairs_are_printed_as_a_table_with_the_query_that_finds_each(
    made: Path, capsys: Said
) -> None:
    asked = ["ferry", "--index", str(made), "--cooccurrence", "csv", "--source", "Wire"]
    assert main(asked) == 0
    printed = capsys.readouterr()
    (row,) = csv.DictReader(StringIO(printed.out))
    assert {row["source"], row["target"]} == {"country/norway", "country/sweden"}
    assert row["articles"] == "4"
    assert row["search"].startswith("ferry actor:country/")
    assert printed.err == ""


def test_a_table_that_leaves_actors_out_says_so_beside_it(made: Path, capsys: Said) -> None:
    main(["--index", str(made), "--cooccurrence", "csv", "--top", "2"])
    printed = capsys.readouterr()
    assert printed.out.startswith("source,")
    assert "the 2 most named of 4 actors" in printed.err


def test_pairs_as_json_and_as_a_graph_are_those_of_the_api(made: Path, capsys: Said) -> None:
    engine, wire = open_engine(made), Filter("source", ("Wire",))
    found = network(engine, Request("ferry", (wire,)), Shape(("country",), least=3, by_month=True))
    asked = ["ferry", "--index", str(made), "--source", "Wire", "--min", "3", "--by", "month"]
    assert main([*asked, "--kind", "country", "--cooccurrence", "json"]) == 0
    assert timeless(json.loads(capsys.readouterr().out)) == timeless(found.to_dict())
    assert main([*asked, "--cooccurrence", "graphml"]) == 0
    assert capsys.readouterr().out.startswith("<?xml")


def test_a_contrast_and_an_actor_are_printed_as_the_api_tells_them(
    made: Path, capsys: Said
) -> None:
    engine = open_engine(made)
    assert main(["ferry", "--index", str(made), "--contrast", "json", "--top", "1"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert timeless(told) == timeless(contrast(engine, Request("ferry"), Bounds(top=1)).to_dict())
    assert [row["id"] for row in told["actors"]] == ["country/norway"]
    assert main(["ferry", "--index", str(made), "--about", "country/norway"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert timeless(told) == timeless(profile(engine, Request("ferry"), "country/norway").to_dict())


def test_exit_codes_of_studies_are_those_of_grep(made: Path, capsys: Said) -> None:
    index = ["--index", str(made)]
    assert main(["zeppelin", *index, "--cooccurrence", "csv"]) == 1
    assert main(["zeppelin", *index, "--contrast", "json"]) == 1
    assert main(["zeppelin", *index, "--about", "country/norway"]) == 1
    capsys.readouterr()
    assert main([*index, "--about", "country/norwy"]) == 2
    assert "did you mean country/norway?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("asked", "slip"),
    [
        (["--kind", "person"], "kind: no such parameter"),
        (["--contrast", "json", "--by", "month"], "by: no such parameter"),
        (["--cooccurrence", "json", "--top", "0"], "top: '0' is no whole number from 2"),
        (["--cooccurrence", "json", "--kind", "planet"], "kind: 'planet' is none of country"),
        (["--contrast", "json", "--against", "before"], "filter by one year"),
    ],
)
def test_what_a_study_does_not_take_is_refused(
    made: Path, capsys: Said, asked: list[str], slip: str
) -> None:
    assert main(["ferry", "--index", str(made), *asked]) == 2
    assert slip in capsys.readouterr().err


def test_one_study_is_asked_for_at_a_time(made: Path, capsys: Said) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--index", str(made), "--contrast", "json", "--about", "country/norway"])
    assert ended.value.code == 2
    assert "not allowed with" in capsys.readouterr().err
