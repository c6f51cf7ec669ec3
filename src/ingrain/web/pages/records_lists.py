"""Lists of leads, accounts, contacts and opportunities: narrowed, sorted, paged through, and edited in place."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ingrain.monitor.pressing import state_of
from ingrain.records import keep, lists, related, views
from ingrain.records.access import SELLS
from ingrain.records.fields import CUSTOMERS
from ingrain.records.keep import SavedMeanwhile, UnableToSave
from ingrain.records.lists import ANY, SORTS, STILL_OPEN, USUALLY_OPEN, Mark, Page, columns_of
from ingrain.records.models import Recent
from ingrain.records.reading import UnableToRead
from ingrain.records.surroundings import Surroundings
from ingrain.web import clock
from ingrain.web.doors import desk, open_to, sight, viewer
from ingrain.web.listing.asking import Listed, asked_of_view, listed
from ingrain.web.listing.filters import addable, controls
from ingrain.web.listing.heading import heading
from ingrain.web.listing.rows import cell, lines
from ingrain.web.record.facts import Fact, sellers
from ingrain.web.record.finding import changeable, found, reader

TABS = ("account", "contact", "lead", "opportunity")
LAST_SEEN = 6


@open_to(*SELLS)
def records(request: HttpRequest, kind: str) -> HttpResponse:
    """A page of a list; to a view that was chosen from the list, its own address."""
    if request.GET.get("view", "").isdecimal():
        return _to_view(request, kind)
    if request.GET.get("tidy"):
        return redirect(f"{request.path}?{listed(request, kind).asked.query}")
    here = listed(request, kind)
    after, before = (Mark.read(request.GET.get(name, ""), here.wanted) for name in ("after", "before"))
    page = lists.page(here.wanted, after=after, before=before)
    if before and page.before is None:
        page = lists.page(here.wanted)
    return render(request, "ingrain/lists/list.html", _told(request, here, page))


def _told(request: HttpRequest, here: Listed, page: Page) -> dict[str, Any]:
    asked, around, at = here.asked, here.around, clock.now()
    states = state_of([row.record for row in page.rows], sight=sight(request), at=at)
    paged = page.before is not None or page.after is not None
    number = lists.about(here.wanted) if paged else len(page.rows)
    known = columns_of(asked.kind)
    return {
        "kind": asked.kind,
        "tabs": [(CUSTOMERS[name], reverse("records", args=[name]), name == asked.kind.name) for name in TABS],
        "asked": asked,
        "faults": here.wanted.faults,
        "cut": here.cut,
        "lines": lines(page.rows, asked, desk(request), around, at=at, states=states),
        "page": page,
        "heading": heading(asked, viewer(request), number, around.colleagues),
        "number": number,
        "whose": asked.whose(viewer(request)),
        "sellers": sellers(around),
        "states": _states(here),
        "controls": controls(asked, request.GET.get("add", ""), around),
        "addable": addable(asked),
        "columns": [(one, one in asked.columns) for one in known.values() if one.name != "name"],
        "heads": [(column, *_sorting(here, column.at)) for column in asked.columns],
        "sorts": SORTS[asked.kind.name],
        "views": views.views_for(viewer(request), asked.kind.name),
        "recent": _recent(request, asked.kind.name),
        "kept": _kept(here),
    }


def _states(here: Listed) -> list[tuple[str, str]]:
    """What can be chosen: all, those that are still open, and each state alone."""
    field = here.asked.kind.by_name.get("state")
    if field is None or field.choices is None:
        return []
    several = USUALLY_OPEN.get(here.asked.kind.name, ())
    each = [(str(value), str(label)) for value, label in field.choices() if (value,) != several]
    return [(STILL_OPEN, _("Still open")), (ANY, _("Open or closed")), *each]


def _sorting(here: Listed, at: str) -> tuple[str, str]:
    """Where a heading leads, and how the list is sorted by it now; "" where it can't be."""
    if at not in {order.field for order in SORTS[here.asked.kind.name]}:
        return "", ""
    on = here.asked.order.field == at
    down = on and not here.asked.down
    said = "" if not on else "descending" if here.asked.down else "ascending"
    return f"?{here.asked.with_(sort=f'-{at}' if down else at).query}", said


def _kept(here: Listed) -> list[tuple[str, str]]:
    """What the form of filters says beside its own controls."""
    return [(name, value) for name in ("show", "sort") for value in here.asked.said.get(name, ())]


def _recent(request: HttpRequest, kind: str) -> list[tuple[str, str]]:
    """What they looked at last, of this kind."""
    seen = Recent.objects.filter(colleague=viewer(request), record__startswith=f"{kind}/").order_by("-at")
    records = list(seen.values_list("record", flat=True)[:LAST_SEEN])
    names = related.names(records, desk(request))
    return [(record, names[record]) for record in records if record in names]


# --- views ------------------------------------------------------------------------------------------------------------


def _to_view(request: HttpRequest, kind: str) -> HttpResponse:
    return redirect(f"{request.path}?{asked_of_view(request, kind).query}")


@open_to(*SELLS)
def save_view(request: HttpRequest, kind: str) -> HttpResponse:
    """Keep the list under a name, or throw a view away."""
    if request.method != "POST":
        raise Http404
    asked = listed(request, kind, QueryDict(request.POST.get("asked", ""))).asked
    try:
        if request.POST.get("forget", "").isdecimal():
            views.forget(int(request.POST["forget"]), by=viewer(request))
            messages.success(request, _("The view is gone. The records in it are as they were."))
        else:
            shared = bool(request.POST.get("shared"))
            kept = views.save(asked, request.POST.get("name", ""), by=viewer(request), shared=shared)
            messages.success(request, _("Kept as “%(name)s”.") % {"name": kept.name})
    except UnableToSave as unable:
        messages.error(request, str(unable))
    if request.POST.get("board", "").isdecimal():
        return redirect(f"{reverse('board')}?pipeline={request.POST['board']}&{asked.query}")
    return redirect(f"{reverse('records', args=[kind])}?{asked.query}")


# --- a cell -----------------------------------------------------------------------------------------------------------


@open_to(*SELLS)
def edit_cell(request: HttpRequest, kind: str, number: int, field: str) -> HttpResponse:
    """A cell of a list: to be edited, as it is, or saved."""
    row = found(request, kind, number) if request.method == "GET" else changeable(request, kind, number)
    known = columns_of(CUSTOMERS[kind]).get(field)
    if known is None or not known.written or row.deleted is not None:
        raise Http404
    around = Surroundings()
    said: dict[str, Any] = {}
    if request.method == "POST":
        typed, seen = request.POST.get("value", ""), request.POST.get("seen", "")
        try:
            value = reader(around).read(known, typed)
            row = keep.change(
                row, {known.name: value}, by=desk(request), at=clock.now(), seen=int(seen) if seen.isdecimal() else None
            )
            said = {"saved": True}
        except SavedMeanwhile as meanwhile:
            row.refresh_from_db()
            said = {"fact": Fact(row, known, around, True, typed, str(meanwhile), meanwhile.clashes[0])}
        except (UnableToRead, UnableToSave) as unable:
            said = {"fact": Fact(row, known, around, True, typed, str(unable))}
    elif request.GET.get("edit") and desk(request).may_change(row):
        said = {"fact": Fact(row, known, around, editable=True)}
    today = around.calendar.day(clock.now())
    shown = cell(row, known, desk(request), around, today, editable=desk(request).may_change(row))
    return render(request, "ingrain/lists/cell.html", {"row": row, "cell": shown, "kind": row.KIND, **said})
