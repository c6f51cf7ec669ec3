"""The record that an address names, for those who may read it; whoever may not is told that there is none."""

from django.http import Http404, HttpRequest

from ingrain.records.fields import CUSTOMERS
from ingrain.records.models import Activity, Kept, Opportunity
from ingrain.records.reading import Reader
from ingrain.records.surroundings import Surroundings
from ingrain.web import clock, showing
from ingrain.web.doors import desk, surroundings
from ingrain.web.record.saying import Sayer

WITH = {
    "account": ("owner", "parent"),
    "contact": ("owner", "account", "account__parent"),
    "lead": ("owner",),
    "opportunity": ("owner", "account", "account__parent", "stage__pipeline", "lead"),
    "activity": ("owner",),
}


def found(request: HttpRequest, kind: str, number: int) -> Kept:
    """A record that the viewer may read, those in the bin too. Raises Http404."""
    model = Activity if kind == "activity" else CUSTOMERS[kind].model
    row: Kept | None = model._default_manager.select_related(*WITH[kind]).filter(pk=number).first()
    if row is None or not desk(request).may_read(row):
        raise Http404
    return row


def changeable(request: HttpRequest, kind: str, number: int) -> Kept:
    """The same for what is posted. Whether it may be changed is said by the verbs."""
    if request.method != "POST":
        raise Http404
    return found(request, kind, number)


def opportunity(request: HttpRequest, number: int) -> Opportunity:
    row = changeable(request, "opportunity", number)
    assert isinstance(row, Opportunity)
    return row


def reader(around: Surroundings) -> Reader:
    """Reads what the viewer types."""
    return Reader(str(showing.locale()), around.calendar.day(clock.now()), around)


def sayer(request: HttpRequest) -> Sayer:
    """Puts records into words for the viewer, now."""
    return Sayer(surroundings(request), clock.now())
