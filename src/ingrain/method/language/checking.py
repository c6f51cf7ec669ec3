"""Rules that can be read but hardly mean what they say: warnings. Here lives judging whole rules, not wording."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingrain.method.language.aim import read_objective
from ingrain.method.language.fitting import parts
from ingrain.method.language.nearest import nearest
from ingrain.method.language.outline import Outline, Passage
from ingrain.method.language.problems import Problem
from ingrain.method.language.say import say
from ingrain.method.manual import Manual
from ingrain.method.rules import (
    Became,
    Changed,
    Created,
    Duration,
    EndsWith,
    Form,
    From,
    Happening,
    InState,
    InTeam,
    MovedTo,
    Named,
    Precedence,
    Response,
    ResponseWithData,
    Things,
    TimedResponse,
)
from ingrain.method.vocabulary import CLOSING, Vocabulary


def warnings(manual: Manual, vocabulary: Vocabulary, outline: Outline) -> Iterator[Problem]:
    """What an author should think about, rule by rule."""
    yield from _objective(outline, vocabulary)
    bullets = [bullet for area in outline.areas for step in area.steps for bullet in step.bullets]
    rules = [rule for area in manual.areas for step in area.steps for rule in step.rules]
    said = [(bullet, rule.form) for bullet, rule in zip(bullets, rules, strict=True) if rule.form is not None]
    yield from _repeated(said)
    for bullet, form in said:
        yield from _nearly_known(bullet, form, vocabulary)
        yield from _never_happens(bullet, form, vocabulary)
        yield from _ends_as_it_closes(bullet, form, manual, vocabulary)
        if not isinstance(form, Response) or form.directly:
            continue
        if why := _never_decided(form, manual, vocabulary):
            better = TimedResponse(Duration(5, "working day"), form.trigger, form.subject, form.things)
            yield bullet.warning(why, 'add within: "Within … of …, … has …"', say(better, vocabulary))


def _repeated(said: Iterable[tuple[Passage, Form]]) -> Iterator[Problem]:
    """One warning for each rule that stands more than once, at its second place."""
    places: dict[Form, list[Passage]] = {}
    for bullet, form in said:
        places.setdefault(form, []).append(bullet)
    for first, *others in places.values():
        if not others:
            continue
        again = ", ".join(str(bullet.line) for bullet in others[1:])
        more = f", and again in {'line' if len(others) == 2 else 'lines'} {again}" if again else ""
        yield others[0].warning(f"This rule stands in line {first.line} already{more}.", "each rule once")


def _never_happens(bullet: Passage, form: Form, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Rules that no record can ever come under, or keep."""
    if not isinstance(form, TimedResponse | Response | Precedence | ResponseWithData):
        return
    trigger = (form.state,) if isinstance(form, ResponseWithData) else form.trigger
    for qualifier in form.subject.qualifiers:
        if isinstance(qualifier, InState) and all(_leaves(one, qualifier.state, vocabulary) for one in trigger):
            kept = tuple(one for one in form.subject.qualifiers if one != qualifier)
            better = say(replace(form, subject=replace(form.subject, qualifiers=kept)), vocabulary)
            message = f"What has just happened leaves no record {_in(qualifier.state, vocabulary)}: nothing is judged."
            yield bullet.warning(message, f"the rule without {qualifier.state}, which is read after the save", better)
    if not isinstance(form, Response | Precedence) or not form.directly or vocabulary.kind(form.subject.kind).from_log:
        return
    things = form.things if isinstance(form, Response) else form.required
    if isinstance(things, Things) and all(isinstance(one, Changed) for one in things.happenings):
        message = "Directly passes over edits of fields, so a change of a field is never the next or previous event."
        yield bullet.warning(message, "the rule without directly", say(replace(form, directly=False), vocabulary))


def _ends_as_it_closes(bullet: Passage, form: Form, manual: Manual, vocabulary: Vocabulary) -> Iterator[Problem]:
    """What an event of `Closed by` ends, ends with that event, whoever did it."""
    closing = manual.header.closed_by
    if not isinstance(form, EndsWith) or not closing or not vocabulary.kind(form.subject.kind).from_log:
        return
    named = [name for name in closing if Named(name) in form.things.happenings or _in_any_transition(name, form.things)]
    expected = 'a time by which it has to be: "Within … of …, … has …"'
    better = say(TimedResponse(Duration(5, "working day"), (Created(),), form.subject, form.things), vocabulary)
    if len(named) == len(closing) and not form.things.by:
        message = "Closed by names nothing else, so what closes always ends so: this is broken only under --closed."
        yield bullet.warning(message, expected, better)
    if not named:
        message = "Closed by names none of these, so what closes never ends so: this is kept only under --closed."
        yield bullet.warning(message, expected, better)


def _in_any_transition(name: str, things: Things) -> bool:
    """ "W_Call" stands for "W_Call+COMPLETE" too."""
    return Named(name.partition("+")[0]) in things.happenings


def _leaves(happening: Happening, state: str, vocabulary: Vocabulary) -> bool:
    """Whether a record is surely not in this state or stage once this has happened."""
    match happening:
        case Became(new):
            return state == "open" and (new in CLOSING or new == "closed")
        case MovedTo(stage):
            return state in vocabulary.stages and state != stage
    return False


def _in(state: str, vocabulary: Vocabulary) -> str:
    return f"in {state}" if state in vocabulary.stages else state


def _nearly_known(bullet: Passage, form: Form, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Values may be any; one that is almost a known one is rather a slip."""
    for part in parts(form):
        match part:
            case From(value):
                known = vocabulary.sources
            case InTeam(value):
                known = vocabulary.teams
            case _:
                continue
        near = nearest(value, known, 1, 0.8) if value not in known else []
        if near:
            start = max(0, bullet.text.find(value))
            better = bullet.text.replace(value, near[0])
            yield bullet.warning(f'Is "{near[0]}" meant?', near[0], better, (start, start + len(value)))


def _objective(outline: Outline, vocabulary: Vocabulary) -> Iterator[Problem]:
    """An objective that looks as if it could be measured."""
    said = outline.header.get("Objective")
    if said and re.match(r"turn \d", said.text, re.IGNORECASE) and read_objective(said.text, vocabulary) is None:
        expected = "turn N in 100 KIND into STATE KIND by DATE (M in 100 today)"
        yield said.warning("This objective is read as prose and not measured.", expected)


def _never_decided(form: Response, manual: Manual, vocabulary: Vocabulary) -> str | None:
    """Form 3 is due until the record closes (§4)."""
    kind = vocabulary.kind(form.subject.kind)
    if any(_closes(happening, manual) for happening in form.trigger):
        return "This asks for something after the close, when nothing decides it any more."
    if kind.closes:
        return None
    if kind.from_log:
        return f"No {kind.name} ever closes, for the manual has no Closed by: this stays due for ever."
    return f"{kind.plural.capitalize()} never close, so this stays due for ever."


def _closes(happening: Happening, manual: Manual) -> bool:
    match happening:
        case Became(state):
            return state in CLOSING or state == "closed"
        case Named(name):
            return bool({name, name.partition("+")[0]} & set(manual.header.closed_by))
    return False
