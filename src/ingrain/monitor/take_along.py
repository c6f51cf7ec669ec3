"""Everything that is kept about one colleague, table by table, for them to take along.

Here lives how it is read. What it is, is said by `taken`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import Q

from ingrain.journal import read
from ingrain.journal.taking_back import owner
from ingrain.method.calendar import Calendar
from ingrain.monitor.taken import MAIL, PARTS, Part
from ingrain.people.directory import calendar
from ingrain.people.models import Colleague
from ingrain.press.bundle import Table

INSTANTS = frozenset(
    {"at", "answered", "done", "undone", "invited", "triggered", "due", "belongs", "area_due", "seen_again", "begun",
     "shown", "published", "since", "showing__made", "occasion", "created", "seen"}
)  # fmt: skip
"""Fields that hold microseconds since 1970."""


def tables(me: Colleague) -> Iterator[Table]:
    """Everything about a colleague."""
    zone = calendar()
    for part in PARTS:
        yield _table(part, me, zone)
    yield _table_of_events("what I did", "What I saved, with the values that I set.", zone, {"actor": me.key})
    about = {"record": f"person/{me.key}"}
    yield _table_of_events("what happened to me here", "What others wrote about me.", zone, about)
    owned = {"held__fields__contains": owner(me.key)}
    yield _table_of_events("what was given to me", "Events that name me as the owner.", zone, owned)
    yield Table("where I am signed in", "Sessions that are open, by when they end.", ("ends",), tuple(_sessions(me)))


def _table(part: Part, me: Colleague, zone: Calendar) -> Table:
    about = {name: getattr(me, of) for name, of in part.by.items() if getattr(me, of) is not None}
    wanted = Q(pk__in=[])
    for name, value in about.items():
        wanted |= Q(**{f"{name}__iexact" if part.by[name] == MAIL else name: value})
    found = part.model._default_manager.filter(wanted).order_by("pk").values(*part.shown)
    rows = tuple({_title(name): _told(name, row[name], zone) for name in part.shown} for row in found)
    return Table(part.name, part.says, tuple(map(_title, part.shown)), rows)


def _title(name: str) -> str:
    return name.replace("__name", "").replace("__", " ").replace("_", " ")


def _told(name: str, value: Any, zone: Calendar) -> Any:
    if isinstance(value, int) and not isinstance(value, bool) and name.rpartition("intake__")[2] in INSTANTS:
        return f"{zone.local(value):%Y-%m-%d %H:%M:%S}"
    return value


def _table_of_events(name: str, says: str, zone: Calendar, about: Mapping[str, str]) -> Table:
    rows = read.visible().filter(**about).order_by("sequence")
    found = rows.values("record", "did", "occurred", "recorded", "actor", "through", "held__fields")
    told: Iterable[dict[str, Any]] = (
        {
            **{key: row[key] for key in ("record", "did", "actor", "through")},
            "occurred": f"{zone.local(row['occurred']):%Y-%m-%d %H:%M:%S}",
            "recorded": f"{zone.local(row['recorded']):%Y-%m-%d %H:%M:%S}",
            "values": json.loads(row["held__fields"]) if row["held__fields"] else {},
        }
        for row in found.iterator(5_000)
    )
    return Table(name, says, ("occurred", "recorded", "record", "did", "actor", "through", "values"), tuple(told))


def _sessions(me: Colleague) -> list[dict[str, Any]]:
    mine = (s for s in Session.objects.all().iterator() if s.get_decoded().get("_auth_user_id") == str(me.pk))
    return sorted(({"ends": session.expire_date} for session in mine), key=itemgetter("ends"))
