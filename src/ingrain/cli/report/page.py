"""The report's page: what stands where. The grid, where to look first, what stands behind each figure, the manual."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from ingrain.cli.answer import (
    Answer,
    Look,
    asides,
    besides,
    false_alarms,
    figures_of_log,
    left_out,
    looks,
    places_counted,
    said,
)
from ingrain.cli.report.detail import Details, Limits, Stories
from ingrain.cli.report.figures import Behind, Place
from ingrain.cli.report.grid import grid, idle, places
from ingrain.cli.report.html import Markup, Part, el, page
from ingrain.cli.report.pictures import mark
from ingrain.cli.report.the_manual import the_manual
from ingrain.method.cells import CellState
from ingrain.telling.words import _, capital, clock, long_day, number, places_heading

NAME, WORDS, BAR, LETTER = 168, 116, 62, 8
"""How wide these are at least, in the grid's pixels: a name, words in a cell, a bar with its margins, a letter."""

QUEUE_AT_ONCE = 8
"""So many entries of the queue are seen at once, the others on demand: it is as long as an open detail beside it."""

AROUND, WIDEST = 316, 1540
"""What stands beside the grid, and the window beyond which the grid grows no more, in pixels."""


def written(answer: Answer, behind: Mapping[Place, Behind], limits: Limits, stories: Stories) -> str:
    """The whole report as HTML."""
    manual = answer.checked.look.manual
    where = places(answer, everyone=limits.everyone)
    title = manual.title or _("The manual")
    heading = places_heading(len(answer.queue.cells), answer.queue.minutes)
    main = el(
        "main",
        el(
            "header",
            el("p", _where_and_when(answer, title), class_="eyebrow"),
            el("h1", heading),
            _aside(answer),
            class_="top",
        ),
        _grid(answer, behind, where),
        _details(answer, Details(answer, behind, limits, stories), where),
        el("div", _manual(answer, title), _about(answer), class_="cols"),
        id="top",
        class_="main",
        tabindex="-1",
    )
    body = [
        el("a", _("To the figures"), href="#top", class_="skip"),
        el("div", _side(answer, title), main, class_="app"),
    ]
    return page(f"{title}: {heading}", style(answer, where), body)


def _aside(answer: Answer) -> Part:
    """What the heading alone would hide."""
    return [el("p", told, class_="aside") for told in asides(answer)]


def _where_and_when(answer: Answer, title: str) -> str:
    at = answer.company.calendar.local(answer.checked.look.at)
    judged = f"{long_day(at.date())}, {clock(at)}"
    return _("%s; %s; as of %s") % (title, answer.in_period(), judged)


# --- the side ---------------------------------------------------------------------------------------------------------


def _side(answer: Answer, title: str) -> Markup:
    waiting = len(answer.queue.cells)
    entries = [
        (_("People and areas"), "#grid", ""),
        (_("Where to look first"), "#first", str(waiting) if waiting else ""),
        (_("Behind the figures"), "#behind", ""),
    ]
    areas = [(area.title, f"#area-{n}", "") for n, area in enumerate(answer.checked.look.manual.areas)]
    about = [(_("How it is counted"), "#counted", ""), (_("The log"), "#log", ""), (_("What isn't shown"), "#not", "")]
    groups = [("", entries), (_("Manual"), areas), (_("About"), about)]
    nav = el("nav", [_group(name, links) for name, links in groups], class_="nav", aria_label=_("In this report"))
    brand = el("p", mark(), _("Ingrain"), class_="brand")
    foot = el("p", el("b", title), el("span", answer.log_name), class_="foot")
    return el("header", brand, nav, foot, class_="side")


def _group(name: str, links: list[tuple[str, str, str]]) -> Part:
    items = [
        el("li", el("a", el("span", text), el("i", count) if count else None, href=href)) for text, href, count in links
    ]
    return [el("p", name, class_="group") if name else None, el("ul", items)]


# --- the figures ------------------------------------------------------------------------------------------------------


def _grid(answer: Answer, behind: Mapping[Place, Behind], where: Mapping[Place, str]) -> Markup:
    if answer.people or answer.apart:
        inside: Part = el("div", grid(answer, behind, where), class_="scroll", role="region", tabindex="0",
                          aria_label=_("People and areas"))  # fmt: skip
    else:
        inside = el("p", _("Nobody has done anything in this log yet: there is nobody to show."), class_="empty")
    legend = el(
        "p",
        [el("span", word, class_=f"key {kind}") for kind, word in _legend()],
        el("span", el("span", _("underlined"), class_="look"), _(": to be looked at")) if answer.queue.cells else None,
        el("span", _("+3: three breaches")) if any(cell.breaches for cell in answer.checked.areas) else None,
        el("span", _("the line: this share in earlier periods")),
        class_="legend",
    )
    heading = el("h2", _("People and areas"), class_="vh")
    return el("section", heading, inside, idle(answer), legend, class_="sheet", id="grid")


def _legend() -> list[tuple[str, str]]:
    return [("met", _("followed")), ("late", _("late")), ("missed", _("missed"))]


def _details(answer: Answer, details: Details, where: Mapping[Place, str]) -> Markup:
    rows = {who: f"p{number}" for number, who in enumerate(answer.rows)}
    sections = [
        details.section(cell, where[cell.person, cell.area], rows[cell.person])
        for cell in answer.checked.cells
        if (cell.person, cell.area) in where
    ]
    told = _("Choose a figure in the grid: the records behind it open here.")
    if not details.limits.everyone:
        told = _("With so many people, only the records of the places to be looked at are in this file.")
    hint = el("p", told, class_="hint")
    shown = el("div", el("h2", _("Behind the figures"), class_="vh"), hint, sections, class_="details", id="behind")
    return el("div", _queue(answer, where), shown, class_="sheet split")


def _queue(answer: Answer, where: Mapping[Place, str]) -> Markup:
    waiting = [_look(answer, look, where) for look in looks(answer)]
    inside: list[Part] = [el("ul", waiting[:QUEUE_AT_ONCE], class_="queue")] if waiting else []
    if further := waiting[QUEUE_AT_ONCE:]:
        summary = el("summary", _("%s more") % capital(number(len(further))))
        inside.append(el("details", summary, el("ul", further, class_="queue"), class_="further"))
    if more := left_out(answer):
        inside.append(el("p", more, class_="small"))
    if not waiting:
        inside.append(el("p", _("Nobody is silent, and nothing falls short of the aim for certain."), class_="small"))
    inside.append(el("p", false_alarms(answer), class_="small"))
    return el("section", el("h2", _("Where to look first")), inside, class_="first", id="first")


def _look(answer: Answer, look: Look, where: Mapping[Place, str]) -> Markup:
    """A place to look at; the areas in which one person is silent stand together."""
    name = el("b", answer.name(look.person))
    if look.silent:
        areas = [el("a", cell.area, href=f"#{where[cell.person, cell.area]}") for cell in look.cells]
        line = [el("span", name, " ", el("span", _("silent"), class_="silent")), el("span", places_counted(look))]
        return el("li", el("p", line, class_="place"), el("p", areas, class_="areas"))
    cell = look.cells[0]
    line = [el("span", el("b", answer.name(look.person)), ", ", cell.area), el("span", said(cell), class_="num")]
    return el("li", el("a", line, href=f"#{where[cell.person, cell.area]}", class_="place"),
              el("p", ", ".join(besides(cell)), class_="small"))  # fmt: skip


# --- the manual and what it rests on ----------------------------------------------------------------------------------


def _manual(answer: Answer, title: str) -> Markup:
    looked = answer.checked.log
    told = _("Beside each sentence: what it asked for over the whole log, whoever answered; above: one period.")
    head = el("header", el("h2", title), el("p", told if looked.events else "", class_="small"))
    return el("section", head, the_manual(answer), class_="sheet paper", id="manual")


def _about(answer: Answer) -> Markup:
    return el("div", _counted(answer), _log(answer), _not_shown(), class_="about")


def _counted(answer: Answer) -> Markup:
    look = answer.checked.look
    at = answer.company.calendar.local(look.at)
    moment, zone = f"{long_day(at.date())}, {clock(at)}", answer.company.calendar.zone
    told = [
        _("followed = met ÷ (met + late + missed)."),
        _("Each record counts once for each rule and period, with its worst state, once its day has passed. What was "
          "done before that shows as done early."),
        _("What must never happen counts as a breach beside the share, never in it."),
        _("Under five records nothing is concluded: “too few”. “Silent” is someone who was there for ten working days "
          "and entered fewer than a quarter of what colleagues in the same role usually do."),
        _("A place is looked at first if even the upper end of its 95%% interval (Wilson) is below the aim of %g in "
          "100.") % round(100 * answer.aim, 1),
        _("Counted: %s, by the clock of %s, as it stood on %s.") % (answer.in_period(), zone, moment),
    ]  # fmt: skip
    if look.closed:
        told.append(_("Every record was taken as closed by its last event."))
    return el(
        "section", el("h2", _("How it is counted")), [el("p", text) for text in told], class_="sheet pad", id="counted"
    )


def _log(answer: Answer) -> Markup:
    remarks = [*answer.remarks, *(_("The manual, line %d: %s") % (w.line, w.message) for w in answer.warnings)]
    told = el("ul", [el("li", remark) for remark in remarks], class_="remarks") if remarks else None
    fine = None if remarks else el("p", _("Nothing odd was met while it was read."))
    seconds = _("Judged in %.1f seconds.") % answer.checked.seconds
    figures = el("p", el("b", answer.log_name), ": ", figures_of_log(answer))
    return el("section", el("h2", _("The log")), figures, told, fine, el("p", seconds, class_="small"),
              class_="sheet pad", id="log")  # fmt: skip


def _not_shown() -> Markup:
    told = [
        _("Who is best: people stand by surname, there is no score and no rank, and two people's figures don't "
          "compare, since their work doesn't."),
        _("Why: a figure says where to look, not what is wrong. It may be the manual."),
        _("Anything that wasn't entered; keystrokes, idle time, screens or what messages say."),
        _("The purpose is to support people in using their tools. It is no ground for pay, discipline or ranking."),
    ]  # fmt: skip
    items = el("ul", [el("li", text) for text in told], class_="remarks")
    return el("section", el("h2", _("What this report doesn't show")), items, class_="sheet pad", id="not")


# --- style ------------------------------------------------------------------------------------------------------------


@cache
def _sheets() -> str:
    here = files("ingrain.telling") / "static" / "ingrain"
    return "".join(_tight(here.joinpath(name).read_text(encoding="utf-8")) for name in ("tokens.css", "report.css"))


def _tight(css: str) -> str:
    return "\n".join(line.strip() for line in css.splitlines() if line.strip())


def style(answer: Answer, where: Mapping[Place, str]) -> str:
    """The style sheet, with the rules that light up the row whose detail is open and show the first detail to begin."""
    return _sheets() + "\n" + "".join(_lit(answer, where))


def _first(answer: Answer, where: Mapping[Place, str]) -> Place | None:
    """The place whose detail is open to begin with: the queue's first that falls short, or else the first, or none.

    Where somebody is silent there is next to nothing to show, and the queue beside it says so already.
    """
    waiting = [cell for cell in answer.queue.cells if (cell.person, cell.area) in where]
    waiting.sort(key=lambda cell: cell.state is CellState.SILENT)
    return next(((cell.person, cell.area) for cell in waiting), None)


def _room(answer: Answer) -> str:
    """The grid's least width by what stands in it, and from which window on it scrolls sideways within its sheet."""
    shared = [len(said(cell)) for cell in answer.checked.cells if cell.state is CellState.JUDGED]
    least = NAME + max(WORDS, BAR + LETTER * max(shared, default=0)) * len(answer.checked.areas)
    narrow = f" and (max-width:{least + AROUND}px)" if least + AROUND < WIDEST else ""
    return (
        f"@layer parts{{@media (min-width:641px){{.grid{{min-width:{least}px}}}}"
        f"@media (min-width:641px){narrow}{{.scroll{{overflow-x:auto}}"
        ".grid tr>:first-child{border-inline-end:1px solid var(--line)}}}\n"
    )


def _lit(answer: Answer, where: Mapping[Place, str]) -> Iterator[str]:
    rows = {who: number for number, who in enumerate(answer.rows)}
    opened: dict[int, list[str]] = {}
    for (who, _area_title), place in where.items():
        opened.setdefault(rows[who], []).append(f"#{place}")
    lit = [f".app:has({','.join(f'{place}:target' for place in found)}) .grid .p{row}" for row, found in opened.items()]
    closed = ".app:not(:has(.detail:target))"
    if (first := _first(answer, where)) is not None:
        yield f"@layer parts{{{closed} #{where[first]}{{display:block}}}}\n"
        lit.append(f"{closed} .grid .p{rows[first[0]]}")
    yield _room(answer)
    if lit:
        names = [f"{row} th" for row in lit]
        yield f"@layer parts{{{','.join((*lit, *names))}{{background:var(--grain-soft)}}}}\n"
