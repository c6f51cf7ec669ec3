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


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
