"""Rules that can be read but hardly mean what they say: warnings. Here lives looking at whole rules, never at wording."""

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
            yield bullet.problem(f"This rule stands in line {seen[rule.form]} already.", "each rule once", warning=True)
        seen.setdefault(rule.form, rule.line)
        if (
            isinstance(rule.form, Response)
            and not rule.form.directly
            and (why := _never_decided(rule.form, manual, vocabulary))
        ):
            form = rule.form
            better = TimedResponse(Duration(5, "working day"), form.trigger, form.subject, form.things)
            yield bullet.problem(why, 'add within: "Within … of …, … has …"', say(better, vocabulary), warning=True)


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
            return name in manual.header.closed_by
    return False
