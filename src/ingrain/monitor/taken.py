"""Each table of the database that knows of colleagues, by which of its fields, and what of it is handed over to them.

A test walks every model and insists that none is forgotten. LEFT_OUT says what stays here, and why.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.db.models import Model

from ingrain.connect.models import Arrival, Joined
from ingrain.editions.models import Document, Edition, Request, Turn
from ingrain.engine.checked import FIELDS
from ingrain.journal.models import Batch
from ingrain.monitor.models import Decision, Figure, Look, Objection, Shown, Standing, Tally
from ingrain.people.models import Colleague, Departure, HeldRole, Intake, Leave, Taken
from ingrain.records.models import (
    Account,
    Activity,
    Attachment,
    Bulk,
    Contact,
    HandOver,
    Lead,
    Mention,
    Opportunity,
    Recent,
    Remembered,
    Spreadsheet,
    Target,
    Territory,
    View,
)  # fmt: skip

CELL = ("document__title", "day", "area", "state", "met", "late", "missed", "due", "early", "void", "unknown",
        "breaches", "triggers", "judged_records", "violating_records", "low", "high")  # fmt: skip


@dataclass(frozen=True)
class Part:
    """A table. by: the fields that name a colleague, by number (me), key or address. shown: what is handed over."""

    name: str
    says: str
    model: type[Model]
    by: Mapping[str, str]
    shown: tuple[str, ...]


ME, KEY, MAIL = "pk", "key", "email"

NAMED: dict[type[Model], str] = {
    Activity: "subject",
    Account: "name",
    Contact: "name",
    Lead: "name",
    Opportunity: "name",
}
STATE: dict[type[Model], tuple[str, ...]] = {
    Activity: ("kind", "state", "done"), Account: ("type",), Contact: ("position",), Lead: ("state",),
    Opportunity: ("state", "amount", "currency", "close_date"),
}  # fmt: skip

PARTS: tuple[Part, ...] = (
    Part("what is written about me", "As those who set up Ingrain wrote it.", Colleague, {"pk": ME},
         ("key", "name", "email", "team__name", "manager__name", "coach__name", "kind", "is_active", "left", "invited",
          "last_login")),
    Part("who reports to me or is coached by me", "Names alone.", Colleague, {"manager": ME, "coach": ME}, ("name",)),
    Part("my roles", "What I may do here.", HeldRole, {"colleague": ME}, ("role",)),
    Part("when I am away", "And for whom I stand in.", Leave, {"colleague": ME, "deputy": ME},
         ("colleague__name", "first", "last", "deputy__name")),
    Part("who left", "I, somebody of whom I wrote it down, or of whom I took over.", Departure,
         {"colleague": ME, "heir": ME, "by": ME},
         ("colleague__name", "day", "heir__name", "records", "reports", "tasks", "by__name", "at", "undone")),
    Part("lists with me in them", "What a list of people said of me.", Taken, {"key": KEY},
         ("intake__at", "name", "before", "after")),
    Part("lists that I brought in", "When.", Intake, {"by": ME}, ("at", "undone")),
    Part("what I am asked for", "Each as it stands, with its record: of each record the worst counts once per rule.",
         Standing, {"responsible": KEY}, ("document__title", "area", *FIELDS)),
    Part("what others see that I am asked for", "The same as it stood when it was kept for others.", Shown,
         {"responsible": KEY}, ("document__title", "showing__day", "showing__made", "area", *FIELDS)),
    Part("my figures", "Each area, each day: followed = met ÷ (met + late + missed), over 28 days.", Figure,
         {"person": KEY}, CELL),
    Part("my figures by rule and period", "Of today and of the days that others see, counted like my figures.", Tally,
         {"person": KEY}, (CELL[0], "day", "days", "rule", *CELL[2:])),
    Part("who looked", "Who looked at me, when, why and for how many seconds; and where I looked.", Look,
         {"person": KEY, "by": ME}, ("by__name", "person", "area", "reason", "at", "seconds")),
    Part("what was decided", "About me, by me, or for me to do; with the figure as it stood.", Decision,
         {"person": KEY, "who": ME, "by": ME},
         ("person", "area", "action", "note", "who__name", "until", "by__name", "at", "met", "asked", "state", "again",
          "done", "kept", "because", "seen_again")),
    Part("what was contested", "By me, or answered by me.", Objection,
         {"by": ME, "answered_by": ME, "responsible": KEY},
         ("record", "triggered", "why", "by__name", "at", "answered_by__name", "answered", "upheld", "answer")),
    Part("manuals that I wrote", "Drafts that are mine or that I saved last.", Document, {"owner": ME, "saved_by": ME},
         ("title", "owner__name", "saved_by__name", "draft")),
    Part("editions that I published", "Their texts can be read by everybody.", Edition, {"by": ME},
         ("document__title", "number", "published")),
    Part("what I asked of the manual", "Sentences that I said are wrong.", Request, {"by": ME},
         ("document__title", "area", "sentence", "at", "stand")),
    Part("what I said about such questions", "As the one who asked or the one who answers.", Turn, {"by": ME},
         ("request__sentence", "at", "stand", "words")),
    Part("logs that I brought in", "The files as they were called.", Arrival, {"by": ME}, ("name", "original", "at")),
    Part("names in logs that are mine", "Or that I found to be somebody's.", Joined, {"colleague": ME, "by": ME},
         ("log__name", "name", "colleague__name", "by__name", "at")),
    Part("what I brought into the journal at once", "Batches.", Batch, {"by": KEY}, ("name", "begun", "events")),
    Part("my addresses", "By which I can sign in.", EmailAddress, {"user": ME}, ("email", "verified", "primary")),
    Part("my second factors", "Passkeys and apps, without their secrets.", Authenticator, {"user": ME},
         ("type", "created_at", "last_used_at")),
    Part("when I signed in", "When, from where and with which browser.", AccessLog, {"username": MAIL},
         ("attempt_time", "logout_time", "ip_address", "user_agent")),
    Part("when signing in failed", "Attempts with my address.", AccessAttempt, {"username": MAIL},
         ("attempt_time", "ip_address", "user_agent", "failures_since_start")),
    Part("when signing in was locked", "Attempts with my address.", AccessFailureLog, {"username": MAIL},
         ("attempt_time", "ip_address", "user_agent", "locked_out")),
)  # fmt: skip

RECORDS = {
    Account: "accounts that are mine", Contact: "contacts that are mine", Lead: "leads that are mine",
    Opportunity: "opportunities that are mine", Activity: "activities that are mine",
}  # fmt: skip
"""Their own fields are the customer's; what I did with them stands in “what I did”."""

PARTS += tuple(
    Part(
        name,
        "By their numbers, with their state.",
        model,
        {"owner": ME},
        ("pk", NAMED[model], "created", *STATE[model]),
    )
    for model, name in RECORDS.items()
)
PARTS += (
    Part("my targets", "By quarter, in hundredths of the firm's currency.", Target, {"colleague": ME},
         ("quarter", "amount")),
    Part("my territories", "Where I work.", Territory, {"colleague": ME}, ("name",)),
    Part("records that were handed over", "By me, to me, or between others by me.", HandOver,
         {"giver": ME, "heir": ME, "by": ME},
         ("giver__name", "heir__name", "by__name", "kinds", "records", "at", "undone")),
    Part("where I was mentioned", "Or mentioned somebody.", Mention, {"colleague": ME, "by": ME},
         ("colleague__name", "by__name", "activity__subject", "at", "seen")),
    Part("files that I attached", "As they were called.", Attachment, {"by": ME}, ("record", "name", "size", "at")),
    Part("what I changed at once", "One value on many records.", Bulk, {"by": ME},
         ("kind", "field", "value", "begun", "done", "undone")),
    Part("records that I looked at", "The last time only.", Recent, {"colleague": ME}, ("record", "at")),
    Part("lists that I keep", "With what they ask for.", View, {"by": ME}, ("kind", "name", "asked", "shared")),
    Part("spreadsheets that I brought in", "As they were called.", Spreadsheet, {"by": ME},
         ("original", "kind", "at", "total", "undone")),
    Part("what I said columns mean", "Remembered for the next spreadsheet.", Remembered, {"by": ME},
         ("kind", "names", "at")),
)  # fmt: skip

LEFT_OUT = {
    "journal.Entry.actor": "it is the table “what I did”, with the values",
    "monitor.Figure.whole": "an area's own figure is nobody's",
    "mfa.Authenticator.data": "secrets: whoever has them can sign in as me",
    "records.Pile.owner": "sums of opportunities that are handed over",
    "records.Said.owner": "sums of opportunities that are handed over",
    "records.Movement.owner": "what moved stands in “what I did” and in the opportunities",
    "records.Found.owner": "the search's own copy of records that are handed over",
    "records.Sent.by": "a key of a request that was answered, kept so that nothing is done twice",
    "people.Colleague.password": "a secret, and not what I typed",
}
"""What no part names, with the reason."""
