"""What a page says of one cell: the same to others as, a day before, to whoever it is about."""

from ingrain.method.cells import Cell
from ingrain.method.suggest import Suggestion, needs_a_person, suggest
from ingrain.monitor.behind import Behind, Line
from ingrain.monitor.evidence import evidence
from ingrain.monitor.models import Action
from ingrain.monitor.periods import DAYS
from ingrain.monitor.setting import Court
from ingrain.monitor.view import View, cell_before
from ingrain.people.models import Firm
from ingrain.telling.suggesting import reason
from ingrain.web import clock
from ingrain.web.telling import Teller


def aim() -> float:
    firm = Firm.here()
    return firm.aim / 100 if firm else 0.8


def what_stands_behind(view: View, cell: Cell, rule: int | None = None) -> dict[str, object]:
    """The records behind a cell, of one rule alone where it is asked for; what was before; and what is suggested."""
    if view.showing:
        behind = Behind.shown(view.showing, cell.person, cell.area, view.days)
    else:
        behind = Behind(Court(view.document, clock.now()), cell.person, cell.area, days=view.days)

    def of_rule(lines: list[Line]) -> list[Line]:
        return [line for line in lines if rule in (None, line.rule.number)]

    return {
        "document": view.document,
        "teller": Teller(behind.court),
        "cell": cell,
        "rules": [(r, lines) for r, lines in behind.not_followed.items() if rule in (None, r.number)],
        "followed": of_rule(behind.followed),
        "waiting": of_rule(behind.waiting),
        "early": of_rule(behind.early),
        "void": of_rule(behind.void),
        "one_rule": behind.rule(rule) if rule is not None else None,
        **_before_and_next(view, behind, cell, rule),
    }


def _before_and_next(view: View, behind: Behind, cell: Cell, rule: int | None) -> dict[str, object]:
    """What was four weeks ago and what is suggested: of an area over four weeks alone."""
    if rule is not None or view.days != DAYS:
        return {}
    before = cell_before(view, cell.person, cell.area)
    found = suggest(evidence(behind, cell, before), aim=aim()) if needs_a_person(cell, aim()) else None
    if found is None:
        return {"before": before}
    said = {"suggested": Action(found.action).label, "because": _because(found, behind, cell)}
    return {"before": before, "suggestion": found, **said}


def _because(found: Suggestion, behind: Behind, cell: Cell) -> str:
    rule = behind.rule(found.rule) if found.rule is not None else None
    return reason(found, Teller(behind.court).name(cell.person), rule.sentence if rule else "")
