"""Setting up what is sold and in which money: products with prices, the firm's currency, dated rates.

A new rate says anew what open and closed opportunities in that currency are worth, and the sums follow at once.
"""

from datetime import date
from decimal import Decimal

from babel import Locale
from django.db import transaction
from django.utils.translation import gettext as _

from ingrain.journal.write import append
from ingrain.method.events import Event, Instant, Value
from ingrain.records.access import Desk
from ingrain.records.keep import UnableToSave
from ingrain.records.models import Bookkeeping, Opportunity, Product, Rate, Target
from ingrain.records.reading import MOST
from ingrain.records.shares import share_of
from ingrain.records.sums import Turns
from ingrain.records.surroundings import Surroundings

AT_ONCE = 1_000


# --- products ---------------------------------------------------------------------------------------------------------


def add_product(name: str, price: int | None, *, by: Desk, at: Instant) -> Product:
    """price: in hundredths. One of that name that isn't sold any more is sold again."""
    with transaction.atomic():
        before = Product.objects.filter(name__iexact=_line(name)).first()
        if before and before.sold:
            raise UnableToSave(_("There is a product %(name)s already.") % {"name": before})
        made = before or Product(name=_line(name))
        made.price, made.sold = _priced(price), True
        made.save()
        _journal(f"product/{made.pk}", "create", {"name": made.name, "price": _units(price)}, by, at)
    return made


def change_product(product: Product, *, name: str, price: int | None, sold: bool, by: Desk, at: Instant) -> None:
    with transaction.atomic():
        now = Product.objects.get(pk=product.pk)
        name = _line(name)
        if Product.objects.filter(name__iexact=name).exclude(pk=now.pk).exists():
            raise UnableToSave(_("There is a product %(name)s already.") % {"name": name})
        if (now.name, now.price, now.sold) == (name, price, sold):
            return
        now.name, now.price, now.sold = name, _priced(price), sold
        now.save(update_fields=["name", "price", "sold"])
        values: dict[str, Value] = {"name": name, "price": _units(price), "sold": sold}
        _journal(f"product/{now.pk}", "change", values, by, at)


# --- money ------------------------------------------------------------------------------------------------------------


def reckon_in(currency: str, *, by: Desk, at: Instant) -> None:
    """The firm's own currency; as long as nothing is reckoned in another one."""
    code = _currency(currency)
    with transaction.atomic():
        own = Surroundings().currency
        if own == code and Bookkeeping.objects.exists():
            return
        without = Opportunity.objects.filter(currency="", amount__isnull=False)
        if own != code and (
            without.exists() or Target.objects.exists() or Product.objects.exclude(price=None).exists()
        ):
            raise UnableToSave(
                _("Amounts, prices or targets are reckoned in %(own)s already; in %(code)s they would be wrong.")
                % {"own": own, "code": code}
            )
        Bookkeeping.objects.update_or_create(pk=1, defaults={"currency": code})
        _journal("firm/1", "change", {"currency": code}, by, at)
        say_worth_anew(today=Surroundings().calendar.day(at))


def set_rate(currency: str, since: date, rate: Decimal, *, by: Desk, at: Instant) -> Rate:
    """From this day on, one unit is worth so much of the firm's currency."""
    code = _currency(currency)
    if code == Surroundings().currency:
        raise UnableToSave(_("%(code)s is the firm's own currency; it needs no rate.") % {"code": code})
    if not Decimal("0.00000001") <= rate < Decimal(10_000_000):
        raise UnableToSave(_("A rate is more than 0: what one %(code)s is worth.") % {"code": code})
    with transaction.atomic():
        found, _new = Rate.objects.update_or_create(currency=code, since=since, defaults={"rate": rate})
        _journal(f"rate/{code}", "change", {"since": since.isoformat(), "rate": float(rate)}, by, at)
        say_worth_anew(code, today=Surroundings().calendar.day(at))
    return found


def take_rate_out(rate: Rate, *, by: Desk, at: Instant) -> None:
    with transaction.atomic():
        Rate.objects.filter(pk=rate.pk).delete()
        _journal(f"rate/{rate.currency}", "take out", {"since": rate.since.isoformat()}, by, at)
        say_worth_anew(rate.currency, today=Surroundings().calendar.day(at))


def say_worth_anew(currency: str | None = None, *, today: date) -> int:
    """What opportunities in this currency, or in all, are worth by the rates as they stand; how many changed."""
    rows = Opportunity.objects.exclude(amount=None)
    around, turns, changed = Surroundings(), Turns(), 0
    last = 0
    wanted = rows.filter(currency=currency) if currency else rows
    while some := list(wanted.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        last = some[-1].pk
        other = []
        for row in some:
            before = share_of(row, around)
            worth = around.worth_of(row)
            if worth != row.worth:
                row.worth = worth
                turns.turn(before, share_of(row, around), today)
                other.append(row)
        Opportunity.objects.bulk_update(other, ["worth"], batch_size=200)
        changed += len(other)
    turns.save()
    return changed


def _currency(code: str) -> str:
    code = code.strip().upper()
    if code not in Locale.parse("en").currencies:
        raise UnableToSave(_("“%(code)s” is no currency. Write three letters, as EUR or GBP.") % {"code": code})
    return code


def _line(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise UnableToSave(_("Write what the product is called."))
    if len(name) > 250:
        raise UnableToSave(_("A product's name has at most 250 letters."))
    return name


def _priced(price: int | None) -> int | None:
    if price is not None and not 0 <= price < MOST * 100:
        raise UnableToSave(_("Look at the price: it is less than nothing, or more than there is to sell."))
    return price


def _units(hundredths: int | None) -> Value:
    return None if hundredths is None else hundredths / 100


def _journal(record: str, do: str, values: dict[str, Value], by: Desk, at: Instant) -> None:
    append([Event(0, record, do, at, at, by.viewer.key, values)])
