"""Obligations -> a cell for each person and rule, counted as the cells of areas are (§7).

Here lives adding up rule by rule. Silence is said of areas alone: what nobody had to do by one rule tells nothing.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from ingrain.method.cells import Cell, Look, added_up, with_state
from ingrain.method.obligations import Obligation


def rule_cells(look: Look, obligations: Iterable[Obligation]) -> dict[tuple[str | None, int], Cell]:
    """The cells by person and rule; without those of whom nothing was asked."""
    heaps: dict[tuple[str | None, int], list[Obligation]] = defaultdict(list)
    for o in obligations:
        if not o.area_only:
            heaps[o.responsible, o.rule].append(o)
    areas = _areas(look)
    found = {}
    for (person, rule), heap in heaps.items():
        cell = replace(added_up(look, person, areas[rule], heap), apart=not look.company.is_person(person))
        if _is_something(cell):
            found[person, rule] = with_state(look, cell)
    return found


def whole_rule_cells(look: Look, obligations: Iterable[Obligation]) -> dict[int, Cell]:
    """Each rule's own figure, which keeps the first deadlines as an area's own does."""
    heaps: dict[int, list[Obligation]] = defaultdict(list)
    for o in obligations:
        if o.area_state is not None:
            belongs = o.area_due if o.due is not None else o.belongs
            heaps[o.rule].append(replace(o, state=o.area_state, due=o.area_due, belongs=belongs))
    areas = _areas(look)
    found = {rule: added_up(look, None, areas[rule], heap) for rule, heap in heaps.items()}
    return {rule: with_state(look, cell, area_itself=True) for rule, cell in found.items() if _is_something(cell)}


def _areas(look: Look) -> dict[int, str]:
    return {rule.number: area.title for area, _, rule in look.manual.judged()}


def _is_something(cell: Cell) -> bool:
    return bool(cell.asked or cell.due or cell.early or cell.void or cell.unknown or cell.breaches)
