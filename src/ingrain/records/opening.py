"""Saying who may read and change what, who works in which territory, and in which currency the firm reckons."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from ingrain.journal.write import append
from ingrain.method.events import Event, Instant, Value
from ingrain.people.models import Colleague, Role
from ingrain.records.fields import CUSTOMERS
from ingrain.records.keep import UnableToSave
from ingrain.records.models import Bookkeeping, Circle, Openness, Opportunity, Territory
from ingrain.records.surroundings import Surroundings

ORDER = [Circle.OWNER, Circle.TEAM, Circle.TERRITORY, Circle.EVERYONE]
MAY = (Role.ADMINISTRATOR, Role.LEAD)


def open_up(circles: Mapping[str, tuple[str, str]], *, by: Colleague, at: Instant) -> None:
    """For each kind the circle that reads it, and the one that changes it, which can't be the wider one."""
    _check(by)
    for kind, (read, change) in circles.items():
        if ORDER.index(Circle(change)) > ORDER.index(Circle(read)):
            raise UnableToSave(
                _("%(kind)s: who changes one must be able to read it. Widen who reads, or narrow who changes.")
                % {"kind": CUSTOMERS[kind].plural}
            )
    with transaction.atomic():
        now = {one.kind: (one.read, one.change) for one in Openness.objects.select_for_update()}
        changed = {kind: given for kind, given in circles.items() if now.get(kind) != given}
        for kind, (read, change) in changed.items():
            Openness.objects.update_or_create(kind=kind, defaults={"read": read, "change": change})
        values = {
            f"{kind}: {what}": circle
            for kind, given in changed.items()
            for what, circle in zip(("read", "change"), given, strict=True)
        }
        _tell(values, by, at)


def divide(territories: Mapping[Colleague, Iterable[str]], *, by: Colleague, at: Instant) -> None:
    """Say for some colleagues in which territories they work."""
    _check(by)
    with transaction.atomic():
        told: dict[str, Value] = {}
        for colleague, names in territories.items():
            wanted = {" ".join(name.split())[:100] for name in names if name.strip()}
            now = set(Territory.objects.filter(colleague=colleague).values_list("name", flat=True))
            if wanted != now:
                Territory.objects.filter(colleague=colleague, name__in=now - wanted).delete()
                Territory.objects.bulk_create(
                    Territory(colleague=colleague, name=name) for name in sorted(wanted - now)
                )
                told[f"territories of {colleague.key}"] = ", ".join(sorted(wanted))
        _tell(told, by, at)


def reckon_in(currency: str, *, by: Colleague, at: Instant) -> None:
    """The firm's own currency. Not any more once amounts in it were turned by rates: they would mean something else."""
    _check(by)
    with transaction.atomic():
        kept = Bookkeeping.objects.select_for_update().first() or Bookkeeping(pk=1, currency="")
        now = Surroundings().currency
        if kept.currency == currency:
            return
        if now != currency and Opportunity.objects.exclude(worth=None).exists():
            raise UnableToSave(
                _("There are amounts in %(old)s already. They would be read as %(new)s; export them and begin anew.")
                % {"old": now, "new": currency}
            )
        kept.currency = currency
        kept.save()
        _tell({"currency": currency}, by, at)


def _check(by: Colleague) -> None:
    if not by.holds(*MAY):
        raise UnableToSave(_("Only an administrator or an adoption lead says who may see what."))


def _tell(values: Mapping[str, Value], by: Colleague, at: Instant) -> None:
    if values:
        append([Event(0, "records/settings", "change", at, at, by.key, dict(values))])
