"""Random rules, for whoever wants to try something on every rule there can be.

Left out is what the language refuses (docs/reference/forms): and-lists and numbers where any one will do, someone other
than … within a list, and a double quote within a name.
"""

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ingrain.method import rules as r
from ingrain.method.vocabulary import CRM, Vocabulary

UNITS = ("minute", "hour", "day", "week", "month", "working hour", "working day")
PERIODS = (None, "day", "week", "month", "quarter", "year")


class Trees:
    """Strategies for rules in one company's words."""

    def __init__(self, vocabulary: Vocabulary = CRM, log: str | None = None) -> None:
        self.vocabulary = vocabulary
        self.log = log
        self.kinds = st.sampled_from([log] if log else [k.name for k in vocabulary.kinds.values() if not k.from_log])
        self.stages = st.sampled_from(vocabulary.stages)
        self.fields = st.sampled_from(vocabulary.fields)
        self.states = st.sampled_from(("open", "closed") if log else vocabulary.states)
        self.ends = st.sampled_from(("closed",) if log else tuple(s for s in vocabulary.states if s != "open"))
        self.roles = st.sampled_from(tuple(vocabulary.roles))
        names = sorted(vocabulary.names or ())
        self.names = st.sampled_from(names) if names else st.text(min_size=1, max_size=12).filter(is_a_name)

    def durations(self, same_day: bool = False) -> SearchStrategy[r.Duration]:
        some = st.builds(r.Duration, st.integers(1, 2_000), st.sampled_from(UNITS))
        return some | st.just(r.Duration(0, "working day")) if same_day else some

    def happenings(self) -> SearchStrategy[r.Happening]:
        ways = [st.just(r.Created()), st.builds(r.Became, self.ends), st.builds(r.Changed, self.fields)]
        if self.log or self.vocabulary.names is None:
            ways.append(st.builds(r.Named, self.names))
        if not self.log:
            ways += [st.builds(r.MovedTo, self.stages)]
            ways += [st.builds(r.Done, st.sampled_from(tuple(self.vocabulary.activities)))]
        return st.one_of(ways)

    def triggers(self) -> SearchStrategy[tuple[r.Happening, ...]]:
        return st.lists(self.happenings(), min_size=1, max_size=4).map(tuple)

    def one_role(self) -> SearchStrategy[r.Owner | r.Creator | r.OwnersManager | r.Holder | r.DoerOf]:
        plain = st.sampled_from([r.Owner(), r.Creator(), r.OwnersManager()])
        return plain | st.builds(r.Holder, self.roles) | st.builds(r.DoerOf, self.happenings())

    def by(self) -> SearchStrategy[tuple[r.Role, ...]]:
        other = st.builds(r.SomeoneOtherThan, self.one_role()).map(lambda role: (role,))
        return st.lists(self.one_role(), max_size=3).map(tuple) | other

    def any_of(self) -> SearchStrategy[r.Things]:
        return st.builds(r.Things, self.triggers(), by=self.by())

    def things(self) -> SearchStrategy[r.Things]:
        """Any of a list, so many of it, or all of it."""
        everything = st.builds(
            r.Things, st.lists(self.happenings(), min_size=2, max_size=4).map(tuple), all=st.just(True), by=self.by()
        )
        return self.any_of() | everything | st.builds(r.Things, self.triggers(), by=self.by(), count=st.integers(2, 20))

    def values(self) -> SearchStrategy[str]:
        said = st.text(min_size=1, max_size=15).filter(is_a_name)
        known = st.sampled_from(
            [*self.vocabulary.sources, *self.vocabulary.teams, "has", "Web and Mail", "the web", "web"]
        )
        return said | known | st.sampled_from(["Trade fair 2026", "Leeds", "Q1", "not", "in", "A. B."])

    def qualifiers(self, depth: int = 1) -> SearchStrategy[tuple[r.Qualifier, ...]]:
        comparisons = st.sampled_from(["more than", "less than", "at least", "at most"])
        amounts = st.integers(0, 10**9) | st.integers(1, 10**6).map(lambda n: n / 4)
        plain = [
            st.builds(r.InState, self.states),
            st.builds(r.Worth, comparisons, amounts),
            st.builds(r.From, self.values()),
            st.builds(r.InTeam, self.values()),
            st.builds(r.WithValue, self.fields, self.values()),
            st.just(r.WithValue("type", "key")),
        ]
        if not self.log:
            plain.append(st.builds(r.InState, self.stages))
        if depth:
            plain.append(self.linked(depth - 1))
        one = st.one_of(plain)
        return st.lists(one | st.builds(r.Not, one), max_size=3).map(tuple)

    def linked(self, depth: int) -> SearchStrategy[r.WithLinked]:
        """At most one qualifier stands after a linked kind: *and* goes on outside."""
        before = st.lists(st.builds(r.InState, self.states), max_size=2).map(tuple)
        after = self.qualifiers(depth).map(lambda found: found[:1])
        return st.builds(
            r.WithLinked, self.kinds, st.tuples(before, after).map(lambda both: both[0] + both[1]), st.booleans()
        )

    def subjects(self) -> SearchStrategy[r.Subject]:
        return st.builds(r.Subject, self.kinds, self.qualifiers())

    def filled(self) -> SearchStrategy[r.FilledIn]:
        several = st.builds(r.FilledIn, st.lists(self.fields, min_size=2, max_size=4).map(tuple), st.booleans())
        return st.builds(r.FilledIn, st.tuples(self.fields)) | several

    def forms(self) -> SearchStrategy[r.Form]:
        s, d, t, h = self.subjects(), self.durations(), self.triggers(), self.happenings()
        grace = st.none() | d
        limit = st.none() | self.durations(same_day=True)
        counts = st.builds(r.Things, t, by=self.by(), count=st.integers(1, 50))
        entered = st.just(r.Created()) | st.builds(r.Became, self.ends)
        conditions = self.filled() | st.builds(r.DatedInTheFuture, self.fields)
        if not self.log:
            entered |= st.builds(r.MovedTo, self.stages)
            conditions |= st.builds(r.HasLinked, self.kinds)
        ways: list[SearchStrategy[r.Form]] = [
            st.builds(r.TimedResponse, self.durations(same_day=True), t, s, self.things()),
            st.builds(r.TimedByField, s, self.things(), self.durations(same_day=True), self.fields),
            st.builds(r.Response, t, s, self.things()),
            st.builds(r.Response, t, s, self.any_of(), st.just(True)),
            st.builds(r.Precedence, t, s, self.things() | self.filled()),
            st.builds(r.Precedence, t, s, self.any_of() | self.filled(), st.just(True)),
            st.builds(r.ResponseWithData, entered, s, self.filled(), limit),
            st.builds(r.Invariant, s, conditions, grace),
            st.builds(r.Silence, s, d, self.any_of()),
            st.builds(r.Never, s, self.any_of(), st.just(()) | t),
            st.builds(r.AlsoHas, s, self.things(), self.things()),
            st.builds(r.BothOrNeither, s, h, h),
            st.builds(r.NeverBoth, s, h, h),
            st.builds(
                r.Count, s, st.sampled_from(["at least", "at most", "exactly"]), counts, st.sampled_from(PERIODS)
            ),
            st.builds(r.StartsWith, s, self.any_of()),
            st.builds(r.EndsWith, s, self.any_of()),
            st.builds(r.FourEyes, h, self.one_role(), st.none() | s),
            self.cadences(),
            st.builds(r.Load, self.roles, st.integers(0, 99), s),
        ]
        if not self.log:
            stages = st.lists(self.stages, min_size=2, max_size=5).map(tuple)
            ways += [
                st.builds(r.Ageing, s, self.stages, d),
                st.builds(r.InOrder, s, stages),
                st.builds(r.NeverBack, s, self.stages),
            ]
        return st.one_of(ways)

    def cadences(self) -> SearchStrategy[r.Cadence]:
        days = st.sampled_from([(1, 5), (4, 5), (5, 5), (7, 10), (20, 20)])
        kinds = self.kinds | st.just("record")
        things = st.none() | st.builds(r.Things, self.triggers())
        return st.builds(lambda role, n, kind, thing: r.Cadence(role, *n, kind, thing), self.roles, days, kinds, things)


def is_a_name(text: str) -> bool:
    """What can stand between double quotes: one line, no double quote of any sort, no space at its ends."""
    return text == text.strip() and text.isprintable() and not set(text) & set('"“”„‟«»\\')
