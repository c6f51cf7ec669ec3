"""The worked cases: what the judge says about each is what stands there.

timelines.yaml came with the definition, our_timelines.yaml adds what it leaves out, silent_timelines.yaml says how the
judge reads what the definition leaves open (docs/decisions 0006 to 0008).
"""

from pathlib import Path

import pytest

from ingrain.cli.case_file import Case, read_cases
from ingrain.cli.cases import run_case

FILES = ("timelines.yaml", "our_timelines.yaml", "silent_timelines.yaml")
CASES = [case for name in FILES for case in read_cases(Path(__file__).with_name(name))]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_worked_case_comes_out_as_it_says(case: Case) -> None:
    assert [str(difference) for difference in run_case(case)] == []


def test_every_case_has_a_name_of_its_own() -> None:
    names = [case.name for case in CASES]
    assert sorted(set(names)) == sorted(names)
