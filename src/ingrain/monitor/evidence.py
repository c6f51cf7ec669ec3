"""What is known of a cell that needs a person, gathered for a suggestion. What follows from it lives in the method."""

from datetime import timedelta

from django.db.models import Count, F, Q

from ingrain.editions.requests import OPEN
from ingrain.journal.memberships import memberships
from ingrain.method.calendar import DAY
from ingrain.method.cells import Cell
from ingrain.method.events import Instant
from ingrain.method.suggest import NEW_DAYS, Evidence
from ingrain.monitor.behind import Behind
from ingrain.monitor.decide import on
from ingrain.monitor.models import Decision, Standing, Tally
from ingrain.monitor.periods import DAYS

TRIED_FOR = timedelta(weeks=12)


def evidence(behind: Behind, cell: Cell, before: Cell | None) -> Evidence:
    """What is known of a cell of an area over four weeks, and of what stands behind it."""
    decisions = list(on(behind.court.document, cell.person, cell.area))
    today = behind.court.company.calendar.day(behind.court.now)
    return Evidence(
        cell,
        before,
        wrong={rule.number: len(lines) for rule, lines in behind.not_followed.items()},
        others=_others(behind, cell),
        days_here=_days_here(behind, cell.person) if cell.person else None,
        agreed=any(_is_open(one) for one in decisions),
        tried=[one.action for one in decisions if one.kept and one.until >= today - TRIED_FOR],
    )


def _is_open(decision: Decision) -> bool:
    if decision.request is not None:
        return decision.request.stand in OPEN
    return decision.done is None


def _others(behind: Behind, cell: Cell) -> dict[int, tuple[int, int]]:
    """By rule: colleagues who were asked, and of those who followed fewer than half."""
    day = behind.look.period.last
    rows = Tally.objects.filter(document=behind.court.document, days=DAYS, day=day, area=cell.area, whole=False)
    rows = rows.filter(apart=False).exclude(rule=None).exclude(person=cell.person)
    asked = Q(met__gt=0) | Q(late__gt=0) | Q(missed__gt=0)
    found = rows.values_list("rule").annotate(
        asked=Count("pk", filter=asked), less=Count("pk", filter=Q(met__lt=F("late") + F("missed")))
    )
    return {rule: (number, less) for rule, number, less in found if rule is not None}


def _days_here(behind: Behind, person: str) -> int | None:
    """Days on the team; None where that isn't known, or where they worked here before the journal knew of them."""
    found, now = memberships(person), behind.court.now
    if not found:
        return None
    if len(found) == 1 and _was_here(behind, person, now - NEW_DAYS * DAY):
        return None
    calendar = behind.court.company.calendar
    return (calendar.day(now) - calendar.day(found[-1].since)).days


def _was_here(behind: Behind, person: str, since: Instant) -> bool:
    rows = Standing.objects.filter(document=behind.court.document, responsible=person, triggered__lt=since)
    return rows.exists()
