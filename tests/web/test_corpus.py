from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from index.__main__ import main as index_main
from index.errors import BrokenIndex, NothingThere
from tests.web.conftest import TOTAL
from web.app import create_app


def test_the_next_request_sees_the_newest_commit(indexed: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    shutil.copytree(indexed, kept)
    client = create_app(kept).test_client()
    before = client.get("/api/search?q=zeppelin").json
    assert (before["total"], before["articles"]) == (0, TOTAL)
    late = tmp_path / "late.json"
    late.write_text(json.dumps({"title": "A zeppelin lands", "text": "A zeppelin landed today."}))
    assert index_main(["add", "--quiet", "--index", str(kept), str(late)]) == 0
    after = client.get("/api/search?q=zeppelin").json
    assert (after["total"], after["articles"]) == (1, TOTAL + 1)
    assert after["generation"] > before["generation"]


def test_no_site_without_an_index(tmp_path: Path) -> None:
    with pytest.raises((NothingThere, BrokenIndex)):
        create_app(tmp_path / "nothing")


def test_an_index_that_has_gone_is_told_and_missed_no_longer_than_it_is_gone(
    indexed: Path, tmp_path: Path
) -> None:
    kept, away = tmp_path / "kept", tmp_path / "away"
    shutil.copytree(indexed, kept)
    client = create_app(kept).test_client()
    kept.rename(away)
    gone = client.get("/api/search")
    assert (gone.status_code, gone.json["title"]) == (404, "Nothing there")
    away.rename(kept)
    assert client.get("/api/search").json["total"] == TOTAL
