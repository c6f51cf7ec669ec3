"""Converting a lead: what will be made of it is shown, and made with one button, without typing it again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ingrain.records.access import SELLS
from ingrain.records.alike import alike
from ingrain.records.converting import convert as converting
from ingrain.records.keep import UnableToSave
from ingrain.records.models import Account, Lead
from ingrain.records.reading import UnableToRead
from ingrain.web import clock, showing
from ingrain.web.doors import desk, open_to, surroundings
from ingrain.web.record.finding import found, reader
from ingrain.web.signposts import address_of


@open_to(*SELLS)
def convert(request: HttpRequest, number: int) -> HttpResponse:
    lead = found(request, "lead", number)
    assert isinstance(lead, Lead)
    if lead.closed or lead.deleted is not None:
        return redirect(address_of(lead.record))
    if request.method != "POST":
        return _page(request, lead)
    try:
        record = _convert(request, lead)
    except (UnableToSave, UnableToRead) as unable:
        return _page(request, lead, str(unable))
    messages.success(request, _("Converted. The lead’s story goes on here."))
    return redirect(address_of(record))


def _convert(request: HttpRequest, lead: Lead) -> str:
    """What was made: the opportunity, or the account where there is none."""
    given, by, at = request.POST, desk(request), clock.now()
    amount = reader(surroundings(request)).money(given["amount"]) if given.get("amount", "").strip() else None
    chosen = given.get("account", "")
    into = None
    if chosen.isdecimal():
        into = Account.objects.filter(by.readable("account"), pk=int(chosen), deleted=None).first()
        if into is None:
            raise UnableToSave(_("The account isn’t there any more. Choose again."))
    name = given.get("opportunity", "") if given.get("sale") == "yes" else None
    made = converting(lead, by=by, at=at, into=into, opportunity=name, amount=amount)
    return (made.opportunity or made.account).record


def _page(request: HttpRequest, lead: Lead, error: str = "") -> HttpResponse:
    around = surroundings(request)
    given = {"company": lead.company or lead.name, "name": lead.company or lead.name}
    same = [hit for hit in alike("account", given, desk(request), region=around.region) if hit.kind == "account"]
    about = ": ".join(filter(None, (lead.company or lead.name, lead.product)))
    told = {
        "lead": lead,
        "address": address_of(lead.record),
        "same": same,
        "chosen": request.POST.get("account", str(same[0].number) if same else "new"),
        "opportunity": request.POST.get("opportunity", about),
        "sale": request.POST.get("sale", "yes") == "yes" or request.method != "POST",
        "amount": request.POST.get("amount", ""),
        "budget": showing.money(lead.budget, around.currency),
        "currency": around.currency,
        "error": error,
    }
    return render(request, "ingrain/record/convert.html", told)
