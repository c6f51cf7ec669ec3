"""The board: a pipeline with its columns, more of a column, and what a move answers."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ingrain.people.models import Colleague
from ingrain.records import pipelines, views
from ingrain.records.access import SELLS
from ingrain.records.board import Board, is_place, whom_to_choose
from ingrain.records.lists import NO_NEXT_STEP, Asked
from ingrain.records.lists.asked import EMPTY
from ingrain.records.models import Pipeline, Stage
from ingrain.records.quarters import last_day, quarter_of
from ingrain.web import clock, showing
from ingrain.web.cards import Drawer
from ingrain.web.doors import desk, open_to
from ingrain.web.listing.asking import Listed, asked_of_view, listed
from ingrain.web.listing.filters import addable, controls


@open_to(*SELLS)
def board(request: HttpRequest) -> HttpResponseBase:
    """The whole of it. Whose, and narrowed by what, is asked as of the list, and kept as its views are."""
    if request.GET.get("view", "").isdecimal():
        return redirect(f"{request.path}?{_keep(request)}{asked_of_view(request, 'opportunity').query}")
    here, found = shown_board(request)
    if request.GET.get("tidy"):
        return redirect(f"{request.path}?{_keep(request)}{here.asked.query}")
    drawer = Drawer(request, here.around, clock.now())
    columns = found.columns
    cards = {card.row.pk: card for card in drawer.cards([row for column in columns for row in column.cards])}
    drawn = [(c, drawer.head(c), [cards[row.pk] for row in c.cards], _more(request, c.number, c.more)) for c in columns]
    told = {
        "board": found,
        "columns": drawn,
        "pipelines": pipelines.all_of_them(),
        "heading": _heading(found, drawer),
        "expected": showing.money(found.expected, drawer.around.currency),
        "unrated": drawer.without_rate(one for column in columns for one in column.unrated),
        "absent": stood_in_for(request),
        "query": request.GET.urlencode(),
        **_choices(request, here, found),
    }
    return render(request, "ingrain/board.html", told)


@open_to(*SELLS)
def more(request: HttpRequest, stage: int) -> HttpResponse:
    """The next cards of a column."""
    here, found = shown_board(request)
    after = request.GET.get("after", "")
    column = next((one for one in found.stages if one.pk == stage), None)
    if not is_place(after) or (column is None and stage):
        raise Http404
    read = found.more(column, after)
    drawer = Drawer(request, here.around, clock.now())
    told = {"cards": drawer.cards(read.cards), "more": _more(request, stage, read.more), "query": _asked_by(request)}
    return render(request, "ingrain/board_more.html", told)


def shown_board(request: HttpRequest) -> tuple[Listed, Board]:
    """The list and the board that an address asks for: what is open, whatever a view says of states."""
    number = request.GET.get("pipeline", "")
    every = pipelines.all_of_them()
    pipeline = next((one for one in every if str(one.pk) == number), every[0] if not number else None)
    if pipeline is None:
        raise Http404
    said = request.GET.copy()
    said.pop("state", None)
    here = listed(request, "opportunity", said)
    return here, Board(desk(request), pipeline, stages_of(pipeline), here.wanted)


def stages_of(pipeline: Pipeline) -> list[Stage]:
    return list(pipeline.stages.all())


def stood_in_for(request: HttpRequest) -> list[Colleague]:
    """Those who are away, and for whom they stand in today."""
    return list(Colleague.objects.filter(pk__in=desk(request).stands_in_for))


def _asked_by(request: HttpRequest) -> str:
    asked = request.GET.copy()
    asked.pop("after", None)
    return asked.urlencode()


def _more(request: HttpRequest, stage: int, after: str) -> dict[str, Any] | None:
    """What asks for the next cards: its address is the page's, from a place on."""
    if not after:
        return None
    asked = request.GET.copy()
    asked["after"] = after
    return {"stage": stage, "query": asked.urlencode()}


def _keep(request: HttpRequest) -> str:
    """What of the address is the board's own, to stand before what is asked."""
    number = request.GET.get("pipeline", "")
    return f"pipeline={number}&" if number.isdecimal() else ""


def _choices(request: HttpRequest, here: Listed, found: Board) -> dict[str, Any]:
    """The controls of the list, as far as they are of use among what is open."""
    asked = here.asked
    return {
        "asked": asked,
        "kind": asked.kind,
        "whose": asked.whose(found.desk.viewer),
        "sellers": [(one.key, one.name) for one in whom_to_choose(found.desk)],
        "controls": controls(asked, request.GET.get("add", ""), here.around),
        "addable": addable(asked),
        "views": views.views_for(found.desk.viewer, asked.kind.name),
        "kept": [("pipeline", found.pipeline.pk)] if _keep(request) else [],
        "keep": _keep(request),
        "faults": here.wanted.faults,
        "cut": here.cut,
        "quick": _quick(asked, here.around.calendar.day(clock.now())),
    }


def _quick(asked: Asked, today: date) -> list[tuple[str, str, bool]]:
    """What is asked of a board most often: (label, address, whether it is asked now)."""
    ends = {"close_date": None, "close_date__from": None, "close_date__to": None}
    each: list[tuple[str, dict[str, str]]] = [
        (_("Close date passed"), {"close_date__to": (today - timedelta(1)).isoformat()}),
        (_("Closes this quarter"), {"close_date__to": last_day(quarter_of(today)).isoformat()}),
        (_("No close date"), {"close_date": EMPTY}),
        (_("No next step"), {"manual": NO_NEXT_STEP}),
    ]
    found = []
    for label, said in each:
        on = all(asked.one(name.replace("__", ".")) == value for name, value in said.items())
        unsaid = dict.fromkeys(said) | (ends if "manual" not in said else {})
        found.append((label, asked.with_(**(unsaid if on else {**unsaid, **said})).query, on))
    return found


def _heading(found: Board, drawer: Drawer) -> str:
    """What the pipeline holds, in one sentence."""
    if not found.count:
        return _("Nothing is open here.")
    said = ngettext(
        "%(n)s opportunity is open, worth %(worth)s.", "%(n)s opportunities are open, worth %(worth)s.", found.count
    )
    return said % {"n": found.count, "worth": showing.money(found.worth, drawer.around.currency)}
