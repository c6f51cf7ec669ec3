"""The sample company on disk: what is written reads back as what was made, and the truth is in words."""

import json
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from ingrain.cli.opening import UnableToOpen
from ingrain.cli.sample import write_company
from ingrain.logs.json_lines import JsonLinesLog
from ingrain.logs.log import Options
from ingrain.method.judge import judge
from ingrain.method.obligations import State
from ingrain.method.text import manual_of
from ingrain.sample import Sample, make_company

WRONG = (State.LATE, State.MISSED)
SIZE = {"seed": 2, "people": 9, "weeks": 9}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("sample")
    write_company(made, **SIZE)
    return made


@pytest.fixture(scope="module")
def sample() -> Sample:
    return make_company(**SIZE)


def test_the_log_reads_back_as_it_was_made(folder: Path, sample: Sample) -> None:
    log = JsonLinesLog(folder / "company.jsonl", Options())
    assert log.company == sample.company
    assert list(log.events()) == list(sample.events)
    assert not list(log.report.sentences())


def test_the_manual_is_the_companys(folder: Path, sample: Sample) -> None:
    assert (folder / "manual.md").read_text(encoding="utf-8") == sample.manual_text


def test_the_truth_says_what_checking_the_files_finds(folder: Path) -> None:
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    log = JsonLinesLog(folder / "company.jsonl", Options())
    company = log.company
    assert company is not None
    at = company.calendar.moment(datetime.fromisoformat(truth["at"]))
    manual = manual_of((folder / "manual.md").read_text(encoding="utf-8"))
    found = judge(manual, log.events(), company, at=at)
    wrong = [o for o in found if o.state in WRONG and not o.area_only]
    said = [(d["rule"], d["record"], d["responsible"], d["state"]) for d in truth["deviations"]]
    assert Counter((o.rule, o.record, o.responsible, o.state.value) for o in wrong) == Counter(said)
    assert {d["sentence"] for d in truth["deviations"]} <= {rule.sentence for _, _, rule in manual.judged()}


def test_the_truth_names_everybodys_kind(folder: Path) -> None:
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    assert "silent" in {person["kind"] for person in truth["people"]}
    assert truth["seed"] == SIZE["seed"]


def test_the_same_numbers_make_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write_company(tmp_path, **SIZE)
    for name in ("company.jsonl", "manual.md", "truth.json"):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


def test_too_small_a_company_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnableToOpen, match="at least 8 people"):
        write_company(tmp_path / "new", people=3)
    assert not list(tmp_path.iterdir())
