"""Everything that is kept about somebody comes along, for people and programs to read; nobody else's does."""

import csv
import io
import json
from datetime import date
from typing import Any
from zipfile import ZipFile

import pytest
from allauth.mfa.models import Authenticator
from axes.models import AccessLog
from django.apps import apps
from django.db.models import CharField
from tests.firm import happened, instant, judged, manual
from tests.web.conftest import SignIn

from ingrain.monitor import decide, grid, looks, taken
from ingrain.monitor.models import Standing
from ingrain.monitor.objections import object_to
from ingrain.people.models import Colleague, Leave
from ingrain.press.bundle import Table, write
from ingrain.web import clock

NOW = instant("2026-11-20T12:00")
KEYED = {"person", "responsible", "actor", "key", "username"}
"""What a field is called that names a colleague without a relation."""

STRANGE = {
    "sessions.Session.session_key", "account.EmailConfirmation.key", "journal.Cursor.name",
    "django_ox.OxSchedule.task_key",
    "people.Colleague.key",
    "records.Pile.key",
    "records.Sent.key",
}  # fmt: skip


def naming_colleagues() -> set[str]:
    """Every field of the database that names a colleague, as app.Model.field."""
    found = set()
    for model in apps.get_models():
        for field in model._meta.get_fields():
            name = f"{model._meta.label}.{field.name}"
            if field.auto_created or name in STRANGE:
                continue
            related = field.is_relation and field.related_model is Colleague
            by_key = isinstance(field, CharField) and (field.name in KEYED or name == "journal.Batch.by")
            if related or by_key:
                found.add(name)
    return found


def test_whatever_names_a_colleague_is_handed_over_or_said_why_not() -> None:
    parts = {f"{part.model._meta.label}.{name}" for part in taken.PARTS for name in part.by}
    reports = {"people.Colleague.manager", "people.Colleague.coach"}
    assert reports <= parts
    forgotten = naming_colleagues() - parts - set(taken.LEFT_OUT)
    assert not forgotten, f"Hand {forgotten} over in taken.PARTS, or say in LEFT_OUT why not."


@pytest.fixture
def known(people: dict[str, Colleague], monkeypatch: pytest.MonkeyPatch) -> dict[str, Colleague]:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    ruth, maria = people["ruth"], people["maria"]
    document = manual(people["ingrid"])
    happened("lead/1", "create", "2026-11-02T10:00", owner="ruth.adeyemi", source="=1+1")
    happened("lead/2", "create", "2026-11-02T10:00", "dana.whitfield", owner="dana.whitfield")
    judged(document, at=NOW)
    object_to(Standing.objects.filter(record="lead/1")[0], "It was spam", by=ruth, at=NOW)
    looks.begin(document, person=ruth.key, area="Lead handling", by=maria, because="Before our talk", at=NOW)
    cell = next(c for c in grid.grid(document).cells if c.person == ruth.key)  # type: ignore[union-attr]
    today = date(2026, 11, 20)
    decide.decide(document, cell, "lesson", who=people["sam"], until=today, by=maria, at=NOW, today=today, note="Calls")
    Leave.objects.create(colleague=ruth, first=today, last=today)
    Authenticator.objects.create(user=ruth, type="totp", data={"secret": "JBSWY3DP"})
    AccessLog.objects.create(username=ruth.email, ip_address="10.1.2.3", user_agent="Browser")
    return people


def bundle(known: dict[str, Colleague], sign_in: SignIn, who: str = "ruth") -> ZipFile:
    answer = sign_in(known[who]).get("/me/all.zip")
    assert answer["Content-Disposition"] == f'attachment; filename="ingrain-{known[who].key}.zip"'
    return ZipFile(io.BytesIO(answer.content))


EXPECTED = {
    "what is written about me": "ruth.adeyemi@firm.example",
    "my roles": "seller",
    "when I am away": "2026-11-20",
    "what I am asked for": "lead/1",
    "what others see that I am asked for": "lead/1",
    "my figures": "Lead handling",
    "who looked": "Before our talk",
    "what was decided": "Calls",
    "what was contested": "It was spam",
    "my second factors": "totp",
    "when I signed in": "10.1.2.3",
    "what I did": "=1+1",
    "what was given to me": "lead/1",
    "where I am signed in": "ends",
}


def test_it_all_comes_along_as_tables_and_as_json(known: dict[str, Colleague], sign_in: SignIn) -> None:
    found = bundle(known, sign_in)
    told: dict[str, Any] = json.loads(found.read("everything.json"))
    guide = found.read("read me first.txt").decode()
    for name, holds in EXPECTED.items():
        table = found.read(f"{name}.csv").decode("utf-8-sig")
        assert holds in table, name
        assert holds in json.dumps(told[name]), name
        assert name in guide
        rows = list(csv.DictReader(io.StringIO(table)))
        assert len(rows) == len(told[name]["rows"])
    assert told["who looked"]["rows"][0]["at"] == "2026-11-20 12:00:00"


def test_nothing_of_others_and_no_secret_comes_along(known: dict[str, Colleague], sign_in: SignIn) -> None:
    found = bundle(known, sign_in)
    everything = "".join(found.read(name).decode("utf-8-sig") for name in found.namelist())
    assert "JBSWY3DP" not in everything
    assert "dana" not in everything.casefold()
    assert "lead/2" not in everything


def test_excel_works_nothing_out_of_what_somebody_typed() -> None:
    file = io.BytesIO()
    write([Table("t", "T.", ("a", "n"), ({"a": "=1+1", "n": -3},))], "Title", file)
    assert ZipFile(file).read("t.csv").decode("utf-8-sig").splitlines()[1] == "'=1+1,-3"
