"""What is sold in an opportunity, line by line, and who plays which part in it.

The journal says both as text with one a line ("2 × Packer P200 at 41000", "contact/5: decision maker"), so that they
are kept, compared and taken back as every other value is. Here lives that text, its sums, and the tables made from it;
and the verbs that set them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from ingrain.records.models import Contact, Line, Opportunity, Part, Product

DERIVED = frozenset({"product lines", "people"})
SOLD = re.compile(r"(?P<quantity>\d+(?:\.\d+)?) × (?P<product>.+) at (?P<price>\d+(?:\.\d\d?)?)$")
PLAYED = re.compile(r"contact/(?P<contact>\d+): (?P<part>.+)$")
PARTS = ("decision maker", "buyer", "user", "technical adviser", "sponsor", "against it")
"""What is offered; others can be written."""

DECIDES = "decision maker"


@dataclass(frozen=True)
class Sold:
    """So many of a product, at a price each in hundredths."""

    product: str
    quantity: Decimal = Decimal(1)
    price: int = 0

    @property
    def sum(self) -> int:
        return round(self.quantity * self.price)

    def __str__(self) -> str:
        price = f"{self.price // 100}" if self.price % 100 == 0 else f"{self.price / 100:.2f}"
        return f"{self.quantity.normalize():f} × {self.product} at {price}"


@dataclass(frozen=True)
class Played:
    """The part that a contact plays."""

    contact: int
    part: str

    def __str__(self) -> str:
        return f"contact/{self.contact}: {self.part}"


def sold(text: str) -> list[Sold]:
    """The lines of a text; what is none is passed over."""
    found = filter(None, map(SOLD.match, text.splitlines()))
    return [Sold(f["product"], Decimal(f["quantity"]), round(Decimal(f["price"]) * 100)) for f in found]


def played(text: str) -> list[Played]:
    found = filter(None, map(PLAYED.match, text.splitlines()))
    return [Played(int(f["contact"]), f["part"]) for f in found]


def said(lines: Iterable[Sold | Played]) -> str | None:
    """As the journal says it; None for none."""
    return "\n".join(map(str, lines)) or None


def quantity(text: str) -> Decimal:
    """How many. Raises ValueError with a sentence."""
    try:
        found = Decimal(text.strip().replace(",", ".") or "1")
    except InvalidOperation as unable:
        raise ValueError(_("“%(said)s” is no number of pieces.") % {"said": text}) from unable
    if not 0 < found < 1_000_000_000:
        raise ValueError(_("“%(said)s” is no number of pieces that can be sold.") % {"said": text})
    return round(found, 3)


def write_rows(rows: Iterable[Opportunity]) -> None:
    """Make the tables say what the texts say. A product or contact that isn't there any more has no row."""
    for row in rows:
        lines, parts = sold(row.product_lines), played(row.people)
        Line.objects.filter(opportunity=row).delete()
        Part.objects.filter(opportunity=row).delete()
        products = {p.name: p for p in Product.objects.filter(name__in=[line.product for line in lines])}
        Line.objects.bulk_create(
            Line(opportunity=row, product=products[line.product], quantity=line.quantity, price=line.price)
            for line in lines
            if line.product in products
        )
        there = set(Contact.objects.filter(pk__in=[p.contact for p in parts]).values_list("pk", flat=True))
        once = {part.contact: part for part in parts if part.contact in there}
        Part.objects.bulk_create(Part(opportunity=row, contact_id=p.contact, part=p.part[:50]) for p in once.values())
