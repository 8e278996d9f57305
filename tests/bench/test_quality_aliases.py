"""`python -m bench.quality aliases`: groups of names that lead to one actor."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from bench.quality.__main__ import main
from bench.quality.aliases import aliases, groups, spelled

DICTIONARY = """\
# A remark of ours
LAND_OF_KENYA_ [KEN]
+KENYA_(REPUBLIC)_ # an aside
+KENYAN
\t[KENGOV 630101-641231]

NATO_ [IGO]
+PERUVIAN_ALLIANCE_

ZZYZX_QUORL_ [UNK]
+QUORL_
"""


def write(folder: Path) -> Path:
    path = folder / "Small.Countries.actors.txt.gz"
    path.write_bytes(gzip.compress(DICTIONARY.encode()))
    return path


def test_a_group_is_a_name_and_those_after_a_plus(tmp_path: Path) -> None:
    assert list(groups(write(tmp_path))) == [
        ["Land of Kenya", "Kenya", "Kenyan"],
        ["NATO", "Peruvian Alliance"],
        ["Zzyzx Quorl", "Quorl"],
    ]


@pytest.mark.parametrize(
    ("name", "news"),
    [
        ("KING_OF_SPAIN_", "King of Spain"),
        ("U.N._CHIEF", "U.N. Chief"),
        ("AL-QAEDA_", "Al-Qaeda"),
        ("UN_ENVOY", "UN Envoy"),
        ("OPEC_", "OPEC"),
    ],
)
def test_names_are_written_as_news_writes_them(name: str, news: str) -> None:
    assert spelled(name) == news


def test_groups_count_if_all_their_names_lead_to_one_actor(tmp_path: Path) -> None:
    write(tmp_path)
    outcome = aliases(tmp_path)
    assert outcome.figures["Countries: groups of several"] == 3
    assert outcome.figures["Countries: of them known"] == pytest.approx(2 / 3)
    assert outcome.figures["Countries: known and one"] == 0.5
    assert outcome.worst(1)[0].name == "Countries: Zzyzx Quorl"


def test_a_folder_without_dictionaries_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["aliases", str(tmp_path)]) == 2
    assert "actors.txt" in capsys.readouterr().err
