"""Worked cases as YAML: what a company expects its rules to say about a few events.

Here lives what a case may hold and how it is read. Trying a case lives in cases.py.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

from ingrain.logs.entries import (
    Entry,
    UnableToReadEntry,
    check_keys,
    day_of,
    entry_of,
    list_at,
    listed,
    text_at,
    text_or_none,
    texts_at,
    time_at,
)
from ingrain.logs.header import company_of
from ingrain.logs.json_lines import DOINGS, event_of
from ingrain.method.cells import CellState
from ingrain.method.company import Company
from ingrain.method.events import Event, Instant
from ingrain.method.language.nearest import nearest
from ingrain.method.obligations import State
from ingrain.method.vocabulary import CRM

USUAL_COMPANY: Mapping[str, object] = {
    "time zone": "Europe/London",
    "country": "GB",
    "region": "ENG",
    "opening hours": "9:00 to 17:30",
    "people": [
        {"name": "ana", "team": "north", "roles": ["seller"], "manager": "cal"},
        {"name": "ben", "team": "north", "roles": ["seller"], "manager": "cal"},
        {"name": "cal", "team": "north", "roles": ["sales manager"]},
        {"name": "sync", "kind": "integration"},
    ],
    "live": "2026-01-01",
}
"""Whom a case is about unless it, or the file, says otherwise."""

CASE = frozenset({
    "name", "note", "rule", "rules", "events", "at", "closed", "expect", "cell", "company", "people", "absences",
    "machines", "calendars", "live", "gaps", "closed by",
})  # fmt: skip
OF_THE_COMPANY = ("absences", "machines", "calendars", "live", "gaps")
EXPECTED = frozenset({
    "rule", "record", "responsible", "due", "state", "period", "occasion", "needed", "done", "breach", "area_due",
    "area_state",
})  # fmt: skip
INSTANTS = frozenset({"due", "occasion", "area_due"})
CELL = frozenset({
    "rule", "person", "period", "met", "late", "missed", "due", "early", "void", "unknown", "breaches", "triggers",
    "judged_records", "violating_records", "state",
})  # fmt: skip


class UnableToReadCases(Exception):
    """The cases can't be read. The text is a sentence that says what is wrong, where, and what to do."""


@dataclass(frozen=True)
class ExpectedCell:
    """What §7 is expected to count for one rule alone, as its area. counts: the keys that are compared."""

    person: str
    rule: int
    period: tuple[date, date]
    counts: Mapping[str, object]


@dataclass(frozen=True)
class Case:
    """A worked case. expect: a mapping for each obligation, with the keys that are compared; times are instants."""

    name: str
    line: int
    rules: tuple[str, ...]
    events: tuple[Event, ...]
    at: Instant
    company: Company
    closed: bool = False
    closed_by: tuple[str, ...] = ()
    expect: tuple[Mapping[str, object], ...] = ()
    cell: ExpectedCell | None = None
    kinds: tuple[str, ...] = field(default=())
    """Kinds of record that only a log has."""


# --- the file ---------------------------------------------------------------------------------------------------------


class _Plain(yaml.SafeLoader):
    """YAML in which dates stay text, and only true, false and null are words of its own."""


_Plain.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in found
        if tag.rpartition(":")[2] not in ("timestamp", "bool", "int", "float", "value")
    ]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for _tag, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("int", r"-?(?:0|[1-9]\d*)", "-0123456789"),
    ("float", r"-?\d+\.\d+", "-0123456789"),
):
    _Plain.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_pattern})\Z"), list(_first))


def read_cases(path: Path) -> list[Case]:
    """The cases of a file. Raises UnableToReadCases."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnableToReadCases(f"{path} can't be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise UnableToReadCases(f"{path} is not UTF-8: save it as UTF-8.") from None
    return list(cases_in(text, path.name))


def cases_in(text: str, name: str = "the cases") -> Iterator[Case]:
    """The cases in a YAML text, in order. An entry that holds only `company` is the company of those after it."""
    company: Entry = USUAL_COMPANY
    for line, entry in _entries(text, name):
        try:
            if set(entry) == {"company"}:
                company = entry_of(entry["company"], "company")
                company_of(company)
            else:
                yield _case(entry, line, company)
        except UnableToReadEntry as wrong:
            called = f", “{entry['name']}”" if isinstance(entry.get("name"), str) else ""
            raise UnableToReadCases(f"{name}, the case at line {line}{called}: {wrong}") from None


def _entries(text: str, name: str) -> Iterator[tuple[int, Entry]]:
    loader = _Plain(text)
    try:
        node = loader.get_single_node()
        if not isinstance(node, yaml.SequenceNode):
            raise UnableToReadCases(f"{name} holds no list of cases: begin each case with “- name:”.")
        loaded = [(child.start_mark.line + 1, loader.construct_document(child)) for child in node.value]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"line {mark.line + 1}, column {mark.column + 1}" if mark else "somewhere"
        raise UnableToReadCases(f"{name}, {where}: this is not YAML ({error.problem or error.context}).") from None
    except yaml.YAMLError as error:
        raise UnableToReadCases(f"{name}: this is not YAML ({error}).") from None
    finally:
        loader.dispose()
    for line, entry in loaded:
        if not isinstance(entry, Mapping):
            raise UnableToReadCases(f"{name}, line {line}: a case is a list of keys, beginning with “name:”.")
        yield line, entry


# --- one case ---------------------------------------------------------------------------------------------------------


def _case(entry: Entry, line: int, company: Entry) -> Case:
    check_keys(entry, known=CASE, what="a case")
    setting = company_of(_company(entry, company))
    tz = setting.calendar.tz
    events = []
    for number, value in enumerate(list_at(entry, "events"), start=1):
        events.append(event_of(entry_of(value, "events"), sequence=number, zone=tz))
        if not events[-1].do.startswith('"'):
            _refuse_unknown("do", events[-1].do, DOINGS)
    rules = [text_at(entry, "rule")] if "rule" in entry else texts_at(entry, "rules")
    if not rules:
        raise UnableToReadEntry("rule", "it has no rule: write one sentence as “rule”, or several as “rules”.")
    of_a_log = {e.kind for e in events if e.do.startswith('"')} | {e.kind for e in events if e.kind not in CRM.kinds}
    return Case(
        name=text_at(entry, "name"),
        line=line,
        rules=tuple(rules),
        events=tuple(events),
        at=time_at(entry, "at", tz),
        company=setting,
        closed=_flag(entry, "closed"),
        closed_by=tuple(texts_at(entry, "closed by")),
        expect=tuple(_expected(value, setting, len(rules)) for value in list_at(entry, "expect")),
        cell=_cell(entry_of(entry["cell"], "cell")) if entry.get("cell") else None,
        kinds=tuple(sorted(of_a_log)),
    )


def _company(entry: Entry, company: Entry) -> Entry:
    """The company with what this case overrides; people may be named alone if the company has them."""
    made = dict(entry_of(entry["company"], "company") if "company" in entry else company)
    made |= {key: entry[key] for key in OF_THE_COMPANY if key in entry}
    if "people" in entry:
        known = {person["name"]: person for person in list_at(made, "people") if isinstance(person, Mapping)}
        people = list_at(entry, "people")
        made["people"] = [
            known.get(person, {"name": person}) if isinstance(person, str) else person for person in people
        ]
    return made


def _flag(entry: Entry, key: str) -> bool:
    value = entry.get(key, False)
    if not isinstance(value, bool):
        raise UnableToReadEntry(key, f"“{key}” is “{value}”: write true or false.")
    return value


def _expected(value: object, company: Company, rules: int) -> Mapping[str, object]:
    entry = dict(entry_of(value, "expect"))
    entry.pop("note", None)
    check_keys(entry, known=EXPECTED, what="an expected obligation")
    for key in INSTANTS & entry.keys():
        if entry[key] is not None:
            entry[key] = time_at(entry, key, company.calendar.tz)
    for key in ("state", "area_state"):
        if entry.get(key) is not None:
            _refuse_unknown(key, entry[key], frozenset(map(str, State)))
    _refuse_rule(entry.get("rule", 1), rules)
    return entry


def _refuse_unknown(key: str, word: object, known: frozenset[str]) -> None:
    if word in known:
        return
    near = nearest(str(word), known, most=1)
    do = f"write {near[0]}" if near else f"it may be {listed(known)}"
    raise UnableToReadEntry(key, f"“{key}” is “{word}”, which means nothing here: {do}.")


def _refuse_rule(number: object, rules: int) -> None:
    if not isinstance(number, int) or not 1 <= number <= rules:
        raise UnableToReadEntry("rule", f"“rule” is “{number}”: the case has {rules}, counted from 1.")


def _cell(entry: Entry) -> ExpectedCell:
    check_keys(entry, known=CELL, what="an expected cell")
    days = list_at(entry, "period")
    if len(days) != 2:
        raise UnableToReadEntry(
            "period", "“period” of a cell holds its first and its last day: [2026-10-26, 2026-11-22]."
        )
    if entry.get("state") is not None:
        _refuse_unknown("state", entry["state"], frozenset(map(str, CellState)))
    rule = entry.get("rule", 1)
    return ExpectedCell(
        person=text_or_none(entry, "person") or "",
        rule=rule if isinstance(rule, int) else 0,
        period=(day_of(days[0], "period"), day_of(days[1], "period")),
        counts={key: value for key, value in entry.items() if key not in ("rule", "person", "period")},
    )
