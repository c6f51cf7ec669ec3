"""A check as data: JSON after docs/reference/check.schema.json, and the cells as CSV."""

import csv
import io
import json
from dataclasses import asdict

from ingrain.cli.answer import Answer
from ingrain.method.cells import Cell

COUNTS = ("met", "late", "missed", "due", "void", "unknown", "breaches")
NUMBERS = (*COUNTS, "early", "violating_records", "judged_records")
ACTIVATIONS = (*COUNTS, "early")
"""What a cell's activations are the sum of. Breaches and what was done early stand apart there; in a rule's counts they
are among missed and met."""
CELL = ("person", "area", "activations", *NUMBERS, "low", "high", "state", "arose")


def as_json(answer: Answer) -> str:
    """The whole check. Times are the company's own; low and high are shares from 0 to 1."""
    return json.dumps(document(answer), ensure_ascii=False, indent=1) + "\n"


def document(answer: Answer) -> dict[str, object]:
    checked = answer.checked
    look = checked.look
    log = asdict(checked.log)
    log["remarks"] = list(answer.remarks)
    return {
        "manual": look.manual.title,
        "at": answer.company.calendar.local(look.at).isoformat(),
        "time_zone": answer.company.calendar.zone,
        "period": {"first": look.period.first.isoformat(), "last": look.period.last.isoformat()},
        "closed": look.closed,
        "objectives": _objectives(answer),
        "rules": _rules(answer),
        "cells": [_cell(answer, cell) for cell in checked.cells],
        "areas": [_cell(answer, cell, person=False) for cell in checked.areas],
        "queue": _queue(answer),
        "log": log,
        "seconds": round(checked.seconds, 3),
    }


def _objectives(answer: Answer) -> list[dict[str, object]]:
    """The objectives that are measured: of the records created in each calendar quarter, how many got there by now."""
    return [
        {
            "area": area,
            "kind": objective.kind,
            "state": objective.state,
            "into": objective.into_kind,
            "target": objective.target,
            "by": objective.by.isoformat(),
            "quarters": [asdict(quarter) for quarter in quarters],
        }
        for area, (objective, quarters) in answer.objectives.items()
    ]


def _rules(answer: Answer) -> list[dict[str, object]]:
    rows = []
    for count in answer.checked.rules:
        area, step, rule = answer.rules[count.rule]
        told = {name: getattr(count, name) for name in ("activations", *COUNTS, "violating_records")}
        place = {"rule": count.rule, "area": area.title, "step": step.title, "sentence": rule.sentence}
        rows.append({**place, "line": rule.line, **told})
    return rows


def _cell(answer: Answer, cell: Cell, *, person: bool = True) -> dict[str, object]:
    told: dict[str, object] = {}
    if person:
        told = {"person": cell.person, "name": answer.name(cell.person), "apart": cell.apart}
    told |= {"area": cell.area, "activations": sum(getattr(cell, name) for name in ACTIVATIONS)}
    told |= {name: getattr(cell, name) for name in NUMBERS}
    told |= {"arose": cell.triggers}
    told |= {"low": cell.low, "high": cell.high, "state": str(cell.state), "worst_rule": cell.worst_rule}
    return told


def _queue(answer: Answer) -> dict[str, object]:
    waiting = answer.queue
    return {
        "places": [{"person": cell.person, "area": cell.area, "state": str(cell.state)} for cell in waiting.cells],
        "left_out": waiting.left_out,
        "judged": waiting.judged,
        "aim": answer.aim,
        "false_alarms": waiting.false_alarms,
        "minutes": waiting.minutes,
    }


def as_csv(answer: Answer) -> str:
    """The cells, one on each line. A name that a spreadsheet would take for a formula is kept from being one."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(CELL)
    for cell in answer.checked.cells:
        told = _cell(answer, cell)
        table.writerow([harmless(told[name]) for name in CELL])
    return out.getvalue()


def harmless(value: object) -> object:
    """Text that begins like a formula gets an apostrophe before it, as spreadsheets themselves do."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
