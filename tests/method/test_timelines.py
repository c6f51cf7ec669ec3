"""The worked cases of the definition: what the judge says about each is what stands there."""

from pathlib import Path

import pytest

from ingrain.cli.case_file import Case, read_cases
from ingrain.cli.cases import run_case

CASES = read_cases(Path(__file__).with_name("timelines.yaml"))


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_worked_case_comes_out_as_the_definition_says(case: Case) -> None:
    assert [str(difference) for difference in run_case(case)] == []
