"""What must hold of the judge on any log: the templates' own definitions, and that time only decides."""

from collections import defaultdict
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingrain.method.calendar import HOUR
from ingrain.method.company import Company
from ingrain.method.events import Event
from ingrain.method.judge import judge
from ingrain.method.manual import Area, Manual, Rule, Step
from ingrain.method.obligations import Obligation, State
from ingrain.method.rules import (
    AlsoHas,
    BothOrNeither,
    Count,
    DoerOf,
    Duration,
    EndsWith,
    Form,
    FourEyes,
    Named,
    Never,
    NeverBoth,
    Precedence,
    Response,
    Silence,
    StartsWith,
    Subject,
    Things,
    TimedResponse,
)
from ingrain.method.vocabulary import CRM

A, B = Named("A"), Named("B")
CASE = Subject("case")
NAMES = ("A", "B", "C")
VOCABULARY = CRM.with_log("case", None)

saves = st.tuples(
    st.integers(1, 4), st.sampled_from(NAMES), st.integers(0, 60), st.sampled_from(["ana", "ben", "112", None])
)
logs = st.lists(saves, min_size=1, max_size=14).map(
    lambda found: [
        Event(n, f"case/{case}", f'"{name}"', hour * HOUR, hour * HOUR, by)
        for n, (case, name, hour, by) in enumerate(found, start=1)
    ]
)


def any_of(*happenings: Named, count: int = 1) -> Things:
    return Things(happenings, count=count)


def told(form: Form, log: list[Event], *, at: int | None = None, closed: bool = False) -> list[Obligation]:
    manual = Manual("m", (Area("a", (Step("s", (Rule(1, "", form, 1),)),)),))
    company = Company(machines=frozenset({"112"}))
    at = max(e.occurred for e in log) if at is None else at
    return list(judge(manual, log, company, at=at, vocabulary=VOCABULARY, closed=closed))


def violating(found: list[Obligation]) -> set[str]:
    return {o.record for o in found if o.state in (State.MISSED, State.LATE)}


# The templates of DECLARE in their own words (van der Aalst, Pesic, Schonenberg 2009), over a case's names in order.
TEMPLATES: dict[str, tuple[Form, Callable[[list[str]], bool]]] = {
    "existence 2": (Count(CASE, "at least", any_of(A, count=2)), lambda t: t.count("A") < 2),
    "absence 2": (Count(CASE, "at most", any_of(A, count=1)), lambda t: t.count("A") > 1),
    "exactly 1": (Count(CASE, "exactly", any_of(A)), lambda t: t.count("A") != 1),
    "absence": (Never(CASE, any_of(A)), lambda t: "A" in t),
    "init": (StartsWith(CASE, any_of(A)), lambda t: t[0] != "A"),
    "end": (EndsWith(CASE, any_of(A)), lambda t: t[-1] != "A"),
    "response": (
        Response((A,), CASE, any_of(B)),
        lambda t: any(x == "A" and "B" not in t[i + 1 :] for i, x in enumerate(t)),
    ),
    "chain response": (
        Response((A,), CASE, any_of(B), directly=True),
        lambda t: any(x == "A" and t[i + 1 : i + 2] != ["B"] for i, x in enumerate(t)),
    ),
    "precedence": (
        Precedence((A,), CASE, any_of(B)),
        lambda t: any(x == "A" and "B" not in t[:i] for i, x in enumerate(t)),
    ),
    "chain precedence": (
        Precedence((A,), CASE, any_of(B), directly=True),
        lambda t: any(x == "A" and (i == 0 or t[i - 1] != "B") for i, x in enumerate(t)),
    ),
    "responded existence": (AlsoHas(CASE, any_of(A), any_of(B)), lambda t: "A" in t and "B" not in t),
    "co-existence": (BothOrNeither(CASE, A, B), lambda t: ("A" in t) != ("B" in t)),
    "not co-existence": (NeverBoth(CASE, A, B), lambda t: "A" in t and "B" in t),
    "not succession": (
        Never(CASE, any_of(B), (A,)),
        lambda t: any(x == "A" and "B" in t[i + 1 :] for i, x in enumerate(t)),
    ),
}


@pytest.mark.parametrize("name", TEMPLATES)
@given(log=logs)
def test_the_violating_records_are_the_violating_cases_of_the_template(name: str, log: list[Event]) -> None:
    form, broken = TEMPLATES[name]
    traces: dict[str, list[str]] = defaultdict(list)
    for event in sorted(log, key=lambda e: (e.occurred, e.sequence)):
        traces[event.record].append(event.do.strip('"'))
    expected = {record for record, trace in traces.items() if broken(trace)}
    assert violating(told(form, log, closed=True)) == expected


forms = st.sampled_from(
    [form for form, _ in TEMPLATES.values()]
    + [
        TimedResponse(Duration(5, "hour"), (A,), CASE, any_of(B)),
        TimedResponse(Duration(1, "working day"), (A,), CASE, any_of(B, count=2)),
        Silence(CASE, Duration(7, "hour"), any_of(B)),
        FourEyes(A, DoerOf(B)),
    ]
)


@given(forms, logs)
def test_closed_leaves_nothing_due(form: Form, log: list[Event]) -> None:
    assert all(o.state is not State.DUE for o in told(form, log, closed=True))


@given(forms, logs, st.permutations([1, 2, 3, 4]))
def test_what_is_said_of_a_record_depends_on_that_record_alone(form: Form, log: list[Event], order: list[int]) -> None:
    at = max(e.occurred for e in log)
    alone = [o for n in order for o in told(form, [e for e in log if e.record == f"case/{n}"] or log, at=at)]
    together = told(form, log, at=at)
    assert {o for o in alone if o.record in {e.record for e in log}} == set(together)


MAY_BECOME = {
    State.DUE: set(State),
    State.MET: {State.MET},
    State.LATE: {State.LATE},
    State.MISSED: {State.MISSED, State.LATE},
    State.VOID: {State.VOID},
    State.UNKNOWN: {State.UNKNOWN, State.MET, State.MISSED},
}


@given(
    st.sampled_from(
        [
            TimedResponse(Duration(5, "hour"), (A,), CASE, any_of(B)),
            Silence(CASE, Duration(7, "hour"), any_of(B)),
            Precedence((A,), CASE, any_of(B)),
            Response((A,), CASE, any_of(B)),
            StartsWith(CASE, any_of(A)),
            AlsoHas(CASE, any_of(A), any_of(B)),
        ]
    ),
    logs,
    st.integers(0, 80),
    st.integers(0, 80),
)
def test_time_only_decides_and_late_is_the_only_repair(form: Form, log: list[Event], one: int, two: int) -> None:
    earlier, later = sorted((one * HOUR, two * HOUR))
    after = {(o.record, o.trigger_event, o.due): o.state for o in told(form, log, at=later)}
    for o in told(form, log, at=earlier):
        assert after[o.record, o.trigger_event, o.due] in MAY_BECOME[o.state]


@given(forms, logs)
def test_machines_and_nobody_are_judged_and_never_at_fault_for_people(form: Form, log: list[Event]) -> None:
    for o in told(form, log, closed=True):
        doers = {e.by for e in log if e.record == o.record}
        assert o.responsible in doers | {None}
