"""An opportunity's own parts of its page: its stages, what is sold, who plays which part."""

from dataclasses import dataclass

from ingrain.records import related, selling
from ingrain.records.access import Desk
from ingrain.records.models import Opportunity, Product, Stage
from ingrain.web import showing
from ingrain.web.record.saying import Sayer


@dataclass(frozen=True)
class Row:
    """A line of what is sold, as shown and as it can be typed."""

    product: str
    quantity: str
    price: str
    each: str
    sum: str


@dataclass(frozen=True)
class Person:
    record: str
    name: str
    part: str


@dataclass(frozen=True)
class Sale:
    """on: the number of the stage in which it stands; passed: of those before it."""

    stages: list[Stage]
    on: int | None
    passed: set[int]
    lines: list[Row]
    sum: str
    people: list[Person]
    products: list[Product]
    parts: tuple[str, ...]


def sale(row: Opportunity, desk: Desk, say: Sayer) -> Sale:
    """What the page shows of an opportunity beyond its fields."""
    currency = row.currency or say.around.currency
    pipeline = row.stage.pipeline_id if row.stage else None
    pipelines = {one.pk: one for one in say.around.pipelines}
    chosen = pipelines.get(pipeline or 0) or next(iter(say.around.pipelines), None)
    stages = list(chosen.stages.all()) if chosen else []
    place = row.stage.place if row.stage else -1
    sold = selling.sold(row.product_lines)
    played = selling.played(row.people)
    names = related.names([f"contact/{one.contact}" for one in played], desk)
    return Sale(
        stages,
        row.stage_id,
        {stage.pk for stage in stages if stage.place < place},
        [_row(one, currency) for one in sold],
        showing.money(sum(one.sum for one in sold), currency) if sold else "",
        [Person(r, names[r], one.part) for one in played if (r := f"contact/{one.contact}") in names],
        list(Product.objects.filter(sold=True)[:500]),
        selling.PARTS,
    )


def _row(one: selling.Sold, currency: str) -> Row:
    each = showing.money(one.price, currency)
    return Row(
        one.product, f"{one.quantity.normalize():f}", f"{one.price / 100:g}", each, showing.money(one.sum, currency)
    )
