"""The manual in a report, as its readers know it: areas, steps, prose, and beside each sentence how it is followed."""

from markdown_it import MarkdownIt

from ingrain.cli.answer import Answer
from ingrain.cli.report.html import Markup, Part, el
from ingrain.cli.report.pictures import bar
from ingrain.cli.report.sentence import marked
from ingrain.method.cells import RuleCount
from ingrain.method.manual import Area, Rule, Step
from ingrain.method.rules import counts_as_breach
from ingrain.telling.words import _, counted, figure

PROSE = MarkdownIt("commonmark", {"html": False}).disable(["heading", "lheading", "image", "hr"])
"""Prose as HTML. What a writer puts in angle brackets stays text; pictures would be requests, and stay away."""


def the_manual(answer: Answer) -> Markup:
    """The whole manual, with the figures of each rule over everything that was judged."""
    manual = answer.checked.look.manual
    counts = {count.rule: count for count in answer.checked.rules}
    header = manual.header.objective
    objective = el("p", _("Objective: %s") % header, class_="objective") if header else None
    areas = [_area(answer, area, counts, number) for number, area in enumerate(manual.areas)]
    return el("div", objective, _measured(answer, None), areas, class_="manual")


def _measured(answer: Answer, area: str | None) -> Markup | None:
    """An objective's measure: the last whole quarters and the running one, in order."""
    told = answer.measured(area)
    return el("p", _("Measured: %s.") % "; ".join(told), class_="small measured") if told else None


def _area(answer: Answer, area: Area, counts: dict[int, RuleCount], number: int) -> Markup:
    objective = el("p", _("Objective: %s") % area.objective, class_="objective small") if area.objective else None
    steps = [_step(answer, step, counts) for step in area.steps]
    measured = _measured(answer, area.title)
    return el("section", el("h3", area.title), objective, measured, steps, class_="area-of", id=f"area-{number}")


def _step(answer: Answer, step: Step, counts: dict[int, RuleCount]) -> Markup:
    rules = [_rule(answer, rule, counts.get(rule.number)) for rule in step.rules]
    questions = [
        el("details", el("summary", question.ask), el("p", question.answer), class_="ask")
        for question in step.questions
    ]
    prose = el("div", Markup(PROSE.render(step.prose)), class_="prose") if step.prose else None
    return el("div", el("h4", step.title), prose, el("ul", rules, class_="rules") if rules else None, questions)


def _rule(answer: Answer, rule: Rule, count: RuleCount | None) -> Markup:
    if rule.form is None or count is None:
        return el("li", el("p", rule.sentence, class_="by-hand"))
    sentence = el("p", marked(rule.sentence, answer.vocabulary), class_="sentence")
    return el("li", sentence, el("div", _figures(rule, count), class_="figures"), id=f"rule-{rule.number}")


def _figures(rule: Rule, count: RuleCount) -> Part:
    asked = count.met + count.late + count.missed
    if rule.form is not None and counts_as_breach(rule.form):
        told = counted(count.breaches, "breach", "breaches") if count.breaches else _("no breach")
        return el("span", told, class_="num broken" if count.breaches else "num")
    told = _together((count.due, _("still due")), (count.void, _("void")), (count.unknown, _("unknown")))
    if not asked:
        return [el("span", _("nothing asked")), el("span", told, class_="rest") if told else None]
    breaches = figure(count.breaches, "breach", "breaches") if count.breaches else ""
    wrong = _together((count.late, _("late")), (count.missed, _("missed")))
    return [
        bar(count, "bar wide"),
        el("span", _("%s of %s") % (f"{count.met:,}", f"{asked:,}"), class_="num"),
        el("span", ", ".join(filter(None, (wrong, breaches, told))), class_="rest"),
    ]


def _together(*counts: tuple[int, str]) -> str:
    """The counts that aren't zero: "3 late, 7 missed"."""
    return ", ".join(f"{number:,} {word}" for number, word in counts if number)
