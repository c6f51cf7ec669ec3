"""The sample company's manual, and a name for each of its rules. Its text is manual.md, beside this file.

Here nothing is parsed but headings and bullets: reading what a sentence means lives in the method.
"""

from enum import IntEnum
from functools import cache
from importlib.resources import files


class Rule(IntEnum):
    """The rules by their number in the manual: the first bullet that isn't by hand is 1."""

    FIRST_CONTACT = 1
    WEB_CONTACT = 2
    YES_OR_NO = 3
    QUALIFIED_WITH = 4
    WHY_NOT = 5
    FIVE_EMAILS = 6
    PURPOSE = 7
    NOTES = 8
    IN_ORDER = 9
    BEFORE_PROPOSAL = 10
    BEFORE_NEGOTIATION = 11
    NEVER_BACK = 12
    LOSS_REASON = 13
    NEXT_STEP = 14
    FORTNIGHT = 15
    DAYS_OF_FIVE = 16
    FORTY_OPEN = 17
    CLOSE_DATE = 18
    MONTH_OF_TERMS = 19
    QUARTERLY_MEETING = 20
    FOUR_WEEKS = 21


LEADS, MEETINGS, STAGES, NEXT_STEPS, CLOSE_DATES, CARE = (
    "Lead handling",
    "Meetings and notes",
    "Stages",
    "Next steps",
    "Close dates",
    "Account care",
)
AREAS = (LEADS, MEETINGS, STAGES, NEXT_STEPS, CLOSE_DATES, CARE)


@cache
def manual_text() -> str:
    """The manual as its readers get it."""
    return files("ingrain.sample").joinpath("manual.md").read_text(encoding="utf-8")


@cache
def sentences() -> dict[Rule, tuple[str, str]]:
    """Each rule's area and sentence."""
    found: list[tuple[str, str]] = []
    area = ""
    for line in manual_text().splitlines():
        if line.startswith("## "):
            area = line.removeprefix("## ")
        elif line.startswith("- ") and not line.startswith("- By hand:"):
            found.append((area, line.removeprefix("- ")))
    return dict(zip(Rule, found, strict=True))


def area_of(rule: Rule) -> str:
    return sentences()[rule][0]
