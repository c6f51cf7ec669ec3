"""Converting a lead: account, contact and opportunity from what is known, without anybody typing it again."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from ingrain.method.events import Event, Instant, Value
from ingrain.records import pipelines
from ingrain.records.access import Desk
from ingrain.records.fields import CUSTOMERS, as_value
from ingrain.records.folding import as_person_sorted
from ingrain.records.keep import UnableToSave, create, held, told
from ingrain.records.models import Account, Contact, Kept, Lead, Opportunity

CARRIED = {
    "account": ("city", "country", "address", "postcode", "territory"),
    "contact": ("position", "phone", "other phones", "email address", "other email addresses", "territory"),
    "opportunity": ("source", "product", "budget", "territory"),
}
"""What goes along to each, under the same name."""


@dataclass(frozen=True)
class Converted:
    account: Account
    contact: Contact | None
    opportunity: Opportunity | None


def convert(
    lead: Lead,
    *,
    by: Desk,
    at: Instant,
    into: Account | None = None,
    opportunity: str | None = "",
    amount: Value = None,
) -> Converted:
    """into: an account that is there already. opportunity: its name, "" for one made from the lead, None for none.

    Whoever of that name is known at the account is not made once more, nor is an opportunity that this lead became
    before it was taken up again.
    """
    with transaction.atomic():
        now = held(lead, by)
        assert isinstance(now, Lead)
        if now.closed:
            raise UnableToSave(_("This lead is %(state)s already.") % {"state": now.get_state_display()})
        account = into or _made("account", now, {"name": now.company or now.name}, by, at)
        contact: Kept | None = None
        if now.name:
            contact = _known(now, into, by) or _made(
                "contact", now, {"name": now.name, "account": account.record}, by, at
            )
        sale: Kept | None = Opportunity.objects.filter(by.readable("opportunity"), lead=now, deleted=None).first()
        if sale is None and opportunity is not None:
            about = ": ".join(filter(None, (account.name, now.product)))
            stage = pipelines.first_stage()
            values: dict[str, Value] = {"name": opportunity or about, "account": account.record, "stage": stage.name}
            values |= {"lead": now.record, "amount": amount}
            sale = _made("opportunity", now, values, by, at)
        told(now, Event(0, now.record, "move", at, at, by.viewer.key, {"state": "converted"}))
        assert isinstance(account, Account)
        assert contact is None or isinstance(contact, Contact)
        assert sale is None or isinstance(sale, Opportunity)
    return Converted(account, contact, sale)


def _known(lead: Lead, account: Account | None, by: Desk) -> Contact | None:
    """The contact of this name at an account that was there already."""
    if account is None:
        return None
    same = Contact.objects.filter(by.readable("contact"), account=account, sort=as_person_sorted(lead.name))
    return same.filter(deleted=None).order_by("pk").first()


def _made(kind: str, lead: Lead, values: dict[str, Value], by: Desk, at: Instant) -> Account | Contact | Opportunity:
    fields = CUSTOMERS["lead"].by_name
    carried = {name: as_value(lead, fields[name]) for name in CARRIED[kind]}
    owner = {"owner": lead.owner.key} if lead.owner else {}
    given = {name: value for name, value in {**carried, **owner, **values}.items() if value is not None}
    made = create(CUSTOMERS[kind], given, by=by, at=at)
    assert isinstance(made, Account | Contact | Opportunity)
    return made
