"""What the manual asks of a record now: each sentence with how it stands, for those who may know.

Here lives choosing among what the monitor knows. Nothing here judges.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ingrain.method.calendar import DAY
from ingrain.method.obligations import State
from ingrain.method.text import manual_of
from ingrain.method.vocabulary import CRM
from ingrain.monitor.models import Standing
from ingrain.monitor.objections import not_excused
from ingrain.people.access import Sight
from ingrain.web.record.saying import Sayer

LATELY = 60 * DAY
"""What was missed before that is nobody's next thing to do."""

STATES = (State.DUE, State.MISSED, State.MET)
"""What is told of. Chosen here: asked for by state, SQLite would look for a record through all that is due."""

WORDS = {
    State.DUE: gettext_lazy("due"), State.MISSED: gettext_lazy("not done"), State.LATE: gettext_lazy("done late"),
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A sentence of the manual, and how this record stands to it. record: itself, or an activity about it."""

    sentence: str
    state: str
    word: str
    address: str
    record: str
    due: int


@lru_cache(maxsize=32)
def _sentences(text: str) -> dict[int, str]:
    """The rules of an edition's text, which never changes."""
    return {rule.number: rule.sentence for _area, _step, rule in manual_of(text, CRM).judged()}


def asked(records: Iterable[str], sight: Sight, sayer: Sayer) -> tuple[list[Asked], int]:
    """What is due or was not done, the most pressing first; and how many sentences are kept."""
    rows = not_excused(Standing.objects.filter(document__log=None, record__in=list(records)))
    rows = rows.select_related("edition__document")
    latest: dict[tuple[int, int, str], Standing] = {}
    for row in rows:
        if row.state not in STATES or row.area_only or not (row.responsible is None or sight.sees(row.responsible)):
            continue
        key = row.edition.document_id, row.rule, row.record
        if key not in latest or _weight(row) > _weight(latest[key]):
            latest[key] = row
    found = [one for one in latest.values() if _presses(one, sayer)]
    kept = sum(one.state == State.MET for one in latest.values())
    told = [_told(one, sayer) for one in found]
    return sorted(told, key=lambda a: (a.state != State.MISSED, a.due)), kept


def _weight(row: Standing) -> tuple[bool, int]:
    return row.state == State.DUE, row.belongs or row.due or row.triggered


def _presses(row: Standing, sayer: Sayer) -> bool:
    if row.state == State.DUE:
        return True
    return row.state == State.MISSED and (row.belongs or row.triggered) > sayer.now - LATELY


def _told(row: Standing, sayer: Sayer) -> Asked:
    sentence = _sentences(row.edition.text).get(row.rule, "")
    state = State(row.state)
    word = str(WORDS[state])
    if state is State.DUE and row.due is not None:
        calendar = sayer.around.calendar
        moment = calendar.local(row.due)
        day = calendar.day_of_due(row.due)
        clock = sayer.when(row.due).rpartition(", ")[2] if (moment.hour, moment.minute) != (0, 0) else ""
        shown = sayer.day(day)
        word = _("due by %s") % (clock if clock and day == sayer.today else f"{shown} {clock}".strip())
    address = reverse("reading", args=[row.edition.document_id])
    return Asked(sentence, state.value, word, address, row.record, row.due or row.belongs or row.triggered)
