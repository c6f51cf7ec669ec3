"""Violating records of rules that share no scan: each asks the events for its own few doings.

Here lives what such a violation comes down to as one query over plain records, and where the query looks: where many
rules ask so, in a copy of the events that lies doing by doing, so that each reads only its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlglot import exp

from ingrain.engine.compile import NotInSql, Terms
from ingrain.engine.sql import (
    TRUE,
    Sql,
    all_of,
    choose,
    col,
    columns,
    missing,
    num,
    one_of,
    over_what_follows,
    there,
)
from ingrain.engine.timeline import Slice, Timeline
from ingrain.method.calendar import ELAPSED
from ingrain.method.rules import Created, DoerOf, FourEyes, Happening, Response, TimedResponse

WORTH_A_COPY = 20
"""So many rules of this sort pay for the copy."""

PAIRS_AN_EVENT = 200
"""Joining each doing with those behind it costs at most so many pairs an event, or it is done otherwise."""

BY_CODE = "CREATE OR REPLACE TABLE by_code AS SELECT * FROM events ORDER BY code, record, entry"


class TheLongWay(Exception):
    """Neither first and last entries nor a query of its own tell whether a record violates this rule."""


@dataclass(frozen=True)
class Asking:
    """One rule, and the table that its query reads."""

    terms: Terms
    table: str

    def doings(self, condition: Sql, names: tuple[str, ...]) -> exp.Select:
        """These columns of the events at which something is so."""
        select = exp.select(*columns(names, "e")).from_(exp.to_table(self.table).as_("e"), copy=False)
        return select.where(all_of(condition, self.terms.in_slice("e")), copy=False)

    @property
    def short_records(self) -> bool:
        """No record has so many events that pairing them would take long."""
        store = self.terms.timeline.store
        pairs = store.one("SELECT sum(CAST(entries AS DOUBLE) * entries) FROM cases") or 0
        return bool(pairs <= PAIRS_AN_EVENT * store.size[0])


def _none_behind(asked: exp.Select, done: exp.Select, *conditions: Sql) -> exp.Select:
    """The records with an A (`a`) for which there is no such B (`b`)."""
    on = all_of(col("record", "b").eq(col("record", "a")), *conditions)
    select = exp.select(col("record", "a")).distinct(copy=False).from_(asked.subquery("a", copy=False), copy=False)
    select = select.join(done.subquery("b", copy=False), on=on, join_type="left", copy=False)
    return select.where(missing(col("record", "b")), copy=False)


def _timed_response(asking: Asking, form: TimedResponse) -> exp.Select:
    """A trigger whose first B behind it comes after the due moment, or not at all."""
    terms = asking.terms
    if form.things.all or form.within.unit not in ELAPSED:
        raise TheLongWay
    asks = terms.happens(form.trigger)
    does = all_of(terms.happens(form.things.happenings), terms.may(form.things))
    span = num(form.within.number * ELAPSED[form.within.unit])
    if not (terms.setting.all_closed and asking.short_records):
        return _late_by_the_clock(asking, form, asks, does, span)
    names = ("record", "entry", "moment")
    behind = col("entry", "b") > col("entry", "a")
    in_time = col("moment", "b") <= col("moment", "a") + span
    return _none_behind(asking.doings(asks, names), asking.doings(does, names), behind, in_time)


def _late_by_the_clock(asking: Asking, form: TimedResponse, asks: Sql, does: Sql, span: Sql) -> exp.Select:
    """The same in one walk along each record, however long it is, and with a moment at which it is not yet due."""
    done = exp.Min(this=exp.Case().when(does, col("moment", "e")))
    behind = over_what_follows(done, col("record", "e"), col("entry", "e"))
    rows = asking.doings(asking.terms.happens((*form.trigger, *form.things.happenings)), ("record", "moment"))
    rows = rows.select(asks.as_("asks"), behind.as_("done"), copy=False)
    due, setting = col("moment", "w") + span, asking.terms.setting
    over = TRUE if setting.all_closed else due < num(setting.at)
    late = choose((missing(col("done", "w")), over), otherwise=col("done", "w") > due)
    select = exp.select(col("record", "w")).distinct(copy=False).from_(rows.subquery("w", copy=False), copy=False)
    return select.where(all_of(col("asks", "w"), late), copy=False)


def _chain_response(asking: Asking, form: Response) -> exp.Select:
    """An A whose next event isn't B. Once everything is closed, the last event has none."""
    terms = asking.terms
    if not form.directly or not terms.setting.all_closed or not terms.kind.from_log:
        raise TheLongWay
    names = ("record", "entry")
    asked = asking.doings(terms.happens(form.trigger), names)
    done = asking.doings(all_of(terms.happens(form.things.happenings), terms.may(form.things)), names)
    return _none_behind(asked, done, col("entry", "b").eq(col("entry", "a") + num(1)))


def _four_eyes(asking: Asking, form: FourEyes) -> exp.Select:
    """Somebody who did both."""
    if not isinstance(form.other_than, DoerOf):
        raise TheLongWay
    one, other = (set(asking.terms.codes(h)) for h in (form.happening, form.other_than.happening))
    if one & other or not (one and other):
        raise TheLongWay
    names = ("record", "doer")
    a, b = (asking.doings(all_of(one_of(col("code", "e"), c), there(col("doer", "e"))), names) for c in (one, other))
    both = all_of(*(col(name, "b").eq(col(name, "a")) for name in names))
    select = exp.select(col("record", "a")).distinct(copy=False).from_(a.subquery("a", copy=False), copy=False)
    return select.join(b.distinct(copy=False).subquery("b", copy=False), on=both, copy=False)


ALONE: dict[type, Callable[[Asking, Any], exp.Select]] = {
    TimedResponse: _timed_response,
    Response: _chain_response,
    FourEyes: _four_eyes,
}


def by_code(timeline: Timeline, forms: list[Any]) -> str:
    """The table that the queries of these rules should read; made for them where they are many."""
    if sum(type(form) in ALONE for form in forms) < WORTH_A_COPY:
        return "events"
    timeline.store.sql.execute(BY_CODE)
    return "by_code"


def alone(timeline: Timeline, area: str, form: Any, table: str) -> exp.Select | None:
    """The violating records among plain ones; None where no query of this sort tells. The rule must be simple."""
    if type(form) not in ALONE or len(timeline.kinds) != 1:
        return None
    [kind] = timeline.kinds.values()
    if form.subject and form.subject.kind != kind.name:
        return None
    try:
        return ALONE[type(form)](Asking(Terms(timeline, area, kind), table), form)
    except (TheLongWay, NotInSql):
        return None


def parts(timeline: Timeline, form: Any) -> list[Slice]:
    """The slices; all records at once where a rule with a query of its own asks for few events."""
    happenings: list[Happening]
    match form:
        case FourEyes(happening=one, other_than=DoerOf(other)):
            happenings = [one, other]
        case TimedResponse() | Response():
            happenings = [*form.trigger, *form.things.happenings]
        case _:
            return timeline.slices
    if not form.subject or Created() in happenings:
        return timeline.slices
    terms = Terms(timeline, "", timeline.setting.vocabulary.kind(form.subject.kind))
    events = sum(timeline.events_of.get(code, 0) for h in happenings for code in terms.codes(h))
    return [{"low": 0, "high": timeline.slices[-1]["high"]}] if events <= timeline.at_once else timeline.slices
