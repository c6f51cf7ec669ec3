"""The firm itself: set up once by whoever comes first, and changed by its administrators.

Here lives that the first start happens once, even where two try at the same moment.
"""

from dataclasses import asdict, dataclass
from datetime import time
from decimal import Decimal
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ingrain.method.events import Instant
from ingrain.people.colleagues import Known, UnableToSetUp, key_for, record_of
from ingrain.people.models import Colleague, Firm, Role
from ingrain.people.news import event, tell
from ingrain.people.places import countries, regions, zones

ONLY = 1
"""The firm's number: a second first start meets it and is refused."""

CALENDAR = ("zone", "country", "region", "opens", "closes")


@dataclass(frozen=True)
class Place:
    """Where the firm is: what its working time is counted by."""

    zone: str
    country: str = ""
    region: str = ""


def begin(name: str, place: Place, first: Known, password: str, *, at: Instant) -> Colleague:
    """Set up the firm with its first administrator. Raises ValidationError where the password is too weak."""
    _check(place)
    try:
        with transaction.atomic():
            if Firm.objects.exists():
                raise IntegrityError
            Firm.objects.create(pk=ONLY, name=name, **asdict(place))
            return _first(name, first, password, at)
    except IntegrityError:
        raise UnableToSetUp(_("The company was set up a moment ago. Sign in, or ask whoever did it.")) from None


def _first(firm: str, known: Known, password: str, at: Instant) -> Colleague:
    colleague = Colleague.objects.join(
        key=key_for(known.name), name=known.name, email=known.email, roles=[Role.ADMINISTRATOR]
    )
    validate_password(password, colleague)
    colleague.set_password(password)
    colleague.save(update_fields=["password"])
    tell(
        [
            event(f"firm/{ONLY}", "create", by=colleague, at=at, name=firm),
            event(record_of(colleague), "create", by=colleague, at=at, name=known.name, roles=Role.ADMINISTRATOR.value),
        ],
        anew=False,
    )
    return colleague


def change(wanted: dict[str, Any], *, by: Colleague, at: Instant) -> bool:
    """Change what the firm's settings are. Whether its calendar changed, so that everything is judged anew."""
    with transaction.atomic():
        firm = Firm.objects.select_for_update().get()
        changed = {field: value for field, value in wanted.items() if getattr(firm, field) != value}
        for field, value in changed.items():
            setattr(firm, field, value)
        _check(Place(firm.zone, firm.country, firm.region))
        if firm.closes <= firm.opens:
            raise UnableToSetUp(_("The office closes before it opens. Give the day some length."))
        if not changed:
            return False
        firm.save(update_fields=list(changed))
        anew = any(field in CALENDAR for field in changed)
        tell([event(f"firm/{firm.pk}", "change", by=by, at=at, **_said(changed))], anew=anew)
        return anew


def _said(changed: dict[str, Any]) -> dict[str, Any]:
    return {k: str(v) if isinstance(v, time | Decimal) else v for k, v in changed.items()}


def _check(place: Place) -> None:
    if place.zone not in zones():
        raise UnableToSetUp(_("There is no time zone “%(zone)s”. Choose one of the list.") % {"zone": place.zone})
    if place.country and place.country not in dict(countries()):
        raise UnableToSetUp(_("Of this country no holidays are known. Choose another one, or none."))
    if place.region and place.region not in dict(regions(place.country)):
        raise UnableToSetUp(_("This region is not in that country. Choose one of its regions, or all of it."))
