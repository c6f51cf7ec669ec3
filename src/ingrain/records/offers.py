"""What is offered in an opportunity: so many of a product at a price. In the journal one text, a line each.

Money in that text is in units, as everywhere in the journal; in rows in hundredths. Verbs live in lines.py.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ingrain.records.models import Line, Opportunity, Product

FIELD = "lines"
WRITTEN = re.compile(r"(?P<quantity>\d+(?:\.\d+)?) × (?P<product>.+) at (?P<price>\d+(?:\.\d+)?)$")


@dataclass(frozen=True)
class Offer:
    """So many of a product at a price each, in hundredths."""

    product: str
    quantity: Decimal
    price: int

    @property
    def sum(self) -> int:
        return int((self.quantity * self.price).quantize(Decimal(1), ROUND_HALF_UP))

    def __str__(self) -> str:
        return f"{_plain(self.quantity)} × {self.product} at {_price(self.price)}"


def offers(row: Opportunity) -> list[Offer]:
    """The lines of an opportunity."""
    lines = Line.objects.filter(opportunity=row).select_related("product")
    return [Offer(line.product.name, line.quantity, line.price) for line in lines]


def total(offered: Iterable[Offer]) -> int:
    return sum(offer.sum for offer in offered)


def read_back(text: str) -> list[Offer]:
    """What the journal says; what isn't such a line is passed over."""
    found = []
    for match in filter(None, map(WRITTEN.match, text.splitlines())):
        price = int(Decimal(match["price"]) * 100)
        found.append(Offer(match["product"], Decimal(match["quantity"]), price))
    return found


def write(rows: Iterable[tuple[Opportunity, str]]) -> None:
    """What a shelf knows of lines, into the tables. A product that isn't there any more comes back as unsold."""
    for row, text in rows:
        Line.objects.filter(opportunity=row).delete()
        told_of = read_back(text)
        known = {p.name: p for p in Product.objects.filter(name__in={one.product for one in told_of})}
        for name in {one.product for one in told_of} - set(known):
            known[name] = Product.objects.create(name=name, sold=False)
        Line.objects.bulk_create(
            Line(opportunity=row, product=known[one.product], quantity=one.quantity, price=one.price) for one in told_of
        )


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _price(hundredths: int) -> str:
    return str(hundredths // 100) if hundredths % 100 == 0 else f"{hundredths // 100}.{hundredths % 100:02}"
