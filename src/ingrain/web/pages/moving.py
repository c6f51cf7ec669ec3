"""Moving a record on from its page: stages, won, lost, reopened; qualified, closed, taken up again; lines and parts."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ingrain.records import dealing, moving, selling
from ingrain.records.access import SELLS
from ingrain.records.keep import UnableToSave
from ingrain.records.models import Contact, Kept, Lead, Opportunity, Stage
from ingrain.records.reading import UnableToRead
from ingrain.web import clock
from ingrain.web.doors import desk, open_to, surroundings
from ingrain.web.record import answers
from ingrain.web.record.finding import changeable, opportunity, reader


@open_to(*SELLS)
def move(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """One button: a stage, or an end. A lead's: qualified, closed with a reason, open once more."""
    row = changeable(request, kind, number)
    to = request.POST.get("to", "")
    verb: Callable[[], Kept]
    match row:
        case Opportunity():
            verb = _sale_verb(request, row, to)
        case Lead():
            verb = _lead_verb(request, row, to)
        case _:
            raise Http404
    return _answer(request, row, verb)


def _sale_verb(request: HttpRequest, row: Opportunity, to: str) -> Callable[[], Kept]:
    by, at, seen = desk(request), clock.now(), _seen(request)
    because = request.POST.get("because", "")
    match to:
        case "won":
            return lambda: moving.win(row, by=by, at=at, seen=seen)
        case "lost":
            return lambda: moving.lose(row, because=because, by=by, at=at, seen=seen)
        case "open":
            return lambda: moving.reopen(row, by=by, at=at)
    stage = Stage.objects.select_related("pipeline").filter(pk=int(to) if to.isdecimal() else 0).first()
    if stage is None:
        raise Http404
    return lambda: moving.move(row, stage, by=by, at=at, seen=seen)


def _lead_verb(request: HttpRequest, row: Lead, to: str) -> Callable[[], Kept]:
    by, at = desk(request), clock.now()
    because = request.POST.get("because", "")
    match to:
        case "qualified":
            return lambda: moving.qualify(row, by=by, at=at)
        case "disqualified":
            return lambda: moving.disqualify(row, because=because, by=by, at=at)
        case "open":
            return lambda: moving.take_up_again(row, by=by, at=at)
    raise Http404


@open_to(*SELLS)
def lines(request: HttpRequest, number: int) -> HttpResponse:
    """What is sold: a line is added, or one goes."""
    row = opportunity(request, number)
    given = request.POST
    sold = selling.sold(row.product_lines)
    around = surroundings(request)
    try:
        if (gone := given.get("gone", "")).isdecimal() and int(gone) < len(sold):
            del sold[int(gone)]
        else:
            price = reader(around).money(given["price"]) if given.get("price", "").strip() else 0
            many = selling.quantity(given.get("quantity", ""))
            sold.append(selling.Sold(given.get("product", "").strip(), many, round(price * 100)))
    except (UnableToRead, ValueError) as unable:
        return answers.back(request, row, str(unable), wrong=True)
    by, at = desk(request), clock.now()
    return _answer(request, row, lambda: dealing.sell(row, sold, by=by, at=at, seen=_seen(request)))


@open_to(*SELLS)
def parts(request: HttpRequest, number: int) -> HttpResponse:
    """Who plays which part."""
    row = opportunity(request, number)
    given = request.POST
    by, at = desk(request), clock.now()
    who = Contact.objects.filter(desk(request).readable("contact"), pk=_number(given.get("contact", ""))).first()
    if who is None:
        return answers.back(request, row, _("Choose somebody from the list."), wrong=True)
    return _answer(request, row, lambda: dealing.play(row, who, given.get("part", ""), by=by, at=at))


def _number(text: str) -> int:
    number = text.rpartition("/")[2]
    return int(number) if number.isdecimal() else 0


def _seen(request: HttpRequest) -> int | None:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() else None


def _answer(request: HttpRequest, row: Kept, verb: Callable[[], Kept]) -> HttpResponse:
    seen = row.version
    try:
        now = verb()
    except UnableToSave as unable:
        return answers.back(request, row, str(unable), wrong=True)
    return answers.back(request, now, _("Saved."), undo=answers.undo_of(now, seen=seen))
