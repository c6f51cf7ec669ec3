"""docs/reference/command-line.md names every option there is, and its worked case comes out as it says."""

import re
from pathlib import Path

import pytest
from tests.cli.conftest import Ask

from ingrain.cli.case_file import cases_in
from ingrain.cli.cases import run_case

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
COMMANDS = [("check",), ("manual", "check"), ("manual", "forms"), ("manual", "try"), ("run",), ("sample",)] + [
    (name,) for name in ("start", "backup", "restore", "rebuild", "verify")
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_option_stands_on_the_page(ask: Ask, command: tuple[str, ...]) -> None:
    assert f"## ingrain {' '.join(command)}" in PAGE
    options = set(re.findall(r"--[a-z-]+", ask(*command, "--help").out)) - {"--help"}
    assert options <= set(re.findall(r"--[a-z-]+", PAGE))


def test_no_option_stands_there_that_is_none(ask: Ask) -> None:
    known = {option for command in COMMANDS for option in re.findall(r"--[a-z-]+", ask(*command, "--help").out)}
    assert set(re.findall(r"`(--[a-z-]+)", PAGE)) <= known


def test_its_worked_case_comes_out_as_it_says() -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert [run_case(case) for case in cases_in(text)] == [[]]
