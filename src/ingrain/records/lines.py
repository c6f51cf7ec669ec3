"""Changing what is offered in an opportunity, and taking its sum as the amount."""

from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from ingrain.journal import read
from ingrain.method.events import Event, Instant, Value
from ingrain.records.access import Desk
from ingrain.records.keep import UnableToSave, held, told
from ingrain.records.models import Opportunity, Product
from ingrain.records.offers import FIELD, Offer, offers, total
from ingrain.records.reading import MOST

MANY = Decimal(1_000_000)


def offer(
    row: Opportunity,
    offered: Sequence[Offer],
    *,
    as_amount: bool = False,
    by: Desk,
    at: Instant,
    seen: int | None = None,
) -> Opportunity:
    """These are its lines now. as_amount: their sum is its amount too. seen: the version that was looked at."""
    _check(offered)
    with transaction.atomic():
        now = held(row, by)
        assert isinstance(now, Opportunity)
        if seen is not None and _others_since(now, seen, by):
            raise UnableToSave(_("Somebody else changed the products meanwhile. Look at them before you save."))
        text = "\n".join(map(str, offered))
        values: dict[str, Value] = {}
        if text != "\n".join(map(str, offers(now))):
            values[FIELD] = text or None
        if as_amount and now.amount != total(offered):
            hundredths = total(offered)
            values["amount"] = hundredths // 100 if hundredths % 100 == 0 else hundredths / 100
        if not values:
            return now
        return told(now, Event(0, now.record, "change", at, at, by.viewer.key, values))


def _others_since(row: Opportunity, seen: int, by: Desk) -> bool:
    """Whether somebody else changed the lines after they were seen."""
    if row.version <= seen:
        return False
    later = (event for event in read.story(row.record) if event.sequence > seen)
    return any(FIELD in event.values and event.by != by.viewer.key for event in later)


def _check(offered: Sequence[Offer]) -> None:
    known = set(Product.objects.values_list("name", flat=True))
    for one in offered:
        if one.product not in known:
            raise UnableToSave(_("There is no product called %(name)s.") % {"name": one.product})
        if not 0 < one.quantity <= MANY or one.quantity != round(one.quantity, 3):
            raise UnableToSave(
                _("%(name)s: say how many, more than 0, with three decimals at most.") % {"name": one.product}
            )
        if one.price < 0 or one.sum >= MOST * 100:
            raise UnableToSave(_("%(name)s: look at the price.") % {"name": one.product})
