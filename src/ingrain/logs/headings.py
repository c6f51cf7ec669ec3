"""Which column of a table says what: by the names that exports usually give, or as the reader is told.

Reading the columns lives in rows.py.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from ingrain.logs import report as odd
from ingrain.logs.report import Report, UnableToReadLog

NEEDED: Final = ("case", "activity", "time")
USUAL: Final[Mapping[str, tuple[str, ...]]] = {
    "case": (
        "case:concept:name", "case id", "case", "case number", "trace", "trace id", "process instance", "record",
        "record id", "ticket id", "ticket", "order id", "deal id", "opportunity id", "application id", "incident id",
    ),
    "activity": (
        "concept:name", "activity", "activity name", "event", "event name", "task", "task name", "action", "step",
    ),
    "time": (
        "time:timestamp", "timestamp", "complete timestamp", "completion time", "end timestamp", "end time", "time",
        "event time", "datetime", "date time", "date", "start timestamp", "start time", "created at",
    ),
    "person": (
        "org:resource", "resource", "user", "user name", "user id", "person", "employee", "agent", "performed by", "by",
        "originator", "worker",
    ),
    "transition": ("lifecycle:transition", "lifecycle", "transition", "life cycle", "event type"),
}  # fmt: skip
"""Role -> names of its column, the surest first; matched without regard to case, spaces and punctuation."""

ROLES: Final = tuple(USUAL)


def read_columns(text: str) -> dict[str, str]:
    """The mapping written as "case=Deal,activity=Step,time=When,person=Who". Raises UnableToReadLog."""
    columns = {}
    for part in text.split(","):
        role, equals, column = (piece.strip() for piece in part.partition("="))
        if not equals or not column or role not in ROLES:
            raise UnableToReadLog(
                f"“{part.strip()}” does not name a column: write case=…,activity=…,time=…,person=…,transition=… "
                "with the names of your columns."
            )
        columns[role] = column
    return columns


def roles_of(name: str, columns: Sequence[str], said: Mapping[str, str] | None) -> dict[str, str]:
    """Role -> column, for the roles that have one. Raises UnableToReadLog if one that is needed has none."""
    for role, column in (said or {}).items():
        if column and (role not in ROLES or column not in columns):
            raise UnableToReadLog(f"{name} has no column “{column}” for the {role}. {_columns_are(columns)}.")
    roles = guessed(columns, said)
    if missing := [role for role in NEEDED if role not in roles]:
        raise UnableToReadLog(
            f"{name}: which column says the {' and the '.join(missing)}? {_columns_are(columns)}: say "
            "--columns case=…,activity=…,time=…,person=… with the names of your columns."
        )
    return roles


def guessed(columns: Sequence[str], said: Mapping[str, str] | None = None) -> dict[str, str]:
    """Role -> column, as far as the usual names tell; what is said counts, and "" says that there is none."""
    roles = dict(said or {})
    free = {_bare(column): column for column in reversed(columns) if column not in roles.values()}
    for role, usual in USUAL.items():
        if role not in roles:
            found = next((free[bare] for bare in map(_bare, usual) if bare in free), None)
            if found is not None:
                roles[role] = found
                del free[_bare(found)]
    return {role: column for role, column in roles.items() if column}


def _columns_are(columns: Sequence[str]) -> str:
    shown = ", ".join(f"“{column}”" for column in columns[:30])
    return f"Its columns are {shown}{' and more' if len(columns) > 30 else ''}"


def _bare(name: str) -> str:
    return "".join(character for character in name.lower() if character.isalnum())


def distinct(columns: Sequence[str], report: Report) -> list[str]:
    """The columns' names, each once: a second one of the same name is numbered, one without a name gets its place."""
    names: list[str] = []
    for place, column in enumerate(columns, start=1):
        name = column.strip() or f"column {place}"
        if name in names:
            report.note(odd.SAME_COLUMN, f"“{name}”, column {place}")
            name = f"{name}.{sum(other == name or other.startswith(f'{name}.') for other in names) + 1}"
        names.append(name)
    return names
