"""Where a record's page is: its name in the journal as an address, and back."""

from django.urls import register_converter, reverse

from ingrain.records.fields import ACTIVITIES, CUSTOMERS

PLURAL = {"lead": "leads", "account": "accounts", "contact": "contacts", "opportunity": "opportunities"}
SINGULAR = {plural: kind for kind, plural in PLURAL.items()}


class KindConverter:
    """In addresses the kinds stand in the plural."""

    regex = "|".join(PLURAL.values())

    def to_python(self, value: str) -> str:
        return SINGULAR[value]

    def to_url(self, value: str) -> str:
        return PLURAL[value]


register_converter(KindConverter, "kind")


def address_of(record: str) -> str:
    """The page of a record, "lead/7" for example; "" for what has none."""
    kind, _, number = record.partition("/")
    if kind in CUSTOMERS and number.isdecimal():
        return reverse("one", args=[kind, int(number)])
    if kind in ACTIVITIES and number.isdecimal():
        return reverse("activity", args=[int(number)])
    return ""
