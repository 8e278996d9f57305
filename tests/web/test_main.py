from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.web.conftest import TOTAL
from tests.web.serving import serving
from web.__main__ import main
from web.guard import MAX_URL


def test_the_command_serves_pages_and_json_and_says_where(indexed: Path) -> None:
    with serving(indexed) as served:
        assert served.address.startswith("http://127.0.0.1:")
        with urlopen(f"{served.address}/?q=ferry") as page:  # noqa: S310 (our own server)
            assert b"<mark>" in page.read()
        with urlopen(f"{served.address}/api/search?size=0") as page:  # noqa: S310
            assert json.load(page)["total"] == TOTAL


def test_an_interrupt_ends_the_command_in_order(indexed: Path) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        with serving(indexed) as served:
            served.process.send_signal(number)
            assert served.process.wait(10) == 0


def test_an_overlong_address_is_answered_by_the_site_itself(indexed: Path) -> None:
    with serving(indexed) as served, pytest.raises(HTTPError) as refused:
        urlopen(f"{served.address}/?q={'a' * 30_000}")  # noqa: S310 (our own server)
    with refused.value as answer:
        assert answer.code == 414
        assert b"Dateline" in answer.read()


def test_what_no_address_can_be_is_refused_and_the_site_lives_on(indexed: Path) -> None:
    with serving(indexed) as served:
        host, port = served.address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=10) as line:
            line.sendall(b"GET /?q=" + b"a" * 8 * MAX_URL + b" HTTP/1.1\r\n\r\n")
            assert b" 431 " in line.recv(100)
        with urlopen(f"{served.address}/?q=ferry") as page:  # noqa: S310 (our own server)
            assert page.status == 200


def test_without_an_index_the_command_says_so_in_one_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "web", "--index", str(tmp_path / "nothing")]
    run = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert run.returncode == 2
    assert len(run.stderr.strip().splitlines()) == 1
    assert "nothing" in run.stderr


def test_a_port_in_use_is_told_in_one_line(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["--index", str(indexed), "--port", str(port)]) == 2
    told = capsys.readouterr().err
    assert len(told.strip().splitlines()) == 1
    assert str(port) in told


def test_the_index_may_be_named_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATELINE_INDEX", str(tmp_path / "elsewhere"))
    assert main([]) == 2
    assert "elsewhere" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["-1", "70000", "http"])
def test_an_impossible_port_is_refused(
    indexed: Path, port: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(["--index", str(indexed), "--port", port])
    except SystemExit as stop:
        code = int(stop.code or 0)
    assert code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_an_index_that_cannot_be_opened_is_not_taken_for_a_port(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(folder: Path, host: str) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr("web.__main__.create_app", refuse)
    assert main(["--index", str(tmp_path / "made")]) == 2
    told = capsys.readouterr().err
    assert "made" in told
    assert "listen" not in told


def test_a_host_that_does_not_exist_is_told_in_one_line(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--index", str(indexed), "--host", "300.1.2.3"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("python -m web: cannot listen on 300.1.2.3:8000: ")
    assert told.endswith("; choose another --host or --port\n")
