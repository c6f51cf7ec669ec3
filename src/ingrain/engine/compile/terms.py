"""What the words of a rule mean in SQL: things that happen, who did them, to which records, from when on.

Here lives what the forms share, as case.py does for the judge. It speaks of plain records alone (timeline.py). A word
that SQL doesn't have is `NotInSql`: then the whole rule goes to the judge. Past 300 lines, since, beside
case.py, it has a term for each word of every form.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlglot import exp

from ingrain.engine.sql import (
    FALSE,
    TRUE,
    Sql,
    all_of,
    any_of,
    col,
    columns,
    first_known,
    missing,
    no,
    num,
    numbered,
    one_of,
    running,
    text,
    there,
)
from ingrain.engine.timeline import Timeline
from ingrain.method.company import Company
from ingrain.method.history import Setting, same
from ingrain.method.rules import (
    Became,
    Created,
    Creator,
    Done,
    Happening,
    Holder,
    InState,
    InTeam,
    MovedTo,
    Named,
    Not,
    Owner,
    Qualifier,
    Role,
    SomeoneOtherThan,
    Subject,
    Things,
)
from ingrain.method.vocabulary import CLOSING, Kind

EVENT = ("record", "entry", "moment", "sequence", "doer")
CASE = ("entries", "close", "closed_at", "opened", "ended", "answering", "latest", "calendar")

DONE = ("done", "done_at", "done_event", "done_by")


class NotInSql(Exception):
    """A word that only the judge understands."""


@dataclass(frozen=True)
class Terms:
    """The words of one rule, on the plain records of one kind.

    In conditions `e` is the event, `k` its record (cases), `l` when the area went live for the record's owner.
    """

    timeline: Timeline
    area: str
    kind: Kind

    @property
    def setting(self) -> Setting:
        return self.timeline.setting

    @property
    def company(self) -> Company:
        return self.setting.company

    @property
    def owned(self) -> bool:
        return self.kind.owned

    # --- rows ---------------------------------------------------------------------------------------------------------

    def events(self, *conditions: Sql, case: Iterable[str] = ()) -> exp.Select:
        """Events of plain records of this kind (EVENT), with these columns of their records."""
        select = exp.select(*columns(EVENT, "e"), *columns(case, "k")).from_(
            exp.to_table("events").as_("e"), copy=False
        )
        condition = all_of(*conditions, self.of_this_kind(), self.in_slice("e"))
        used = {column.table for column in condition.find_all(exp.Column)}
        if case or "k" in used or "l" in used:
            on = all_of(col("record", "e").eq(col("record", "k")), self.in_slice("k"))
            select = select.join(exp.to_table("cases").as_("k"), on=on, copy=False)
        if "l" in used:
            on = col("owner", "k").eq(col("doer", "l"))
            select = select.join(exp.to_table(self._live_table()).as_("l"), on=on, join_type="left", copy=False)
        return select if condition == TRUE else select.where(condition, copy=False)

    def in_slice(self, table: str) -> Sql:
        """Of a log that is worked on in slices, this slice."""
        if len(self.timeline.slices) == 1:
            return TRUE
        low, high = exp.Placeholder(this="low"), exp.Placeholder(this="high")
        return all_of(col("record", table) >= low, col("record", table) < high)

    def of_this_kind(self) -> Sql:
        """The record (`k`) is of the kind that the rule is about."""
        if self.timeline.plain_kinds in ([], [self.kind.name]):
            return TRUE
        return col("kind", "k").eq(text(self.kind.name))

    def triggers(self, happenings: tuple[Happening, ...], subject: Subject | None) -> exp.Select:
        """The events at which a rule is triggered: to such a record, where the area is live. EVENT and CASE."""
        select = self.events(self.happens(happenings), self.live(), self.holds(subject), case=CASE)
        return select.distinct(copy=False) if self._listed_twice(happenings) else select

    def doings(self, happenings: tuple[Happening, ...], *conditions: Sql) -> exp.Select:
        """The events at which things happen. EVENT."""
        select = self.events(self.happens(happenings), *conditions)
        return select.distinct(copy=False) if self._listed_twice(happenings) else select

    def nth(
        self, happenings: tuple[Happening, ...], number: int, *conditions: Sql, from_the_end: bool = False
    ) -> exp.Select:
        """The nth such event of each record, or the nth from the end. EVENT."""
        place = numbered(col("entry", "b"), col("record", "b"), backwards=from_the_end)
        ranked = exp.select(*columns(EVENT, "b"), place.as_("place"))
        ranked = ranked.from_(self.doings(happenings, *conditions).subquery("b", copy=False), copy=False)
        select = exp.select(*columns(EVENT, "n")).from_(ranked.subquery("n", copy=False), copy=False)
        return select.where(col("place", "n").eq(num(number)), copy=False)

    # --- what happens -------------------------------------------------------------------------------------------------

    def happens(self, happenings: Iterable[Happening]) -> Sql:
        """This event is one of these things."""
        code = col("code", "e")
        found = one_of(code, {c for h in happenings if not isinstance(h, Created) for c in self.codes(h)})
        if Created() not in happenings:
            return found
        created = all_of(col("entry", "e").eq(num(0)), code < num(len(self.timeline.store.doings)))
        return created if found == FALSE else any_of(created, found)

    def codes(self, happening: Happening) -> list[int]:
        """The codes of the events at which a thing happens."""
        timeline = self.timeline
        match happening:
            case Named(name):
                return timeline.codes_named([name])
            case Done("activity"):
                activities = self.setting.vocabulary.activities
                return [n for n, (do, _) in enumerate(timeline.store.doings.all) if do in activities]
            case Done(activity):
                return timeline.codes_of([activity])
            case MovedTo(stage):
                return [code for name, code in timeline.moved.items() if same(name, stage)]
            case Became(state) if state.casefold() in CLOSING and not self.setting.all_closed:
                return [code for name, code in timeline.moved.items() if same(name, state)]
            case _:
                raise NotInSql(happening)

    @staticmethod
    def _listed_twice(happenings: tuple[Happening, ...]) -> bool:
        """Whether one entry may be several of these things, each of them a row of its own."""
        return len(happenings) > 1 and any(isinstance(h, MovedTo | Became) for h in happenings)

    # --- by whom ------------------------------------------------------------------------------------------------------

    def may(self, things: Things) -> Sql:
        """This event is no bulk edit, and was done by one of the roles that the sentence names."""
        bulk = [n for n, way in enumerate(self.timeline.store.ways.all) if way == "bulk"]
        return all_of(no(one_of(col("way", "e"), bulk)) if bulk else TRUE, self.by(things))

    def by(self, things: Things) -> Sql:
        """This event was done by one of the roles that the sentence names, if it names any."""
        return any_of(*map(self.is_role, things.by)) if things.by else TRUE

    def is_role(self, role: Role) -> Sql:
        """The doer of this event holds a role; nobody holds none. Never NULL."""
        doer = col("doer", "e")
        match role:
            case SomeoneOtherThan(other):
                return all_of(there(doer), no(self.is_role(other)))
            case Owner():
                return _are_the_same(doer, col("owner", "k")) if self.owned else FALSE
            case Creator():
                return _are_the_same(doer, col("creator", "k"))
            case Holder(name):
                return all_of(there(doer), one_of(doer, self.holders(name)))
            case _:
                raise NotInSql(role)

    def holders(self, role: str) -> list[int]:
        """The doers who hold a role."""
        return [n for n, d in enumerate(self.timeline.store.doers.all) if self.company.holds_role(d, role)]

    # --- to which records, from when on -------------------------------------------------------------------------------

    def holds(self, subject: Subject | None) -> Sql:
        """After this event the record is what the subject says."""
        return all_of(*map(self._qualifies, subject.qualifiers)) if subject else TRUE

    def _qualifies(self, qualifier: Qualifier) -> Sql:
        close, entry, owner = col("close", "k"), col("entry", "e"), col("owner", "k")
        match qualifier:
            case Not(other):
                return no(self._qualifies(other))
            case InState("open"):
                return any_of(missing(close), entry < close)
            case InState("closed"):
                return all_of(there(close), entry >= close)
            case InTeam(team):
                doers = enumerate(self.timeline.store.doers.all)
                return all_of(there(owner), one_of(owner, [n for n, d in doers if same(self.company.team(d), team)]))
            case _:
                raise NotInSql(qualifier)

    def live(self) -> Sql:
        """The area was live for the owner's team when this event counted."""
        if not self.company.live:
            return TRUE
        otherwise = self.company.live_since(self.area, None)
        return col("moment", "e") >= first_known(col("since", "l"), num(otherwise))

    def _live_table(self) -> str:
        """When this area went live for each owner."""
        areas = sorted({area or "" for _, area in self.company.live})
        name = f"live_{areas.index(self.area) if self.area in areas else len(areas)}"
        if name not in self.timeline.spans:
            self.timeline.spans.add(name)
            store = self.timeline.store
            store.sql.execute(f"CREATE OR REPLACE TEMP TABLE {name} (doer INTEGER, since BIGINT)")
            since = [self.company.live_since(self.area, self.company.team(name)) for name in store.doers.all]
            if since:
                store.sql.execute(f"INSERT INTO {name} VALUES {', '.join(map(str, enumerate(since)))}")
        return name

    # --- what is done after, or at all --------------------------------------------------------------------------------

    def fulfilled(self, triggers: exp.Select, things: Things) -> exp.Select:
        """Triggers (`t`), each with the event that does things after it: and DONE: NULL where none is.

        Any of the list: the first, or the nth; all of the list: the one that completes it.
        """
        lists = lists_of(things)
        named = exp.to_table("triggers").as_("t")
        select = exp.select(*columns((*EVENT, *CASE), "t")).from_(named, copy=False)
        for n, happenings in enumerate(lists):
            following = self._following(happenings, things)
            on = all_of(*(col(c, "t").eq(col(c, f"d{n}")) for c in ("record", "entry")))
            select = select.join(following.subquery(f"d{n}", copy=False), on=on, join_type="left", copy=False)
        select = select.select(*the_latest([f"d{n}" for n in range(len(lists))]), copy=False)
        return select.with_("triggers", as_=triggers, copy=False)

    def _following(self, happenings: tuple[Happening, ...], things: Things) -> exp.Select:
        """For each trigger the nth of these things behind it: all are counted in one row, then looked up by count."""
        asked = exp.select(*columns(EVENT, "a"), num(1).as_("asks"), num(0).as_("does"))
        asked = asked.from_(exp.to_table("triggers").as_("a"), copy=False)
        done = exp.select(*columns(EVENT, "b"), num(0).as_("asks"), num(1).as_("does"))
        done = done.from_(self.doings(happenings, self.may(things)).subquery("b", copy=False), copy=False)
        both = exp.union(asked, done, distinct=False, copy=False).subquery("u", copy=False)
        place = running(exp.Sum(this=col("does", "u")), col("record", "u"), [col("entry", "u"), col("asks", "u")])
        counted = exp.select(exp.Star(), place.as_("place")).from_(both, copy=False)
        select = exp.select(*columns(("record", "entry"), "x"), *as_done("y")).from_("counted AS x", copy=False)
        on = all_of(
            col("record", "x").eq(col("record", "y")),
            col("place", "y").eq(col("place", "x") + num(things.count)),
            col("does", "y").eq(num(1)),
        )
        select = select.join(exp.to_table("counted").as_("y"), on=on, copy=False)
        return select.where(col("asks", "x").eq(num(1)), copy=False).with_("counted", as_=counted, copy=False)

    def at_entry(self, first: exp.Select, subject: Subject | None) -> exp.Select:
        """The events at which records first had done things (`done`), if they are such records and the area is live."""
        real = col("code", "e") < num(len(self.timeline.store.doings))
        events = self.events(real, self.live(), self.holds(subject), case=CASE).subquery("t", copy=False)
        on = all_of(col("record", "t").eq(col("record", "f")), col("entry", "t").eq(col("done", "f")))
        return (
            exp.select(*columns((*EVENT, *CASE), "t"))
            .from_(events, copy=False)
            .join(first.subquery("f", copy=False), on=on)
        )

    def first_held(self, subject: Subject) -> exp.Select:
        """The event at which each record first became what the sentence speaks of, where the area is live then."""
        if not any(_of_time(qualifier) for qualifier in subject.qualifiers):
            return self.triggers((Created(),), subject)
        real = col("code", "e") < num(len(self.timeline.store.doings))
        held = self.events(real, self.holds(subject)).subquery("h", copy=False)
        first = exp.select(col("record", "h"), exp.Min(this=col("entry", "h")).as_("done")).from_(held, copy=False)
        return self.at_entry(first.group_by(col("record", "h")), subject)

    def first_time(self, things: Things, *conditions: Sql) -> exp.Select:
        """The event by which a record first had done things at all: record and DONE."""
        firsts = [self.nth(happenings, things.count, *conditions) for happenings in lists_of(things)]
        aliases = [f"d{n}" for n in range(len(firsts))]
        done = [
            exp.select(col("record", "n"), *as_done("n")).from_(f.subquery("n", copy=False), copy=False) for f in firsts
        ]
        select = exp.select(col("record", "d0"), *the_latest(aliases)).from_(done[0].subquery("d0"), copy=False)
        for alias, query in zip(aliases[1:], done[1:], strict=True):
            select = select.join(
                query.subquery(alias, copy=False), on=col("record", "d0").eq(col("record", alias)), copy=False
            )
        return select


def lists_of(things: Things) -> list[tuple[Happening, ...]]:
    """What must be done: any of one list, or (all) each of several lists of one."""
    return [(happening,) for happening in things.happenings] if things.all else [things.happenings]


def as_done(table: str) -> list[exp.Expr]:
    """An event as the one by which something was done."""
    return [
        col(column, table).as_(name) for column, name in zip(("entry", "moment", "sequence", "doer"), DONE, strict=True)
    ]


def the_latest(aliases: list[str]) -> list[exp.Expr]:
    """Of several doings the one that came last: done, done_at, done_event; NULL where one is missing."""
    if len(aliases) == 1:
        return list(columns(DONE, aliases[0]))
    found = []
    for name in DONE:
        chosen = exp.Case()
        for one in aliases:
            others = [col("done", one) >= col("done", other) for other in aliases if other != one]
            chosen = chosen.when(all_of(*others), col(name, one), copy=False)
        found.append(chosen.as_(name))
    return found


def _are_the_same(one: Sql, other: Sql) -> Sql:
    return all_of(there(one), there(other), one.eq(other))


def _of_time(qualifier: Qualifier) -> bool:
    """Whether a qualifier that SQL knows may hold at one time and not at another."""
    return _of_time(qualifier.qualifier) if isinstance(qualifier, Not) else isinstance(qualifier, InState)
