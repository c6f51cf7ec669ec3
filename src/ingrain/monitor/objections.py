"""“This is wrong”: whoever answers for an obligation may contest it; a person answers, and the figures follow."""

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from ingrain.journal.write import append
from ingrain.method.events import Event, Instant
from ingrain.monitor import grid, showing, tally
from ingrain.monitor.models import Objection, Standing
from ingrain.people.models import Colleague, Role


class UnableToObject(Exception):
    """Why this can't be contested, as a sentence."""


def object_to(standing: Standing, why: str, *, by: Colleague, at: Instant) -> Objection:
    """Contest an obligation of one's own."""
    if standing.responsible != by.key:
        raise UnableToObject("This is asked of somebody else: only they can say that it is wrong.")
    if not why.strip():
        raise UnableToObject("Say in a few words what is wrong.")
    with transaction.atomic():
        if of(standing) is not None:
            raise UnableToObject("You have said already that this is wrong; the answer will be shown here.")
        objection = Objection.objects.create(
            edition=standing.edition, rule=standing.rule, record=standing.record, responsible=by.key,
            triggered=standing.triggered, why=why.strip(), by=by, at=at,
        )  # fmt: skip
        append([Event(0, f"objection/{objection.pk}", "object", at, at, by.key, {"record": standing.record})])
    return objection


def of(standing: Standing) -> Objection | None:
    """The objection to an obligation, if there is one."""
    return Objection.objects.filter(
        edition=standing.edition_id, rule=standing.rule, record=standing.record,
        responsible=standing.responsible, triggered=standing.triggered,
    ).first()  # fmt: skip


def not_excused(rows: QuerySet[Standing]) -> QuerySet[Standing]:
    """Without those that were contested and found to be wrong: they count nowhere."""
    same = {name: OuterRef(name) for name in ("edition", "rule", "record", "responsible", "triggered")}
    return rows.exclude(Exists(Objection.objects.filter(upheld=True, **same)))


def may_answer(objection: Objection, colleague: Colleague) -> bool:
    """The adoption lead, or the manager of whoever objects; nobody answers themselves."""
    if objection.by_id == colleague.pk:
        return False
    return colleague.holds(Role.LEAD) or objection.by.manager_id == colleague.pk


def answer(objection: Objection, *, upheld: bool, words: str, by: Colleague, at: Instant) -> None:
    """Answer an objection. One that is right takes the obligation out of every figure, at once."""
    if not may_answer(objection, by):
        raise UnableToObject("Your own objection is answered by somebody else.")
    if not upheld and not words.strip():
        raise UnableToObject("Say why it stands as it is.")
    with transaction.atomic():
        objection.answered, objection.answered_by, objection.upheld = at, by, upheld
        objection.answer = words.strip()
        objection.save(update_fields=["answered", "answered_by", "upheld", "answer"])
        append([Event(0, f"objection/{objection.pk}", "answer", at, at, by.key, {"upheld": upheld})])
    if upheld:
        grid.count(objection.edition.document, at=at)
        tally.count_person(objection.edition.document, objection.responsible, at=at)
        showing.count_again(objection.edition.document, objection.responsible)
