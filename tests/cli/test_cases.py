"""Worked cases: how they are read, how a difference is told, and what is refused."""

from pathlib import Path

import pytest
from tests.cli.conftest import Ask

from ingrain.cli.case_file import UnableToReadCases, cases_in
from ingrain.cli.cases import run_case

CALLED_LATE = """\
- name: a lead is called
  rule: Within 1 working day of being created, a lead has a call.
  events:
    - {t: 2026-11-09T09:00, by: ana, do: create, record: lead/1, set: {owner: ana}}
    - {t: 2026-11-12T09:00, by: ana, do: call, record: lead/1}
  at: 2026-11-13T09:00
  expect: [EXPECTED]
"""


def told(expected: str, text: str = CALLED_LATE) -> list[str]:
    """The differences of a case that expects this."""
    (case,) = cases_in(text.replace("EXPECTED", expected))
    return [str(difference) for difference in run_case(case)]


def test_a_case_that_comes_out_as_expected_has_no_difference() -> None:
    assert told("{record: lead/1, responsible: ana, due: 2026-11-11T00:00, state: late}") == []


def test_a_key_that_is_left_out_is_not_compared() -> None:
    assert told("{state: late}") == []


def test_another_state_is_told_with_both() -> None:
    assert told("{record: lead/1, state: met}") == ["lead/1: state is late, not met"]


def test_another_moment_is_told_in_local_time() -> None:
    assert told("{record: lead/1, due: 2026-11-10T00:00, state: late}") == [
        "lead/1, state late: due is 2026-11-11T00:00, not 2026-11-10T00:00"
    ]


def test_an_obligation_too_many_is_told() -> None:
    assert told("") == ["there and not expected: lead/1, responsible ana, due 2026-11-11T00:00, state late"]


def test_an_obligation_that_is_not_there_is_told() -> None:
    assert told("{record: lead/1, state: late}, {record: lead/2, state: met}") == [
        "expected and not there: lead/2, state met"
    ]


def test_each_expected_obligation_needs_one_of_its_own() -> None:
    assert told("{state: late}, {state: late}") == ["expected and not there: state late"]


def test_nobody_is_compared_as_nobody() -> None:
    assert told("{record: lead/1, responsible: null, state: late}") == [
        "lead/1, state late: responsible is ana, not nobody"
    ]


def test_a_file_may_say_whom_its_cases_are_about() -> None:
    company = "- company: {time zone: Asia/Tokyo, people: [{name: ana, roles: [seller]}]}\n"
    (case,) = cases_in(company + CALLED_LATE.replace("EXPECTED", ""))
    assert case.company.calendar.zone == "Asia/Tokyo"
    assert list(case.company.people) == ["ana"]


def test_a_case_may_name_some_of_the_people() -> None:
    (case,) = cases_in(CALLED_LATE.replace("EXPECTED", "") + "  people: [ana, eve]\n")
    assert case.company.people["ana"].roles == {"seller"}
    assert list(case.company.people) == ["ana", "eve"]


def test_dates_and_periods_stay_text() -> None:
    text = CALLED_LATE.replace("owner: ana", "next step: 2026-12-15, name: no").replace("EXPECTED", "")
    (case,) = cases_in(text)
    assert dict(case.events[0].values) == {"next step": "2026-12-15", "name": "no"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name: x", "holds no list of cases"),
        ("- [", "is not YAML"),
        ("- just words", "line 1"),
        ("- {name: x, rules: [], events: [], at: 2026-11-02}", "it has no rule"),
        ("- {name: x, rule: A lead is won., at: 2026-11-02, hope: 1}", "“hope”"),
        ("- {name: x, rule: A lead has a call within 2 days of being created., at: soon}", "“soon”"),
        (CALLED_LATE.replace("EXPECTED", "{rule: 2, state: met}"), "counted from 1"),
        (CALLED_LATE.replace("EXPECTED", "{colour: red}"), "“colour”"),
        (CALLED_LATE.replace("EXPECTED", "").replace("do: call", "do: '\"call'"), "double quotes"),
    ],
)
def test_what_is_no_case_is_said_with_its_place(text: str, said: str) -> None:
    with pytest.raises(UnableToReadCases, match=r"line|the cases") as unable:
        list(cases_in(text))
    assert said in str(unable.value)


def test_a_sentence_that_is_no_rule_is_said_with_its_case() -> None:
    with pytest.raises(UnableToReadCases, match=r"line 1, “a lead is called”"):
        told("", CALLED_LATE.replace("a lead has a call.", "a lead has a cal."))


# --- at the door ------------------------------------------------------------------------------------------------------


def test_trying_cases_says_which_came_out_otherwise(ask: Ask, tmp_path: Path) -> None:
    cases = tmp_path / "cases.yaml"
    cases.write_text(CALLED_LATE.replace("EXPECTED", "{record: lead/1, state: met}"), encoding="utf-8")
    said = ask("manual", "try", cases)
    assert said.code == 1
    assert said.out == (
        "cases.yaml, line 1: a lead is called\n"
        "    lead/1: state is late, not met\n"
        "One of one case came out otherwise.\n"
    )


def test_cases_that_come_out_as_expected_say_so(ask: Ask, tmp_path: Path) -> None:
    cases = tmp_path / "cases.yaml"
    cases.write_text(CALLED_LATE.replace("EXPECTED", "{state: late}"), encoding="utf-8")
    assert ask("manual", "try", cases).out == "One case came out as expected.\n"


MISSPELT = """\
- name: a lead is called
  rule: Within 1 working day of being created, a lead has a call.
  events:
    - {{t: 2026-11-06T16:00, by: ana, do: {do}, record: lead/1, set: {{owner: ana}}}}
  at: 2026-11-12T09:00
  expect: [{{record: lead/1, state: {state}}}]
"""


@pytest.mark.parametrize(
    ("do", "state", "told"),
    [
        ("creat", "missed", "“do” is “creat”, which means nothing here: write create."),
        ("create", "metz", "“state” is “metz”, which means nothing here: write met."),
        (
            "create",
            "xyzzy",
            "“state” is “xyzzy”, which means nothing here: it may be due, late, met, missed, unknown and void.",
        ),
    ],
)
def test_a_word_that_means_nothing_is_refused_with_the_nearest(
    ask: Ask, tmp_path: Path, do: str, state: str, told: str
) -> None:
    cases = tmp_path / "cases.yaml"
    cases.write_text(MISSPELT.format(do=do, state=state), encoding="utf-8")
    said = ask("manual", "try", cases)
    assert (said.code, said.err) == (2, f"cases.yaml, the case at line 1, “a lead is called”: {told}\n")
