"""The sample company in the database: its people, what happened there, its manual, and what stands.

Here lives moving it in. Making it lives in ingrain.sample.
"""

from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from ingrain.editions import measuring
from ingrain.editions.models import Document, Edition, LiveDate
from ingrain.method.calendar import DAY
from ingrain.method.company import Company
from ingrain.method.events import Instant
from ingrain.monitor import tally, watch
from ingrain.monitor.periods import HEAD_START
from ingrain.people.models import Colleague, Firm, Leave, Role, Team
from ingrain.records import bringing as records
from ingrain.records import forecasting, pipelines, targets
from ingrain.records.access import Desk
from ingrain.records.models import Bookkeeping, Product, Rate
from ingrain.records.quarters import quarter_of
from ingrain.sample import Sample, make_company
from ingrain.sample.filling import filled
from ingrain.sample.names import MACHINE

PASSWORD = "ingrain-sample"
LEAD, SPONSOR, COUNCIL, ADMINISTRATOR = "ingrid.sorensen", "sven.halvorsen", "wanda.council", "adam.keys"


def move_in(*, at: Instant, today: date, seed: int = 7, people: int = 24, weeks: int = 26) -> Document:
    """Fill an empty database with the sample company as it is at this moment."""
    friday = today + timedelta((4 - today.weekday()) % 7)
    sample = make_company(seed=seed, people=people, weeks=weeks, last_day=friday)
    with transaction.atomic():
        _bookkeeping()
        document = furnish(sample)
        kinds = {p.name: p.kind for p in sample.company.people.values()}
        happened = (e for e in sample.events if e.recorded <= at and e.occurred <= at)
        records.bring(filled(happened, today), kinds)
        _aims(document.owner, at, today)
    watch.judge_all(document, at=at - HEAD_START * DAY)  # what others see by now
    watch.judge_all(document, at=at)
    measuring.measure(document, at=at)
    tally.count(document, at=at)
    return document


def furnish(sample: Sample) -> Document:
    """Its people and its manual, without what happened."""
    return _manual(sample, _staff(sample))


def _staff(sample: Sample) -> Colleague:
    company = sample.company
    calendar = company.calendar
    Firm.objects.create(
        name="Calder Packaging Machinery", zone=calendar.zone, country=calendar.country or "",
        region=calendar.region or "", opens=calendar.opens, closes=calendar.closes, example=True,
    )  # fmt: skip
    _colleagues(company)
    return _those_who_run_it()


def _bookkeeping() -> None:
    Bookkeeping.objects.create(currency="GBP")
    pipelines.usual()
    Product.objects.bulk_create(Product(name=name, price=1_850_000 + 425_000 * n) for n, name in enumerate(MACHINE))
    Rate.objects.create(currency="EUR", since=date(2026, 1, 1), rate="0.86")


def _aims(lead: Colleague, at: Instant, today: date) -> None:
    """A target for whoever commits themselves to something this quarter: as much as that, and a part of what is likely,
    in whole tens of thousands. Some are ahead of it, most are nearly there."""
    this = quarter_of(today)
    sellers = _sellers()
    for number, said in forecasting.said_by_person(today, list(sellers), this).items():
        amount = -(-(said.committed + (said.likely - said.committed) // 4) // 1_000_000) * 1_000_000
        if said.committed:
            targets.aim(sellers[number], this, amount, by=Desk(lead, today), at=at)


def _sellers() -> dict[int, Colleague]:
    return {one.pk: one for one in Colleague.objects.filter(held_roles__role=Role.SELLER)}


def _colleagues(company: Company) -> None:
    teams = {
        name: Team.objects.create(name=name) for name in sorted({p.team for p in company.people.values() if p.team})
    }
    known: dict[str, Colleague] = {}
    for person in sorted(company.people.values(), key=lambda p: p.manager is not None):
        known[person.name] = Colleague.objects.join(
            key=person.name,
            name=person.shown,
            email=f"{person.name}@calder.example" if person.kind == "human" else None,
            roles=person.roles,
            team=teams[person.team] if person.team else None,
            manager=known.get(person.manager or ""),
            kind=person.kind,
        )
    Leave.objects.bulk_create(
        Leave(colleague=known[a.who], first=a.first, last=a.last, deputy=known.get(a.deputy or ""))
        for a in company.absences
    )


def _those_who_run_it() -> Colleague:
    """The roles that the log has no word of."""
    lead = Colleague.objects.join(key=LEAD, name="Ingrid Sorensen", email=f"{LEAD}@calder.example", roles=[Role.LEAD])
    for key, name, role in (
        (SPONSOR, "Sven Halvorsen", Role.SPONSOR),
        (COUNCIL, "Wanda Brook", Role.COUNCIL),
        (ADMINISTRATOR, "Adam Keys", Role.ADMINISTRATOR),
    ):
        Colleague.objects.join(key=key, name=name, email=f"{key}@calder.example", roles=[role])
    Colleague.objects.filter(kind="human").update(password=make_password(PASSWORD))
    return lead


def _manual(sample: Sample, lead: Colleague) -> Document:
    document = Document.objects.create(title="", owner=lead, draft=sample.manual_text)
    calendar = sample.company.calendar
    since = dict(sample.company.live)
    first = min((v for v in since.values() if v is not None), default=sample.at)
    edition = Edition.objects.create(
        document=document, number=1, text=sample.manual_text, published=first, by=lead, since=first
    )
    Document.objects.filter(pk=document.pk).update(title=edition.manual.title)
    LiveDate.objects.bulk_create(
        LiveDate(
            document=document,
            team=Team.objects.get(name=team) if team else None,
            area=area or "",
            since=None if value is None else calendar.day(value),
        )
        for (team, area), value in since.items()
    )
    return Document.objects.get(pk=document.pk)
