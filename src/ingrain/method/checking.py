"""Rules that can be read but hardly mean what they say: warnings. Here lives judging whole rules, not wording."""

from collections.abc import Iterator

from ingrain.method.manual import Manual
from ingrain.method.outline import Outline
from ingrain.method.problems import Problem
from ingrain.method.rules import Became, Duration, Form, Happening, Named, Response, TimedResponse
from ingrain.method.say import say
from ingrain.method.vocabulary import CLOSING, Vocabulary


def warnings(manual: Manual, vocabulary: Vocabulary, outline: Outline) -> Iterator[Problem]:
    """What an author should think about, rule by rule."""
    seen: dict[Form, int] = {}
    bullets = [bullet for area in outline.areas for step in area.steps for bullet in step.bullets]
    rules = [rule for area in manual.areas for step in area.steps for rule in step.rules]
    for bullet, rule in zip(bullets, rules, strict=True):
        if rule.form is None:
            continue
        if rule.form in seen:
            yield bullet.warning(f"This rule stands in line {seen[rule.form]} already.", "each rule once")
        seen.setdefault(rule.form, rule.line)
        form = rule.form
        if not isinstance(form, Response) or form.directly:
            continue
        if why := _never_decided(form, manual, vocabulary):
            better = TimedResponse(Duration(5, "working day"), form.trigger, form.subject, form.things)
            yield bullet.warning(why, 'add within: "Within … of …, … has …"', say(better, vocabulary))


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
