"""What the tests of the doors share: the small company of cast.py, checked once, and a way to ask at the door."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.cli import cast

from ingrain.cli.main import main


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str


type Ask = Callable[..., Said]


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The log and the manual of the small company."""
    return cast.write(tmp_path_factory.mktemp("company"))


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Ask at the door, as in a pipe of no particular width: `ask("check", log, "--manual", manual)`."""
    monkeypatch.delenv("COLUMNS", raising=False)

    def asked(*words: object) -> Said:
        try:
            code = main([str(word) for word in words])
        except SystemExit as left:
            code = int(left.code or 0)
        told = capsys.readouterr()
        return Said(code, told.out, told.err)

    return asked


@pytest.fixture(scope="session")
def report(company: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small company's report."""
    log, manual = company
    page = tmp_path_factory.mktemp("report") / "report.html"
    assert main(["check", str(log), "--manual", str(manual), "--html", str(page)]) == 0
    return page
