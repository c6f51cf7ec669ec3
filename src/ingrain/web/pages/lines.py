"""The products of an opportunity: how many of each at which price, and their sum as its amount."""

from decimal import Decimal, InvalidOperation

from babel.numbers import NumberFormatError, parse_decimal
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ingrain.records.access import SELLS
from ingrain.records.fields import products
from ingrain.records.keep import UnableToSave
from ingrain.records.lines import offer
from ingrain.records.models import Opportunity, Product
from ingrain.records.offers import Offer, offers, total
from ingrain.records.reading import UnableToRead
from ingrain.records.surroundings import Surroundings
from ingrain.web import clock, showing
from ingrain.web.doors import desk, open_to
from ingrain.web.pages.cards import found, reader
from ingrain.web.signposts import address_of

FREE = 3
"""So many empty lines wait for products."""


@open_to(*SELLS)
def lines(request: HttpRequest, number: int) -> HttpResponseBase:
    """All lines at once; an empty product leaves its line out."""
    row = found(request, number)
    around = Surroundings()
    currency = row.currency or around.currency
    typed = [_shown(one) for one in offers(row)]
    if request.method == "POST":
        typed = _typed(request)
        try:
            offered = [_offer(one, request, around) for one in typed if one["product"]]
            as_amount = "as amount" in request.POST
            seen = request.POST.get("seen", "")
            version = int(seen) if seen.isdecimal() else None
            offer(row, offered, as_amount=as_amount, by=desk(request), at=clock.now(), seen=version)
        except (UnableToRead, UnableToSave) as unable:
            messages.error(request, str(unable))
        else:
            messages.success(request, _("%(name)s: saved.") % {"name": row})
            return redirect("lines", number)
    told = {
        "row": row,
        "address": address_of(row.record),
        "lines": typed + [_shown(None)] * FREE,
        "sum": showing.money(total(offers(row)), currency),
        "amount": showing.money(row.amount, currency),
        "fits": row.amount == total(offers(row)),
        "offered": bool(offers(row)),
        "products": _products(row),
        "currency": currency,
        "may_change": desk(request).may_change(row),
    }
    return render(request, "ingrain/lines_of.html", told)


def _products(row: Opportunity) -> list[tuple[str, str]]:
    """What is sold, with its price; and what stands in the lines though it isn't sold any more."""
    prices = dict(Product.objects.values_list("name", "price"))
    names = dict.fromkeys([name for name, _label in products()] + [one.product for one in offers(row)])
    shown = {name: showing.typed(price) for name, price in prices.items() if price is not None}
    return [(name, shown.get(name, "")) for name in names]


def _shown(one: Offer | None) -> dict[str, str]:
    if one is None:
        return {"product": "", "quantity": "", "price": "", "sum": ""}
    return {"product": one.product, "quantity": showing.number(one.quantity), "price": showing.typed(one.price),
            "sum": showing.typed(one.sum)}  # fmt: skip


def _typed(request: HttpRequest) -> list[dict[str, str]]:
    told = (request.POST.getlist(name) for name in ("product", "quantity", "price"))
    return [{"product": p, "quantity": q, "price": s, "sum": ""} for p, q, s in zip(*told, strict=False) if p or q or s]


def _offer(line: dict[str, str], request: HttpRequest, around: Surroundings) -> Offer:
    """A line that was typed; one product without a number, and the product's own price where none is given."""
    money = reader(request, around).money
    price = round(Decimal(str(money(line["price"]))) * 100) if line["price"].strip() else _price(line["product"])
    return Offer(line["product"], _quantity(line["quantity"].strip() or "1"), price)


def _price(product: str) -> int:
    price = Product.objects.filter(name=product).values_list("price", flat=True).first()
    if price is None:
        raise UnableToRead(_("%(product)s has no price of its own. Write one.") % {"product": product})
    return price


def _quantity(said: str) -> Decimal:
    try:
        return Decimal(parse_decimal(said, locale=showing.locale(), strict=True))
    except (NumberFormatError, InvalidOperation) as unable:
        raise UnableToRead(_("“%(said)s” is no number. Write how many, as 2 or 1.5.") % {"said": said}) from unable
