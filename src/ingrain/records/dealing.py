"""The verbs of what is sold in an opportunity, and of who plays which part: each sets the whole list anew."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from ingrain.method.events import Instant, Value
from ingrain.records import selling
from ingrain.records.access import Desk
from ingrain.records.keep import UnableToSave, change, held
from ingrain.records.models import Contact, Opportunity, Product
from ingrain.records.selling import Played, Sold

MOST = 200


def sell(row: Opportunity, lines: Iterable[Sold], *, by: Desk, at: Instant, seen: int | None = None) -> Opportunity:
    """These are what is sold; with any, the amount is their sum, and the product the first where none was said."""
    wanted = list(lines)
    if len(wanted) > MOST:
        raise UnableToSave(_("An opportunity has %(most)d lines at most.") % {"most": MOST})
    known = set(Product.objects.filter(name__in=[one.product for one in wanted]).values_list("name", flat=True))
    if unknown := [one.product for one in wanted if one.product not in known]:
        raise UnableToSave(_("There is no product called %(name)s.") % {"name": unknown[0]})
    values: dict[str, Value] = {"product lines": selling.said(wanted)}
    if wanted:
        total = sum(one.sum for one in wanted)
        values["amount"] = total // 100 if total % 100 == 0 else total / 100
        if not row.product:
            values["product"] = wanted[0].product
    return change(row, values, by=by, at=at, seen=seen)  # type: ignore[return-value]


def play(row: Opportunity, who: Contact, part: str, *, by: Desk, at: Instant) -> Opportunity:
    """A contact plays a part; an empty one: none any more. Who decides is the decision maker of the opportunity."""
    with transaction.atomic():
        now = held(row, by)
        assert isinstance(now, Opportunity)
        if not by.may_read(who) or who.deleted is not None:
            raise UnableToSave(_("There is no such contact, or it isn't for you."))
        named = " ".join(part.split())[:50]
        others = [one for one in selling.played(now.people) if one.contact != who.pk]
        played = [*others, Played(who.pk, named)] if named else others
        values: dict[str, Value] = {"people": selling.said(played)}
        if named == selling.DECIDES:
            values["decision maker"] = who.name
        elif now.decision_maker == who.name:
            values["decision maker"] = None
        return change(now, values, by=by, at=at)  # type: ignore[return-value]
