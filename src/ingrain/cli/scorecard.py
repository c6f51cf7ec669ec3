"""A check in the terminal: areas by people, where to look first, what was odd about the log; or one view in detail.

People stand by surname, machines and nobody apart, nobody is ranked. Colour is never alone: each figure is written out.
"""

import os
from collections.abc import Iterable, Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ingrain.cli.answer import (
    Answer,
    Look,
    asides,
    besides,
    false_alarms,
    figures_of_log,
    is_open,
    left_out,
    looks,
    places_counted,
    quoted,
    said,
    wrong,
)
from ingrain.cli.bars import Bars
from ingrain.method.cells import Cell, CellState, RuleCount
from ingrain.method.rules import Form, counts_as_breach
from ingrain.telling.words import _, counted, listed, places_heading

type Part = Padding | Table | Text

UNBOUND, WIDTH_OF_A_FILE = 10_000, 160
RUST, MUTED = "red", "bright_black"
QUIET = (CellState.NOT_LIVE, CellState.NOTHING_DUE, CellState.TOO_FEW, CellState.UNKNOWN)


def show(answer: Answer, console: Console, *, by: str | None = None) -> None:
    """The scorecard. by: person, area or rule shows that in detail in place of the grid.

    A pipe or a file has no width: it gets the grid's, unless COLUMNS asks for another one.
    """
    if not console.is_terminal and not os.environ.get("COLUMNS"):
        console.width = max(console.width, WIDTH_OF_A_FILE)
    manual = answer.checked.look.manual
    console.print()
    console.print(Text(manual.title or _("The manual"), style="bold"), Text(answer.in_period(), style=MUTED), sep="; ")
    console.print(Text(places_heading(len(answer.queue.cells), answer.queue.minutes), style="bold"))
    for aside in asides(answer):
        console.print(Text(aside))
    if told := answer.measured_last(None):
        console.print(Text(_("The objective: %s.") % told, style=MUTED))
    views = {"person": by_person, "area": by_area, "rule": by_rule}
    for part in (views[by] if by else grid)(answer, console):
        console.print(part)
    for part in (*where_to_look(answer), *about_the_log(answer)):
        console.print(part)


# --- the grid ---------------------------------------------------------------------------------------------------------


def grid(answer: Answer, console: Console) -> Iterator[Part]:
    """Areas by people; a list by person where the terminal is too narrow for that."""
    needed = UNBOUND
    for bars in (Bars.of(console), Bars(0)):
        table = _grid(answer, bars)
        needed = Measurement.get(console, console.options.update_width(UNBOUND), table).minimum
        if needed <= console.width:
            yield table
            yield from _below(answer)
            return
    told = _("Person by person, since the grid needs %d columns and there are %d; --by person tells more.")
    yield Text(told % (needed, console.width), style=MUTED)
    yield from _list(answer, console)
    yield from _below(answer)


def _list(answer: Answer, console: Console) -> Iterator[Part]:
    """What the grid shows, a line for each figure: where nothing was due or live yet there is none."""
    bars = Bars.of(console)
    rows = [(name, cells) for name, cells in _named_rows(answer) if any(map(is_open, cells))]
    for name, cells in (*rows, (_("The area itself"), answer.checked.areas)):
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        for cell in filter(is_open, cells):
            table.add_row(f"  {cell.area}", shown(cell, bars), Text(", ".join(wrong(cell)), style=MUTED))
        yield Text(name, style="bold")
        yield table


def _named_rows(answer: Answer) -> Iterator[tuple[str, Sequence[Cell]]]:
    """People by surname, machines and nobody apart."""
    for who in (*answer.people, *answer.apart):
        apart = f" ({_('apart')})" if who not in answer.people else ""
        yield answer.name(who) + apart, answer.rows[who]


def _below(answer: Answer) -> Iterator[Part]:
    """What the grid leaves out, and what +3 means."""
    if answer.idle:
        names = listed([answer.name(who) for who in answer.idle])
        yield Text(_("Nothing was due from %s.") % names, style=MUTED)
    if any(cell.breaches for cell in answer.checked.areas):
        yield Text(_("+3: three breaches, things that must never happen, counted beside the share."), style=MUTED)


def _grid(answer: Answer, bars: Bars) -> Table:
    table = Table(box=SIMPLE_HEAD, header_style=MUTED, pad_edge=False, padding=(0, 1))
    table.add_column(_("Person"), no_wrap=True)
    for number, area in enumerate(answer.checked.look.manual.areas):
        column = [answer.checked.areas[number], *(cells[number] for cells in answer.rows.values())]
        table.add_column(area.title, vertical="bottom", min_width=max(shown(cell, bars).cell_len for cell in column))
    for who in answer.busy:
        table.add_row(answer.name(who), *(shown(cell, bars) for cell in answer.rows[who]))
    table.add_section()
    for apart in answer.apart:
        name = Text(f"{answer.name(apart)} ({_('apart')})", style=MUTED)
        table.add_row(name, *(shown(cell, bars) for cell in answer.rows[apart]))
    table.add_row(Text(_("The area itself"), style=MUTED), *(shown(cell, bars) for cell in answer.checked.areas))
    return table


def shown(cell: Cell, bars: Bars) -> Text:
    """A cell: a small bar and its count, or its state in words."""
    text = Text(no_wrap=True)
    if cell.state in QUIET:
        return text.append(said(cell), style=MUTED)
    if cell.state is CellState.SILENT:
        return text.append(f" {said(cell)} ", style="reverse")
    text.append_text(bars.before(cell)).append(said(cell))
    if cell.breaches:
        text.append(f" +{cell.breaches:,}", style=RUST)
    return text


# --- in detail --------------------------------------------------------------------------------------------------------


def by_person(answer: Answer, console: Console) -> Iterator[Part]:
    """Each person with every area on a line of its own."""
    bars = Bars.of(console)
    for name, cells in _named_rows(answer):
        yield Text(f"\n{name}", style="bold")
        yield _lines(answer, ((cell.area, cell) for cell in cells), bars)


def by_area(answer: Answer, console: Console) -> Iterator[Part]:
    """Each area with its own figure and every person on a line."""
    bars = Bars.of(console)
    for number, own in enumerate(answer.checked.areas):
        yield Text(f"\n{own.area}", style="bold")
        people = [(answer.name(who), answer.rows[who][number]) for who in answer.people]
        apart = [(f"{answer.name(who)} ({_('apart')})", answer.rows[who][number]) for who in answer.apart]
        yield _lines(answer, [*people, *apart, (_("The area itself"), own)], bars)


def _lines(answer: Answer, named: Iterable[tuple[str, Cell]], bars: Bars) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for width in (26, 24, 34):
        table.add_column(max_width=width)
    table.add_column()
    for name, cell in named:
        table.add_row(name, shown(cell, bars), Text(", ".join(besides(cell)), style=MUTED), _worst(answer, cell))
    return table


def _worst(answer: Answer, cell: Cell) -> Text:
    """The rule most often not followed, where there is one."""
    if cell.worst_rule is None:
        return Text()
    return Text(quoted(answer.rules[cell.worst_rule][2].sentence), style=MUTED)


def by_rule(answer: Answer, console: Console) -> Iterator[Part]:
    """Each rule with its obligations over the whole log."""
    bars = Bars.of(console)
    yield Text(_("\nObligations of each rule over the whole log, whoever answered for them."), style=MUTED)
    counts = iter(answer.checked.rules)
    for area in answer.checked.look.manual.areas:
        yield Text(f"\n{area.title}", style="bold")
        table = Table(box=None, show_header=True, header_style=MUTED, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column(_("Rule"), ratio=1, min_width=24)
        for title in (_("Followed"), _("Late"), _("Missed"), _("Due"), _("Void"), _("Unknown"), _("Records")):
            table.add_column(title, justify="left" if title == _("Followed") else "right", no_wrap=True)
        for step in area.steps:
            for rule in step.rules:
                if rule.form is not None:
                    table.add_row(rule.sentence, *_figures(next(counts), rule.form, bars))
        yield table
    yield Text(_("Records: with at least one obligation late or missed."), style=MUTED)


def _figures(count: RuleCount, form: Form | None, bars: Bars) -> list[Text | str]:
    asked = count.met + count.late + count.missed
    if form is not None and counts_as_breach(form):
        followed = Text(counted(count.breaches, _("breach"), _("breaches")), style=RUST if count.breaches else MUTED)
    elif asked:
        followed = Text.assemble(bars.before(count), f"{count.met:,} of {asked:,}")
    else:
        followed = Text(_("nothing asked"), style=MUTED)
    rest = (count.late, count.missed, count.due, count.void, count.unknown, count.violating_records)
    return [followed, *(f"{number:,}" if number else "·" for number in rest)]


# --- around it --------------------------------------------------------------------------------------------------------


def where_to_look(answer: Answer) -> Iterator[Part]:
    """The queue, and how far it is to be trusted."""
    waiting = looks(answer)
    if waiting:
        yield Text(_("\nWhere to look first"), style="bold")
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        for look in waiting:
            table.add_row(Text(answer.name(look.person), style="bold"), _look(answer, look))
        yield table
    if more := left_out(answer):
        yield Text(more)
    yield Text(("\n" if waiting else "") + false_alarms(answer), style=MUTED)


def _look(answer: Answer, look: Look) -> Text:
    """Silent in 2 places: Intake and The offer · The offer: 9 of 26 followed (2 late, 15 missed), the rule below it."""
    if look.silent:
        places = places_counted(look)
        return Text(_("silent in %s: %s") % (places, look.areas) if places else _("silent in %s") % look.areas)
    cell = look.cells[0]
    line = Text(_("%s: %s followed") % (look.areas, said(cell)))
    if besides(cell):
        line.append(f" ({', '.join(besides(cell))})", style=MUTED)
    return line.append("\n").append_text(_worst(answer, cell)) if cell.worst_rule is not None else line


def about_the_log(answer: Answer) -> Iterator[Part]:
    """What was held against the manual, and what was odd about it."""
    yield Text(f"\n{answer.log_name}: {figures_of_log(answer)}", style=MUTED)
    for remark in answer.remarks:
        yield Padding(Text(remark), (0, 0, 0, 2))
    for warning in answer.warnings:
        yield Padding(Text(_("The manual, line %d: %s") % (warning.line, warning.message)), (0, 0, 0, 2))
    yield Text(_("Judged in %.1f seconds.") % answer.checked.seconds, style=MUTED)
