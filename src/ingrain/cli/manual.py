"""`ingrain manual`: is this text a manual (check), what may one say (forms), does it mean what we think (try).

Here lives the door. Reading lives in the method, trying in cases.py, the forms and their examples in forms.
"""

import argparse
from collections.abc import Iterable
from pathlib import Path

from rich.padding import Padding
from rich.text import Text

from ingrain.cli.case_file import UnableToReadCases, read_cases
from ingrain.cli.cases import run_case
from ingrain.cli.opening import UnableToOpen, manual_text, words_of_log
from ingrain.cli.screen import Screen
from ingrain.method.language.forms import PAGES
from ingrain.method.manual import Manual
from ingrain.method.text import Problem, Reading, UnableToReadManual, read_manual
from ingrain.method.vocabulary import CRM
from ingrain.telling.words import _, capital, counted, figure, number, several


def add_to(manual: argparse.ArgumentParser) -> None:
    """What can be asked of `ingrain manual`."""
    asked = manual.add_subparsers(metavar="WHAT", required=True)
    check = asked.add_parser("check", help=_("say everything that keeps a text from being a manual"))
    check.set_defaults(door=check_door)
    check.add_argument("file", type=Path, metavar="FILE")
    check.add_argument("--log", type=Path, metavar="LOG", help=_("a log whose names the manual may use"))
    forms = asked.add_parser("forms", help=_("every form of rule, with an example"))
    forms.set_defaults(door=forms_door)
    tried = asked.add_parser("try", help=_("hold worked cases against what the judge says"))
    tried.set_defaults(door=try_door)
    tried.add_argument("cases", type=Path, metavar="CASES.yaml")


# --- check ------------------------------------------------------------------------------------------------------------


def check_door(asked: argparse.Namespace) -> int:
    """0: it is a manual; 2: everything that keeps it from being one."""
    reading, remarks = _read(asked.file, asked.log)
    if reading.manual is None:
        raise UnableToReadManual(reading.errors, asked.file.name, remarks)
    console = Screen(soft_wrap=True, highlight=False)
    console.print(Text(understood(reading.manual, asked.file.name)))
    if not any(reading.manual.judged()):
        console.print(Text(_("\nWarning: no rule in it can be judged, so that no log can be checked against it.")))
    for told in (*remarks, *reading.problems):
        console.print(Text(f"\n{told}"))
    return 0


def _read(file: Path, log: Path | None) -> tuple[Reading, tuple[str, ...]]:
    """The text as a manual, and what was odd about the log that gave the words."""
    text = manual_text(file)
    words, remarks = (CRM, ()) if log is None else words_of_log(log, text)
    return read_manual(text, words), remarks


def understood(manual: Manual, name: str) -> str:
    """What a text was understood as: "loan-desk.md: 14 rules in four areas understood, and two by hand."."""
    judged = sum(1 for _judged in manual.judged())
    by_hand = sum(rule.form is None for area in manual.areas for step in area.steps for rule in step.rules)
    areas = counted(len(manual.areas), _("area"), _("areas"))
    told = _("%s: %s in %s understood") % (name, figure(judged, _("rule"), _("rules")), areas)
    return f"{told}, and {number(by_hand)} {_('by hand')}." if by_hand else f"{told}."


def problems_told(problems: Iterable[Problem], name: str, remarks: Iterable[str] = ()) -> str:
    """All problems of a manual, how many there are, and in which file.

    What was odd about the log comes first: a name may be missing in it because events were left out.
    """
    every = list(problems)
    wrong = sum(problem.level == "error" for problem in every)
    told = several("%s place of the manual %s can't be read.", "%s places of the manual %s can't be read.", wrong)
    return "\n\n".join([*remarks, *map(str, every), capital(told % (number(wrong), name))])


# --- forms ------------------------------------------------------------------------------------------------------------


def forms_door(asked: argparse.Namespace) -> int:
    """0: said."""
    console = Screen(highlight=False)
    for page in PAGES:
        console.print(Text.assemble((f"{page.number:>2}  ", "bright_black"), (page.name, "bold")))
        for shape in page.shapes:
            console.print(Padding(Text(shape, style="bright_black"), (0, 0, 0, 4)))
        for example in page.examples:
            console.print(Padding(Text(example), (0, 0, 0, 4)))
        console.print()
    return 0


# --- try --------------------------------------------------------------------------------------------------------------


def try_door(asked: argparse.Namespace) -> int:
    """0: every case came out as expected; 1: some did not."""
    console = Screen(soft_wrap=True, highlight=False)
    cases = read_cases(asked.cases)
    if not cases:
        raise UnableToOpen(_("%s holds no case.") % asked.cases)
    otherwise = 0
    for case in cases:
        try:
            differences = run_case(case)
        except UnableToReadCases as wrong:
            raise UnableToReadCases(f"{asked.cases.name}, {wrong}") from None
        if differences:
            otherwise += 1
            where = f"{asked.cases.name}, line {case.line}: "
            console.print(Text.assemble((where, "bright_black"), (case.name, "bold")))
            for difference in differences:
                console.print(Text(f"    {difference}"))
    console.print(Text(tried(len(cases), otherwise)))
    return 1 if otherwise else 0


def tried(cases: int, otherwise: int) -> str:
    """How it came out, in one sentence."""
    if not otherwise:
        told = several("%s case came out as expected.", "%s cases came out as expected.", cases)
        return capital(told % number(cases))
    of_them = several("case", "cases", cases)
    return capital(_("%s of %s %s came out otherwise.") % (number(otherwise), number(cases), of_them))
