"""Adding a record: by hand or by pasting; what looks the same is named beside it, and keeps nobody from saving."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ingrain.method.events import Value
from ingrain.records import pipelines
from ingrain.records.access import SELLS
from ingrain.records.alike import alike as looking_alike
from ingrain.records.fields import CUSTOMERS, Field, Type
from ingrain.records.keep import UnableToSave, create
from ingrain.records.models import Kept
from ingrain.records.once import once
from ingrain.records.pasting import taken_apart
from ingrain.records.reading import UnableToRead
from ingrain.records.surroundings import Surroundings
from ingrain.web import clock
from ingrain.web.doors import desk, open_to, surroundings, viewer
from ingrain.web.record import answers
from ingrain.web.record.facts import blank
from ingrain.web.record.finding import reader
from ingrain.web.signposts import PLURAL, SINGULAR, address_of

FIRST = {
    "lead": ("name", "phone", "company", "email address", "source"),
    "account": ("name", "phone", "website", "city", "type"),
    "contact": ("name", "account", "phone", "email address", "position"),
    "opportunity": ("name", "account", "amount", "close date", "what next", "next step"),
}
"""What is asked for at first; the rest can be opened."""

CHOSEN = "added"


@open_to(*SELLS)
def add(request: HttpRequest) -> HttpResponse:
    """`n`: the kind that was added last."""
    plural = request.session.get(CHOSEN, "leads")
    return redirect("record-new", kind=SINGULAR.get(plural, "lead"))


@open_to(*SELLS)
def new(request: HttpRequest, kind: str) -> HttpResponse:
    request.session[CHOSEN] = PLURAL[kind]
    if request.method == "POST" and "paste" not in request.POST:
        return _save(request, kind)
    given = _first_values(request, kind)
    if request.method == "POST":
        text = request.POST.get("pasted", "")
        given |= _for_kind(kind, taken_apart(text, surroundings(request).region))
    return _form(request, kind, given, {})


def _first_values(request: HttpRequest, kind: str) -> dict[str, str]:
    """What an address says of it already: the account of a contact that is added from its page."""
    return {name: str(value)[:250] for name, value in request.GET.items() if name in CUSTOMERS[kind].by_name}


def _for_kind(kind: str, found: dict[str, str]) -> dict[str, str]:
    """What was found, as this kind has it: of an account the company is the name."""
    if kind == "account" and found.get("company"):
        found["name"] = found["company"]
    if kind == "contact" and found.get("company"):
        found["account"] = found["company"]
    if kind == "opportunity":
        return {name: found[name] for name in ("name",) if name in found}
    return {name: value for name, value in found.items() if name in CUSTOMERS[kind].by_name}


def _save(request: HttpRequest, kind: str) -> HttpResponse:
    typed = {name: request.POST[name] for name in CUSTOMERS[kind].by_name if name in request.POST}
    values, errors = read(kind, typed, surroundings(request))
    if errors:
        return _form(request, kind, typed, errors)
    by, at = desk(request), clock.now()
    try:
        record = once(request.POST.get("key", ""), lambda: _made(kind, values, request).record, by=by.viewer, at=at)
    except UnableToSave as unable:
        return _form(request, kind, typed, {"": str(unable)})
    address = address_of(record)
    if request.headers.get("HX-Request"):
        answer = HttpResponse()
        answer["HX-Redirect"] = address
        return answer
    return redirect(address)


def _made(kind: str, values: dict[str, Value], request: HttpRequest) -> Kept:
    if kind == "opportunity":
        values = {"stage": pipelines.first_stage().name, **values}
    return create(CUSTOMERS[kind], values, by=desk(request), at=clock.now())


def read(kind: str, typed: dict[str, str], around: Surroundings) -> tuple[dict[str, Value], dict[str, str]]:
    """The values of what was typed, and what is wrong with it by field."""
    values: dict[str, Value] = {}
    errors: dict[str, str] = {}
    with_words = reader(around)
    for name, text in typed.items():
        field: Field = CUSTOMERS[kind].by_name[name]
        if not text.strip() or not field.written:
            continue
        try:
            values[name] = with_words.read(field, text)
        except UnableToRead as unable:
            errors[name] = str(unable)
    return values, errors


def _form(request: HttpRequest, kind: str, given: dict[str, str], errors: dict[str, str]) -> HttpResponse:
    around = surroundings(request)
    first = FIRST[kind]
    fields = [field for field in CUSTOMERS[kind].fields if field.written]
    by_name = {field.name: field for field in fields}
    owner = {"owner": viewer(request).key}
    filled = {**owner, **given}
    shown = [blank(by_name[name], around, filled.get(name, ""), errors.get(name, "")) for name in first]
    rest = [
        blank(field, around, filled.get(field.name, ""), errors.get(field.name, ""))
        for field in fields
        if field.name not in first and field.name not in ("loss reason", "currency")
    ]
    told: dict[str, Any] = {
        "kind": CUSTOMERS[kind],
        "first": shown,
        "rest": rest,
        "open": any(one.value and one.field.type is not Type.PERSON for one in rest),
        "error": errors.get("", ""),
        "kinds": [(one, reverse("record-new", args=[one.name])) for one in CUSTOMERS.values()],
        "key": request.POST.get("key") or answers.key(),
        "alike": looking_alike(kind, given, desk(request), region=around.region) if given else [],
        "pasted": request.POST.get("pasted", "") if "paste" in request.POST else "",
    }
    return render(request, "ingrain/record/new.html", told)


@open_to(*SELLS)
def alike(request: HttpRequest, kind: str) -> HttpResponse:
    """What looks the same as what is being typed."""
    given = {name: request.GET[name] for name in CUSTOMERS[kind].by_name if request.GET.get(name)}
    region = surroundings(request).region
    return render(
        request, "ingrain/record/alike.html", {"alike": looking_alike(kind, given, desk(request), region=region)}
    )
