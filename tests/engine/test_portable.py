"""What rules compile to is SQL that other databases speak too."""

from collections.abc import Iterator

import pytest
import sqlglot
from sqlglot import exp

from ingrain.engine.arranging import arrange
from ingrain.engine.check import setting_of
from ingrain.engine.compile import VERDICTS, finished, verdict_of
from ingrain.engine.store import Store
from ingrain.engine.timeline import Timeline
from ingrain.engine.verdicts import inserted
from ingrain.logs.columns import batches_of
from ingrain.method.company import Company
from ingrain.method.events import Event
from ingrain.method.manual import Area, Manual, Rule, Step
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

ANY, A, B = Subject("case"), Named("A"), Named("B")
ONE, OTHER = Things((A,)), Things((B,))
FORMS: list[Form] = [
    TimedResponse(Duration(3, "working day"), (A,), ANY, OTHER),
    TimedResponse(Duration(24, "hour"), (A,), ANY, Things((A, B), all=True)),
    Response((A,), ANY, OTHER),
    Response((A,), ANY, OTHER, directly=True),
    Precedence((A,), ANY, OTHER),
    Precedence((A,), ANY, OTHER, directly=True),
    Silence(ANY, Duration(2, "day"), ONE),
    Never(ANY, ONE),
    Never(ANY, ONE, after=(B,)),
    AlsoHas(ANY, ONE, OTHER),
    BothOrNeither(ANY, A, B),
    NeverBoth(ANY, A, B),
    Count(ANY, "at least", ONE),
    Count(ANY, "at most", ONE),
    Count(ANY, "exactly", ONE),
    StartsWith(ANY, ONE),
    EndsWith(ANY, ONE),
    FourEyes(A, DoerOf(B), ANY),
]
ONLY_IN_DUCKDB = (
    exp.Filter,
    exp.Qualify,
    exp.MatchRecognize,
    exp.Unnest,
    exp.Explode,
    exp.Lambda,
    exp.Struct,
    exp.Array,
)


@pytest.fixture(scope="module")
def timeline() -> Iterator[Timeline]:
    events = [Event(n, "case/1", f'"{name}"', n, n, "ana") for n, name in enumerate("ABAB", 1)]
    store = Store(in_memory=True, threads=1)
    store.take_in(batches_of(events))
    manual = Manual("M", (Area("Area", (Step("Step", (Rule(1, "", FORMS[0], 1),)),)),))
    yield arrange(store, setting_of(manual, Company(), at=9, vocabulary=CRM.with_log("case", None), closed=True))
    store.close()


def test_every_form_that_sql_decides_on_a_log_is_here() -> None:
    assert {type(form) for form in FORMS} == {form for form in VERDICTS if form.__name__ != "Ageing"}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: type(form).__name__)
def test_a_verdict_speaks_portable_sql(timeline: Timeline, form: Form) -> None:
    compiled = verdict_of(timeline, "Area", form)
    assert compiled
    terms, verdict = compiled
    query = finished(verdict, terms)
    assert not [node for node in query.walk() if isinstance(node, ONLY_IN_DUCKDB)]
    assert not [join for join in query.find_all(exp.Join) if join.args.get("method")], "no ASOF join"
    assert sqlglot.parse_one(query.sql("clickhouse"), read="clickhouse")
    timeline.store.sql.execute(f"EXPLAIN {query.sql('duckdb')}")
    assert inserted(1, terms, verdict).sql("duckdb").startswith("INSERT INTO obligations")
