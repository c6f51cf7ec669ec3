"""What a record's values refer to: colleagues, stages, rates, the firm's time and money. Asked for once, then known."""

from datetime import date
from decimal import Decimal
from functools import cached_property

from babel.numbers import get_territory_currencies

from ingrain.method.calendar import Calendar
from ingrain.people.directory import calendar
from ingrain.people.models import Colleague, Firm
from ingrain.records.access import SELLS
from ingrain.records.models import Bookkeeping, Opportunity, Pipeline, Rate, Stage


class Surroundings:
    """What stands around the records at this moment."""

    @cached_property
    def calendar(self) -> Calendar:
        return calendar()

    @cached_property
    def region(self) -> str | None:
        """Where telephone numbers without a country are at home."""
        firm = Firm.here()
        return (firm.country or None) if firm else None

    @cached_property
    def colleagues(self) -> dict[str, Colleague]:
        """By their name in the journal."""
        return {one.key: one for one in Colleague.objects.all()}

    @cached_property
    def sellers(self) -> list[Colleague]:
        """Those who are here and sell, or lead those who do."""
        here = Colleague.objects.filter(left=None, held_roles__role__in=SELLS).distinct()
        return list(here.order_by("name"))

    @cached_property
    def stages(self) -> dict[str, list[Stage]]:
        """By their name, folded; of several pipelines the first comes first, and what a stage was called once last."""
        found: dict[str, list[Stage]] = {}
        stages = list(Stage.objects.select_related("pipeline").order_by("pipeline__place", "pipeline", "place", "pk"))
        for stage in sorted(stages, key=lambda stage: stage.gone is not None):
            found.setdefault(stage.name.casefold(), []).append(stage)
        for stage in stages:
            for name in stage.formerly.splitlines():
                found.setdefault(name.casefold(), []).append(stage)
        return found

    def stage(self, name: str, pipeline: int | None = None) -> Stage | None:
        """The stage of that name, of this pipeline if it has one."""
        found = self.stages.get(name.casefold(), [])
        return next((stage for stage in found if stage.pipeline_id == pipeline), found[0] if found else None)

    @cached_property
    def stage_names(self) -> dict[int, str]:
        return {stage.pk: stage.name for stages in self.stages.values() for stage in stages}

    @cached_property
    def pipelines(self) -> list[Pipeline]:
        return list(Pipeline.objects.prefetch_related("stages"))

    @cached_property
    def currency(self) -> str:
        """The firm's own; where nobody said it, that of its country."""
        kept = Bookkeeping.objects.first()
        if kept:
            return kept.currency
        of_the_country = get_territory_currencies(self.region or "")
        return of_the_country[0] if of_the_country else Bookkeeping().currency

    @cached_property
    def rates(self) -> dict[str, list[tuple[date, Decimal]]]:
        """By currency, the newest first."""
        found: dict[str, list[tuple[date, Decimal]]] = {}
        for rate in Rate.objects.all():
            found.setdefault(rate.currency, []).append((rate.since, rate.rate))
        return found

    def worth_of(self, row: Opportunity) -> int | None:
        """What an opportunity is worth in the firm's currency, by the rate of the day on which it closes."""
        return self.worth(row.amount, row.currency, row.close_date or self.calendar.day(row.changed))

    def worth(self, amount: int | None, currency: str, day: date) -> int | None:
        """An amount in the firm's currency by the rate of a day; None without an amount or a rate."""
        if amount is None or currency in ("", self.currency):
            return amount
        rate = next((rate for since, rate in self.rates.get(currency, ()) if since <= day), None)
        return None if rate is None else round(amount * rate)
