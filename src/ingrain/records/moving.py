"""Moving opportunities from stage to stage, winning, losing and reopening them; closing and opening leads."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from ingrain.journal import read
from ingrain.method.events import Event, Instant, Value
from ingrain.people.models import Colleague
from ingrain.records.access import Desk
from ingrain.records.keep import UnableToSave, held, told
from ingrain.records.models import Lead, Opportunity, Stage


def move(row: Opportunity, to: Stage, *, by: Desk, at: Instant, seen: int | None = None) -> Opportunity:
    """Into a stage of a pipeline. seen: as for every change, the version that was before whoever moves it."""
    with transaction.atomic():
        now = _open(row, by, seen)
        if now.stage_id == to.pk:
            return now
        values: dict[str, Value] = {"stage": to.name}
        if now.stage is None or now.stage.pipeline_id != to.pipeline_id:
            values["pipeline"] = to.pipeline.name
        return told(now, _moved(now, values, by, at))


def transfer(row: Opportunity, to: Stage, *, by: Desk, at: Instant) -> Opportunity:
    """Its stage is put away by whoever sets up the pipelines, who need not be its owner."""
    with transaction.atomic():
        now = Opportunity.objects.select_for_update().get(pk=row.pk)
        values: dict[str, Value] = {"stage": to.name, "pipeline": to.pipeline.name}
        return told(now, replace(_moved(now, values, by, at), through="bulk"))


def win(row: Opportunity, *, by: Desk, at: Instant, seen: int | None = None) -> Opportunity:
    """It is sold."""
    with transaction.atomic():
        now = _open(row, by, seen)
        return told(now, _moved(now, {"stage": "won"}, by, at))


def lose(row: Opportunity, *, because: str, by: Desk, at: Instant, seen: int | None = None) -> Opportunity:
    """It isn't sold. because: the customer's reason."""
    if not because.strip():
        raise UnableToSave(_("Say why it was lost: the next one is won with it."))
    with transaction.atomic():
        now = _open(row, by, seen)
        return told(now, _moved(now, {"stage": "lost", "loss reason": because.strip()[:250]}, by, at))


def reopen(row: Opportunity, *, by: Desk, at: Instant) -> Opportunity:
    """It goes on where it stood."""
    with transaction.atomic():
        now = held(row, by)
        assert isinstance(now, Opportunity)
        if not now.closed:
            return now
        if now.stage is None:
            raise UnableToSave(_("It stood in no stage before. Choose one on the board."))
        return told(now, _moved(now, {"stage": now.stage.name}, by, at))


def qualify(row: Lead, *, by: Desk, at: Instant) -> Lead:
    """It is worth going on with."""
    return _close(row, {"state": "qualified"}, by, at)


def disqualify(row: Lead, *, because: str, by: Desk, at: Instant) -> Lead:
    """Nothing comes of it. because: why."""
    if not because.strip():
        raise UnableToSave(_("Say why nothing comes of it: marketing reads the reasons."))
    return _close(row, {"state": "disqualified", "loss reason": because.strip()[:250]}, by, at)


def take_up_again(row: Lead, *, by: Desk, at: Instant) -> Lead:
    """A lead that was closed is open once more."""
    with transaction.atomic():
        now = held(row, by)
        assert isinstance(now, Lead)
        return told(now, _moved(now, {"state": "open"}, by, at))


def _close(row: Lead, values: dict[str, Value], by: Desk, at: Instant) -> Lead:
    with transaction.atomic():
        now = held(row, by)
        assert isinstance(now, Lead)
        if now.closed:
            raise UnableToSave(_("This lead is %(state)s already.") % {"state": now.get_state_display()})
        if now.state == values["state"]:
            return now
        return told(now, _moved(now, values, by, at))


def _open(row: Opportunity, by: Desk, seen: int | None) -> Opportunity:
    """The row as it stands, if it is open and nobody moved or closed it since it was seen."""
    now = held(row, by)
    assert isinstance(now, Opportunity)
    last = _last_move(now, seen or 0)
    if now.closed:
        said = _("%(name)s was %(state)s already, by %(who)s. Reopen it to go on.")
        if last is None or last.by == by.viewer.key:
            said = _("%(name)s is %(state)s already. Reopen it to go on.")
        raise UnableToSave(said % {"name": now, "state": now.get_state_display(), "who": _who(last)})
    if seen is not None and last is not None and last.by != by.viewer.key:
        raise UnableToSave(
            _("%(name)s was moved to %(stage)s by %(who)s meanwhile. Look before you move it on.")
            % {"name": now, "stage": now.stage, "who": _who(last)}
        )
    return now


def _last_move(row: Opportunity, seen: int) -> Event | None:
    """The last entry that said where it stands, if it came after what was seen."""
    if row.version <= seen:
        return None
    told = (event for event in reversed(read.story(row.record)) if event.sequence > seen)
    return next((event for event in told if "stage" in event.values or "state" in event.values), None)


def _who(event: Event | None) -> str:
    found = Colleague.objects.filter(key=event.by).first() if event else None
    return str(found) if found else _("somebody")


def _moved(row: Opportunity | Lead, values: dict[str, Value], by: Desk, at: Instant) -> Event:
    return Event(0, row.record, "move", at, at, by.viewer.key, values)
