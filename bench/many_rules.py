"""Measures: the violating records of five hundred rules."""

import sys
from itertools import cycle, islice, permutations
from pathlib import Path

from measured import answer, least, stored, ten_rules

from ingrain.engine.violations import violating_counts
from ingrain.method.manual import Area, Manual, Rule, Step
from ingrain.method.rules import (
    AlsoHas,
    Count,
    DoerOf,
    Duration,
    Form,
    FourEyes,
    Named,
    Never,
    NeverBoth,
    Precedence,
    Response,
    StartsWith,
    Subject,
    Things,
    TimedResponse,
)

ANY = Subject("case")


def rule_of(turn: int, one: Named, other: Named) -> Form:
    a, b = Things((one,)), Things((other,))
    forms: list[Form] = [
        Count(ANY, "at least", a),
        StartsWith(ANY, a),
        Never(ANY, a),
        Response((one,), ANY, b),
        Precedence((one,), ANY, b),
        Response((one,), ANY, b, directly=True),
        AlsoHas(ANY, a, b),
        NeverBoth(ANY, one, other),
        FourEyes(one, DoerOf(other), ANY),
        TimedResponse(Duration(24, "hour"), (one,), ANY, b),
    ]
    return forms[turn % len(forms)]


log, folder = map(Path, sys.argv[1:])
timeline = stored(log, folder, ten_rules())
names = sorted({do[1:-1] for do, _ in timeline.store.doings.all})
pairs = islice(cycle(permutations(names, 2)), 500)
forms = [rule_of(turn, Named(one), Named(other)) for turn, (one, other) in enumerate(pairs)]
rules = tuple(Rule(n, f"Rule {n}.", form, n) for n, form in enumerate(forms, 1))
manual = Manual("Many rules", (Area("All", (Step("All", rules),)),))
answer(events=timeline.store.size[0], rules=len(rules), cpu=least(lambda: violating_counts(manual, timeline), 1))
