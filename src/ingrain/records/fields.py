"""The fields of each kind of record: what people call them, where they are kept, and what they can hold.

Lists, forms, imports, exports, the journal and the manual's words all read this one description. A field's name is
the one that the manual uses. Reading what people typed lives in reading.py.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ingrain.journal.bulk import rows
from ingrain.method.events import Value
from ingrain.records.models import Account, Activity, Contact, Kept, Lead, Opportunity, Product


class Type(Enum):
    """What a field holds."""

    TEXT = "text"
    LONG = "long"
    LINES = "lines"
    EMAIL = "email"
    PHONE = "phone"
    WEB = "web"
    MONEY = "money"
    CURRENCY = "currency"
    DAY = "day"
    MOMENT = "moment"
    CHOICE = "choice"
    SUGGESTED = "suggested"
    PERSON = "person"
    RECORD = "record"
    STAGE = "stage"


type Choices = Callable[[], list[tuple[str, str]]]
"""What can be chosen: (value, as shown)."""


@dataclass(frozen=True)
class Field:
    """One field. column: the attribute of the row that holds it. to: of a RECORD, the kind that it names.

    choices: what a CHOICE may be, and what is offered for a SUGGESTED one. written: people may set it themselves.
    """

    name: str
    label: str | Promise
    type: Type = Type.TEXT
    column: str = ""
    to: str = ""
    choices: Choices | None = None
    written: bool = True

    @cached_property
    def at(self) -> str:
        """The attribute of the row."""
        return self.column or self.name.replace(" ", "_")

    @property
    def is_link(self) -> bool:
        return self.type in (Type.PERSON, Type.RECORD, Type.STAGE)


@dataclass(frozen=True)
class Kind:
    """A kind of record with its fields in the order in which they are shown."""

    name: str
    model: type[Kept]
    fields: tuple[Field, ...]
    label: str | Promise
    plural: str | Promise

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        return {field.name: field for field in self.fields}

    def row(self, number: int) -> str:
        """The name of one of them in the journal."""
        return f"{self.name}/{number}"


def chosen(model: type[Lead] | type[Opportunity] | type[Activity], attribute: str) -> Choices:
    """The choices of a column of a table."""

    def choices() -> list[tuple[str, str]]:
        return [(str(value), str(label)) for value, label in getattr(model, attribute).choices]

    return choices


def of(model: type[Kept], column: str) -> Choices:
    """What stands in a column so far, at most so much as can be looked through."""

    def choices() -> list[tuple[str, str]]:
        # From each value to the next by the index of the list: never through all rows.
        following = f'SELECT min("{column}") FROM "{model._meta.db_table}" WHERE deleted IS NULL AND "{column}" >'
        found = rows(
            f"WITH RECURSIVE one(value) AS ({following} '' UNION ALL SELECT ({following} one.value) FROM one "
            "WHERE one.value IS NOT NULL) SELECT value FROM one WHERE value IS NOT NULL LIMIT 100"
        )
        return [(value, value) for (value,) in found]

    return choices


def products() -> list[tuple[str, str]]:
    return [(name, name) for name in Product.objects.filter(sold=True).values_list("name", flat=True)]


def _offered(*values: str) -> Choices:
    return lambda: [(value, value) for value in values]


SOURCES = _offered("Web", "Trade fair", "Referral", "Phone", "Campaign")
TYPES = _offered("key", "standard", "partner", "former")
LOSS_REASONS = _offered(
    "price", "bought elsewhere", "no answer", "no budget this year", "not our kind of machine", "project stopped"
)

NAME = Field("name", _("Name"))
OWNER = Field("owner", _("Owner"), Type.PERSON)
TERRITORY = Field("territory", _("Territory"), Type.TEXT)
DESCRIPTION = Field("description", _("Description"), Type.LONG)
PHONE = Field("phone", _("Phone"), Type.PHONE)
EMAIL = Field("email address", _("E-mail"), Type.EMAIL, column="email")
REACHED = (
    Field("other phones", _("Other phones"), Type.LINES),
    Field("other email addresses", _("Other e-mails"), Type.LINES, column="other_emails"),
    Field("address", _("Address"), Type.LONG),
    Field("postcode", _("Postcode")),
    Field("city", _("City")),
    Field("country", _("Country")),
    Field("other addresses", _("Other addresses"), Type.LINES),
)

ACCOUNT = Kind(
    "account",
    Account,
    (
        NAME,
        OWNER,
        Field("type", _("Type"), Type.SUGGESTED, choices=TYPES),
        Field("industry", _("Industry"), Type.SUGGESTED, choices=of(Account, "industry")),
        Field("parent", _("Belongs to"), Type.RECORD, to="account"),
        PHONE,
        EMAIL,
        Field("website", _("Website"), Type.WEB),
        *REACHED,
        TERRITORY,
        DESCRIPTION,
    ),
    _("Account"),
    _("Accounts"),
)
CONTACT = Kind(
    "contact",
    Contact,
    (
        NAME,
        Field("account", _("Account"), Type.RECORD, to="account"),
        Field("position", _("Position")),
        PHONE,
        EMAIL,
        OWNER,
        *REACHED,
        TERRITORY,
        DESCRIPTION,
    ),
    _("Contact"),
    _("Contacts"),
)
LEAD = Kind(
    "lead",
    Lead,
    (
        NAME,
        Field("company", _("Company")),
        Field("state", _("State"), Type.CHOICE, choices=chosen(Lead, "State"), written=False),
        PHONE,
        EMAIL,
        Field("source", _("Source"), Type.SUGGESTED, choices=SOURCES),
        Field("product", _("Product"), Type.SUGGESTED, choices=products),
        Field("budget", _("Budget"), Type.MONEY),
        OWNER,
        Field("position", _("Position")),
        Field("loss reason", _("Why not"), Type.SUGGESTED, choices=LOSS_REASONS),
        *REACHED,
        TERRITORY,
        DESCRIPTION,
    ),
    _("Lead"),
    _("Leads"),
)
OPPORTUNITY = Kind(
    "opportunity",
    Opportunity,
    (
        NAME,
        Field("account", _("Account"), Type.RECORD, to="account"),
        Field("stage", _("Stage"), Type.STAGE, written=False),
        Field("state", _("State"), Type.CHOICE, choices=chosen(Opportunity, "State"), written=False),
        Field("amount", _("Amount"), Type.MONEY),
        Field("currency", _("Currency"), Type.CURRENCY),
        Field("close date", _("Close date"), Type.DAY),
        Field("what next", _("Next step")),
        Field("next step", _("Next step on"), Type.DAY),
        OWNER,
        Field("forecast", _("Forecast"), Type.CHOICE, column="category", choices=chosen(Opportunity, "Category")),
        Field("product", _("Product"), Type.SUGGESTED, choices=products),
        Field("budget", _("Budget"), Type.MONEY),
        Field("decision maker", _("Decision maker")),
        Field("source", _("Source"), Type.SUGGESTED, choices=SOURCES),
        Field("loss reason", _("Why lost"), Type.SUGGESTED, choices=LOSS_REASONS),
        Field("lead", _("Came from"), Type.RECORD, to="lead", written=False),
        Field("product lines", _("Product lines"), Type.LINES, written=False),
        Field("people", _("Who plays which part"), Type.LINES, written=False),
        TERRITORY,
        DESCRIPTION,
    ),
    _("Opportunity"),
    _("Opportunities"),
)
ACTIVITY_FIELDS = (
    Field("subject", _("What about")),
    OWNER,
    Field("start", _("Start"), Type.MOMENT),
    Field("end", _("End"), Type.MOMENT),
    Field("due date", _("Due"), Type.DAY, column="due"),
    Field("purpose", _("Purpose")),
    Field("outcome", _("Outcome")),
    Field("place", _("Place")),
    Field("notes", _("Notes"), Type.LONG, column="text"),
)
ACTIVITIES = {
    str(value): Kind(str(value), Activity, ACTIVITY_FIELDS, label, label) for value, label in Activity.Kind.choices
}
CUSTOMERS = {kind.name: kind for kind in (LEAD, ACCOUNT, CONTACT, OPPORTUNITY)}
KINDS: Mapping[str, Kind] = {**CUSTOMERS, **ACTIVITIES}


def kind_of(row: Kept) -> Kind:
    """The kind of a row."""
    return KINDS[row.record.partition("/")[0]]


def as_value(row: Kept, field: Field) -> Value:
    """What a row holds in a field, as the journal says it."""
    match field.type:
        case Type.PERSON:
            return row.owner.key if row.owner else None
        case Type.RECORD:
            number = getattr(row, f"{field.at}_id")
            return f"{field.to}/{number}" if number else None
        case Type.STAGE:
            stage = getattr(row, field.at)
            return stage.name if stage else None
        case Type.MONEY:
            hundredths = getattr(row, field.at)
            return None if hundredths is None else hundredths // 100 if hundredths % 100 == 0 else hundredths / 100
        case Type.DAY:
            day: date | None = getattr(row, field.at)
            return day.isoformat() if day else None
        case _:
            value: Value = getattr(row, field.at)
            return value or None
