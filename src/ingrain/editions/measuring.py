"""The objectives of a manual, measured on the journal and kept until they are measured again.

Here lives which events that takes. What an objective is, and its measure, lives in the method and the engine.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict

from django.db import transaction
from django.db.models import Q

from ingrain.editions.models import Document, Measured
from ingrain.engine.objectives import measured
from ingrain.engine.store import Store
from ingrain.journal import read
from ingrain.logs.columns import batches_of
from ingrain.method.calendar import DAY
from ingrain.method.events import Event, Instant
from ingrain.method.language.aim import read_objective
from ingrain.method.manual import Manual
from ingrain.method.objective import Quarter
from ingrain.method.vocabulary import Vocabulary
from ingrain.people.directory import directory
from ingrain.telling.objective import quarters_told

FRESH = DAY
"""For so long a measure is good enough."""


def measure(document: Document, *, at: Instant) -> int:
    """Measure the objectives of the edition that was published last; how many there are."""
    edition = document.current
    if edition is None:
        return 0
    at = at if document.log is None else document.log.last or at
    manual, words, company = edition.manual, document.words, directory()
    with closing(Store()) as store:
        store.take_in(batches_of(_events(document, manual, words)))
        found = measured(store, manual, company, words, at)
    rows = [
        Measured(
            document=document,
            area=area or "",
            many=words.kind(objective.kind).plural,
            running=company.calendar.period(at, "quarter").name,
            quarters=[asdict(quarter) for quarter in quarters],
            at=at,
        )
        for area, (objective, quarters) in found.items()
    ]
    with transaction.atomic():
        Measured.objects.filter(document=document).delete()
        return len(Measured.objects.bulk_create(rows))


def is_due(document: Document, *, at: Instant) -> bool:
    """Whether an objective waits to be measured: it never was, or too long ago."""
    edition = document.current
    if edition is None or not _kinds(edition.manual, document.words):
        return False
    last = document.measured.order_by("at").first()
    return last is None or (document.log is None and last.at < at - FRESH)


def told(document: Document) -> dict[str, list[str]]:
    """What became of the records that each objective speaks of, in words, by area ("": the manual's own)."""
    return {
        row.area: quarters_told([Quarter(**quarter) for quarter in row.quarters], row.many, row.running)
        for row in document.measured.all()
    }


def _kinds(manual: Manual, words: Vocabulary) -> set[str]:
    """The kinds of record that the objectives speak of."""
    said = [manual.header.objective, *(area.objective for area in manual.areas)]
    found = [read_objective(sentence, words) for sentence in said if sentence]
    return {kind for o in found if o for kind in (o.kind, o.into_kind) if kind}


def _events(document: Document, manual: Manual, words: Vocabulary) -> Iterator[Event]:
    """What happened to the records of these kinds, and to nothing else."""
    kinds = _kinds(manual, words)
    if not kinds:
        return iter(())
    wanted = Q()
    for kind in kinds:
        wanted |= Q(record__startswith=f"{kind}/")
    names = read.visible(document.log).filter(wanted).values_list("record", flat=True).distinct()
    return read.events(document.log, records=list(names))
