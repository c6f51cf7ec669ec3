"""ingrain check: what it answers, where it writes, and the one sentence it says when it can't."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from tests.cli.conftest import Ask

from ingrain.cli import check
from ingrain.cli.check import answer_of, usual
from ingrain.cli.opening import Told, open_both

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "reference" / "check.schema.json").read_text(encoding="utf-8"))

INGRAIN = (sys.executable, "-c", "import sys; from ingrain.cli.main import main; sys.exit(main())")

type Pair = tuple[Path, Path]


# --- what it answers --------------------------------------------------------------------------------------------------


def test_the_scorecard_begins_with_a_sentence(ask: Ask, company: Pair) -> None:
    log, manual = company
    said = ask("check", log, "--manual", manual, "--hours", "0.5")
    assert said.code == 0
    assert "Six places need a person to look, about thirty minutes." in said.out


def test_people_stand_by_surname_and_machines_and_nobody_apart(ask: Ask, company: Pair) -> None:
    log, manual = company
    lines = ask("check", log, "--manual", manual).out.splitlines()
    grid = [line.strip() for line in lines[: next(n for n, line in enumerate(lines) if "look first" in line)]]
    shown = ["Ruth Adeyemi", "Ines Duarte", "Colin Marsh", "Dana Whitfield", "Nobody (apart)", "Order sync (apart)"]
    places = [next(n for n, line in enumerate(grid) if line.startswith(name)) for name in shown]
    assert places == sorted(places)


@pytest.mark.parametrize("word", ["silent", "too few", "not live yet", "nothing due", "breach"])
def test_states_are_words(ask: Ask, company: Pair, word: str) -> None:
    log, manual = company
    assert word in ask("check", log, "--manual", manual).out


def test_nothing_on_standard_error_when_nobody_watches(ask: Ask, company: Pair) -> None:
    log, manual = company
    assert ask("check", log, "--manual", manual).err == ""


@pytest.mark.parametrize(("by", "shown"), [("person", "Colin Marsh\n"), ("area", "Next steps\n"), ("rule", "Followed")])
def test_one_view_can_be_asked_for_in_detail(ask: Ask, company: Pair, by: str, shown: str) -> None:
    log, manual = company
    said = ask("check", log, "--manual", manual, "--by", by)
    assert shown in "\n".join(line.rstrip() for line in said.out.splitlines())


def test_the_places_that_are_listed_add_up_to_the_headings(ask: Ask, company: Pair) -> None:
    log, manual = company
    told = ask("check", log, "--manual", manual, "--json", "-").out
    shown = ask("check", log, "--manual", manual).out
    listed = shown[shown.index("Where to look first") :].splitlines()
    silent = sum(int(count) for count in re.findall(r"silent in (\d+) places:", shown))
    others = sum(bool(re.match(r"\S.*: \d+ of \d+ followed", line)) for line in listed)
    assert silent > 1
    assert silent + others == len(json.loads(told)["queue"]["places"])


def test_who_has_nothing_to_show_is_named_below_the_grid(ask: Ask, company: Pair) -> None:
    log, manual = company
    shown = ask("check", log, "--manual", manual).out
    assert re.findall(r".*Gita Rao.*", shown) == ["Nothing was due from Gita Rao."]


def test_a_narrow_terminal_gets_a_list_by_person(company: Pair) -> None:
    log, manual = company
    told = run(
        "check",
        str(log),
        "--manual",
        str(manual),
        COLUMNS="50",
        PYTHONIOENCODING="utf-8",
        TTY_COMPATIBLE="1",
        FORCE_COLOR="1",
    )
    assert told.returncode == 0
    lines = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", told.stdout).splitlines()
    assert max(map(len, lines)) <= 50
    assert "the grid needs" in " ".join(lines)


def test_a_pipe_is_as_wide_as_columns_says_and_its_list_has_a_line_for_each_figure(company: Pair) -> None:
    log, manual = company
    told = run("check", str(log), "--manual", str(manual), COLUMNS="80", PYTHONIOENCODING="utf-8").stdout
    lines = told.splitlines()
    assert max(map(len, lines)) <= 80
    listed = lines[: lines.index("Where to look first")]
    assert len(listed) < 80
    assert sum("Next steps " in line for line in listed) == 10  # everyone but Gita, and the area itself
    assert not any("nothing due" in line for line in listed)


def test_the_objective_is_told_with_its_target_and_what_was_to_be_reached(ask: Ask, company: Pair) -> None:
    log, manual = company
    told = " ".join(ask("check", log, "--manual", manual).out.split())
    quarter = r"\d+ in 100 of the leads of July to September 2026 became won opportunities: \d+ of \d+"
    assert re.search(rf"The objective: 18 in 100 by 30 June 2027; {quarter}", told)


def test_progress_goes_on_to_the_end_of_what_is_judged(company: Pair) -> None:
    shares = []
    with closing(open_both(*company, Told())) as opened:
        answer_of(opened, usual(), "company.jsonl", lambda _what, done, whole: shares.append(done / whole))
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] == 1


# --- as data ----------------------------------------------------------------------------------------------------------


def test_the_json_is_as_its_schema_says(ask: Ask, company: Pair) -> None:
    log, manual = company
    said = ask("check", log, "--manual", manual, "--json", "-")
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(json.loads(said.out), SCHEMA, cls=jsonschema.Draft202012Validator)


def test_the_states_of_a_rule_add_up_to_its_activations(ask: Ask, company: Pair) -> None:
    log, manual = company
    rules = json.loads(ask("check", log, "--manual", manual, "--json", "-").out)["rules"]
    states = ("met", "late", "missed", "due", "void", "unknown")
    assert all(rule["activations"] == sum(rule[state] for state in states) for rule in rules)


def test_the_counts_of_a_cell_add_up_to_its_activations_whenever_they_arose(ask: Ask, company: Pair) -> None:
    told = json.loads(ask("check", company[0], "--manual", company[1], "--json", "-").out)
    counts = ("met", "late", "missed", "due", "void", "unknown", "breaches", "early")
    for cell in [*told["cells"], *told["areas"]]:
        assert cell["activations"] == sum(cell[name] for name in counts)
    assert any(cell["arose"] < cell["met"] for cell in told["cells"])


def test_the_csv_has_a_line_for_each_cell(ask: Ask, company: Pair) -> None:
    log, manual = company
    rows = list(csv.DictReader(io.StringIO(ask("check", log, "--manual", manual, "--csv", "-").out)))
    colin = next(row for row in rows if row["person"] == "colin" and row["area"] == "Next steps")
    assert colin["state"] == "judged"
    assert int(colin["met"]) < int(colin["missed"])


def test_a_name_that_looks_like_a_formula_is_none_in_the_csv(ask: Ask, tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    log.write_text('{"t": "2026-11-02T09:00Z", "by": "=1+1", "do": "\\"A\\"", "record": "case/1"}\n')
    manual = written(tmp_path, '- A case starts with "A".')
    assert "'=1+1" in ask("check", log, "--manual", manual, "--csv", "-").out


def test_the_standard_output_holds_nothing_else(ask: Ask, company: Pair, tmp_path: Path) -> None:
    log, manual = company
    said = ask("check", log, "--manual", manual, "--json", "-", "--csv", tmp_path / "cells.csv")
    assert said.out.startswith("{")
    assert (tmp_path / "cells.csv").read_text().startswith("person,area,")


# --- what was asked ---------------------------------------------------------------------------------------------------


def test_a_day_alone_means_its_last_moment(ask: Ask, company: Pair) -> None:
    log, manual = company
    told = json.loads(ask("check", log, "--manual", manual, "--json", "-", "--at", "2026-10-31").out)
    assert told["at"] == "2026-10-31T23:59:59.999999+00:00"
    assert told["period"] == {"first": "2026-10-04", "last": "2026-10-31"}


def test_fewer_days_can_be_looked_at(ask: Ask, company: Pair) -> None:
    log, manual = company
    told = json.loads(ask("check", log, "--manual", manual, "--json", "-", "--days", "7").out)
    assert told["period"]["first"] == "2026-11-25"


def test_closed_decides_everything(ask: Ask, company: Pair) -> None:
    log, manual = company
    told = json.loads(ask("check", log, "--manual", manual, "--json", "-", "--closed").out)
    assert told["closed"] is True
    assert sum(rule["due"] for rule in told["rules"]) == 0


@pytest.mark.parametrize(
    "words",
    [("--days", "0"), ("--aim", "0"), ("--aim", "high"), ("--hours", "-1"), ("--hours", "nan"), ("--columns", "who=x"),
     ("--by", "rank")],
)  # fmt: skip
def test_what_can_not_be_meant_is_refused(ask: Ask, company: Pair, words: tuple[str, str]) -> None:
    log, manual = company
    said = ask("check", log, "--manual", manual, *words)
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert said.err.startswith(f"{words[0]}: ")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--aim", "0.8"), "0.8 would be less than one in 100: did you mean 80?"),
        (("--hours", "0"), "0 leaves no time for a single place, which takes five minutes: write a number from 0.1 to"),
    ],
)
def test_what_is_meant_otherwise_gets_a_hint(ask: Ask, company: Pair, words: tuple[str, str], told: str) -> None:
    assert ask("check", company[0], "--manual", company[1], *words).err.startswith(f"{words[0]}: {told}")


def test_a_moment_after_the_logs_end_is_remarked_on(ask: Ask, company: Pair) -> None:
    log, manual = company
    remark = "and --at is later: whatever was done since then counts as not done."
    assert f"The log ends on 1 December 2026, {remark}" in (
        ask("check", log, "--manual", manual, "--json", "-", "--at", "2026-12-02").out
    )
    for at in ((), ("--at", "2026-12-01")):
        assert remark not in ask("check", log, "--manual", manual, "--json", "-", *at).out


@pytest.mark.parametrize(
    ("order", "first"), [("day-first", "01 February"), ("day first", "01 February"), ("month-first", "02 January")]
)
def test_the_order_of_dates_can_be_said_as_the_program_asks_for_it(
    ask: Ask, tmp_path: Path, order: str, first: str
) -> None:
    log = tmp_path / "log.csv"
    log.write_text("case,activity,time\n1,A,01/02/2026 10:00\n")
    manual = written(tmp_path, '- A case starts with "A".')
    assert "say --dates day-first or --dates month-first." in ask("check", log, "--manual", manual).err
    told = json.loads(ask("check", log, "--manual", manual, "--dates", order, "--json", "-").out)
    assert date.fromisoformat(told["period"]["last"]).strftime("%d %B") == first


def test_an_order_of_dates_that_is_none_is_refused(ask: Ask, company: Pair) -> None:
    said = ask("check", company[0], "--manual", company[1], "--dates", "year-first")
    assert said.code == 2
    assert "“year-first” is no order of dates: write day-first or month-first" in said.err


# --- when it can't ----------------------------------------------------------------------------------------------------


def written(folder: Path, *rules: str) -> Path:
    """A manual with these rules."""
    manual = folder / "manual.md"
    manual.write_text("# M\n\nTime zone: Europe/London\n\n## A\n\n### S\n\n" + "\n".join(rules) + "\n")
    return manual


def test_a_log_that_is_not_there(ask: Ask, company: Pair, tmp_path: Path) -> None:
    said = ask("check", tmp_path / "none.xes", "--manual", company[1])
    assert (said.code, said.err) == (2, f"There is no file {tmp_path / 'none.xes'}.\n")


def test_a_manual_that_is_not_there(ask: Ask, company: Pair, tmp_path: Path) -> None:
    said = ask("check", company[0], "--manual", tmp_path / "none.md")
    assert (said.code, said.err) == (2, f"There is no file {tmp_path / 'none.md'}.\n")


def test_a_log_that_is_a_picture(ask: Ask, company: Pair, tmp_path: Path) -> None:
    picture = tmp_path / "log.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    said = ask("check", picture, "--manual", company[1])
    assert said.code == 2
    assert said.err.count("\n") == 1


def test_every_error_of_the_manual_at_once(ask: Ask, company: Pair, tmp_path: Path) -> None:
    said = ask("check", company[0], "--manual", written(tmp_path, "- A lead has a cal.", "- An oportunity is won."))
    assert said.code == 2
    assert said.err.count("error at line") == 2
    assert said.err.endswith("Two places of the manual manual.md can't be read.\n")


def test_a_word_that_is_not_in_the_log_is_an_error_with_the_nearest_offered(ask: Ask, tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    log.write_text('{"t": "2026-11-02T09:00Z", "by": "ana", "do": "\\"A_SUBMITTED\\"", "record": "case/1"}\n')
    said = ask("check", log, "--manual", written(tmp_path, '- A case starts with "A_SUBMITED".'))
    assert said.code == 2
    assert '"A_SUBMITTED"' in said.err


def test_what_was_left_out_of_the_log_is_said_before_what_its_words_lack(ask: Ask, tmp_path: Path) -> None:
    log = tmp_path / "uk.csv"
    log.write_text("case,activity,time\n1,A,25/01/2026 10:00\n1,B,01/02/2026 10:00\n2,B,03/02/2026 10:00\n")
    manual = written(tmp_path, '- A case starts with "A".')
    said = ask("check", log, "--manual", manual, "--dates", "month-first")
    assert said.code == 2
    assert said.err.startswith("1 event has a date that contradicts the others of its column")
    assert said.err.index("--dates") < said.err.index('"A" does not occur in the log.')


def test_a_manual_in_which_nothing_can_be_judged_is_refused(ask: Ask, company: Pair, tmp_path: Path) -> None:
    said = ask("check", company[0], "--manual", written(tmp_path, "- By hand: look."))
    assert (said.code, said.out) == (2, "")
    assert "manual.md has no rule that can be judged: write one, as in " in said.err
    assert said.err.count("\n") == 1


def test_a_moment_that_is_none(ask: Ask, company: Pair) -> None:
    said = ask("check", company[0], "--manual", company[1], "--at", "2026-02-31")
    assert said.code == 2
    assert said.err == "--at 2026-02-31 is no time: write it as in 2026-11-30 or 2026-11-30T17:30.\n"


def test_a_report_that_can_not_be_written_is_refused_before_the_work(ask: Ask, company: Pair, tmp_path: Path) -> None:
    said = ask("check", company[0], "--manual", company[1], "--html", tmp_path / "none" / "r.html")
    assert said.code == 2
    assert said.err.startswith("--html ")
    assert "there is no folder" in said.err


def test_a_report_never_overwrites_what_is_checked(ask: Ask, company: Pair) -> None:
    said = ask("check", company[0], "--manual", company[1], "--html", company[1])
    assert said.code == 2
    assert company[1].read_text().startswith("# From lead to sale")


def test_the_standard_output_is_utf_8_whatever_the_terminal(company: Pair) -> None:
    log, manual = company
    told = run("check", str(log), "--manual", str(manual), "--html", "-", PYTHONIOENCODING="ascii")
    assert "followed = met ÷ (met + late + missed)." in told.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_said(company: Pair) -> None:
    log, manual = company
    with Path("/dev/full").open("w") as full:
        told = subprocess.run(
            [*INGRAIN, "check", str(log), "--manual", str(manual)], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert (told.returncode, told.stderr) == (2, "There is no room left to write: No space left on device.\n")


def test_two_answers_need_two_files(ask: Ask, company: Pair, tmp_path: Path) -> None:
    one, same = tmp_path / "same.out", tmp_path / "." / ".." / tmp_path.name / "same.out"
    said = ask("check", company[0], "--manual", company[1], "--csv", one, "--json", same)
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "--csv and --json name one file" in said.err


def test_what_this_log_has_no_use_for_is_said(ask: Ask, company: Pair) -> None:
    unused = ("--delimiter", ";", "--dates", "day-first", "--record", "lead", "--encoding", "latin1")
    said = ask("check", company[0], "--manual", company[1], "--json", "-", *unused)
    named = "--record, --dates, --encoding and --delimiter"
    assert f"{named} were not used: this log has no use for them." in said.out


def test_what_a_table_has_a_use_for_is_used_in_silence(ask: Ask, tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text("case;activity;time;person\n1;A;2026-11-02 09:00;ana\n")
    rule = written(tmp_path, '- A deal has at least 1 "A".')
    said = ask("check", log, "--manual", rule, "--record", "deal", "--encoding", "cp1252", "--delimiter", ";")
    assert said.code == 0
    assert "not used" not in said.out


def test_only_one_answer_fits_on_the_standard_output(ask: Ask, company: Pair) -> None:
    assert ask("check", company[0], "--manual", company[1], "--json", "-", "--csv", "-").code == 2


def test_the_keyboard_stops_it_with_a_word(ask: Ask, company: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "check_stored", stopped)
    said = ask("check", company[0], "--manual", company[1])
    assert (said.code, said.err) == (130, "Stopped.\n")


def test_a_fault_of_ours_is_not_hidden(ask: Ask, company: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(check, "check_stored", broken)
    with pytest.raises(ZeroDivisionError):
        ask("check", company[0], "--manual", company[1])


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*INGRAIN, *words], capture_output=True, text=True, encoding="utf-8", env={**os.environ, **environment}
    )


def test_a_closed_pipe_is_no_fault(company: Pair, tmp_path: Path) -> None:
    log, manual = company
    door = f"{sys.executable} -c 'import sys; from ingrain.cli.main import main; sys.exit(main())'"
    page = tmp_path / "r.html"
    told = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{door} check {log} --manual {manual} --by person --html {page} | head -1"],
        capture_output=True,
        text=True,
    )
    assert (told.returncode, told.stderr) == (0, "")
    assert page.exists()


def test_a_terminal_without_utf_8_gets_no_blocks(company: Pair) -> None:
    log, manual = company
    told = run("check", str(log), "--manual", str(manual), PYTHONIOENCODING="ascii")
    assert told.returncode == 0
    assert " of " in told.stdout
