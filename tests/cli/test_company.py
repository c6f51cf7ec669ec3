"""`--company`: who there is, for a log that doesn't say."""

import json
from pathlib import Path

import pytest

from ingrain.cli.main import main

MANUAL = """# Desk

Records: ticket
Time zone: Europe/London

## Tickets

### All

- Within 1 working day of "open", a ticket has "close".
"""
LOG = "case,activity,time,person\n" + "".join(
    f"{n},open,2026-12-24T10:00,ana\n{n},close,2026-12-29T10:00,ana\n" for n in range(5)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "m.md").write_text(MANUAL, encoding="utf-8")
    (tmp_path / "log.csv").write_text(LOG, encoding="utf-8")
    return tmp_path


def checked(folder: Path, *more: str) -> int:
    command = ["check", str(folder / "log.csv"), "--manual", str(folder / "m.md"), "--json", str(folder / "a.json")]
    return main([*command, *more])


def states(folder: Path) -> tuple[int, int]:
    [rule] = json.loads((folder / "a.json").read_text(encoding="utf-8"))["rules"]
    return rule["met"], rule["late"]


def test_without_a_company_christmas_is_a_day_like_any_other(folder: Path) -> None:
    assert checked(folder) == 0
    assert states(folder) == (0, 5)


def test_a_company_brings_its_holidays_and_its_peoples_names(folder: Path) -> None:
    company = {
        "time zone": "Europe/London",
        "country": "GB",
        "region": "ENG",
        "people": [{"name": "ana", "label": "Ana Lee"}],
    }
    (folder / "co.json").write_text(json.dumps({"company": company}), encoding="utf-8")
    assert checked(folder, "--company", str(folder / "co.json"), "--html", str(folder / "r.html")) == 0
    assert states(folder) == (5, 0)
    assert "Ana Lee" in (folder / "r.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "line 1, column 2: this is no JSON"),
        ('{"peeple": []}', "peeple"),
        ("[1]", "co.json"),
        (None, "can't be read"),
    ],
)
def test_a_bad_company_is_a_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str | None, said: str
) -> None:
    if text is not None:
        (folder / "co.json").write_text(text, encoding="utf-8")
    assert checked(folder, "--company", str(folder / "co.json")) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1


def test_a_log_that_says_itself_who_its_company_is_takes_no_other(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    event = {"t": "2026-12-24T10:00", "record": "ticket/1"}
    lines = [{"company": {"time zone": "UTC"}}, event | {"do": '"open"'}, event | {"do": '"close"'}]
    (folder / "log.csv").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    (folder / "co.json").write_text("{}", encoding="utf-8")
    assert checked(folder, "--company", str(folder / "co.json")) == 2
    assert "leave --company out" in capsys.readouterr().err
