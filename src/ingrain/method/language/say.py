"""A rule in plain English: the wording that means exactly this tree.

Here lives saying; what is said here reads back to the same tree. How people may vary it lives in sentences.
Past 300 lines, since every form and every word has its few lines here: what is said alike stands side by side.
"""

import re
from collections.abc import Callable, Iterable
from functools import singledispatch

from ingrain.method import rules as r
from ingrain.method.language.known import phrases_of
from ingrain.method.language.phrases import ARTICLES, ENDS_A_VALUE
from ingrain.method.language.words import tidy, words_of
from ingrain.method.vocabulary import CRM, Vocabulary

SAME_DAY = r.Duration(0, "working day")


def say(form: r.Form, vocabulary: Vocabulary = CRM) -> str:
    """The sentence, with its full stop."""
    text = _Voice(vocabulary).form(form)
    return text[:1].upper() + text[1:] + "." if not text.startswith('"') else text + "."


def listed(texts: Iterable[str], conjunction: str) -> str:
    """A, B or C."""
    *first, last = texts
    return f"{', '.join(first)} {conjunction} {last}" if first else last


def with_article(noun: str) -> str:
    """A lead, an opportunity, an hour, a user."""
    vowel = re.match(r"(?!uni|use|usa|eu|one\b)[aeiou]|hour|honest", noun, re.IGNORECASE)
    return f"{'an' if vowel else 'a'} {noun}"


def amount(number: int | float) -> str:
    """50,000 or 1.5."""
    return f"{number:,}" if isinstance(number, int) else f"{number:,.10f}".rstrip("0").rstrip(".")


def duration(length: r.Duration) -> str:
    """1 working day, 24 hours."""
    return f"{length.number:,} {length.unit}{'' if length.number == 1 else 's'}"


def grace(length: r.Duration) -> str:
    """1 working day's grace, 24 hours' grace."""
    return f"{duration(length)}{"'s" if length.number == 1 else "'"} grace"


_LEADS = {r.Created: "being", r.Became: "being", r.MovedTo: "moving to", r.Done: "a"}
"""What is said once for things that follow each other in a list."""


class _Voice:
    """Says trees in one company's words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    # --- who ---

    def roles(self, by: tuple[r.Role, ...]) -> str:
        return f" by {listed(map(self.role, by), 'or')}" if by else ""

    def role(self, role: r.Role) -> str:
        match role:
            case r.Owner():
                return "its owner"
            case r.Creator():
                return "its creator"
            case r.OwnersManager():
                return "its owner's manager"
            case r.Holder(name):
                return with_article(name)
            case r.DoerOf(happening):
                return f"whoever {self.deed(happening)}"
            case r.SomeoneOtherThan(other):
                return f"someone other than {self.role(other)}"

    def deed(self, happening: r.Happening) -> str:
        match happening:
            case r.Created():
                return "created it"
            case r.MovedTo(stage):
                return f"moved it to {stage}"
            case r.Changed(field):
                return f"changed its {field}"
            case r.Became(state):
                return f"{state} it"
            case _:
                return f"did {self.noun(happening)}"

    # --- what can happen ---

    def noun(self, happening: r.Happening) -> str:
        """As it stands in a trigger: being won, moving to Proposal, a call."""
        match happening:
            case r.Created():
                return "being created"
            case r.MovedTo(stage):
                return f"moving to {stage}"
            case r.Became(state):
                return f"being {state}"
            case r.Done(activity):
                return with_article(activity)
            case r.Changed(field):
                return f"a change of its {field}"
            case r.Named(name):
                return f'"{name}"'

    def nouns(self, happenings: tuple[r.Happening, ...], conjunction: str = "or") -> str:
        """A list of triggers; *being*, *moving to* and the article are said once for those that follow each other."""
        said: list[str] = []
        before = ""
        for happening in happenings:
            text = self.noun(happening)
            lead = _LEADS.get(type(happening), "")
            said.append(text.split(" ", lead.count(" ") + 1)[-1] if lead and lead == before else text)
            before = lead
        return listed(said, conjunction)

    # --- what is asked for ---

    def asked(self, things: r.Things, bound: str = "") -> str:
        """Has a call, email or meeting by its owner; is qualified or closed; has at least 2 calls."""
        conjunction = "and" if things.all else "or"
        bound = bound or ("at least" if things.count > 1 else "")
        countable = all(isinstance(h, r.Done | r.Named | r.Changed | r.MovedTo) for h in things.happenings)
        if bound and countable and not things.all:
            many = things.count != 1
            texts = [self.counted(h, many) for h in things.happenings]
            return f"has {bound} {things.count:,} {listed(texts, 'or')}{self.roles(things.by)}"
        times = f" {bound} {things.count:,} time{'' if things.count == 1 else 's'}" if bound else ""
        return self.deeds(things.happenings, conjunction) + self.roles(things.by) + times

    def counted(self, happening: r.Happening, many: bool) -> str:
        match happening:
            case r.Done(activity):
                return self.vocabulary.activities.get(activity, f"{activity}s") if many else activity
            case r.Changed(field):
                return f"change{'s' if many else ''} of its {field}"
            case r.MovedTo(stage):
                return f"move{'s' if many else ''} to {stage}"
            case _:
                return self.noun(happening)

    def deeds(self, happenings: tuple[r.Happening, ...], conjunction: str) -> str:
        said: list[str] = []
        before, article = "", False
        for happening in happenings:
            match happening:
                case r.Created():
                    verb, text = "is", "created"
                case r.Became(state):
                    verb, text = "is", state
                case r.MovedTo(stage):
                    verb, text = "moves to", stage
                case r.Done(activity):
                    verb, text = "has", activity if article and before == "has" else with_article(activity)
                case _:
                    verb, text = "has", self.noun(happening)
            article = isinstance(happening, r.Done)
            said.append(text if verb == before else f"{verb} {text}")
            before = verb
        return listed(said, conjunction)

    def filled(self, filled: r.FilledIn) -> str:
        return f"its {listed(filled.fields, 'or' if filled.any else 'and')} filled in"

    # --- which records ---

    def subject(self, subject: r.Subject, plural: bool = False, article: bool = True) -> str:
        kind = self.vocabulary.kind(subject.kind)
        before, after = self.split(subject.kind, subject.qualifiers)
        text = " ".join([*before, kind.plural if plural else kind.name])
        if after:
            text += f" {' and '.join(map(self.qualifier, after))}"
        return with_article(text) if article else text

    def split(self, kind: str, qualifiers: tuple[r.Qualifier, ...]) -> tuple[list[str], list[r.Qualifier]]:
        """Those that can stand before the kind, and the others, in the order given."""
        before: list[str] = []
        for n, qualifier in enumerate(qualifiers):
            word = self.adjective(kind, qualifier)
            if word is None:
                return before, list(qualifiers[n:])
            before.append(word)
        return before, []

    def adjective(self, kind: str, qualifier: r.Qualifier) -> str | None:
        match qualifier:
            case r.InState(state) if state in self.vocabulary.states:
                return state
            case r.WithValue(field, value):
                meant = (kind, field, value)
                same = (a.word for a in self.vocabulary.adjectives if (a.kind, a.field, a.value) == meant)
                return next((word for word in same if word not in self.vocabulary.states), None)
        return None

    def qualifier(self, qualifier: r.Qualifier) -> str:
        match qualifier:
            case r.InState(state):
                return state if state in self.vocabulary.states else f"in {state}"
            case r.Worth(comparison, number):
                return f"worth {comparison} {amount(number)}"
            case r.From(source):
                return f"from {self.value(source, 'source')}"
            case r.InTeam(team):
                return f"in team {self.value(team, 'team')}"
            case r.WithValue(field, value):
                return f"with {field} {self.value_of(field, value)}"
            case r.WithLinked(kind, qualifiers, none):
                subject = r.Subject(kind, qualifiers)
                return f"with no {self.subject(subject, article=False)}" if none else f"with {self.subject(subject)}"
            case r.Not(inner):
                return f"not {self.qualifier(inner)}"

    def value_of(self, field: str, value: str) -> str:
        """After a field of several words that the vocabulary lacks, quotes tell where its value begins."""
        told = " " not in field or field in phrases_of(self.vocabulary).meanings("field")
        return self.value(value, f"value of {field}") if told else f'"{value}"'

    def value(self, value: str, family: str) -> str:
        """As it is, if it reads back as it is; otherwise in double quotes."""
        if value in phrases_of(self.vocabulary).meanings(family):
            return value
        words = words_of(value)
        plain = (
            " ".join(word.text for word in words) == value == tidy(value)[0]
            and all(word.low[0].isalnum() and word.low not in ENDS_A_VALUE for word in words)
            and words[0].key not in ARTICLES
            and phrases_of(self.vocabulary).longest(family, words, 0) is None
        )
        return value if plain else f'"{value}"'

    # --- sentences ---

    def form(self, form: r.Form) -> str:
        return _form(form, self)


def _time(within: r.Duration, of: str) -> str:
    return f"on the same working day as {of}" if within == SAME_DAY else f"within {duration(within)} of {of}"


@singledispatch
def _form(form: object, v: _Voice) -> str:
    raise TypeError(f"no wording for {form!r}")


type _Wording[F] = Callable[[F, _Voice], str]


@_form.register
def _(f: r.TimedResponse, v: _Voice) -> str:
    return f"{_time(f.within, v.nouns(f.trigger))}, {v.subject(f.subject)} {v.asked(f.things)}"


@_form.register
def _(f: r.TimedByField, v: _Voice) -> str:
    return f"{v.subject(f.subject)} {v.asked(f.things)} {_time(f.within, f'its {f.field}')}"


@_form.register
def _(f: r.Response, v: _Voice) -> str:
    return f"{'directly ' * f.directly}after {v.nouns(f.trigger)}, {v.subject(f.subject)} {v.asked(f.things)}"


@_form.register
def _(f: r.Precedence, v: _Voice) -> str:
    asked = f"has {v.filled(f.required)}" if isinstance(f.required, r.FilledIn) else v.asked(f.required)
    return f"{'directly ' * f.directly}before {v.nouns(f.trigger)}, {v.subject(f.subject)} {asked}"


@_form.register
def _(f: r.ResponseWithData, v: _Voice) -> str:
    state = v.noun(f.state).removeprefix("being ")
    within = "" if f.within is None else f" within {duration(f.within)}"
    within = " on the same working day" if f.within == SAME_DAY else within
    return f"when {state}, {v.subject(f.subject)} has {v.filled(f.required)}{within}"


@_form.register
def _(f: r.Invariant, v: _Voice) -> str:
    match f.condition:
        case r.FilledIn():
            condition = v.filled(f.condition)
        case r.DatedInTheFuture(field):
            condition = f"{with_article(field)} dated in the future"
        case r.HasLinked(kind):
            condition = with_article(kind)
    return f"{v.subject(f.subject)} always has {condition}" + (f", with {grace(f.grace)}" if f.grace else "")


@_form.register
def _(f: r.Ageing, v: _Voice) -> str:
    return f"no {v.subject(f.subject, article=False)} stays in {f.stage} longer than {duration(f.limit)}"


@_form.register
def _(f: r.Silence, v: _Voice) -> str:
    things = f"{v.nouns(f.things.happenings)}{v.roles(f.things.by)}"
    return f"{v.subject(f.subject)} never goes longer than {duration(f.limit)} without {things}"


@_form.register
def _(f: r.InOrder, v: _Voice) -> str:
    return f"{v.subject(f.subject)} moves through {listed(f.stages, 'and')} in order"


@_form.register
def _(f: r.Never, v: _Voice) -> str:
    after = f"after {v.nouns(f.after)}, " if f.after else ""
    return f"{after}{v.subject(f.subject)} never {v.asked(f.things)}"


@_form.register
def _(f: r.NeverBack, v: _Voice) -> str:
    return f"{v.subject(f.subject)} never moves back to {f.stage}"


@_form.register
def _(f: r.AlsoHas, v: _Voice) -> str:
    return f"{v.subject(f.subject)} that {v.asked(f.first)} also {v.asked(f.second)}"


@_form.register
def _(f: r.BothOrNeither, v: _Voice) -> str:
    return f"{v.subject(f.subject)} has both {v.noun(f.first)} and {v.noun(f.second)} or neither"


@_form.register
def _(f: r.NeverBoth, v: _Voice) -> str:
    return f"{v.subject(f.subject)} never has both {v.noun(f.first)} and {v.noun(f.second)}"


@_form.register
def _(f: r.Count, v: _Voice) -> str:
    return f"{v.subject(f.subject)} {v.asked(f.things, f.bound)}" + (f" per {f.period}" if f.period else "")


@_form.register
def _(f: r.StartsWith, v: _Voice) -> str:
    return f"{v.subject(f.subject)} starts with {v.nouns(f.things.happenings)}{v.roles(f.things.by)}"


@_form.register
def _(f: r.EndsWith, v: _Voice) -> str:
    return f"{v.subject(f.subject)} ends with {v.nouns(f.things.happenings)}{v.roles(f.things.by)}"


@_form.register
def _(f: r.FourEyes, v: _Voice) -> str:
    about = f"for {v.subject(f.subject)}, " if f.subject else ""
    return f"{about}{v.noun(f.happening)} is done by someone other than {v.role(f.other_than)}"


@_form.register
def _(f: r.Cadence, v: _Voice) -> str:
    kind = "a record" if f.kind == "record" else with_article(f.kind)
    deed = f"updates {kind}"
    if f.things is not None:
        deed = f"has {v.nouns(f.things.happenings)}" + (f" for {kind}" if f.kind != "record" else "")
    return f"every {f.role} {deed} on at least {f.days} of {f.of} working days"


@_form.register
def _(f: r.Load, v: _Voice) -> str:
    return f"no {f.role} has more than {f.most:,} {v.subject(f.subject, plural=f.most != 1, article=False)}"
