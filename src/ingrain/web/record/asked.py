"""What the manual asks of a record now: each sentence with how it stands, for those who may know.

Here lives choosing among what the monitor knows. Nothing here judges.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ingrain.editions.models import as_read
from ingrain.editions.words import vocabulary_of
from ingrain.method.calendar import DAY
from ingrain.method.duties import can_be_done
from ingrain.method.manual import Rule
from ingrain.method.obligations import State
from ingrain.method.vocabulary import Vocabulary
from ingrain.monitor.models import Standing
from ingrain.monitor.objections import not_excused
from ingrain.people.access import Sight
from ingrain.web.record.saying import Sayer

END_OF_TIME = 1 << 62
"""Where something stands that has no deadline: behind all that has."""

LATELY = 60 * DAY
"""What was missed before that is nobody's next thing to do."""

STATES = (State.DUE, State.MISSED, State.MET)
"""What is told of. Chosen here: asked for by state, SQLite would look for a record through all that is due."""

WORDS = {
    State.DUE: gettext_lazy("due"), State.MISSED: gettext_lazy("not done"), State.LATE: gettext_lazy("done late"),
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A sentence of the manual, and how this record stands to it. record: itself, or an activity about it.

    can: there is something to do about it.
    """

    sentence: str
    state: str
    word: str
    address: str
    record: str
    due: int
    can: bool


@lru_cache(maxsize=32)
def _rules(text: str, words: Vocabulary) -> dict[int, Rule]:
    """The rules of an edition's text, which never changes."""
    return {rule.number: rule for _area, _step, rule in as_read(text, words).judged()}


def asked(records: Iterable[str], sight: Sight, sayer: Sayer) -> tuple[list[Asked], int]:
    """What is due or was not done, the most pressing first, what can't be mended last; and how many are kept."""
    rows = not_excused(Standing.objects.filter(document__log=None, record__in=list(records)))
    rows = rows.select_related("edition__document")
    latest: dict[tuple[int, int, str], Standing] = {}
    for row in rows:
        if row.state not in STATES or row.area_only or not (row.responsible is None or sight.sees(row.responsible)):
            continue
        key = row.edition.document_id, row.rule, row.record
        if key not in latest or _weight(row) > _weight(latest[key]):
            latest[key] = row
    if not latest:
        return [], 0
    words = vocabulary_of(None)
    kept = sum(one.state == State.MET for one in latest.values())
    pressing = ((one, _rules(one.edition.text, words)[one.rule]) for one in latest.values() if _presses(one, sayer))
    told = [_told(one, rule, sayer) for one, rule in pressing]
    told = [one for one in told if one.can or one.state == State.MISSED]
    return sorted(told, key=lambda a: (not a.can, a.state != State.MISSED, a.due)), kept


def _weight(row: Standing) -> tuple[bool, int]:
    return row.state == State.DUE, row.belongs or row.due or row.triggered


def _presses(row: Standing, sayer: Sayer) -> bool:
    if row.state == State.DUE:
        return True
    return row.state == State.MISSED and (row.belongs or row.triggered) > sayer.now - LATELY


def _told(row: Standing, rule: Rule, sayer: Sayer) -> Asked:
    state = State(row.state)
    can = rule.form is not None and can_be_done(rule.form, state)
    word = str(WORDS[state]) if can or state is not State.MISSED else _("not followed")
    if state is State.DUE and row.due is not None:
        calendar = sayer.around.calendar
        moment = calendar.local(row.due)
        day = calendar.day_of_due(row.due)
        clock = sayer.when(row.due).rpartition(", ")[2] if (moment.hour, moment.minute) != (0, 0) else ""
        shown = sayer.day(day)
        word = _("due by %s") % (clock if clock and day == sayer.today else f"{shown} {clock}".strip())
    address = reverse("reading", args=[row.edition.document_id])
    order = (row.due or END_OF_TIME) if state is State.DUE else row.belongs or row.triggered
    return Asked(rule.sentence, state.value, word, address, row.record, order, can)
