"""The page of one record: what matters, what comes next, its fields edited in place, and its story."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ingrain.journal import read
from ingrain.records import keep, recent, related, timeline
from ingrain.records.access import SELLS
from ingrain.records.fields import CUSTOMERS, LOSS_REASONS, kind_of
from ingrain.records.keep import SavedMeanwhile, UnableToSave
from ingrain.records.models import Attachment, Kept, Lead, Opportunity
from ingrain.records.reading import UnableToRead
from ingrain.records.setting_back import set_back as setting_back
from ingrain.web import clock, showing
from ingrain.web.doors import desk, open_to, sight, surroundings
from ingrain.web.record import answers
from ingrain.web.record.asked import asked
from ingrain.web.record.facts import Fact, fact, facts
from ingrain.web.record.finding import changeable, found, reader, sayer
from ingrain.web.record.sales import sale
from ingrain.web.record.saying import Line, Sayer, named_in, reads
from ingrain.web.record.steps import next_step
from ingrain.web.signposts import address_of


@open_to(*SELLS)
def one(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    row = found(request, kind, number)
    recent.look_at(row, by=desk(request).viewer, at=clock.now())
    return render(request, "ingrain/record/one.html", told(request, row))


def told(request: HttpRequest, row: Kept) -> dict[str, Any]:
    """Everything that the page says."""
    here = desk(request)
    say = sayer(request)
    editable = row.deleted is None and here.may_change(row)
    around = related.around(row, here)
    first, rest = facts(row, say.around, editable=editable)
    return {
        "kind": kind_of(row),
        "sentence": say.sentence(row, around),
        "editable": editable,
        "around": around,
        "title": fact(row, "name", say.around),
        "first": first,
        "rest": rest,
        "reasons": [str(label) for _value, label in LOSS_REASONS()]
        if kind_of(row).name in ("lead", "opportunity")
        else [],
        "may_restore": here.may_change(row),
        "files": Attachment.objects.filter(record=row.record, deleted=None).select_related("by"),
        "is_lead": isinstance(row, Lead),
        "reads": reads(here.changes(kind_of(row).name)),
        "sale": sale(row, here, say) if isinstance(row, Opportunity) else None,
        "worth": {o.pk: showing.money(o.amount, o.currency or say.around.currency) for o in around.opportunities},
        "key": answers.key(),
        **moment(request, row, say, editable=editable),
        **story(request, row, say, editable=editable),
    }


def moment(request: HttpRequest, row: Kept, say: Sayer, *, editable: bool) -> dict[str, Any]:
    """What the manual asks, what is planned, and what to do next."""
    planned = timeline.planned(row, desk(request))
    asks, kept = asked([row.record, *(one.record for one in planned)], sight(request), say)
    return {
        "row": row,
        "address": address_of(row.record),
        "planned": [(one, say.day(say.around.calendar.day(one.at))) for one in planned],
        "asks": asks,
        "kept": kept,
        "veiled": row.owner is not None and not sight(request).sees(row.owner.key),
        "editable": editable,
        "next": next_step(row, asks, planned, say) if editable else None,
    }


def story(
    request: HttpRequest, row: Kept, say: Sayer, *, editable: bool, after: timeline.Place | None = None
) -> dict[str, Any]:
    """A stretch of the timeline in words."""
    here = desk(request)
    page = timeline.page(row, here, after)
    names = related.names(named_in(page.lines), here)
    lines: list[Line] = []
    for line in page.lines:
        if isinstance(line, timeline.Done):
            lines.append(say.done(line, names))
        else:
            lines.append(say.changed(row, line, names, editable=editable))
    return {"lines": lines, "more": page.more, "row": row, "address": address_of(row.record)}


@open_to(*SELLS)
def more(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """The timeline from a place on; without one from the beginning."""
    row = found(request, kind, number)
    editable = row.deleted is None and desk(request).may_change(row)
    place = timeline.Place.read(request.GET.get("after", ""))
    say = sayer(request)
    return render(request, "ingrain/record/story.html", story(request, row, say, editable=editable, after=place))


@open_to(*SELLS)
def now(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """What the manual asks, and what is planned, as it is by now: the judge has had a moment."""
    row = found(request, kind, number)
    editable = row.deleted is None and desk(request).may_change(row)
    say = sayer(request)
    return render(request, "ingrain/record/now.html", moment(request, row, say, editable=editable))


@open_to(*SELLS)
def field(request: HttpRequest, number: int, kind: str = "activity") -> HttpResponse:
    """One field was left; save it."""
    row = changeable(request, kind, number)
    name = request.POST.get("field", "")
    known = kind_of(row).by_name.get(name)
    if known is None or not known.written:
        raise Http404
    around = surroundings(request)
    typed = request.POST.get("value", "")
    seen = row.version
    try:
        value = reader(around).read(known, typed)
        row = keep.change(row, {name: value}, by=desk(request), at=clock.now(), seen=_seen(request))
    except SavedMeanwhile as meanwhile:
        shown = Fact(row, known, around, True, typed, str(meanwhile), meanwhile.clashes[0])
    except (UnableToRead, UnableToSave) as unable:
        shown = Fact(row, known, around, True, typed, str(unable))
    else:
        said = _("%(field)s saved.") % {"field": known.label} if row.version > seen else ""
        shown = fact(row, name, around)
        undo = answers.undo_of(row, seen=seen) + f"&field={name}" if said else ""
        if not request.headers.get("HX-Request"):
            return answers.back(request, row, said, undo=undo)
        return answers.part(request, _part_of(row, name), {"fact": shown}, saved=said, undo=undo)
    if not request.headers.get("HX-Request"):
        return answers.back(request, row, shown.error, wrong=True)
    return answers.part(request, _part_of(row, name), {"fact": shown})


def _part_of(row: Kept, name: str) -> str:
    """A record's name stands in its heading, every other field among the fields."""
    heading = name == "name" and kind_of(row).name in CUSTOMERS
    return "ingrain/record/title.html" if heading else "ingrain/record/fact.html"


def _seen(request: HttpRequest) -> int | None:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() else None


@open_to(*SELLS)
def set_back(request: HttpRequest, number: int, kind: str = "activity") -> HttpResponse:
    """A field gets what it held before an entry; without a field, everything that the entry set."""
    row = changeable(request, kind, number)
    entry = request.POST.get("entry") or request.GET.get("entry", "")
    name = request.POST.get("field") or request.GET.get("field", "")
    if not entry.isdecimal():
        raise Http404
    names = [name] if name else _set_by(row, int(entry))
    seen = row.version
    try:
        for each in names:
            row = setting_back(row, each, entry=int(entry), by=desk(request), at=clock.now())
    except UnableToSave as unable:
        return answers.back(request, row, str(unable), wrong=True)
    return answers.back(request, row, _("Set back."), undo=answers.undo_of(row, seen=seen))


def _set_by(row: Kept, entry: int) -> list[str]:
    told = [event for event in read.latest(row.record, before=entry + 1, most=1) if event.sequence == entry]
    return [name for event in told for name in event.values if name in kind_of(row).by_name]


@open_to(*SELLS)
def offers(request: HttpRequest, kind: str) -> HttpResponse:
    """Names of records that begin like what is typed, for a field that takes one."""
    hits = related.offered(kind, request.GET.get("value", ""), desk(request))
    return render(request, "ingrain/record/offers.html", {"hits": hits})
