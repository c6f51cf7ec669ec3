"""Taking in a list of people: what is right comes in together, what is wrong is kept to be put right; and taking back.

Here lives the change. What a row says lives in lists.py; whether anything in the journal rests on somebody is asked in
journal.taking_back, which is above this room.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from ingrain.method.events import Event, Instant
from ingrain.people.colleagues import Known, UnableToSetUp, become, come, known_of, record_of
from ingrain.people.lists import NEW, UPDATE, WRONG, Line, Preview
from ingrain.people.models import Colleague, HeldRole, Intake, Leave, Role, Taken, Team
from ingrain.people.news import event, tell
from ingrain.people.sheet import Sheet

ITS_OWN = (HeldRole, Leave, Taken)
"""What goes with a person and rests on nobody else's word."""


def take_in(sheet: Sheet, *, by: Colleague, at: Instant) -> Intake:
    """Everybody of the rows that are right, in one transaction; the wrong rows are kept with the reasons."""
    with transaction.atomic():
        preview = Preview(sheet, by)
        coming = [line for line in preview.lines if line.state in (NEW, UPDATE)]
        if not coming:
            raise UnableToSetUp(_("No row of this list brings anything new."))
        wrong = preview.of(WRONG)
        intake = Intake.objects.create(
            by=by,
            at=at,
            refused=[[line.number, line.wrong] for line in wrong],
            wrong=sheet.text([line.number for line in wrong]) if wrong else "",
            teams=preview.new_teams,
        )
        told = _teams(preview, by, at)
        told += _people(preview, coming, intake, by, at)
        tell(told)
    return intake


def _teams(preview: Preview, by: Colleague, at: Instant) -> list[Event]:
    told = []
    for name in preview.new_teams:
        team = preview.teams[name.casefold()] = Team.objects.create(name=name)
        told.append(event(f"team/{team.pk}", "create", by=by, at=at, name=name))
    return told


def _people(preview: Preview, coming: list[Line], intake: Intake, by: Colleague, at: Instant) -> list[Event]:
    """Those above come before those who report to them, so that nobody waits for a manager."""
    told: list[Event] = []
    there: dict[int, Colleague] = {}
    taken = []
    for line in _from_above(coming):
        before = known_of(line.colleague) if line.colleague else None
        known = _known(preview, line, before, there)
        if line.colleague is None:
            colleague, events = come(known, by=by, at=at)
        else:
            colleague = Colleague.objects.get(pk=line.colleague.pk)
            events = become(colleague, known, by=by, at=at)
        there[line.number] = colleague
        told += events
        earlier = None if before is None else kept(before)
        taken.append(Taken(intake=intake, key=colleague.key, name=known.name, before=earlier, after=kept(known)))
    Taken.objects.bulk_create(taken)
    return told


def _from_above(coming: list[Line]) -> list[Line]:
    """In an order in which a manager of the list comes before whoever reports to them."""
    found: dict[int, Line] = {}
    waiting = {line.number for line in coming}

    def place(line: Line, asked: frozenset[int] = frozenset()) -> None:
        if line.number in found or line.number in asked or line.number not in waiting:
            return
        if isinstance(line.above, Line):
            place(line.above, asked | {line.number})
        found[line.number] = line

    for line in coming:
        place(line)
    return list(found.values())


def _known(preview: Preview, line: Line, before: Known | None, there: Mapping[int, Colleague]) -> Known:
    known = before or Known(line.name, line.email, roles=frozenset({Role.SELLER.value}))
    known = replace(known, name=line.name)
    if line.team:
        known = replace(known, team=preview.teams[line.team.casefold()])
    if line.above is not None:
        above = line.above
        manager = there.get(above.number) or above.colleague if isinstance(above, Line) else above
        known = replace(known, manager=manager)
    if line.roles is not None:
        known = replace(known, roles=line.roles)
    return known


def kept(known: Known) -> dict[str, Any]:
    return {
        "name": known.name,
        "team": known.team.name if known.team else None,
        "manager": known.manager.key if known.manager else None,
        "roles": sorted(known.roles),
    }


# --- taking back ------------------------------------------------------------------------------------------------------


def take_back(intake: Intake, *, resting: Collection[str] = (), by: Colleague, at: Instant) -> None:
    """Everything as it was before the list. resting: keys of those whom something else rests on."""
    with transaction.atomic():
        intake = Intake.objects.select_for_update().get(pk=intake.pk)
        if intake.undone is not None:
            raise UnableToSetUp(_("This list was taken back already."))
        taken = list(intake.taken.all())
        people = {c.key: c for c in Colleague.objects.filter(key__in=[one.key for one in taken])}
        _refuse_if_changed(taken, people)
        told = [told for one in taken if one.before for told in _as_before(people[one.key], one.before, by, at)]
        told += _away_with([people[one.key] for one in taken if one.before is None], resting, by, at)
        for name in intake.teams:
            told += _away_with_team(name, by, at)
        intake.undone = at
        intake.save(update_fields=["undone"])
        tell(told)


def _refuse_if_changed(taken: list[Taken], people: Mapping[str, Colleague]) -> None:
    for one in taken:
        colleague = people.get(one.key)
        if colleague is None or kept(known_of(colleague)) != one.after:
            raise UnableToSetUp(
                _("%(name)s was changed after the list came in, so it stays. Change others on their own pages.")
                % {"name": one.name}
            )


def _as_before(colleague: Colleague, before: Mapping[str, Any], by: Colleague, at: Instant) -> list[Event]:
    known = replace(
        known_of(colleague),
        name=before["name"],
        team=Team.objects.filter(name=before["team"]).first(),
        manager=Colleague.objects.filter(key=before["manager"]).first(),
        roles=frozenset(before["roles"]),
    )
    return become(colleague, known, by=by, at=at)


def _away_with(new: list[Colleague], resting: Collection[str], by: Colleague, at: Instant) -> list[Event]:
    """Those whom the list brought in, unless somebody or something needs them."""
    among = {one.pk for one in new}
    for one in new:
        if one.last_login is not None:
            why = _("has signed in")
        elif one.key in resting:
            why = _("has done something here, or owns records")
        elif _needed(one, among):
            why = _("is needed by others: as a manager, coach or deputy, or for what was decided")
        else:
            continue
        raise UnableToSetUp(
            _("%(name)s %(why)s, so the list stays. Deactivate on their own pages those who shouldn't be here.")
            % {"name": one.name, "why": why}
        )
    told = [event(record_of(one), "delete", by=by, at=at) for one in new]
    Colleague.objects.filter(pk__in=among).update(manager=None, coach=None)
    Colleague.objects.filter(pk__in=among).delete()
    return told


def _needed(one: models.Model, among: Collection[int] = ()) -> bool:
    """Whether a row of any table that isn't their own points at them."""
    for relation in one._meta.related_objects:
        if relation.related_model in ITS_OWN and relation.field.name in ("colleague", "intake"):
            continue
        rows = relation.related_model._base_manager.filter(**{relation.field.name: one})
        if relation.related_model is Colleague:
            rows = rows.exclude(pk__in=among)
        if rows.exists():
            return True
    return False


def _away_with_team(name: str, by: Colleague, at: Instant) -> list[Event]:
    """A team that the list brought in goes too, where nobody else came to it and nothing was said of it."""
    team = Team.objects.filter(name=name).first()
    if team is None or _needed(team):
        return []
    told = [event(f"team/{team.pk}", "delete", by=by, at=at, name=name)]
    team.delete()
    return told
