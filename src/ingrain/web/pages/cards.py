"""One card of the board: where it can go, moving it there, and changing what a meeting changes."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from ingrain.method.events import Value
from ingrain.records import keep, moving, pipelines
from ingrain.records.access import SELLS
from ingrain.records.fields import LOSS_REASONS, OPPORTUNITY
from ingrain.records.keep import Clash, SavedMeanwhile, UnableToSave
from ingrain.records.models import Opportunity, Stage
from ingrain.records.reading import Reader, UnableToRead
from ingrain.records.surroundings import Surroundings
from ingrain.web import clock, showing
from ingrain.web.cards import Drawer
from ingrain.web.doors import desk, open_to
from ingrain.web.pages.board import shown_board

CHANGED = ("amount", "close date", "what next", "next step", "forecast")
"""What is changed on a card, and while talking in a pipeline meeting."""


TYPED = {name: name.replace(" ", "_") for name in CHANGED} | {"forecast": "category"}


def found(request: HttpRequest, number: int) -> Opportunity:
    """An opportunity that they may read; refused as if there were none otherwise."""
    rows = Opportunity.objects.select_related("account", "owner", "stage__pipeline")
    row = get_object_or_404(rows, pk=number, deleted=None)
    if not desk(request).may_read(row):
        raise Http404
    return row


@open_to(*SELLS)
def card(request: HttpRequest, number: int) -> HttpResponse:
    """Where it can go, and what can be changed at once."""
    return _sheet(request, found(request, number), {})


def _sheet(request: HttpRequest, row: Opportunity, typed: dict[str, str]) -> HttpResponse:
    drawer = Drawer(request, Surroundings(), clock.now())
    told = {
        "card": drawer.cards([row])[0],
        "row": row,
        "pipelines": pipelines.all_of_them(),
        "reasons": [value for value, _label in LOSS_REASONS()],
        "fields": fields_of(row, drawer.around) | typed,
        "may_change": desk(request).may_change(row),
        "away": row.owner if row.owner_id in desk(request).stands_in_for else None,
        "query": request.GET.urlencode(),
        "back": back(request),
    }
    return render(request, "ingrain/card_sheet.html" if request.htmx else "ingrain/card_page.html", told)  # type: ignore[attr-defined]


@open_to(*SELLS)
def move(request: HttpRequest, number: int) -> HttpResponseBase:
    """to: a stage's number, won, lost (with because), or open, as it was before."""
    row = found(request, number)
    if request.method != "POST":
        raise Http404
    before = row.stage_id, row.state
    try:
        row = _moved(request, row)
    except UnableToSave as unable:
        return _answer(request, found(request, number), str(unable), failed=True)
    if (row.stage_id, row.state) == before:
        return _answer(request, row, _("%(name)s stands there already.") % {"name": row})
    return _answer(request, row, _told(row), undo=str(before[0] or ""))


def _moved(request: HttpRequest, row: Opportunity) -> Opportunity:
    to, by, at = request.POST.get("to", ""), desk(request), clock.now()
    seen = request.POST.get("seen", "")
    version = int(seen) if seen.isdecimal() else None
    if to == "won":
        return moving.win(row, by=by, at=at, seen=version)
    if to == "lost":
        return moving.lose(row, because=request.POST.get("because", ""), by=by, at=at, seen=version)
    if to == "open":
        return moving.reopen(row, by=by, at=at)
    stage = Stage.objects.select_related("pipeline").filter(pk=int(to) if to.isdecimal() else 0, gone=None).first()
    if stage is None:
        raise UnableToSave(_("This stage isn't there any more. Load the board anew and choose another one."))
    if row.closed and "undo" in request.POST:
        row = moving.reopen(row, by=by, at=at)
    return moving.move(row, stage, by=by, at=at, seen=version)


def _told(row: Opportunity) -> str:
    if row.state == Opportunity.State.WON:
        return _("%(name)s is won.") % {"name": row}
    if row.state == Opportunity.State.LOST:
        return _("%(name)s is lost.") % {"name": row}
    return _("%(name)s stands in %(stage)s.") % {"name": row, "stage": row.stage}


@open_to(*SELLS)
def change(request: HttpRequest, number: int) -> HttpResponseBase:
    """Set what stands on a card: amount, close date, next step, what is said of it in the forecast."""
    row = found(request, number)
    if request.method != "POST":
        raise Http404
    sentence, failed = saved(request, row)
    if failed and not request.htmx:  # type: ignore[attr-defined]
        messages.error(request, sentence)
        return _sheet(request, found(request, number), typed_in(request))
    return _answer(request, row, sentence, failed=failed)


def saved(request: HttpRequest, row: Opportunity) -> tuple[str, bool]:
    """Save what was typed; a sentence about it, and whether it failed."""
    around = Surroundings()
    seen = request.POST.get("seen", "")
    try:
        version = int(seen) if seen.isdecimal() else None
        keep.change(row, _typed(request, around), by=desk(request), at=clock.now(), seen=version)
    except SavedMeanwhile as meanwhile:
        return f"{meanwhile} {', '.join(_theirs(clash, around) for clash in meanwhile.clashes)}.", True
    except (UnableToSave, UnableToRead) as unable:
        return str(unable), True
    return _("%(name)s: saved.") % {"name": row}, False


def typed_in(request: HttpRequest) -> dict[str, str]:
    """What was typed into the fields, to be shown again."""
    return {TYPED[name]: request.POST[name] for name in CHANGED if name in request.POST}


def _theirs(clash: Clash, around: Surroundings) -> str:
    who = around.colleagues.get(clash.by or "")
    return _("%(field)s is %(value)s now, by %(who)s") % {
        "field": clash.field.label, "value": clash.theirs or "–", "who": who.name if who else "–",
    }  # fmt: skip


def _typed(request: HttpRequest, around: Surroundings) -> dict[str, Value]:
    typed = reader(request, around)
    fields = OPPORTUNITY.by_name
    return {name: typed.read(fields[name], request.POST[name]) for name in CHANGED if name in request.POST}


def reader(request: HttpRequest, around: Surroundings) -> Reader:
    """Reads what they type, in their own way."""
    return Reader(to_locale(get_language() or "en"), around.calendar.day(clock.now()), around)


def _answer(
    request: HttpRequest, row: Opportunity, sentence: str, *, failed: bool = False, undo: str = ""
) -> HttpResponseBase:
    """A sentence and how it stands: beside the board as it is, or on the page that they came from."""
    if not request.htmx:  # type: ignore[attr-defined]
        (messages.error if failed else messages.success)(request, sentence)
        return redirect(back(request))
    row = found(request, row.pk)
    drawer = Drawer(request, Surroundings(), clock.now())
    _here, board = shown_board(request)
    heads = [drawer.summed(s.pk, s.name, *board.heads.get(s.pk, (0, 0, []))) for s in board.stages]
    told = {
        "card": drawer.cards([row])[0],
        "heads": heads,
        "sentence": sentence,
        "failed": failed,
        "undo": undo,
        "query": request.GET.urlencode(),
    }
    return render(request, "ingrain/moved.html", told)


def back(request: HttpRequest) -> str:
    """The page that they came from; otherwise the board."""
    asked = request.POST.get("back") or request.GET.get("back") or ""
    if asked and url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return asked
    return reverse("board") + (f"?{request.GET.urlencode()}" if request.GET else "")


def fields_of(row: Opportunity, around: Surroundings) -> dict[str, str]:
    """What stands in the fields of the sheet, as it can be typed."""
    amount = "" if row.amount is None else showing.typed(row.amount)
    return {
        "amount": amount,
        "currency": row.currency or around.currency,
        "close_date": row.close_date.isoformat() if row.close_date else "",
        "next_step": row.next_step.isoformat() if row.next_step else "",
        "what_next": row.what_next,
        "category": row.category,
    }
