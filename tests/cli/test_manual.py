"""ingrain manual: what is said of a text that is a manual, of one that isn't, and which forms there are."""

from pathlib import Path

import pytest
from tests.cli import cast
from tests.cli.conftest import Ask

from ingrain.method.language.forms import PAGES


def manual(folder: Path, text: str) -> Path:
    path = folder / "manual.md"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_manual_says_how_much_of_it_was_understood(ask: Ask, tmp_path: Path) -> None:
    said = ask("manual", "check", manual(tmp_path, cast.MANUAL))
    assert said.code == 0
    assert said.out.startswith("manual.md: 11 rules in six areas understood, and one by hand.\n")


def test_everything_that_is_wrong_is_said_at_once(ask: Ask, tmp_path: Path) -> None:
    said = ask("manual", "check", manual(tmp_path, cast.MANUAL.replace("a call, email", "a cal, email")))
    assert said.code == 2
    assert said.out == ""
    assert "What could stand there" in said.err
    assert said.err.endswith("places of the manual manual.md can't be read.\n")


def test_with_a_log_its_names_are_the_words(ask: Ask, tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    log.write_text('{"t": "2026-11-02T09:00Z", "by": "ana", "do": "\\"A_SENT\\"", "record": "case/1"}\n')
    text = manual(tmp_path, '# M\n\nRecords: case\n\n## A\n\n### S\n\n- A case starts with "A_SEND".\n')
    assert ask("manual", "check", text).code == 0
    said = ask("manual", "check", text, "--log", log)
    assert said.code == 2
    assert '"A_SENT"' in said.err


@pytest.mark.parametrize(("name", "code"), [("A", 2), ("B", 0)])
def test_what_was_odd_about_the_log_is_said_whether_the_text_is_a_manual_or_not(
    ask: Ask, tmp_path: Path, name: str, code: int
) -> None:
    log = tmp_path / "log.csv"
    log.write_text("case,activity,time\n1,A,soon\n1,B,2026-11-02T09:00Z\n2,B,2026-11-02T10:00Z\n")
    text = manual(tmp_path, f'# M\n\n## A\n\n### S\n\n- A case starts with "{name}".\n')
    said = ask("manual", "check", text, "--log", log)
    assert said.code == code
    assert "1 event has a time that can't be read and was left out. It is in row 2: “soon”." in said.out + said.err


def test_a_manual_in_which_nothing_can_be_judged_is_one_with_a_warning(ask: Ask, tmp_path: Path) -> None:
    said = ask("manual", "check", manual(tmp_path, "# M\n\n## A\n\n### S\n\n- By hand: look.\n"))
    assert said.code == 0
    assert "Warning: no rule in it can be judged" in said.out
    assert "Warning" not in ask("manual", "check", manual(tmp_path, cast.MANUAL)).out


def test_an_empty_manual_is_said_to_be_empty(ask: Ask, tmp_path: Path) -> None:
    said = ask("manual", "check", manual(tmp_path, " \n"))
    assert said.code == 2
    assert said.err.startswith(f"{tmp_path / 'manual.md'} is empty: write the manual in it")


def test_a_case_whose_rule_can_not_be_read_is_said_with_its_file_and_one_line(ask: Ask, tmp_path: Path) -> None:
    cases = tmp_path / "cases.yaml"
    cases.write_text("- name: x\n  rule: A lead has a cal.\n  events: []\n  at: 2026-11-09\n  expect: []\n")
    said = ask("manual", "try", cases)
    assert said.code == 2
    assert said.err.startswith("cases.yaml, the case at line 1, “x”, in its rule at column ")
    assert said.err.count("line ") == 1


def test_a_folder_is_no_manual(ask: Ask, tmp_path: Path) -> None:
    said = ask("manual", "check", tmp_path)
    assert (said.code, said.err) == (2, f"{tmp_path} is a folder: name the manual in it.\n")


def test_a_manual_in_another_encoding_is_said_with_its_line(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "manual.md"
    path.write_bytes("# Über uns\n".encode("cp1252"))
    assert ask("manual", "check", path).err == f"{path}, line 1: this is not UTF-8: save the manual as UTF-8.\n"


def test_every_form_is_listed_with_an_example(ask: Ask) -> None:
    told = " ".join(ask("manual", "forms").out.split())
    assert all(page.name in told and page.examples[0] in told for page in PAGES)
