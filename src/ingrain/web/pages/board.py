"""The board: a pipeline with its columns, more of a column, and what a move answers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ingrain.people.models import Colleague
from ingrain.records import pipelines
from ingrain.records.access import SELLS, Desk
from ingrain.records.board import Asked, Board, is_place, whom_to_choose
from ingrain.records.fields import products
from ingrain.records.models import Pipeline, Stage
from ingrain.records.surroundings import Surroundings
from ingrain.web import clock, showing
from ingrain.web.cards import Drawer
from ingrain.web.doors import desk, open_to

CLOSING = (
    ("", gettext_lazy("Any close date")),
    ("quarter", gettext_lazy("By the end of this quarter")),
    ("late", gettext_lazy("In the past")),
    ("none", gettext_lazy("None")),
)
MISSING = (("", gettext_lazy("Any next step")), ("step", gettext_lazy("None, or past")))


@open_to(*SELLS)
def board(request: HttpRequest) -> HttpResponse:
    """The whole of it."""
    found = shown_board(request)
    drawer = Drawer(request, Surroundings(), clock.now())
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
        **_choices(found),
    }
    return render(request, "ingrain/board.html", told)


@open_to(*SELLS)
def more(request: HttpRequest, stage: int) -> HttpResponse:
    """The next cards of a column."""
    found = shown_board(request)
    after = request.GET.get("after", "")
    column = next((one for one in found.stages if one.pk == stage), None)
    if not is_place(after) or (column is None and stage):
        raise Http404
    read = found.more(column, after)
    drawer = Drawer(request, Surroundings(), clock.now())
    told = {"cards": drawer.cards(read.cards), "more": _more(request, stage, read.more), "query": _asked_by(request)}
    return render(request, "ingrain/board_more.html", told)


def shown_board(request: HttpRequest) -> Board:
    """The board that an address asks for."""
    asked = request.GET
    number = asked.get("pipeline", "")
    every = pipelines.all_of_them()
    pipeline = next((one for one in every if str(one.pk) == number), every[0] if not number else None)
    if pipeline is None:
        raise Http404
    sitting = desk(request)
    assert sitting.today is not None
    whose = asked.get("whose") or usually(sitting)
    said = Asked(whose, asked.get("product", ""), asked.get("closing", ""), asked.get("missing", ""),
                 asked.get("text", "").strip()[:100])  # fmt: skip
    return Board(sitting, pipeline, stages_of(pipeline), sitting.today, said)


def usually(sitting: Desk) -> str:
    """Whose opportunities they look at first: a seller their own, a manager their people's, a lead everybody's."""
    return "all" if sitting.sight.everyone else "team" if sitting.sight.watches else "mine"


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


def _choices(found: Board) -> dict[str, Any]:
    return {
        "whom": whom_to_choose(found.desk),
        "products": [name for name, _label in products()],
        "closing": CLOSING,
        "missing": MISSING,
    }


def _heading(found: Board, drawer: Drawer) -> str:
    """What the pipeline holds, in one sentence."""
    if not found.count:
        return _("Nothing is open here.")
    said = ngettext(
        "%(n)s opportunity is open, worth %(worth)s.", "%(n)s opportunities are open, worth %(worth)s.", found.count
    )
    return said % {"n": found.count, "worth": showing.money(found.worth, drawer.around.currency)}
