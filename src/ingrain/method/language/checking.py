"""Rules that can be read but hardly mean what they say: warnings. Here lives judging whole rules, not wording."""

import re
from collections.abc import Iterator

from ingrain.method.language.aim import read_objective
from ingrain.method.language.fitting import parts
from ingrain.method.language.nearest import nearest
from ingrain.method.language.outline import Outline, Passage
from ingrain.method.language.problems import Problem
from ingrain.method.language.say import say
from ingrain.method.manual import Manual
from ingrain.method.rules import Became, Duration, Form, From, Happening, InTeam, Named, Response, TimedResponse
from ingrain.method.vocabulary import CLOSING, Vocabulary


def warnings(manual: Manual, vocabulary: Vocabulary, outline: Outline) -> Iterator[Problem]:
    """What an author should think about, rule by rule."""
    yield from _objective(outline, vocabulary)
    seen: dict[Form, int] = {}
    bullets = [bullet for area in outline.areas for step in area.steps for bullet in step.bullets]
    rules = [rule for area in manual.areas for step in area.steps for rule in step.rules]
    for bullet, rule in zip(bullets, rules, strict=True):
        if rule.form is None:
            continue
        if rule.form in seen:
            yield bullet.warning(f"This rule stands in line {seen[rule.form]} already.", "each rule once")
        seen.setdefault(rule.form, rule.line)
        yield from _nearly_known(bullet, rule.form, vocabulary)
        form = rule.form
        if not isinstance(form, Response) or form.directly:
            continue
        if why := _never_decided(form, manual, vocabulary):
            better = TimedResponse(Duration(5, "working day"), form.trigger, form.subject, form.things)
            yield bullet.warning(why, 'add within: "Within … of …, … has …"', say(better, vocabulary))


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
