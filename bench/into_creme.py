"""The records of a load of ours, written into Creme CRM; bench/in_creme.py runs this, in Creme's environment.

Each is what it is in Creme: an account an organisation, a call, meeting or task an activity, an email an email, a note
a memo on its record. They are linked as Creme links them by itself, never more. History has one line where our journal
has an entry about one of them (Creme writes more, one for each link). Leads are left out: Creme has none.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import batched, count
from typing import Any, NamedTuple
from uuid import uuid4

from creme.activities import constants as doing
from creme.activities.models import Activity, ActivitySubType, Status
from creme.assistants.models import Memo
from creme.creme_core.models import CremeEntity, CremeUser, HistoryLine, Relation, RelationType, UserRole
from creme.creme_core.models.history import TYPE_AUX_CREATION, TYPE_CREATION, TYPE_EDITION
from creme.emails.constants import REL_SUB_MAIL_RECEIVED, REL_SUB_RELATED_TO
from creme.emails.models import EntityEmail
from creme.opportunities.constants import REL_SUB_EMIT_ORGA, REL_SUB_TARGETS
from creme.opportunities.models import Opportunity, SalesPhase
from creme.persons.constants import REL_SUB_EMPLOYED_BY
from creme.persons.models import Address, Contact, Organisation, Sector
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Max, Model

LINES = 1_000_000
"""So many of the newest entries become history."""

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 (naive, as Django writes it into SQLite)
STATUSES = {"planned": doing.UUID_STATUS_PLANNED, "cancelled": doing.UUID_STATUS_CANCELLED}
TYPES = {
    "call": doing.UUID_TYPE_PHONECALL,
    "meeting": doing.UUID_TYPE_MEETING,
    "task": doing.UUID_TYPE_TASK,
}
DONE = """SELECT kind || '/' || id AS record, subject AS title, *,
    (SELECT record FROM records_about WHERE activity_id = a.id AND near) AS about FROM records_activity a """
ENTRIES = """SELECT * FROM (SELECT * FROM journal_entry LEFT JOIN journal_held ON entry_id = sequence
    ORDER BY sequence DESC LIMIT ?) ORDER BY sequence"""

Row = sqlite3.Row
Values = dict[str, Any]


class Became(NamedTuple):
    """What a record of ours is in Creme."""

    number: int
    type: int
    title: str
    user: int


class Filling:
    """From our SQLite into Creme's; once, and into a Creme that has only what it comes with."""

    def __init__(self, ours: sqlite3.Connection) -> None:
        self.ours = ours
        self.root = CremeUser.objects.get(is_superuser=True).pk
        self.people = {row["id"]: _user(row) for row in ours.execute("SELECT * FROM people_colleague")}
        self.numbers = count(CremeEntity.objects.aggregate(last=Max("pk"))["last"] + 1)
        self.became: dict[str, Became] = {}
        self.addresses: dict[str, str] = {}
        self.phases = {**_stages(ours), "won": SalesPhase.objects.get(won=True).pk,
                       "lost": SalesPhase.objects.get(lost=True).pk}  # fmt: skip
        self.subtypes = {kind: ActivitySubType.objects.filter(type__uuid=uuid)[0] for kind, uuid in TYPES.items()}
        self.statuses = {state: Status.objects.get(uuid=uuid).pk for state, uuid in STATUSES.items()}
        self.done = Status.objects.get(uuid=doing.UUID_STATUS_DONE).pk

    def fill(self) -> None:
        named = "SELECT '{0}/' || id AS record, name AS title, * FROM records_{0}"
        self._entities(Organisation, named.format("account"), self._organisation)
        _write(Address, self._places())
        self._entities(Contact, named.format("contact"), self._contact)
        self._entities(Opportunity, named.format("opportunity"), self._opportunity)
        self._entities(Activity, f"{DONE} WHERE kind IN ('call', 'meeting', 'task')", self._activity)
        self._entities(EntityEmail, f"{DONE} WHERE kind = 'email'", self._email)
        _write(Memo, self._memos())
        _write(Relation, self._both_ways())
        _write(HistoryLine, self._lines())

    def _entities(self, model: type[CremeEntity], which: str, values: Callable[[Row, int], Values]) -> None:
        """Into the table that all of them share, and into that of their kind."""
        kind = ContentType.objects.get_for_model(model).pk
        for rows in batched(self.ours.execute(which), 10_000):
            shared, own = [], []
            for row in rows:
                user = self.people.get(row["owner_id"], self.root)
                one = Became(next(self.numbers), kind, row["title"], user)
                self.became[row["record"]] = one
                shared.append({
                    "id": one.number, "uuid": uuid4().hex, "entity_type_id": kind, "user_id": user,
                    "header_filter_search_field": row["title"].lower(), **_times(row, "created", "modified"),
                })  # fmt: skip
                own.append({"cremeentity_ptr_id": one.number, **values(row, one.number)})
            _write(CremeEntity, shared)
            _write(model, own)

    # --- what each of them holds --------------------------------------------------------------------------------------

    def _organisation(self, row: Row, number: int) -> Values:
        self.addresses[row["record"]] = row["email"]
        sector = Sector.objects.get_or_create(title=row["industry"])[0].pk if row["industry"] else None
        return {
            "name": row["name"], "phone": row["phone"], "email": row["email"], "url_site": row["website"],
            "sector_id": sector, "billing_address_id": number,
        }  # fmt: skip

    def _places(self) -> Iterator[Values]:
        """A billing address has the number of its organisation."""
        for row in self.ours.execute("SELECT * FROM records_account"):
            one = self.became[f"account/{row['id']}"]
            yield {
                "id": one.number, "object_id": one.number, "content_type_id": one.type, "name": "Billing",
                "address": row["address"], "zipcode": row["postcode"], "city": row["city"], "country": row["country"],
                **_times(row, "created", "modified"),
            }  # fmt: skip

    def _contact(self, row: Row, _number: int) -> Values:
        self.addresses[row["record"]] = row["email"]
        first, _, last = row["name"].partition(" ")
        return {
            "first_name": first if last else "", "last_name": last or first, "phone": row["phone"],
            "email": row["email"], "full_position": row["position"],
        }  # fmt: skip

    def _opportunity(self, row: Row, _number: int) -> Values:
        amount = None if row["amount"] is None else row["amount"] // 100
        phase = self.phases.get(row["state"]) or self.phases[row["stage_id"]]
        return {
            "name": row["name"], "estimated_sales": amount, "made_sales": amount if row["state"] == "won" else None,
            "sales_phase_id": phase, "expected_closing_date": row["close_date"],
            "closing_date": row["closed_at"] and _moment(row["closed_at"])[:10],
        }  # fmt: skip

    def _activity(self, row: Row, _number: int) -> Values:
        subtype, begun = self.subtypes[row["kind"]], row["start"] or row["at"]
        return {
            "title": row["subject"], "start": _moment(begun), "end": _moment(row["end"] or begun),
            "minutes": row["text"], "place": row["place"], "type_id": subtype.type_id, "sub_type_id": subtype.pk,
            "status_id": self.statuses.get(row["state"], self.done),
        }  # fmt: skip

    def _email(self, row: Row, _number: int) -> Values:
        return {
            "identifier": uuid4().hex, "sender": f"{row['creator']}@example.com", "subject": row["subject"],
            "recipient": self.addresses.get(row["about"], "office@example.com"), "body": row["text"],
            "body_html": f"<p>{row['text']}</p>", "status": EntityEmail.Status.SENT, "sending_date": _moment(row["at"]),
        }  # fmt: skip

    def _memos(self) -> Iterator[Values]:
        for row in self.ours.execute(f"{DONE} WHERE kind = 'note'"):
            if one := self.became.get(row["about"]):
                self.became[row["record"]] = one
                yield {
                    "id": row["id"], "entity_id": one.number, "entity_content_type_id": one.type, "user_id": one.user,
                    "content": row["text"] or row["subject"], **_times(row, "creation_date", "modification_date"),
                }  # fmt: skip

    # --- what lies between them ---------------------------------------------------------------------------------------

    def _both_ways(self) -> Iterator[Values]:
        """Each link is two rows, one for each of its ends."""
        opposite = dict(RelationType.objects.values_list("id", "symmetric_type_id"))
        there = 1
        for begun, kind, subject, other in self._links():
            if subject and other:
                shared = {"created": _moment(begun), "user_id": subject.user}
                yield _link(there, kind, subject, other) | shared
                yield _link(there + 1, opposite[kind], other, subject) | {"symmetric_relation_id": there} | shared
                there += 2

    def _links(self) -> Iterator[tuple[int, str, Became | None, Became | None]]:
        """When, how, who and with whom. The organisation of whoever takes part is a subject too, as Creme has it."""
        get, us, employers = self.became.get, _us(), dict[str, Became | None]()
        for row in self.ours.execute("SELECT id, account_id, created FROM records_contact"):
            contact, account = f"contact/{row['id']}", get(f"account/{row['account_id']}")
            employers[contact] = account
            yield row["created"], REL_SUB_EMPLOYED_BY, get(contact), account
        for row in self.ours.execute("SELECT id, account_id, created FROM records_opportunity"):
            opportunity = get(f"opportunity/{row['id']}")
            yield row["created"], REL_SUB_TARGETS, opportunity, get(f"account/{row['account_id']}")
            yield row["created"], REL_SUB_EMIT_ORGA, us, opportunity
        for row in self.ours.execute(f"{DONE} WHERE kind <> 'note'"):
            at, one, near = row["created"], get(row["record"]), get(row["about"])
            if row["kind"] == "email":
                to_somebody = row["about"].startswith(("contact/", "account/"))
                yield at, REL_SUB_MAIL_RECEIVED if to_somebody else REL_SUB_RELATED_TO, one, near
            elif row["about"] in employers:
                yield at, doing.REL_SUB_PART_2_ACTIVITY, near, one
                yield at, doing.REL_SUB_ACTIVITY_SUBJECT, employers[row["about"]], one
            else:
                yield at, doing.REL_SUB_ACTIVITY_SUBJECT, near, one

    def _lines(self) -> Iterator[Values]:
        memo, begun = ContentType.objects.get_for_model(Memo).pk, set[str]()
        for row in self.ours.execute(ENTRIES, [LINES]):
            if one := self.became.get(row["record"]):
                kind, more = TYPE_CREATION, []
                if row["record"].startswith("note/"):
                    kind, more = TYPE_AUX_CREATION, [memo, int(row["record"].removeprefix("note/")), "note"]
                elif row["record"] in begun:
                    kind, more = TYPE_EDITION, [self._edited(row)]
                begun.add(row["record"])
                yield {
                    "entity_id": one.number, "entity_ctype_id": one.type, "entity_owner_id": one.user, "type": kind,
                    "username": row["actor"] or "", "date": _moment(row["occurred"]),
                    "value": json.dumps([one.title, *more]),
                }  # fmt: skip

    def _edited(self, row: Row) -> list[Any]:
        stage = json.loads(row["fields"] or "{}").get("stage")
        return ["sales_phase", self.phases[stage]] if stage in self.phases else ["description", row["did"]]


def _user(row: Row) -> int:
    """Creme makes a contact for each."""
    first, _, last = row["name"].partition(" ")
    email = row["email"] or f"{row['key']}@example.com"
    role = UserRole.objects.all()[0]
    return CremeUser.objects.create(
        username=row["key"], first_name=first, last_name=last or first, email=email, role=role
    ).pk


def _stages(ours: sqlite3.Connection) -> dict[Any, int]:
    """Ours as Creme's phases, by number and by name."""
    made = {(row["id"], row["name"]): SalesPhase.objects.create(name=row["name"]).pk
            for row in ours.execute("SELECT * FROM records_stage ORDER BY place")}  # fmt: skip
    return {said: phase for both, phase in made.items() for said in both}


def _us() -> Became:
    """The organisation that sells."""
    one = Organisation.objects.get(is_managed=True)
    return Became(one.pk, one.entity_type_id, one.name, one.user_id)


def _link(number: int, kind: str, subject: Became, other: Became) -> Values:
    return {
        "id": number, "type_id": kind, "symmetric_relation_id": number + 1, "subject_entity_id": subject.number,
        "object_entity_id": other.number, "object_ctype_id": other.type,
    }  # fmt: skip


def _times(row: Row, created: str, changed: str) -> Values:
    return {created: _moment(row["created"]), changed: _moment(row["changed"])}


def _moment(instant: int) -> str:
    return str(EPOCH + timedelta(microseconds=instant))


def _write(model: type[Model], rows: Iterable[Values]) -> None:
    """Into its own table alone (bulk_create can't do that where a kind has two); what a row doesn't say is as usual."""
    empty = model()
    usual = {
        f.column: f.get_db_prep_save(getattr(empty, f.attname), connection) for f in model._meta.local_concrete_fields
    }
    into, places = ", ".join(f'"{column}"' for column in usual), ", ".join("?" * len(usual))
    connection.ensure_connection()
    connection.connection.executemany(
        f'INSERT INTO "{model._meta.db_table}" ({into}) VALUES ({places})',
        ([*(usual | row).values()] for row in rows),
    )
