"""Setting up how the firm sells: pipelines with stages, products with prices, currencies with rates."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation

from babel.numbers import NumberFormatError, parse_decimal
from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ingrain.people.models import Role
from ingrain.records import pipelines, pricing, staging
from ingrain.records.board import OPEN
from ingrain.records.keep import UnableToSave
from ingrain.records.models import Opportunity, Pipeline, Product, Rate, Stage
from ingrain.records.reading import UnableToRead
from ingrain.records.surroundings import Surroundings
from ingrain.web import clock, showing
from ingrain.web.doors import desk, open_to
from ingrain.web.pages.cards import reader

SETS_UP = (Role.ADMINISTRATOR, Role.LEAD)


@open_to(*SETS_UP)
def all_pipelines(request: HttpRequest) -> HttpResponseBase:
    """All of them; posted to, another one is added."""
    if request.method == "POST":
        stages = request.POST.get("stages", "").splitlines()
        name = request.POST.get("name", "")
        _try(request, lambda: staging.add_pipeline(name, stages, by=desk(request), at=clock.now()), _("Added."))
        return redirect("set-pipelines")
    told = {
        "pipelines": pipelines.all_of_them(),
        "past": Pipeline.objects.exclude(gone=None),
    }
    return render(request, "ingrain/set_pipelines.html", told)


@open_to(*SETS_UP)
def one_pipeline(request: HttpRequest, number: int) -> HttpResponseBase:
    """Its name and its stages. do: rename, away, back, add, save (all stages at once)."""
    found = get_object_or_404(Pipeline, pk=number)
    if request.method == "POST":
        said, by, at = request.POST, desk(request), clock.now()
        verbs: dict[str, Callable[[], object]] = {
            "rename": lambda: staging.rename_pipeline(found, said.get("name", ""), by=by, at=at),
            "away": lambda: staging.put_pipeline_away(found, by=by, at=at),
            "back": lambda: staging.take_pipeline_back(found, by=by, at=at),
            "add": lambda: staging.add_stage(found, said.get("name", ""), chance=_chance(said), by=by, at=at),
            "up": lambda: _put_up(found, said.get("stage", ""), request),
        }
        _try(request, verbs.get(said.get("do", ""), _nothing), _("Saved."))
        return redirect("set-pipeline", number)
    here = Count("opportunities", filter=Q(opportunities__deleted=None, opportunities__state="open"))
    told = {
        "pipeline": found,
        "stages": found.stages.filter(gone=None).annotate(here=here),
        "past": found.stages.exclude(gone=None),
    }
    return render(request, "ingrain/set_pipeline.html", told)


@open_to(*SETS_UP)
def one_stage(request: HttpRequest, number: int) -> HttpResponseBase:
    """Its name, its chance; putting it away, and where what stands in it goes. do: save, away, back."""
    found = get_object_or_404(Stage.objects.select_related("pipeline"), pk=number)
    others = Stage.objects.filter(gone=None, pipeline__gone=None).exclude(pk=found.pk).select_related("pipeline")
    if request.method == "POST":
        said, by, at = request.POST, desk(request), clock.now()
        to = others.filter(pk=int(said["to"])).first() if said.get("to", "").isdecimal() else None
        verbs: dict[str, Callable[[], object]] = {
            "save": lambda: staging.change_stage(found, name=said.get("name", ""), chance=_chance(said), by=by, at=at),
            "away": lambda: _put_away(request, found, to),
            "back": lambda: staging.take_stage_back(found, by=by, at=at),
        }
        done = _try(request, verbs.get(said.get("do", ""), _nothing), _("Saved."))
        return redirect("set-pipeline", found.pipeline_id) if done else redirect("set-stage", number)
    told = {
        "stage": found,
        "others": others,
        "here": Opportunity.objects.filter(OPEN, stage=found).count(),
    }
    return render(request, "ingrain/set_stage.html", told)


def _put_up(pipeline: Pipeline, stage: str, request: HttpRequest) -> None:
    """A stage goes before the one that it stands behind."""
    order = [one.pk for one in pipeline.stages.filter(gone=None)]
    place = order.index(int(stage)) if stage.isdecimal() and int(stage) in order else 0
    if place:
        order[place - 1], order[place] = order[place], order[place - 1]
    staging.put_in_order(pipeline, order, by=desk(request), at=clock.now())


def _put_away(request: HttpRequest, stage: Stage, to: Stage | None) -> None:
    moved = staging.put_stage_away(stage, to=to, by=desk(request), at=clock.now())
    if moved:
        said = ngettext("%(n)s opportunity went to %(to)s.", "%(n)s opportunities went to %(to)s.", moved)
        messages.success(request, said % {"n": moved, "to": to})


@open_to(*SETS_UP)
def products(request: HttpRequest) -> HttpResponseBase:
    """What is sold, at which price. product: the one that is changed; without one, another is added."""
    if request.method == "POST":
        said, by, at = request.POST, desk(request), clock.now()
        number = said.get("product", "")
        product = Product.objects.filter(pk=int(number)).first() if number.isdecimal() else None

        def save() -> None:
            typed = said.get("price", "").strip()
            price = round(reader(request, Surroundings()).money(typed) * 100) if typed else None
            name = said.get("name", "")
            if product is None:
                pricing.add_product(name, price, by=by, at=at)
            else:
                pricing.change_product(product, name=name, price=price, sold=said.get("do") != "stop", by=by, at=at)

        _try(request, save, _("Saved."))
        return redirect("set-products")
    rows = [(one, "" if one.price is None else showing.typed(one.price)) for one in Product.objects.all()]
    told = {
        "sold": [row for row in rows if row[0].sold],
        "past": [row for row in rows if not row[0].sold],
        "currency": Surroundings().currency,
    }
    return render(request, "ingrain/set_products.html", told)


@open_to(*SETS_UP)
def currencies(request: HttpRequest) -> HttpResponseBase:
    """The firm's own, and what others are worth since when. do: own, rate, out."""
    around = Surroundings()
    if request.method == "POST":
        said, by, at = request.POST, desk(request), clock.now()
        verbs: dict[str, Callable[[], object]] = {
            "own": lambda: pricing.reckon_in(said.get("currency", ""), by=by, at=at),
            "rate": lambda: pricing.set_rate(
                said.get("currency", ""), _day(said.get("since", "")), _rate(said.get("rate", "")), by=by, at=at
            ),
            "out": lambda: pricing.take_rate_out(_known_rate(said.get("rate", "")), by=by, at=at),
        }
        _try(request, verbs.get(said.get("do", ""), _nothing), _("Saved."))
        return redirect("set-currencies")
    without = Opportunity.objects.filter(OPEN, worth=None, amount__isnull=False).values_list("currency")
    told = {
        "own": around.currency,
        "rates": [(rate, showing.number(rate.rate)) for rate in Rate.objects.all()],
        "missing": list(without.annotate(n=Count("pk")).order_by("currency")),
        "today": around.calendar.day(clock.now()).isoformat(),
    }
    return render(request, "ingrain/set_currencies.html", told)


def _known_rate(number: str) -> Rate:
    if not number.isdecimal():
        raise Http404
    return get_object_or_404(Rate, pk=int(number))


def _chance(said) -> int:  # type: ignore[no-untyped-def]
    typed = said.get("chance", "").strip().rstrip("%").strip()
    if not typed.isdecimal():
        raise UnableToSave(_("A chance is a whole number between 0 and 100."))
    return int(typed)


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError as unable:
        raise UnableToRead(_("Say from which day on the rate holds.")) from unable


def _rate(said: str) -> Decimal:
    try:
        return Decimal(parse_decimal(said.strip(), locale=showing.locale(), strict=True))
    except (NumberFormatError, InvalidOperation) as unable:
        raise UnableToRead(_("“%(said)s” is no rate. Write it as %(example)s.") % {
            "said": said, "example": showing.number(Decimal("0.85")),
        }) from unable  # fmt: skip


def _nothing() -> None:
    raise Http404


def _try(request: HttpRequest, verb: Callable[[], object], told: str) -> bool:
    try:
        verb()
    except (UnableToSave, UnableToRead) as unable:
        messages.error(request, str(unable))
        return False
    messages.success(request, told)
    return True
