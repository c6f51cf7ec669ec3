"""Decisions on a cell: what, who, by when. Each is done or not, and comes back after four weeks."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from ingrain.editions import requests
from ingrain.editions.models import Document, Request
from ingrain.journal.write import append
from ingrain.method.cells import Cell
from ingrain.method.events import Event, Instant
from ingrain.monitor.models import Action, Decision
from ingrain.people.models import Colleague

AGAIN = timedelta(weeks=4)


class UnableToDecide(Exception):
    """What is missing, as a sentence that says what to do."""


def decide(
    document: Document, cell: Cell, action: str, *, who: Colleague, until: date, by: Colleague, at: Instant,
    today: date, note: str = "", sentence: str = "",
) -> Decision:  # fmt: skip
    """Decide what happens next about a cell. What is said twice over, as when an answer got lost, is decided once.

    That the manual is wrong asks its owner, whoever was chosen: sentence says which one, and the note why.
    """
    if action == Action.WRONG:
        who = requests.answerer(document)
    if action not in Action.values:
        raise UnableToDecide("Choose what happens next.")
    if until < today:
        raise UnableToDecide(f"The day by which it is done, {until}, is over: choose today or a later one.")
    if not who.is_active:
        raise UnableToDecide(f"{who} doesn't work here any more: choose somebody else.")
    if cell.person is None or cell.apart:
        raise UnableToDecide("Nobody is behind this cell of whom something could be asked.")
    said: dict[str, Any] = {"person": cell.person, "area": cell.area, "action": action, "note": note, "until": until}
    with transaction.atomic():
        same = Decision.objects.filter(document=document, who=who, by=by, again=today + AGAIN, done=None, **said)
        if before := same.first():
            return before
        asked = _ask(document, cell, sentence, note, by, at) if action == Action.WRONG else None
        decision = Decision.objects.create(
            document=document, request=asked, person=cell.person, area=cell.area, action=action, note=note, who=who,
            until=until, by=by, at=at, met=cell.met, asked=cell.asked, state=cell.state, again=today + AGAIN,
        )  # fmt: skip
        told = {"action": action, "who": who.key, "until": until.isoformat(), "area": cell.area}
        append([Event(0, f"decision/{decision.pk}", "decide", at, at, by.key, told)])
    return decision


def _ask(document: Document, cell: Cell, sentence: str, note: str, by: Colleague, at: Instant) -> Request:
    try:
        return requests.ask(document, cell.area, sentence, note, by=by, at=at)
    except requests.UnableToAsk as unable:
        raise UnableToDecide(str(unable)) from unable


def settle(decision: Decision, *, done: bool, because: str, by: Colleague, at: Instant) -> None:
    """It was done, or it wasn't, and then because of something."""
    if decision.request_id is not None:
        raise UnableToDecide("This is a request about the manual: answer it, and that settles it.")
    if not done and not because.strip():
        raise UnableToDecide("Say in a few words why it wasn't done.")
    with transaction.atomic():
        decision.done, decision.kept, decision.because = at, done, because
        decision.save(update_fields=["done", "kept", "because"])
        append([Event(0, f"decision/{decision.pk}", "settle", at, at, by.key, {"done": done})])


def on(document: Document, person: str | None, area: str) -> QuerySet[Decision]:
    """What was decided on a cell, the newest first."""
    found = Decision.objects.filter(document=document, person=person, area=area)
    return found.select_related("who", "by", "request")


def come_back(document: Document, today: date) -> list[Decision]:
    """Decisions that are four weeks old, and of which nobody has seen yet what became of them."""
    found = Decision.objects.filter(document=document, again__lte=today, seen_again=None)
    return list(found.select_related("who", "by", "request"))


def seen(decision: Decision, *, at: Instant) -> None:
    """Somebody looked at what changed."""
    Decision.objects.filter(pk=decision.pk, seen_again=None).update(seen_again=at)
