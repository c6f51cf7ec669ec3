"""Random worlds for the parity tests: a company, a log and a manual, with everything that makes judging hard.

Ties, late entries, changes of the clocks, absences, handovers, gaps and machines are likelier here than in life.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from ingrain.method.calendar import Calendar, instant_of
from ingrain.method.company import Absence, Company, Gap, Person
from ingrain.method.events import Event, Instant
from ingrain.method.manual import Area, Header, Manual, Rule, Step
from ingrain.method.rules import (
    Ageing,
    AlsoHas,
    Became,
    BothOrNeither,
    Cadence,
    Changed,
    Count,
    Created,
    Creator,
    DatedInTheFuture,
    DoerOf,
    Done,
    Duration,
    EndsWith,
    FilledIn,
    Form,
    FourEyes,
    From,
    HasLinked,
    Holder,
    InOrder,
    InState,
    InTeam,
    Invariant,
    Load,
    MovedTo,
    Named,
    Never,
    NeverBack,
    NeverBoth,
    Not,
    Owner,
    OwnersManager,
    Precedence,
    Response,
    ResponseWithData,
    Silence,
    SomeoneOtherThan,
    StartsWith,
    Subject,
    Things,
    TimedByField,
    TimedResponse,
    WithLinked,
    WithValue,
    Worth,
)
from ingrain.method.vocabulary import CRM, Vocabulary

HOUR = 3600 * 1_000_000
# Days around which the clocks change somewhere, months are short, or holidays lie.
STARTS = (
    date(2026, 3, 27),
    date(2026, 10, 23),
    date(2026, 1, 29),
    date(2026, 4, 3),
    date(2026, 11, 6),
    date(1969, 12, 30),
)
ZONES = ("UTC", "Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Sao_Paulo")
PEOPLE = ("ana", "ben", "cal", "112", "sync")
NAMES = ("A", "B", "C", "D")
TRANSITIONS = (None, "START", "COMPLETE")
AREAS = ("Handling", "Closing")


@dataclass(frozen=True)
class World:
    """What is judged: a manual, events, a company, and how it is asked. owned: of a log, its cases; None: a CRM.

    at_once: how many events the engine works on at once.
    """

    manual: Manual
    events: list[Event]
    company: Company
    at: Instant | None
    closed: bool
    owned: bool | None = None
    at_once: int = 1_000_000

    @property
    def vocabulary(self) -> Vocabulary:
        return CRM if self.owned is None else CRM.with_log("case", None, owned=self.owned)


def one_of[T](*values: T) -> st.SearchStrategy[T]:
    return st.sampled_from(values)


def mostly[T](usual: T, *others: T) -> st.SearchStrategy[T]:
    return st.sampled_from((usual,) * max(3, len(others)) + others)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    return Calendar(
        zone=draw(one_of(*ZONES)),
        country=draw(mostly(None, "GB")),
        workdays=draw(mostly(frozenset(range(5)), frozenset({0, 2, 6}), frozenset(range(7)))),
        opens=draw(mostly(time(9), time(0), time(8, 10))),
        closes=draw(mostly(time(17, 30), time(23, 55), time(12))),
        extra_holidays=draw(mostly(frozenset[date](), frozenset({date(2026, 3, 30), date(2026, 11, 9)}))),
    )


@st.composite
def instants(draw: st.DrawFn, start: date, days: int) -> Instant:
    """An instant of a few days; often a whole hour, so that ties and exact deadlines come up."""
    hours = draw(st.integers(0, 24 * days))
    odd = draw(mostly(0, 1, -1, 30 * 60 * 1_000_000, 17 * 1_000_000))
    return instant_of(datetime.combine(start, time.min, UTC)) + hours * HOUR + odd


@st.composite
def moments(draw: st.DrawFn, start: date, days: int) -> Instant | None:
    """The moment of judging: the log's last event, or one in the midst of it or after."""
    if draw(st.booleans()):
        return None
    return draw(instants(start + timedelta(draw(mostly(days, 0))), 10))


@st.composite
def companies(draw: st.DrawFn, start: date, days: int) -> Company:
    calendar = draw(calendars())
    people = {}
    if draw(st.booleans()):
        people = {
            "ana": Person("ana", "north", frozenset({"seller"}), "cal"),
            "ben": Person("ben", "south", frozenset({"seller"}), "cal"),
            "cal": Person("cal", "north", frozenset({"sales manager"})),
            "sync": Person("sync", kind="integration"),
        }
    first = start + timedelta(draw(st.integers(0, days)))
    absences = (Absence("ana", first, first + timedelta(draw(st.integers(0, 3))), draw(one_of(None, "ben"))),)
    live = draw(instants(start, days))
    gap = draw(instants(start, days))
    return Company(
        calendar=calendar,
        people=people,
        calendars={"north": draw(calendars())} if people and draw(st.booleans()) else {},
        absences=absences if draw(mostly(False, True)) else (),
        machines=frozenset({"112"}) if draw(st.booleans()) else frozenset(),
        live=draw(
            mostly({}, {(None, AREAS[0]): live}, {("north", None): live}, {(None, None): None, ("north", None): live})
        ),
        gaps=(Gap(gap, gap + draw(st.integers(1, 40)) * HOUR),) if draw(mostly(False, True)) else (),
    )


# --- words of a log and of a CRM --------------------------------------------------------------------------------------

named = st.builds(lambda name, step: Named(name + step), one_of(*NAMES), mostly("", "+START", "+COMPLETE"))
of_a_log = st.one_of(named, named, named, st.just(Created()))
of_a_crm = st.one_of(
    st.just(Created()),
    one_of(Done("call"), Done("email"), Done("activity")),
    one_of(MovedTo("Discovery"), MovedTo("Proposal"), MovedTo("won")),
    one_of(Became("won"), Became("lost"), Became("closed"), Became("qualified")),
    one_of(Changed("amount"), Changed("owner")),
)
durations = (
    st.builds(
        Duration,
        st.integers(1, 3),
        one_of("hour", "day", "week", "month", "working hour", "working day", "minute"),
    )
    | st.builds(Duration, st.just(0), st.just("working day"))
    | st.builds(Duration, one_of(8, 24, 40), st.just("working hour"))
)
limits = st.builds(Duration, st.integers(1, 3), one_of("day", "week", "working day", "month")) | st.builds(
    Duration, one_of(7, 24), one_of("hour", "working hour")
)


def roles(happening: st.SearchStrategy) -> st.SearchStrategy:
    one = st.one_of(
        st.just(Owner()),
        st.just(Creator()),
        st.just(Holder("seller")),
        st.just(OwnersManager()),
        st.builds(DoerOf, happening),
    )
    return st.one_of(one, st.builds(SomeoneOtherThan, one))


@st.composite
def things(draw: st.DrawFn, happening: st.SearchStrategy, most: int = 2) -> Things:
    listed = tuple(draw(st.lists(happening, min_size=1, max_size=2, unique=True)))
    by = (draw(roles(happening)),) if draw(mostly(False, True)) else ()
    return Things(listed, draw(mostly(False, True)) and len(listed) > 1, by, draw(mostly(1, *range(1, most + 1))))


@st.composite
def subjects(draw: st.DrawFn, kind: str, crm: bool) -> Subject:
    qualifiers = [
        InState("open"),
        InState("open"),
        InState("closed"),
        Not(InState("open")),
        InTeam("north"),
        Not(InTeam("north")),
    ]
    if crm:
        qualifiers += [
            InState("won"),
            From("Web"),
            Not(From("Web")),
            WithValue("source", "Web"),
            Worth("more than", 50),
        ]
        qualifiers += [WithLinked("account"), WithLinked("contact", (), True), InState("Discovery")]
    return Subject(kind, tuple(draw(st.lists(st.sampled_from(qualifiers), max_size=1))) if draw(st.booleans()) else ())


@st.composite
def forms(draw: st.DrawFn, kind: str, happening: st.SearchStrategy, crm: bool) -> Form:
    """Any form that SQL decides, over these words; in a CRM also all others."""
    subject = draw(subjects(kind, crm))
    what, more, within = draw(things(happening)), draw(happening), draw(durations)
    trigger = tuple(draw(st.lists(happening, min_size=1, max_size=2, unique=True)))
    other = draw(happening)
    makers: list[Callable[[], Form]] = [
        lambda: TimedResponse(within, trigger, subject, what),
        lambda: TimedResponse(within, trigger, subject, what),
        lambda: Response(trigger, subject, what, draw(st.booleans())),
        lambda: Precedence(trigger, subject, what, draw(st.booleans())),
        lambda: Silence(subject, draw(limits), what),
        lambda: Never(subject, what, trigger if draw(st.booleans()) else ()),
        lambda: AlsoHas(subject, what, draw(things(happening))),
        lambda: BothOrNeither(subject, more, other),
        lambda: NeverBoth(subject, more, other),
        lambda: Count(
            subject,
            draw(one_of("at least", "at most", "exactly")),
            Things(what.happenings, by=what.by, count=draw(st.integers(0, 3))),
            draw(mostly(None, "week", "month")),
        ),
        lambda: StartsWith(subject, what),
        lambda: EndsWith(subject, what),
        lambda: FourEyes(
            more,
            draw(st.one_of(st.builds(DoerOf, happening), one_of(Owner(), Creator(), Holder("seller")))),
            draw(one_of(None, subject)),
        ),
    ]
    if crm:
        required = FilledIn(draw(one_of(("amount",), ("amount", "source"))), draw(st.booleans()))
        makers += [
            lambda: Ageing(subject, draw(one_of("Discovery", "Proposal", "won")), draw(limits)),
            lambda: Ageing(subject, "Discovery", draw(limits)),
            lambda: TimedByField(subject, what, within, "close date"),
            lambda: Precedence(trigger, subject, required),
            lambda: ResponseWithData(
                draw(one_of(MovedTo("Proposal"), Became("won"), Became("closed"))), subject, required, within
            ),
            lambda: Invariant(
                subject, draw(one_of(required, DatedInTheFuture("close date"), HasLinked("account"))), within
            ),
            lambda: InOrder(subject, ("Qualification", "Discovery", "Proposal")),
            lambda: NeverBack(subject, "Discovery"),
            lambda: Cadence("seller", 4, 5),
            lambda: Load("seller", 1, subject),
        ]
    return draw(st.sampled_from(makers))()


@st.composite
def manuals(draw: st.DrawFn, kinds: tuple[str, ...], happening: st.SearchStrategy, crm: bool = False) -> Manual:
    found = draw(
        st.lists(st.sampled_from(kinds).flatmap(lambda kind: forms(kind, happening, crm)), min_size=1, max_size=4)
    )
    rules = [Rule(n, f"Rule {n}.", form, n) for n, form in enumerate(found, 1)]
    areas = tuple(Area(title, (Step("Step", tuple(rules[n::2])),)) for n, title in enumerate(AREAS))
    numbered = iter(range(1, len(rules) + 1))
    areas = tuple(
        Area(
            a.title,
            tuple(
                Step(s.title, tuple(Rule(next(numbered), r.sentence, r.form, r.line) for r in s.rules)) for s in a.steps
            ),
        )
        for a in areas
    )
    closing = tuple(draw(st.lists(one_of("C", "D", "B+COMPLETE"), max_size=2, unique=True)))
    return Manual("Random", areas, Header(closed_by=closing, machines=draw(mostly((), ("cal",)))))


# --- logs -------------------------------------------------------------------------------------------------------------


@st.composite
def log_events(draw: st.DrawFn, start: date, days: int, sequence: int) -> Event:
    occurred = draw(instants(start, days))
    return Event(
        sequence=sequence,
        record=draw(mostly("case/1", "case/2", "case/3", "file/1")),
        do=f'"{draw(one_of(*NAMES))}"',
        transition=draw(one_of(*TRANSITIONS)),
        occurred=occurred,
        recorded=occurred + draw(mostly(0, HOUR, 30 * HOUR, 200 * HOUR)),
        by=draw(one_of(None, *PEOPLE)),
        values=draw(
            mostly({}, {"owner": "ana"}, {"stage": "Discovery"}, {"amount": 100}, {"owner": "ben", "state": None})
        ),
        through=draw(mostly("connector", "page", "bulk", "import")),
    )


@st.composite
def log_worlds(draw: st.DrawFn) -> World:
    """An event log: kinds without owners, quoted names."""
    start, days = draw(one_of(*STARTS)), draw(one_of(2, 10, 45))
    size = draw(mostly(12, 0, 3, 20))
    plain = draw(st.booleans())
    events = [draw(log_events(start, days, n)) for n in range(1, size + 1)]
    if plain:
        events = [
            Event(e.sequence, e.record, e.do, e.occurred, e.recorded, e.by, through=e.through, transition=e.transition)
            for e in events
        ]
    return World(
        draw(manuals(("case", "case", "case", "file"), of_a_log)),
        events,
        draw(companies(start, days)),
        draw(moments(start, days)),
        draw(st.booleans()),
        draw(mostly(False, True)),
        draw(mostly(1_000_000, 5)),
    )


CRM_RECORDS = (
    "opportunity/1",
    "opportunity/2",
    "opportunity/3",
    "lead/1",
    "lead/2",
    "account/1",
    "contact/1",
    "call/1",
)
CRM_DOS = ("move", "change", "hand over", "call", "email", "meeting", "view", "plan call", "cancel", "note")
CRM_VALUES = (
    {"stage": "Discovery"}, {"stage": "Proposal"}, {"stage": "Qualification"}, {"stage": "won"}, {"stage": None},
    {"state": "won"}, {"state": "lost"}, {"state": "open"}, {"state": "qualified"}, {"owner": "ben"}, {"owner": "ana"},
    {"owner": ""}, {"amount": 100}, {"amount": ""}, {"source": "Web"}, {"close date": "2026-11-09"},
    {"close date": "2026-03-30T10:00"},
)  # fmt: skip


@st.composite
def crm_events(draw: st.DrawFn, start: date, days: int, sequence: int, tidy: bool) -> Event:
    occurred = draw(instants(start, days))
    values = draw(mostly({}, *CRM_VALUES))
    if tidy:
        values = {k: v for k, v in values.items() if k != "owner" and v is not None}
    return Event(
        sequence=sequence,
        record=draw(mostly("opportunity/1", *CRM_RECORDS)),
        do=draw(one_of(*CRM_DOS)),
        occurred=occurred,
        recorded=occurred + draw(mostly(0, HOUR, 80 * HOUR)),
        by=draw(one_of(None, *PEOPLE)),
        values=values,
        links=()
        if tidy
        else draw(mostly((), ("account/1",), ("lead/1",), ("call/1",), ("contact/1", "opportunity/1"), ("lead/9",))),
        through=draw(mostly("page", "connector", "bulk", "import", "mail")),
    )


@st.composite
def crm_worlds(draw: st.DrawFn) -> World:
    """A CRM's records: owners, stages, links; half of the worlds are tidy, so that SQL has something to decide."""
    start, days, tidy = draw(one_of(*STARTS)), draw(one_of(2, 10, 45)), draw(st.booleans())
    made = [
        Event(
            n,
            record,
            "create",
            (when := draw(instants(start, days if not tidy else 1))),
            when,
            draw(one_of("ana", "ben", None)),
            values=draw(
                one_of({}, {"owner": "ana"}, {"owner": "ben", "stage": "Discovery"}, {"source": "Web", "owner": "sync"})
            ),
            through=draw(mostly("page", "import")),
        )
        for n, record in enumerate(draw(st.permutations(CRM_RECORDS))[: draw(one_of(3, 5, 8))], 1)
    ]
    events = [draw(crm_events(start, days, len(made) + n, tidy)) for n in range(1, draw(mostly(14, 1, 24)))]
    return World(
        draw(manuals(("lead", "opportunity", "opportunity", "account"), of_a_crm, crm=True)),
        made + events,
        draw(companies(start, days)),
        draw(moments(start, days)),
        draw(mostly(False, True)),
        at_once=draw(mostly(1_000_000, 8)),
    )
