"""How a spreadsheet is shown before it comes in: its columns, the names that are asked for, what each row would do."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import ngettext

from ingrain.method.events import Value
from ingrain.records.fields import Type
from ingrain.records.importing.cells import DAY_FIRST, MONTH_FIRST
from ingrain.records.importing.names import REFUSE, New
from ingrain.records.importing.others import hundredths
from ingrain.records.importing.plan import CREATE, ERROR, SKIP, UPDATE, Line, Plan
from ingrain.records.importing.refused import by_reason
from ingrain.records.importing.said import Laid
from ingrain.records.importing.table import shown
from ingrain.records.importing.targets import Target
from ingrain.web import showing

SHOWN, ASKED, SAMPLES, NEAR = 20, 100, 3, 24
ORDERS = (
    (DAY_FIRST, later("the day first: 3/4 is 3 April")),
    (MONTH_FIRST, later("the month first: 3/4 is March 4")),
)
STATES = {
    ERROR: later("Rows that stay out"),
    UPDATE: later("Rows that change a record"),
    CREATE: later("Rows that are new"),
    SKIP: later("Rows with nothing to do"),
}


def planned(plan: Plan, laid: Laid, only: str) -> dict[str, Any]:
    """What a plan would do. only: of the rows, those that the person wants to see."""
    sections = [_section(plan, laid, state, only) for state in STATES if plan.counts[state]]
    asked = [one for one in plan.questions if not one.sure] + [one for one in plan.questions if one.sure]
    return {
        "plan": plan,
        "coming": plan.counts[CREATE] + plan.counts[UPDATE],
        "heading": _heading(plan),
        "sections": [one for one in sections if only in ("", one["state"])],
        "filters": [(one["state"], one["title"], one["count"]) for one in sections],
        "show": only,
        "questions": asked[:ASKED],
        "more_questions": max(0, len(asked) - ASKED),
        "unknown": any(one.chosen == REFUSE for one in asked),
        "days": [column for column in columns(laid) if column["asked"]],
        "orders": ORDERS,
    }


def _heading(plan: Plan) -> str:
    counts = plan.counts
    parts = [
        ngettext("%(n)s row is new", "%(n)s rows are new", counts[CREATE]) % {"n": f"{counts[CREATE]:,}"},
        ngettext("%(n)s changes a record", "%(n)s change a record", counts[UPDATE]) % {"n": f"{counts[UPDATE]:,}"},
        ngettext("%(n)s stays out", "%(n)s stay out", counts[ERROR]) % {"n": f"{counts[ERROR]:,}"},
    ]
    told = [part for part, state in zip(parts, (CREATE, UPDATE, ERROR), strict=True) if counts[state]]
    return f"{', '.join(told)}." if told else _("Everything in it is here already.")


def _section(plan: Plan, laid: Laid, state: str, only: str) -> dict[str, Any]:
    """The rows of a state; those that stay out are told by their reasons, and one by one where only they are wanted."""
    rows = plan.of(state)
    reasons = reasons_of((line.number, " ".join(line.why)) for line in rows) if state == ERROR else {}
    most = 0 if reasons and only != state else 10 * SHOWN if only == state else SHOWN
    return {
        "state": state, "title": STATES[state], "count": plan.counts[state], **reasons,
        "rows": [(line, _says(line, plan, laid)) for line in rows[:most]],
        "more": max(0, len(rows) - most) if most else 0,
    }  # fmt: skip


def reasons_of(rows: Iterable[tuple[int, str]]) -> dict[str, Any]:
    """Why rows stay out, what most have in common first; and how many rows have reasons that aren't shown."""
    found = by_reason(rows)
    return {"reasons": found[:SHOWN], "other_reasons": sum(len(one.rows) for one in found[SHOWN:])}


def _says(line: Line, plan: Plan, laid: Laid) -> str:
    """What a row would write, in short."""
    currency = str(line.values.get("currency") or laid.around.currency)
    told = {name: value for name, value in line.values.items() if name != "name" and value is not None}
    text = ", ".join(_value(laid.sort.by_name.get(name), value, currency, plan.called) for name, value in told.items())
    return text if len(text) <= 160 else text[:157] + "…"


def _value(target: Target | None, value: "Value | New", currency: str, called: Mapping[str, str]) -> str:
    """A value as it is read by whoever looks."""
    if isinstance(value, New):
        return value.name
    match target.type if target else Type.TEXT:
        case Type.MONEY:
            return showing.money(hundredths(value), currency)
        case Type.DAY:
            return showing.day(date.fromisoformat(str(value)))
        case Type.CHOICE if target and target.field and target.field.choices:
            return next((str(label) for one, label in target.field.choices() if one == value), str(value))
        case _:
            return called.get(str(value), str(value))


def columns(laid: Laid) -> list[dict[str, Any]]:
    """What each column is taken for, with what stands in it first."""
    found = []
    for place, heading in enumerate(laid.table.headings):
        name = laid.columns[place]
        some = (cells[place] for _number, cells in laid.table.rows[:50])
        samples = list(dict.fromkeys(shown(cell)[:60] for cell in some if cell != ""))[:SAMPLES]
        is_day = name in laid.sort.by_name and laid.sort.by_name[name].type is Type.DAY
        days = laid.days(place) if is_day else None
        found.append(
            {"place": place, "heading": heading, "name": name, "samples": samples, "near": bool(name) or place < NEAR,
             "asked": bool(days and days.asked), "order": days.order if days else ""}
        )  # fmt: skip
    return found
