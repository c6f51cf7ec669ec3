"""The records behind the figures as CSV: each once for every rule, so that they add up to the cells."""

import csv
from collections import Counter
from pathlib import Path

from tests.cli.conftest import Ask

COUNTED = {"met": "met", "late": "late", "missed": "missed", "unknown": "unknown", "breach": "breaches", "due": "due",
           "done early": "early", "void": "void"}  # fmt: skip
"""Under which word each column of the cells stands in the records."""


def test_the_records_add_up_to_the_cells(company: tuple[Path, Path], ask: Ask, tmp_path: Path) -> None:
    cells, records = tmp_path / "cells.csv", tmp_path / "records.csv"
    assert ask("check", company[0], "--manual", company[1], "--csv", cells, "--records", records).code == 0
    found = Counter((row["person"], row["area"], row["state"]) for row in _rows(records))
    for cell in _rows(cells):
        for state, column in COUNTED.items():
            assert found[cell["person"], cell["area"], state] == int(cell[column])
    assert {state for _, _, state in found} >= {"met", "late", "missed", "breach", "due", "done early", "void"}


def test_each_record_has_its_rule_and_the_moment_it_was_due(
    company: tuple[Path, Path], ask: Ask, tmp_path: Path
) -> None:
    records = tmp_path / "records.csv"
    ask("check", company[0], "--manual", company[1], "--records", records)
    row = next(row for row in _rows(records) if row["state"] == "missed" and row["due"])
    assert row["record"].partition("/")[1] == "/"
    assert row["sentence"].endswith(".")
    assert row["due"][:4] == "2026"


def test_what_was_due_at_midnight_is_counted_by_the_day_that_ended(ask: Ask, tmp_path: Path) -> None:
    log, manual, records = tmp_path / "log.jsonl", tmp_path / "manual.md", tmp_path / "records.csv"
    log.write_text(
        '{"t": "2026-11-09T09:00", "by": "ana", "do": "create", "record": "lead/1", "set": {"owner": "ana"}}\n'
        '{"t": "2026-11-12T09:00", "by": "ana", "do": "create", "record": "account/1"}\n',
        encoding="utf-8",
    )
    rules = "- Within 1 working day of being created, a lead has a call.\n- After being created, a lead has an email.\n"
    manual.write_text(f"# Selling\n\n## Leads\n\n### Contact\n\n{rules}", encoding="utf-8")
    assert ask("check", log, "--manual", manual, "--records", records).code == 0
    assert [(row["state"], row["due"][:10], row["day"]) for row in _rows(records)] == [
        ("missed", "2026-11-11", "2026-11-10"),
        ("due", "", ""),
    ]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
