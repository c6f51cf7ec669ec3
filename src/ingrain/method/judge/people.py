"""Forms 15 and 16: what is asked of a person, whatever the record: a cadence, and a limit on what one person holds."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ingrain.method.book import Book
from ingrain.method.calendar import Calendar, Span
from ingrain.method.company import ALWAYS
from ingrain.method.events import BY_HAND, Event, Instant
from ingrain.method.judge.case import Case
from ingrain.method.obligations import Obligation, State
from ingrain.method.rules import Cadence, Created, Done, Duration, Happening, Load, Named

ONE_WORKING_DAY = Duration(1, "working day")


@dataclass(frozen=True)
class Watch:
    """A rule about people, and everything that it looks at."""

    rule: int
    area: str
    book: Book

    def people(self, role: str) -> list[str]:
        """Who holds the role; in a log without a directory, everybody who acted and is no machine."""
        company = self.book.setting.company
        if company.people:
            return [person.name for person in company.holders(role)]
        return sorted({e.by for e in self.book.events() if e.by is not None and company.is_person(e.by)})

    def since(self, who: str) -> Instant | None:
        """When the area went live for this person: in a log, with its first event; None while it isn't live."""
        setting = self.book.setting
        live = setting.company.live_since(self.area, setting.company.team(who))
        if live == ALWAYS:
            live = self.book.seen()[0]
        if not setting.company.people:
            live = max(live, self.book.seen(who)[0])
        return live if live <= setting.at else None

    def until(self, who: str) -> Instant:
        """Until when somebody is known to be there: without a directory, until the last thing that they did."""
        return self.book.setting.at if self.book.setting.company.people else self.book.seen(who)[1]

    def obligation(
        self,
        who: str,
        responsible: str | None,
        block: "Block",
        state: State,
        needed: int | None = None,
        done_days: int | None = None,
    ) -> Obligation:
        return Obligation(
            rule=self.rule,
            record=f"person/{who}",
            responsible=responsible,
            triggered=block.start,
            state=state,
            due=block.end,
            belongs=block.end,
            period=block.name,
            area_due=block.end,
            area_state=state,
            needed=needed,
            done_days=done_days,
        )


@dataclass(frozen=True, slots=True)
class Block:
    """One or more calendar weeks, counted from the week of going live; named after the first."""

    name: str
    first: date
    last: date
    start: Instant
    end: Instant


def _blocks(calendar: Calendar, live: Instant, until: Instant, weeks: int) -> Iterator[Block]:
    span = calendar.period(live, "week")
    while calendar.start(span.first) <= until:
        last = span.first + timedelta(7 * weeks - 1)
        start = max(live, calendar.start(span.first))
        yield Block(span.name, max(span.first, calendar.day(live)), last, start, calendar.end(last))
        span = Span.around(last + timedelta(1), "week")


def judge_cadence(watch: Watch, form: Cadence) -> Iterator[Obligation]:
    """15. Of d own working days ⌊N·d / M⌋ are needed; 0 is void. A day counts with one change saved by hand."""
    setting = watch.book.setting
    saved: dict[str | None, list[Event]] = defaultdict(list)
    for event in watch.book.events():
        if event.through in BY_HAND | {"connector"} and event.do != "view" and _matches(form, event):
            saved[event.by].append(event)
    for who in watch.people(form.role):
        live = watch.since(who)
        if live is None:
            continue
        calendar = setting.company.calendar_of(who)
        days = {calendar.day(event.recorded) for event in saved[who]}
        for block in _blocks(calendar, live, watch.until(who), form.of // 5):
            own = setting.company.own_working_days(who, block.first, block.last)
            needed, done = form.days * len(own) // form.of, len(days.intersection(own))
            yield watch.obligation(
                who,
                who,
                block,
                _kept(needed, done, setting.all_closed or setting.at > block.end),
                needed=needed,
                done_days=done,
            )


def _kept(needed: int, done: int, decided: bool) -> State:
    if needed == 0:
        return State.VOID
    if done >= needed:
        return State.MET
    return State.MISSED if decided else State.DUE


def _matches(form: Cadence, event: Event) -> bool:
    if form.kind not in ("record", event.kind):
        return False
    return form.things is None or any(_is(thing, event) for thing in form.things.happenings)


def _is(thing: Happening, event: Event) -> bool:
    match thing:
        case Done(activity):
            return event.do == activity
        case Named(name):
            return event.do == f'"{name}"' or f'{event.do[:-1]}+{event.transition}"' == f'"{name}"'
        case Created():
            return event.do == "create"
        case _:
            return False


def judge_load(watch: Watch, form: Load) -> Iterator[Obligation]:
    """16. One per week; missed when above N for more than one working day. R: whoever pushed it over."""
    setting = watch.book.setting
    changes = _changes(watch, form)
    for who in watch.people(form.role):
        live = watch.since(who)
        if live is None:
            continue
        calendar = setting.company.calendar_of(who)
        above = list(_above(changes.get(who, []), form.most, setting.at))
        for block in _blocks(calendar, live, watch.until(who), 1):
            pushed = _pushed_over(calendar, above, block, live)
            if pushed:
                yield watch.obligation(who, pushed[0], block, State.MISSED)
            else:
                yield watch.obligation(
                    who, who, block, State.MET if setting.all_closed or setting.at > block.end else State.DUE
                )


type Change = tuple[Instant, int, int, str | None]
"""When a person's load changed: instant, sequence, one more or one less, and who did it."""


def _changes(watch: Watch, form: Load) -> dict[str, list[Change]]:
    """How many such records each person holds, as changes in the order in which they count."""
    found: dict[str, list[Change]] = defaultdict(list)
    for history in watch.book:
        if history.kind.name != form.subject.kind:
            continue
        case, holder = Case(watch.rule, watch.area, watch.book, history), None
        for i, event in enumerate(history.events):
            now = history.owners[i] if case.holds(form.subject, i) else None
            if now != holder:
                if holder:
                    found[holder].append((history.times[i], event.sequence, -1, event.by))
                if now:
                    found[now].append((history.times[i], event.sequence, 1, event.by))
                holder = now
    return found


def _above(changes: list[Change], most: int, at: Instant) -> Iterator[tuple[Instant, Instant, str | None]]:
    """The times in which a person held more than allowed: from, to, and who pushed it over."""
    held, since, by = 0, None, None
    for instant, _, change, doer in sorted(changes, key=lambda c: c[:3]):
        held += change
        if held > most and since is None:
            since, by = instant, doer
        elif held <= most and since is not None:
            yield since, instant, by
            since = None
    if since is not None:
        yield since, at, by


def _pushed_over(
    calendar: Calendar, above: list[tuple[Instant, Instant, str | None]], block: Block, live: Instant
) -> tuple[str | None] | None:
    """Who pushed the load over, where that lasted more than one working day by this week; None where nobody did."""
    for start, end, by in above:
        patience = calendar.after(max(start, live), ONE_WORKING_DAY)
        if end > patience and patience <= block.end and end > block.start:
            return (by,)
    return None
