"""Moving opportunities from stage to stage, winning, losing and reopening them; closing and opening leads."""

from django.db import transaction
from django.utils.translation import gettext as _

from ingrain.method.events import Event, Instant, Value
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
    """The row as it stands, if it is open and nobody moved or closed it since."""
    now = held(row, by)
    assert isinstance(now, Opportunity)
    if now.closed:
        raise UnableToSave(
            _("%(name)s is %(state)s already. Reopen it to go on.") % {"name": now, "state": now.get_state_display()}
        )
    if seen is not None and now.version > seen and now.stage_id != row.stage_id:
        raise UnableToSave(
            _("%(name)s was moved to %(stage)s meanwhile. Look before you move it on.")
            % {"name": now, "stage": now.stage}
        )
    return now


def _moved(row: Opportunity | Lead, values: dict[str, Value], by: Desk, at: Instant) -> Event:
    return Event(0, row.record, "move", at, at, by.viewer.key, values)
