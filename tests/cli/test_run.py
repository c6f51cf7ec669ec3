"""ingrain run and ingrain sample: the sample company on disk, its report served to this machine alone."""

import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import Ask

from ingrain.cli.opening import UnableToOpen
from ingrain.cli.serve import Server, server_at

SMALL = ("--people", "8", "--weeks", "8")


def test_the_sample_company_is_written(ask: Ask, tmp_path: Path) -> None:
    said = ask("sample", "--out", tmp_path / "new", *SMALL)
    assert said.code == 0
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["company.jsonl", "manual.md", "truth.json"]
    assert json.loads((tmp_path / "new" / "truth.json").read_text(encoding="utf-8"))["deviations"]


def test_running_it_shows_the_scorecard_and_writes_the_report(ask: Ask, tmp_path: Path) -> None:
    said = ask("run", "--no-serve", "--out", tmp_path, *SMALL)
    assert said.code == 0
    assert "to look" in said.out
    assert (tmp_path / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_folder_that_can_not_be_made_is_said(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said = ask("sample", "--out", tmp_path / "file" / "in", *SMALL)
    assert said.code == 2
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "limits"),
    [
        (("--people", "7"), "8 to 2000"),
        (("--people", "2001"), "8 to 2000"),
        (("--weeks", "5"), "6 to 520"),
        (("--weeks", "x"), "6 to 520"),
    ],
)
def test_a_company_has_its_limits(ask: Ask, tmp_path: Path, words: tuple[str, str], limits: str) -> None:
    said = ask("sample", "--out", tmp_path / "new", *words)
    assert (said.code, said.err) == (2, f"{words[0]}: {words[1]} is no number from {limits}.\n")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("port", ["0", "99999", "x"])
def test_a_port_that_can_not_be_is_refused_before_anything_is_made(ask: Ask, tmp_path: Path, port: str) -> None:
    said = ask("run", "--out", tmp_path / "new", "--port", port, *SMALL)
    assert (said.code, said.err) == (2, f"--port: {port} is no number from 1 to 65535.\n")
    assert not (tmp_path / "new").exists()


# --- served -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def server(report: Path) -> Iterator[Server]:
    server = Server(report, 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def answer(server: Server, path: str, host: str = "127.0.0.1", method: str = "GET") -> http.client.HTTPResponse:
    asked = http.client.HTTPConnection("127.0.0.1", server.server_port)
    asked.request(method, path, headers={"Host": f"{host}:{server.server_port}"})
    told = asked.getresponse()
    told.body = told.read()  # type: ignore[attr-defined]
    asked.close()
    return told


def test_the_report_is_served_with_a_strict_policy(server: Server, report: Path) -> None:
    told = answer(server, "/")
    assert told.status == 200
    assert told.body == report.read_bytes()  # type: ignore[attr-defined]
    policy = told.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert policy.endswith("frame-ancestors 'none'")
    assert told.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/company.jsonl", "/../etc/passwd", "/%2e%2e/", "//x"])
def test_nothing_else_is_served(server: Server, path: str) -> None:
    assert answer(server, path).status == 404


def test_a_name_that_somebody_pointed_here_gets_nothing(server: Server) -> None:
    assert answer(server, "/", host="evil.example").status == 421


def test_only_the_head_may_be_asked_for(server: Server) -> None:
    told = answer(server, "/", method="HEAD")
    assert (told.status, told.body) == (200, b"")  # type: ignore[attr-defined]


def test_a_taken_port_leads_to_the_next(server: Server, report: Path) -> None:
    other = server_at(report, server.server_port)
    assert other.server_port > server.server_port
    other.server_close()


def test_a_port_that_is_taken_is_refused_before_anything_is_made(ask: Ask, server: Server, tmp_path: Path) -> None:
    said = ask("run", "--out", tmp_path / "new", "--port", server.server_port, *SMALL)
    assert said.code == 2
    assert "is taken" in said.err
    assert not (tmp_path / "new").exists()


def test_a_port_that_was_asked_for_is_not_changed_in_silence(server: Server, report: Path) -> None:
    with pytest.raises(UnableToOpen, match="is taken"):
        server_at(report, server.server_port, exactly=True)
